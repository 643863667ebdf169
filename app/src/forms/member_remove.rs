//! Removing a member, after saying what ends.

use leptos::prelude::*;
use slipway_core::{
    api::{account::MyOrg, member::MemberView, page::NoQuery, path::MemberPath, table::RemoveMember},
    field::NoBody,
    words,
};

use crate::{
    components::confirm::Confirm,
    locale::{t, ts, use_i18n},
    session::use_session,
    state::{attempt::Attempt, toasts::use_toasts},
};

/// The dialog that removes a member.
#[component]
pub fn RemoveMemberDialog(
    /// Whether it is open.
    open: RwSignal<bool>,
    /// Whom.
    subject: RwSignal<Option<MemberView>>,
    /// The organization.
    org: Signal<MyOrg>,
    /// Called when the member was removed.
    #[prop(into)]
    on_removed: Callback<MemberView>,
) -> impl IntoView {
    let (i18n, session, toasts) = (use_i18n(), use_session(), use_toasts());
    let attempt = Attempt::new();
    let name = move || subject.with(|member| member.as_ref().map(|m| m.name.clone()).unwrap_or_default());
    let remove = move |()| {
        let Some(member) = subject.get_untracked() else { return };
        let organization = org.get_untracked();
        let path = MemberPath { org: organization.id, member: member.account };
        let request = async move { session.call::<RemoveMember>(&path, &NoQuery {}, &NoBody {}).await };
        attempt.make_in(open, request, move |_| {
            let organization = organization.name;
            toasts.done(ts!(i18n, settings.remove_removed, name = member.name, organization = organization));
            on_removed.try_run(member);
        });
    };
    let what_ends = move || {
        let member = subject.get()?;
        let organization = org.with(|org| org.name.clone());
        let (name, address) = (member.name, member.email);
        let role = words::org_role_name(i18n.locale(), member.role);
        let lead =
            ts!(i18n, settings.remove_lead, name = name, address = address, organization = organization);
        Some(view! {
            <p>{lead}</p>
            <ul class="ends">
                <li>{ts!(i18n, settings.remove_ends_role, role = role, organization = organization)}</li>
                <li>{ts!(i18n, settings.remove_ends_projects)}</li>
                <li>{ts!(i18n, settings.remove_ends_invitations, name = name)}</li>
            </ul>
            <p class="quiet">{ts!(i18n, settings.remove_stays, name = name)}</p>
        })
    };
    view! {
        <Confirm
            open
            title=t!(i18n, settings.remove_title, name = name())
            act=t!(i18n, settings.remove_submit, name = name())
            on_confirm=remove
            destroys=true
            attempt
        >
            {what_ends}
        </Confirm>
    }
}
