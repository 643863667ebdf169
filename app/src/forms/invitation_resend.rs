//! Sending an invitation once more.

use leptos::prelude::*;
use slipway_core::{
    api::{account::MailDelivery, page::NoQuery, table::ResendInvitation},
    field::NoBody,
};

use super::pending_act::PendingAct;
use crate::{
    components::confirm::Confirm,
    locale::{t, ts, use_i18n},
    session::use_session,
    state::{attempt::Attempt, toasts::use_toasts},
};

/// The dialog that sends an invitation once more.
#[component]
pub fn ResendInvitationDialog(
    /// The act.
    act: PendingAct,
) -> impl IntoView {
    let (i18n, session, toasts) = (use_i18n(), use_session(), use_toasts());
    let attempt = Attempt::new();
    let sends_mail = move || session.view().is_none_or(|view| view.mail != MailDelivery::None);
    let lead = move || {
        if sends_mail() {
            ts!(i18n, invite.resend_lead, address = act.address(), count = act.days())
        } else {
            ts!(i18n, invite.resend_lead_no_mail, count = act.days())
        }
    };
    let resend = move |()| {
        let Some(path) = act.path() else { return };
        let request = async move { session.call::<ResendInvitation>(&path, &NoQuery {}, &NoBody {}).await };
        attempt.make_in(act.open, request, move |sent| {
            toasts.done(if untrack(sends_mail) {
                ts!(i18n, invite.resent, address = sent.email)
            } else {
                ts!(i18n, invite.renewed, address = sent.email)
            });
            // It is the newest now.
            act.pending.refetch();
        });
    };
    view! {
        <Confirm
            open=act.open
            title=t!(i18n, invite.resend_title, address = act.address())
            act=t!(i18n, invite.resend_submit)
            on_confirm=resend
            attempt
        >
            <p>{lead}</p>
        </Confirm>
    }
}
