//! The link of a mail, opened: its token is in the address's fragment, and the server says what it leads to.

use leptos::{leptos_dom::helpers::set_timeout_with_handle, prelude::*, task::spawn_local};
use leptos_router::hooks::use_location;
use slipway_core::{
    api::{
        endpoint::Endpoint,
        page::NoQuery,
        path::NoPath,
        problem::{Problem, StateProblem},
    },
    invitation::TokenDraft,
    token::PresentedToken,
};

use super::fetched::PATIENCE;
use crate::{api::Failure, session::use_session};

/// What is known of a link.
#[derive(Debug, Clone, PartialEq)]
pub enum Standing<T> {
    /// The server has not answered yet; `true` once that takes long enough to say so.
    Asking(bool),
    /// It leads somewhere.
    Open(T),
    /// It did, and does no more.
    Ended(StateProblem),
    /// There is none like it.
    Unknown,
    /// The server could not be asked.
    Failed(Failure),
}

impl<T> Standing<T> {
    /// What a refusal says of the link.
    pub fn after(failure: Failure) -> Self {
        match failure.problem() {
            Some(Problem::NotFound) => Self::Unknown,
            Some(Problem::State { problem }) => Self::Ended(problem.clone()),
            _ => Self::Failed(failure),
        }
    }
}

/// A link that is open on this page.
pub struct OpenedLink<T: Send + Sync + 'static> {
    /// Its token.
    pub token: Memo<PresentedToken>,
    /// What is known of it.
    pub standing: RwSignal<Standing<T>>,
    /// Asks the server again.
    pub ask: Callback<()>,
}

impl<T: Send + Sync + 'static> Clone for OpenedLink<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: Send + Sync + 'static> Copy for OpenedLink<T> {}

impl<T: Send + Sync + 'static> OpenedLink<T> {
    /// What came of the link on this page, kept with its token: another one that is opened here begins anew.
    pub fn outcome<O>(self, came: RwSignal<Option<(PresentedToken, O)>>) -> Memo<Option<O>>
    where
        O: Clone + PartialEq + Send + Sync + 'static,
    {
        Memo::new(move |_| {
            let (token, outcome) = came.get()?;
            self.token.with(|opened| *opened == token).then_some(outcome)
        })
    }
}

/// Asks the server about the link of this address, at once and whenever another is opened.
pub fn open_link<E>() -> OpenedLink<E::Reply>
where
    E: Endpoint<Path = NoPath, Query = NoQuery, Body = TokenDraft>,
    E::Reply: Clone + Sync + 'static,
{
    let session = use_session();
    let hash = use_location().hash;
    let token = Memo::new(move |_| PresentedToken::new(hash.get().trim_start_matches('#')));
    let standing = RwSignal::new(Standing::Asking(false));
    let turn = StoredValue::new(0_u32);
    let ask = Callback::new(move |()| {
        let draft = TokenDraft { token: token.get_untracked() };
        let mine = turn.get_value().wrapping_add(1);
        turn.set_value(mine);
        if draft.token.well_formed().is_none() {
            standing.set(Standing::Unknown);
            return;
        }
        standing.set(Standing::Asking(false));
        let say_so = move || {
            let is_waiting =
                standing.try_with_untracked(|standing| matches!(standing, Standing::Asking(false)));
            if is_waiting == Some(true) && turn.try_get_value() == Some(mine) {
                standing.set(Standing::Asking(true));
            }
        };
        let impatient = set_timeout_with_handle(say_so, PATIENCE);
        spawn_local(async move {
            let answer = session.call::<E>(&NoPath {}, &NoQuery {}, &draft).await;
            if let Ok(handle) = impatient {
                handle.clear();
            }
            // The page may have been left, or another link opened, while the server answered.
            if turn.try_get_value() == Some(mine) {
                standing.set(answer.map_or_else(Standing::after, Standing::Open));
            }
        });
    });
    Effect::new(move |_| {
        token.track();
        ask.run(());
    });
    OpenedLink { token, standing, ask }
}
