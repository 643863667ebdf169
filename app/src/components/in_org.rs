//! The organization that the address names: found among one's own, and handed to the page below.

use leptos::prelude::*;
use leptos_router::hooks::use_location;
use slipway_core::{
    access::{decide::Denial, permission::OrgPermission},
    api::account::MyOrg,
    words,
};

use crate::{
    links::Link,
    locale::use_i18n,
    pages::not_found::NotFound,
    session::{Session, use_session},
};

/// Shows what belongs to the organization of the address, anew for each organization; or that there is none.
#[component]
pub fn InOrg<V, F>(
    /// Makes the page of the organization.
    children: F,
) -> impl IntoView
where
    V: IntoView + 'static,
    F: Fn(Signal<MyOrg>) -> V + Send + 'static,
{
    let found = found_org();
    let which = Memo::new(move |_| found.with(|found| found.as_ref().map(|(_, org)| org.id)));
    move || match which.get().and_then(|_| found.get_untracked()) {
        Some((_, first)) => {
            let newest = Memo::new(move |_| found.get().map_or_else(|| first.clone(), |(_, org)| org));
            children(newest.into()).into_any()
        }
        None => view! { <NotFound/> }.into_any(),
    }
}

/// The organization that the address names, by its place there, if it is one of one's own.
pub fn found_org() -> Memo<Option<(String, MyOrg)>> {
    let session = use_session();
    let path = use_location().pathname;
    Memo::new(move |before: Option<&Option<(String, MyOrg)>>| {
        let slug = Link::parse(&path.get())?.org()?.clone();
        let org = session.org(&slug).or_else(|| {
            // An organization whose slug was changed just now stays until the address follows.
            let (address, org) = before?.as_ref()?;
            (address == slug.as_str()).then(|| by_id(session, org)).flatten()
        })?;
        Some((slug.to_string(), org))
    })
}

fn by_id(session: Session, org: &MyOrg) -> Option<MyOrg> {
    session.me()?.orgs.into_iter().find(|mine| mine.id == org.id)
}

/// Why something that needs a permission may not be used; `None` while it may.
pub fn denial_of(permission: OrgPermission, org: Signal<MyOrg>) -> Signal<Option<Denial>> {
    let session = use_session();
    Memo::new(move |_| session.may(permission, org.with(|org| org.id)).err()).into()
}

/// The same, in words: for a control that is disabled with its reason.
pub fn refusal_of(permission: OrgPermission, org: Signal<MyOrg>) -> Signal<Option<String>> {
    let i18n = use_i18n();
    let denial = denial_of(permission, org);
    Signal::derive(move || denial.get().map(|denial| words::denial(i18n.locale(), &denial)))
}
