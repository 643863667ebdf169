//! Declining an invitation, signed in or not.

use leptos::{prelude::*, task::spawn_local};
use slipway_core::{
    api::{page::NoQuery, path::NoPath, table::DeclineInvitation},
    invitation::TokenDraft,
    token::PresentedToken,
};

use crate::{
    api::Failure,
    locale::{t, use_i18n},
    session::use_session,
    ui::confirm::Confirm,
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
    let (busy, failure) = (RwSignal::new(false), RwSignal::new(None::<Failure>));
    let decline = move |()| {
        let draft = TokenDraft { token: token.get_untracked() };
        busy.set(true);
        failure.set(None);
        spawn_local(async move {
            let answer = session.call::<DeclineInvitation>(&NoPath {}, &NoQuery {}, &draft).await;
            // The page may have been left while the server answered.
            if busy.try_set(false).is_some() {
                return;
            }
            match answer {
                Ok(_) => {
                    open.set(false);
                    on_declined.try_run(());
                }
                Err(refused) if refused.state_problem().is_some() => {
                    open.set(false);
                    on_ended.try_run(refused);
                }
                Err(refused) => failure.set(Some(refused)),
            }
        });
    };
    view! {
        <Confirm
            open
            title=t!(i18n, invitation.decline_confirm_title)
            act=t!(i18n, invitation.decline_confirm_submit)
            on_confirm=decline
            busy
            failure=Signal::derive(move || failure.get().map(|failure| failure.words(i18n)))
        >
            <p>{t!(i18n, invitation.decline_confirm_text)}</p>
        </Confirm>
    }
}
