//! Declining an invitation, signed in or not.

use leptos::prelude::*;
use slipway_core::{
    api::{page::NoQuery, path::NoPath, table::DeclineInvitation},
    invitation::TokenDraft,
    token::PresentedToken,
};

use crate::{
    api::Failure,
    components::confirm::Confirm,
    locale::{t, use_i18n},
    session::use_session,
    state::attempt::Attempt,
};

/// The dialog that declines an invitation.
#[component]
pub fn DeclineDialog(
    /// Whether it is open.
    open: RwSignal<bool>,
    /// The invitation's token.
    token: Memo<PresentedToken>,
    /// Called when it is declined.
    #[prop(into)]
    on_declined: Callback<()>,
    /// Called when it came to an end otherwise.
    #[prop(into)]
    on_ended: Callback<Failure>,
) -> impl IntoView {
    let (i18n, session) = (use_i18n(), use_session());
    let attempt = Attempt::new();
    let decline = move |()| {
        let draft = TokenDraft { token: token.get_untracked() };
        let request = async move {
            match session.call::<DeclineInvitation>(&NoPath {}, &NoQuery {}, &draft).await {
                Err(refused) if refused.state_problem().is_some() => Ok(Some(refused)),
                answer => answer.map(|_| None),
            }
        };
        attempt.make_in(open, request, move |ended| {
            match ended {
                None => on_declined.try_run(()),
                Some(refused) => on_ended.try_run(refused),
            };
        });
    };
    view! {
        <Confirm
            open
            title=t!(i18n, invitation.decline_confirm_title)
            act=t!(i18n, invitation.decline_confirm_submit)
            on_confirm=decline
            attempt
        >
            <p>{t!(i18n, invitation.decline_confirm_text)}</p>
        </Confirm>
    }
}
