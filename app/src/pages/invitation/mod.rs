//! Answering an invitation: whoever opens the link of one, signed in or not.
//!
//! The token stays in the address's fragment, so that a reload loses nothing; it is sent in bodies alone.

pub mod ended;
pub mod offer;

use leptos::prelude::*;
use slipway_core::{
    api::{
        invitation::InvitationOffer,
        problem::{Problem, StateProblem},
        table::LookUpInvitation,
    },
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
    state::opened_link::{Standing, open_link},
    ui::skeleton::Skeleton,
};

/// Answering an invitation.
#[component]
pub fn InvitationPage() -> impl IntoView {
    let (i18n, session) = (use_i18n(), use_session());
    let link = open_link::<LookUpInvitation>();
    let declined = RwSignal::new(None::<(PresentedToken, InvitationOffer)>);
    let turned_down = link.outcome(declined);
    let content = move || match (turned_down.get(), link.standing.get(), session.knowledge()) {
        (_, _, Knowledge::Failed(failure)) => {
            view! { <FailureState failure on_retry=move |()| session.refetch()/> }.into_any()
        }
        (Some(offer), ..) => view! { <Declined offer/> }.into_any(),
        (_, Standing::Asking(true), _) => view! { <Skeleton count=4/> }.into_any(),
        (_, Standing::Asking(false), _) | (_, _, Knowledge::Asking) => ().into_any(),
        (_, Standing::Open(offer), Knowledge::Known(_)) => view! { <Offer offer link declined/> }.into_any(),
        (_, Standing::Ended(problem), _) => view! { <Ended problem/> }.into_any(),
        (_, Standing::Unknown, _) => view! { <Unknown token=link.token/> }.into_any(),
        (_, Standing::Failed(failure), _) => view! { <FailureState failure on_retry=link.ask/> }.into_any(),
    };
    // Signing in on this page must not make the offer anew while its form still works.
    let title = Memo::new(move |_| match turned_down.with(Option::is_some) {
        true => ts!(i18n, invitation.declined_title),
        false => link.standing.with(|standing| title_of(standing, i18n)),
    });
    view! { <EntryLayout title>{content}</EntryLayout> }
}

fn title_of(standing: &Standing<InvitationOffer>, i18n: I18n) -> String {
    match standing {
        Standing::Asking(_) | Standing::Failed(_) => ts!(i18n, invitation.title),
        Standing::Open(offer) => ts!(i18n, invitation.joining, organization = offer.organization),
        Standing::Ended(StateProblem::InvitationAccepted) => ts!(i18n, invitation.used_title),
        Standing::Ended(_) => ts!(i18n, invitation.ended_title),
        Standing::Unknown => ts!(i18n, invitation.unknown_title),
    }
}

/// What the refusal of an answer says of the invitation; others leave it as it is.
fn standing_after(failure: Failure) -> Standing<InvitationOffer> {
    match failure.problem() {
        Some(Problem::State { problem }) if !ends(problem) => Standing::Failed(failure),
        _ => Standing::after(failure),
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
