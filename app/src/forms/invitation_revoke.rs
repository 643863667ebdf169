//! Taking an invitation back.

use leptos::prelude::*;
use slipway_core::{
    api::{page::NoQuery, table::RevokeInvitation},
    field::NoBody,
};

use super::pending_act::PendingAct;
use crate::{
    components::confirm::Confirm,
    locale::{t, ts, use_i18n},
    session::use_session,
    state::{attempt::Attempt, toasts::use_toasts},
};

/// The dialog that takes an invitation back.
#[component]
pub fn RevokeInvitationDialog(
    /// The act.
    act: PendingAct,
) -> impl IntoView {
    let (i18n, session, toasts) = (use_i18n(), use_session(), use_toasts());
    let attempt = Attempt::new();
    let revoke = move |()| {
        let Some(path) = act.path() else { return };
        let (id, address) = (path.invitation, untrack(|| act.address()));
        let request = async move { session.call::<RevokeInvitation>(&path, &NoQuery {}, &NoBody {}).await };
        attempt.make_in(act.open, request, move |_| {
            toasts.done(ts!(i18n, settings.pending_revoked, address = address));
            act.pending.update(|list| list.retain(|other| other.id != id));
        });
    };
    view! {
        <Confirm
            open=act.open
            title=t!(i18n, settings.pending_revoke_title, address = act.address())
            act=t!(i18n, settings.pending_revoke_submit)
            on_confirm=revoke
            destroys=true
            attempt
        >
            <p>{t!(i18n, settings.pending_revoke_lead, address = act.address())}</p>
        </Confirm>
    }
}
