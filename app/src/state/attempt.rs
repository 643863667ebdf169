//! A request that a press makes: under way, refused, or, after too many, held until another is read.

use leptos::{prelude::*, task::spawn_local};
use slipway_core::{
    api::problem::{Limited, Problem},
    words,
};

use super::countdown::Countdown;
use crate::{
    api::Failure,
    locale::{I18n, use_i18n},
};

/// One request after another, made by the same press.
#[derive(Debug, Clone, Copy)]
pub struct Attempt {
    turn: StoredValue<u32>,
    busy: RwSignal<bool>,
    failure: RwSignal<Option<Failure>>,
    held: Countdown,
    limited: StoredValue<Limited>,
    is_held: Memo<bool>,
    wait: Signal<Option<String>>,
}

impl Attempt {
    /// Nothing is under way, and nothing was refused.
    pub fn new() -> Self {
        let (i18n, held) = (use_i18n(), Countdown::idle());
        let limited = StoredValue::new(Limited::Tries);
        let words = move |seconds| wait_words(i18n, limited.get_value(), seconds);
        let wait = Signal::derive(move || held.left().map(words));
        Self {
            turn: StoredValue::new(0),
            busy: RwSignal::new(false),
            failure: RwSignal::new(None),
            held,
            limited,
            is_held: Memo::new(move |_| held.left().is_some()),
            wait,
        }
    }

    /// Whether one is under way.
    pub fn busy(self) -> Signal<bool> {
        self.busy.into()
    }

    /// Why none may be made just now, in words that count down; nothing while one may.
    pub const fn wait(self) -> Signal<Option<String>> {
        self.wait
    }

    /// What the last one came to instead of its reply. Too many are one only while they are.
    pub fn failure(self) -> Signal<Option<Failure>> {
        let is_over = move |failure: &Failure| {
            matches!(failure.problem(), Some(Problem::TooMany { .. })) && !self.is_held.get()
        };
        Signal::derive(move || self.failure.get().filter(|failure| !is_over(failure)))
    }

    /// What the last one came to is said no more.
    pub fn forget(self) {
        self.failure.set(None);
    }

    /// Begins anew, for something else: what comes of an earlier one is not said here any more.
    pub fn renew(self) {
        self.turn.update_value(|turn| *turn = turn.wrapping_add(1));
        self.busy.set(false);
        self.forget();
    }

    /// Whether one may begin: none does while another is under way or held.
    pub fn may_begin(self) -> bool {
        !self.busy.get_untracked() && !self.is_held.get_untracked()
    }

    /// It begins.
    pub fn begin(self) {
        self.failure.set(None);
        self.busy.set(true);
    }

    /// It is answered. Whoever made it may be gone.
    pub fn end(self) {
        self.busy.try_set(false);
    }

    /// It was refused.
    pub fn fail(self, failure: Failure) {
        if let Some(Problem::TooMany { of, retry_after }) = failure.problem() {
            self.limited.try_set_value(*of);
            self.held.begin(*retry_after);
        }
        self.failure.try_set(Some(failure));
    }

    /// Makes one. What is `done` with the reply is left out where the page was left meanwhile. Of one that was
    /// made before it began anew nothing is said but the reply.
    pub fn make<T: 'static>(
        self,
        request: impl Future<Output = Result<T, Failure>> + 'static,
        done: impl FnOnce(T) + 'static,
    ) {
        if !self.may_begin() {
            return;
        }
        self.begin();
        let mine = self.turn.get_value();
        spawn_local(async move {
            let answer = request.await;
            let Some(turn) = self.turn.try_get_value() else { return };
            if turn == mine {
                self.busy.set(false);
            }
            match answer {
                Ok(reply) => done(reply),
                Err(failure) if turn == mine => self.fail(failure),
                Err(_) => {}
            }
        });
    }

    /// Makes one out of a dialog, which is closed when it is done; unless it was closed meanwhile, and is open for
    /// something else by then.
    pub fn make_in<T: 'static>(
        self,
        open: RwSignal<bool>,
        request: impl Future<Output = Result<T, Failure>> + 'static,
        done: impl FnOnce(T) + 'static,
    ) {
        let mine = self.turn.get_value();
        self.make(request, move |reply| {
            if self.turn.get_value() == mine {
                open.set(false);
            }
            done(reply);
        });
    }
}

impl Default for Attempt {
    fn default() -> Self {
        Self::new()
    }
}

/// How long it is held, in the words of the refusal.
fn wait_words(i18n: I18n, of: Limited, retry_after: u32) -> String {
    words::problem(i18n.locale(), &Problem::TooMany { of, retry_after })
}
