//! Removing a member, after saying what ends.

use leptos::{prelude::*, task::spawn_local};
use slipway_core::{
    api::{account::MyOrg, member::MemberView, page::NoQuery, path::MemberPath, table::RemoveMember},
    field::NoBody,
    words,
};

use crate::{
    locale::{t, ts, use_i18n},
    session::use_session,
    state::toasts::use_toasts,
    ui::confirm::Confirm,
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
    let (busy, failure) = (RwSignal::new(false), RwSignal::new(None));
    Effect::new(move |_| {
        if open.get() {
            failure.set(None);
        }
    });
    let name = move || subject.with(|member| member.as_ref().map(|m| m.name.clone()).unwrap_or_default());
    let remove = move |()| {
        let Some(member) = subject.get_untracked() else { return };
        let organization = org.get_untracked();
        busy.set(true);
        failure.set(None);
        spawn_local(async move {
            let path = MemberPath { org: organization.id, member: member.account };
            let answer = session.call::<RemoveMember>(&path, &NoQuery {}, &NoBody {}).await;
            // The page may have been left while the server answered.
            if busy.try_set(false).is_some() {
                return;
            }
            match answer {
                Ok(_) => {
                    let organization = organization.name;
                    toasts.done(ts!(
                        i18n,
                        settings.remove_removed,
                        name = member.name,
                        organization = organization
                    ));
                    on_removed.try_run(member);
                    open.set(false);
                }
                Err(refused) => failure.set(Some(refused)),
            }
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
            busy
            failure=Signal::derive(move || {
                failure.with(|failure: &Option<crate::api::Failure>| failure.as_ref().map(|f| f.words(i18n)))
            })
        >
            {what_ends}
        </Confirm>
    }
}
