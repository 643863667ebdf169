//! Leaving an organization, after saying what ends.

use leptos::{prelude::*, task::spawn_local};
use leptos_router::{NavigateOptions, hooks::use_navigate};
use slipway_core::{
    access::role::OrgRole,
    api::{
        account::MyOrg,
        page::{NoQuery, PageQuery},
        path::OrgPath,
        table::{LeaveOrg, ListMembers},
    },
    field::NoBody,
    member::Owners,
    words,
};

use crate::{
    components::{
        delegation::{owners_among, refuses_end},
        problem::AttemptNotice,
    },
    links::Link,
    locale::{t, ts, use_i18n},
    session::use_session,
    state::{attempt::Attempt, toasts::use_toasts},
    ui::{
        button::{Button, Weight},
        dialog::Dialog,
    },
};

/// The dialog that leaves an organization.
#[component]
pub fn LeaveOrgDialog(
    /// Whether it is open.
    open: RwSignal<bool>,
    /// Which organization.
    subject: RwSignal<Option<MyOrg>>,
) -> impl IntoView {
    let i18n = use_i18n();
    let name = move || subject.with(|org| org.as_ref().map(|org| org.name.clone()).unwrap_or_default());
    view! {
        <Dialog open title=t!(i18n, orgs.leave_title, name = name())>
            {move || subject.get().map(|org| view! { <Leaving open org/> })}
        </Dialog>
    }
}

#[component]
fn Leaving(open: RwSignal<bool>, org: MyOrg) -> impl IntoView {
    let (i18n, session, toasts) = (use_i18n(), use_session(), use_toasts());
    let navigate = StoredValue::new_local(use_navigate());
    let attempt = Attempt::new();
    let owners = RwSignal::new(None::<Owners>);
    let (id, role) = (org.id, org.role);
    let organization = StoredValue::new(org.name);
    if role == OrgRole::Owner {
        // Whether an Owner may go depends on the others (D3); the server decides when it is asked.
        spawn_local(async move {
            let everybody = PageQuery { limit: Some(PageQuery::MAX_LIMIT), ..PageQuery::default() };
            let page = session.call::<ListMembers>(&OrgPath { org: id }, &everybody, &NoBody {}).await;
            if let Ok(page) = page {
                let _ = owners.try_set(owners_among(&page.items, page.next.is_none()));
            }
        });
    }
    let refused = move || refuses_end(role, owners.get(), i18n.locale()).or_else(|| attempt.wait().get());
    let leave = move |()| {
        let name = organization.get_value();
        let request = async move {
            let view = session.call::<LeaveOrg>(&OrgPath { org: id }, &NoQuery {}, &NoBody {}).await?;
            toasts.done(ts!(i18n, orgs.leave_left, name = name));
            // The page one is on may belong to the organization, and is not to be gone back to.
            let replace = NavigateOptions { replace: true, ..NavigateOptions::default() };
            navigate.try_with_value(|navigate| navigate(&Link::Orgs.to_path(), replace));
            let _ = open.try_set(false);
            session.set(view);
            Ok(())
        };
        attempt.make(request, |()| {});
    };
    let name = move || organization.get_value();
    let role_name = move || words::org_role_name(i18n.locale(), role);
    view! {
        <div class="dialog-text">
            <p>{t!(i18n, orgs.leave_lead)}</p>
            <ul class="ends">
                <li>{t!(i18n, orgs.leave_ends_role, role = role_name(), name = name())}</li>
                <li>{t!(i18n, orgs.leave_ends_projects)}</li>
                <li>{t!(i18n, orgs.leave_ends_invitations)}</li>
            </ul>
            <p class="quiet">{t!(i18n, orgs.leave_way_back)}</p>
        </div>
        <AttemptNotice attempt/>
        <div class="dialog-actions">
            <Button weight=Weight::Quiet on_press=move |()| open.set(false)>{t!(i18n, common.cancel)}</Button>
            <Button
                weight=Weight::Danger
                busy=attempt.busy()
                refused=Signal::derive(refused)
                reason_beside=true
                on_press=leave
            >
                {t!(i18n, orgs.leave_submit, name = name())}
            </Button>
        </div>
    }
}
