//! What the link of a mail shows that leads nowhere: what became of it, and where to go instead.

use leptos::prelude::*;
use slipway_core::{api::problem::StateProblem, mailed_link::LinkPurpose, words};

use super::problem::FailureState;
use crate::{
    links::Link,
    locale::{I18n, t, ts, use_i18n},
    session::use_session,
    state::opened_link::{OpenedLink, Standing},
    ui::{
        button::{ButtonLink, Weight},
        skeleton::Skeleton,
    },
};

/// Everything that a link can be but open.
#[component]
pub fn DeadLink<T: Clone + Send + Sync + 'static>(
    /// The link.
    link: OpenedLink<T>,
) -> impl IntoView {
    let (i18n, session) = (use_i18n(), use_session());
    move || match link.standing.get() {
        Standing::Open(_) | Standing::Asking(false) => ().into_any(),
        Standing::Asking(true) => view! { <Skeleton count=3/> }.into_any(),
        Standing::Failed(failure) => view! { <FailureState failure on_retry=link.ask/> }.into_any(),
        Standing::Unknown => view! { <p>{t!(i18n, links.unknown_text)}</p><Onward of=None/> }.into_any(),
        Standing::Ended(problem) => {
            let of = match problem {
                StateProblem::LinkUsed { of }
                | StateProblem::LinkExpired { of }
                | StateProblem::LinkEnded { of } => Some(of),
                _ => None,
            };
            view! {
                <p>{move || ended_words(&problem, session.me().is_some(), i18n)}</p>
                <Onward of/>
            }
            .into_any()
        }
    }
}

/// How a link ended. Whoever is signed in is not told to sign in.
fn ended_words(problem: &StateProblem, is_signed_in: bool, i18n: I18n) -> String {
    match problem {
        StateProblem::LinkUsed { of: LinkPurpose::VerifyAddress } if is_signed_in => {
            words::state_problem(i18n.locale(), &StateProblem::AlreadyVerified)
        }
        StateProblem::LinkUsed { of: LinkPurpose::ResetPassword } if is_signed_in => {
            ts!(i18n, links.reset_used_signed_in)
        }
        problem => words::state_problem(i18n.locale(), problem),
    }
}

/// The title of a page whose link is not open; `open` otherwise.
pub fn title_of<T>(
    standing: &Standing<T>,
    i18n: I18n,
    open: impl FnOnce(&T) -> String,
    asking: String,
) -> String {
    match standing {
        Standing::Open(value) => open(value),
        Standing::Asking(_) | Standing::Failed(_) => asking,
        Standing::Ended(_) => ts!(i18n, links.ended_title),
        Standing::Unknown => ts!(i18n, links.unknown_title),
    }
}

/// Where to go from here.
#[component]
pub fn Onward(
    /// What the link was for, where it was for something.
    of: Option<LinkPurpose>,
) -> impl IntoView {
    let (i18n, session) = (use_i18n(), use_session());
    view! {
        <div class="form-actions">
            {(of == Some(LinkPurpose::ResetPassword)).then(|| view! {
                <ButtonLink href=Link::Forgot.to_path() weight=Weight::Primary>
                    {t!(i18n, links.forgot_another)}
                </ButtonLink>
            })}
            {move || match session.me().is_some() {
                true => view! {
                    <ButtonLink href=Link::Account.to_path()>{t!(i18n, links.to_account)}</ButtonLink>
                },
                false => view! {
                    <ButtonLink href=Link::Login.to_path()>{t!(i18n, entry.to_sign_in)}</ButtonLink>
                },
            }}
        </div>
    }
}
