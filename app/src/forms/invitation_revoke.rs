//! Taking an invitation back.

use leptos::{prelude::*, task::spawn_local};
use slipway_core::{
    api::{
        account::MyOrg, invitation::InvitationView, page::NoQuery, path::InvitationPath,
        table::RevokeInvitation,
    },
    field::NoBody,
};

use crate::{
    api::Failure,
    locale::{t, ts, use_i18n},
    session::use_session,
    state::{list::List, toasts::use_toasts},
    ui::confirm::Confirm,
};

/// The dialog that takes an invitation back.
#[component]
pub fn RevokeInvitationDialog(
    /// Whether it is open.
    open: RwSignal<bool>,
    /// Which invitation.
    subject: RwSignal<Option<InvitationView>>,
    /// The organization.
    org: Signal<MyOrg>,
    /// The list that it stands in.
    pending: List<InvitationView>,
) -> impl IntoView {
    let (i18n, session, toasts) = (use_i18n(), use_session(), use_toasts());
    let (busy, failure) = (RwSignal::new(false), RwSignal::new(None::<Failure>));
    Effect::new(move |_| {
        if open.get() {
            failure.set(None);
        }
    });
    let address = move || {
        subject.with(|invitation| invitation.as_ref().map(|i| i.email.to_string()).unwrap_or_default())
    };
    let revoke = move |()| {
        let Some(invitation) = subject.get_untracked() else { return };
        let path = InvitationPath { org: org.with_untracked(|org| org.id), invitation: invitation.id };
        busy.set(true);
        failure.set(None);
        spawn_local(async move {
            let answer = session.call::<RevokeInvitation>(&path, &NoQuery {}, &NoBody {}).await;
            // The page may have been left while the server answered.
            if busy.try_set(false).is_some() {
                return;
            }
            match answer {
                Ok(_) => {
                    toasts.done(ts!(i18n, settings.pending_revoked, address = invitation.email));
                    pending.update(|list| list.retain(|other| other.id != invitation.id));
                    open.set(false);
                }
                Err(refused) => failure.set(Some(refused)),
            }
        });
    };
    view! {
        <Confirm
            open
            title=t!(i18n, settings.pending_revoke_title, address = address())
            act=t!(i18n, settings.pending_revoke_submit)
            on_confirm=revoke
            destroys=true
            busy
            failure=Signal::derive(move || failure.get().map(|failure| failure.words(i18n)))
        >
            <p>{t!(i18n, settings.pending_revoke_lead, address = address())}</p>
        </Confirm>
    }
}
