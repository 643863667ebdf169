//! Setting a new password by the link of a mail. A link that leads nowhere says so before anything is typed.

use leptos::prelude::*;
use leptos_router::{NavigateOptions, hooks::use_navigate};
use slipway_core::api::table::LookUpReset;

use crate::{
    components::dead_link::{DeadLink, title_of},
    forms::reset::ResetForm,
    layouts::entry::EntryLayout,
    links::Link,
    locale::{t, ts, use_i18n},
    state::opened_link::{Standing, open_link},
};

/// The page of a reset's link.
#[component]
pub fn ResetPage() -> impl IntoView {
    let i18n = use_i18n();
    let navigate = use_navigate();
    let link = open_link::<LookUpReset>();
    let on_done = Callback::new(move |()| {
        navigate(&Link::Orgs.to_path(), NavigateOptions { replace: true, ..Default::default() });
    });
    let title = Memo::new(move |_| {
        let open = || ts!(i18n, links.reset_title);
        link.standing.with(|standing| title_of(standing, i18n, |_| open(), open()))
    });
    let content = move || match link.standing.get() {
        Standing::Open(offer) => {
            let address = offer.email.to_string();
            view! {
                <p>{t!(i18n, links.reset_lead, address = address.clone())}</p>
                <ResetForm email=offer.email.to_string() token=link.token.get_untracked() on_done/>
            }
            .into_any()
        }
        _ => view! { <DeadLink link/> }.into_any(),
    };
    view! { <EntryLayout title>{content}</EntryLayout> }
}
