//! One thing loaded from the server: what is known of it, and how to ask again.
//!
//! What was loaded stays when it cannot be had once more.

use std::time::Duration;

use leptos::{leptos_dom::helpers::set_timeout_with_handle, prelude::*, task::spawn_local};
use slipway_core::{api::endpoint::Endpoint, field::NoBody};

use super::changes::changes_of;
use crate::{
    api::Failure,
    session::{Session, use_session},
};

/// How long one waits before something says that one waits.
pub const PATIENCE: Duration = Duration::from_millis(150);

/// Something that is loaded from the server.
pub struct Fetched<T: Send + Sync + 'static> {
    value: RwSignal<Option<T>>,
    failure: RwSignal<Option<Failure>>,
    waiting: RwSignal<bool>,
    again: Trigger,
    /// Counts what was asked and what was taken over: an answer to anything earlier is dropped.
    turn: StoredValue<u32>,
}

impl<T: Send + Sync + 'static> Clone for Fetched<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: Send + Sync + 'static> Copy for Fetched<T> {}

/// What there is to show.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Phase {
    /// Nothing yet, and it is too early to say so.
    Early,
    /// Nothing yet.
    Waiting,
    /// It could not be loaded.
    Failed(Failure),
    /// It is there.
    Ready,
}

impl<T: Clone + Send + Sync + 'static> Fetched<T> {
    /// What there is to show. What was loaded stays while it is loaded again.
    pub fn phase(self) -> Phase {
        if self.value.with(Option::is_some) {
            return Phase::Ready;
        }
        match self.failure.get() {
            Some(failure) => Phase::Failed(failure),
            None if self.waiting.get() => Phase::Waiting,
            None => Phase::Early,
        }
    }

    /// What failed since the value that is shown was loaded.
    pub fn failure(self) -> Option<Failure> {
        self.failure.get()
    }

    /// The value, once there.
    pub fn get(self) -> Option<T> {
        self.value.get()
    }

    /// Takes over a newer value that an answer brought.
    pub fn set(self, value: T) {
        self.next_turn();
        self.failure.set(None);
        self.value.set(Some(value));
    }

    fn next_turn(self) -> u32 {
        let turn = self.turn.get_value().wrapping_add(1);
        self.turn.set_value(turn);
        turn
    }

    /// Loads it again.
    pub fn refetch(self) {
        self.again.notify();
    }
}

/// Loads what an endpoint replies, and loads it anew whenever what `asked` reads changes.
///
/// Nothing is loaded while `asked` gives `None`. An answer to an earlier question is dropped.
pub fn fetch<E>(asked: impl Fn() -> Option<(E::Path, E::Query)> + 'static) -> Fetched<E::Reply>
where
    E: Endpoint<Body = NoBody>,
    E::Reply: Clone + Sync + 'static,
{
    let session = use_session();
    let fetched = Fetched {
        value: RwSignal::new(None),
        failure: RwSignal::new(None),
        waiting: RwSignal::new(false),
        again: Trigger::new(),
        turn: StoredValue::new(0),
    };
    let changes = changes_of::<E>();
    Effect::new(move |_| {
        fetched.again.track();
        changes.track();
        let Some((path, query)) = asked() else { return };
        let mine = fetched.next_turn();
        fetched.waiting.set(false);
        let say_so = move || {
            fetched.waiting.try_set(true);
        };
        if let Ok(handle) = set_timeout_with_handle(say_so, PATIENCE) {
            on_cleanup(move || handle.clear());
        }
        spawn_local(answer::<E>(session, fetched, path, query, mine));
    });
    fetched
}

async fn answer<E>(session: Session, fetched: Fetched<E::Reply>, path: E::Path, query: E::Query, mine: u32)
where
    E: Endpoint<Body = NoBody>,
    E::Reply: Clone + Sync + 'static,
{
    let answer = session.call::<E>(&path, &query, &NoBody {}).await;
    // The page may have been left, or have asked something newer, while the server answered.
    if fetched.turn.try_get_value() != Some(mine) {
        return;
    }
    match answer {
        Ok(value) => {
            fetched.failure.set(None);
            fetched.value.set(Some(value));
        }
        Err(failure) => fetched.failure.set(Some(failure)),
    }
}
