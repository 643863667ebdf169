//! What the link of an invitation shows that can no longer be answered, or never could.

use leptos::prelude::*;
use slipway_core::{
    api::{invitation::InvitationOffer, problem::StateProblem},
    token::PresentedToken,
    words,
};

use crate::{
    links::Link,
    locale::{t, ts, use_i18n},
    session::use_session,
    ui::button::{ButtonLink, Weight},
};

/// An invitation that came to an end: how, and what to do next.
#[component]
pub fn Ended(
    /// How it ended.
    problem: StateProblem,
) -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <p>{move || words::state_problem(i18n.locale(), &problem)}</p>
        <Onward/>
    }
}

/// A token that belongs to no invitation.
#[component]
pub fn Unknown(
    /// What was presented.
    token: Memo<PresentedToken>,
) -> impl IntoView {
    let i18n = use_i18n();
    let text = move || {
        if token.with(|token| *token == PresentedToken::default()) {
            ts!(i18n, invitation.unknown_no_token)
        } else {
            ts!(i18n, invitation.unknown_text)
        }
    };
    view! {
        <p>{text}</p>
        <Onward/>
    }
}

/// An invitation that was declined just now.
#[component]
pub fn Declined(
    /// What was declined.
    offer: InvitationOffer,
) -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <p>{t!(i18n, invitation.declined_text, organization = offer.organization.clone())}</p>
        <Onward/>
    }
}

/// Where to go from here.
#[component]
fn Onward() -> impl IntoView {
    let (i18n, session) = (use_i18n(), use_session());
    let link = move || {
        if session.me().is_some() {
            view! {
                <ButtonLink href=Link::Orgs.to_path() weight=Weight::Primary>
                    {t!(i18n, invitation.ended_to_panel)}
                </ButtonLink>
            }
            .into_any()
        } else {
            view! {
                <ButtonLink href=Link::Login.to_path()>{t!(i18n, invitation.ended_to_login)}</ButtonLink>
            }
            .into_any()
        }
    };
    view! { <div class="form-actions">{link}</div> }
}
