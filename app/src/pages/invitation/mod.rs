//! Answering an invitation: whoever opens the link of one, signed in or not.
//!
//! The token stays in the address's fragment, so that a reload loses nothing; it is sent in bodies alone.

pub mod ended;
pub mod offer;

use leptos::{leptos_dom::helpers::set_timeout_with_handle, prelude::*, task::spawn_local};
use leptos_router::hooks::use_location;
use slipway_core::{
    api::{
        invitation::InvitationOffer,
        page::NoQuery,
        path::NoPath,
        problem::{Problem, StateProblem},
        table::LookUpInvitation,
    },
    invitation::TokenDraft,
    token::PresentedToken,
};

use self::{
    ended::{Declined, Ended, Unknown},
    offer::Offer,
};
use crate::{
    api::Failure,
    components::problem::FailureState,
    layouts::entry::EntryLayout,
    locale::{I18n, ts, use_i18n},
    session::{Knowledge, use_session},
    state::fetched::PATIENCE,
    ui::skeleton::Skeleton,
};

/// What is known of the invitation.
#[derive(Debug, Clone, PartialEq)]
pub enum Standing {
    /// The server has not answered yet; `true` once that takes long enough to say so.
    Asking(bool),
    /// It can be answered.
    Open(InvitationOffer),
    /// It was declined on this page just now.
    Declined(InvitationOffer),
    /// It came to an end.
    Ended(StateProblem),
    /// There is none with this token.
    Unknown,
    /// The server could not be asked.
    Failed(Failure),
}

/// Answering an invitation.
#[component]
pub fn InvitationPage() -> impl IntoView {
    let (i18n, session) = (use_i18n(), use_session());
    let hash = use_location().hash;
    let token = Memo::new(move |_| {
        let fragment = hash.get();
        PresentedToken::new(fragment.trim_start_matches('#'))
    });
    let standing = RwSignal::new(Standing::Asking(false));
    let look_up = move || {
        let draft = TokenDraft { token: token.get_untracked() };
        if draft.token.well_formed().is_none() {
            standing.set(Standing::Unknown);
            return;
        }
        standing.set(Standing::Asking(false));
        let impatient = set_timeout_with_handle(
            move || {
                if standing.try_get_untracked() == Some(Standing::Asking(false)) {
                    standing.set(Standing::Asking(true));
                }
            },
            PATIENCE,
        );
        spawn_local(async move {
            let answer = session.call::<LookUpInvitation>(&NoPath {}, &NoQuery {}, &draft).await;
            if let Ok(handle) = impatient {
                handle.clear();
            }
            let _ = standing.try_set(match answer {
                Ok(offer) => Standing::Open(offer),
                Err(failure) => standing_after(failure),
            });
        });
    };
    Effect::new(move |_| {
        token.track();
        look_up();
    });
    let content = move || match (standing.get(), session.knowledge()) {
        (_, Knowledge::Failed(failure)) => {
            view! { <FailureState failure on_retry=move |()| session.refetch()/> }.into_any()
        }
        (Standing::Asking(true), _) => view! { <Skeleton count=4/> }.into_any(),
        (Standing::Asking(false), _) | (_, Knowledge::Asking) => ().into_any(),
        (Standing::Open(offer), Knowledge::Known(_)) => view! { <Offer offer token standing/> }.into_any(),
        (Standing::Declined(offer), _) => view! { <Declined offer/> }.into_any(),
        (Standing::Ended(problem), _) => view! { <Ended problem/> }.into_any(),
        (Standing::Unknown, _) => view! { <Unknown token/> }.into_any(),
        (Standing::Failed(failure), _) => {
            view! { <FailureState failure on_retry=move |()| look_up()/> }.into_any()
        }
    };
    // Signing in on this page must not make the offer anew while its form still works.
    let title = Memo::new(move |_| standing.with(|standing| title_of(standing, i18n)));
    view! { <EntryLayout title>{content}</EntryLayout> }
}

fn title_of(standing: &Standing, i18n: I18n) -> String {
    match standing {
        Standing::Asking(_) | Standing::Failed(_) => ts!(i18n, invitation.title),
        Standing::Open(offer) => ts!(i18n, invitation.joining, organization = offer.organization),
        Standing::Declined(_) => ts!(i18n, invitation.declined_title),
        Standing::Ended(StateProblem::InvitationAccepted) => ts!(i18n, invitation.used_title),
        Standing::Ended(_) => ts!(i18n, invitation.ended_title),
        Standing::Unknown => ts!(i18n, invitation.unknown_title),
    }
}

/// What a refusal says of the invitation.
fn standing_after(failure: Failure) -> Standing {
    match failure.problem() {
        Some(Problem::NotFound) => Standing::Unknown,
        Some(Problem::State { problem }) if ends(problem) => Standing::Ended(problem.clone()),
        _ => Standing::Failed(failure),
    }
}

/// Whether a problem means that the invitation can never be answered any more.
const fn ends(problem: &StateProblem) -> bool {
    matches!(
        problem,
        StateProblem::InvitationExpired { .. }
            | StateProblem::InvitationAccepted
            | StateProblem::InvitationDeclined
            | StateProblem::InvitationRevoked
            | StateProblem::InvitationReplaced
            | StateProblem::InvitationVoid { .. }
    )
}
