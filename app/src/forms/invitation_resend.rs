//! Sending an invitation once more.

use leptos::{prelude::*, task::spawn_local};
use slipway_core::{
    api::{
        account::{MailDelivery, MyOrg},
        invitation::InvitationView,
        page::NoQuery,
        path::InvitationPath,
        table::ResendInvitation,
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

/// The dialog that sends an invitation once more.
#[component]
pub fn ResendInvitationDialog(
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
    let sends_mail = move || session.view().is_none_or(|view| view.mail != MailDelivery::None);
    let address = move || {
        subject.with(|invitation| invitation.as_ref().map(|i| i.email.to_string()).unwrap_or_default())
    };
    let lead = move || {
        let days = subject.with(|invitation| invitation.as_ref().map_or(0, |i| usize::from(i.days)));
        if sends_mail() {
            ts!(i18n, invite.resend_lead, address = address(), count = days)
        } else {
            ts!(i18n, invite.resend_lead_no_mail, count = days)
        }
    };
    let resend = move |()| {
        let Some(invitation) = subject.get_untracked() else { return };
        let path = InvitationPath { org: org.with_untracked(|org| org.id), invitation: invitation.id };
        busy.set(true);
        failure.set(None);
        spawn_local(async move {
            let answer = session.call::<ResendInvitation>(&path, &NoQuery {}, &NoBody {}).await;
            // The page may have been left while the server answered.
            if busy.try_set(false).is_some() {
                return;
            }
            match answer {
                Ok(sent) => {
                    toasts.done(if untrack(sends_mail) {
                        ts!(i18n, invite.resent, address = sent.email)
                    } else {
                        ts!(i18n, invite.renewed, address = sent.email)
                    });
                    // It is the newest now.
                    pending.refetch();
                    open.set(false);
                }
                Err(refused) => failure.set(Some(refused)),
            }
        });
    };
    view! {
        <Confirm
            open
            title=t!(i18n, invite.resend_title, address = address())
            act=t!(i18n, invite.resend_submit)
            on_confirm=resend
            busy
            failure=Signal::derive(move || failure.get().map(|failure| failure.words(i18n)))
        >
            <p>{lead}</p>
        </Confirm>
    }
}
