//! What every form does: keeps a draft, parses it with the rules of `core`, and says what is wrong where.
//!
//! A field's problem shows once the field was changed and left, and from then on with every key: passing
//! by an empty field is no mistake yet. Submitting shows all problems and goes to the first. What the
//! server finds wrong stands under its field until that field changes. Nothing typed is lost when a
//! request fails. After too many tries it is held, and says for how long, until another is read.

use std::collections::BTreeSet;

use leptos::{prelude::*, task::spawn_local};
use slipway_core::{
    api::endpoint::Endpoint,
    field::{Draft, FieldErrors, FieldProblem},
    password::TypedPassword,
    words,
};

use crate::{
    api::Failure,
    locale::{I18n, use_i18n},
    session::{Session, use_session},
    state::attempt::Attempt,
    ui::{field::Field, focus, held::Held, press},
};

/// A form over a draft.
pub struct Form<D: Send + Sync + 'static> {
    draft: RwSignal<D>,
    initial: RwSignal<D>,
    changed: StoredValue<BTreeSet<&'static str>>,
    visited: RwSignal<BTreeSet<&'static str>>,
    all_visited: RwSignal<bool>,
    from_server: RwSignal<Vec<(String, FieldProblem)>>,
    attempt: Attempt,
    i18n: I18n,
    session: Session,
}

impl<D: Send + Sync + 'static> Clone for Form<D> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<D: Send + Sync + 'static> Copy for Form<D> {}

impl<D: Draft + Clone + PartialEq + Send + Sync + 'static> Form<D> {
    /// A form that begins with a draft.
    pub fn new(draft: D) -> Self {
        let attempt = Attempt::new();
        provide_context(Held(attempt.wait()));
        Self {
            draft: RwSignal::new(draft.clone()),
            initial: RwSignal::new(draft),
            changed: StoredValue::new(BTreeSet::new()),
            visited: RwSignal::new(BTreeSet::new()),
            all_visited: RwSignal::new(false),
            from_server: RwSignal::new(Vec::new()),
            attempt,
            i18n: use_i18n(),
            session: use_session(),
        }
    }

    /// Begins anew with a draft: what was typed is gone.
    pub fn reset(self, draft: D) {
        self.initial.set(draft.clone());
        self.draft.set(draft);
        self.changed.set_value(BTreeSet::new());
        self.visited.set(BTreeSet::new());
        self.all_visited.set(false);
        self.from_server.set(Vec::new());
        self.attempt.forget();
    }

    /// Keeps to what the draft stands for, for as long as nothing of it was changed by hand.
    pub fn follow(self, newest: impl Fn() -> D + 'static) {
        Effect::new(move |_| {
            let newest = newest();
            if !untrack(|| self.is_dirty() || self.attempt.busy().get())
                && self.initial.with_untracked(|initial| *initial != newest)
            {
                self.reset(newest);
            }
        });
    }

    /// The draft, reactively.
    pub fn draft(self) -> D {
        self.draft.get()
    }

    /// Changes the draft otherwise than through a field.
    pub fn update(self, change: impl FnOnce(&mut D)) {
        self.draft.update(change);
    }

    /// Whether anything was changed since the form began.
    pub fn is_dirty(self) -> bool {
        self.initial.with(|initial| self.draft.with(|draft| draft != initial))
    }

    /// Whether a field was changed by hand and left.
    pub fn was_visited(self, name: &str) -> bool {
        self.all_visited.get() || self.visited.with(|visited| visited.contains(name))
    }

    /// Shows the problem of every field, as submitting does.
    pub fn show_all(self) {
        self.all_visited.set(true);
        focus::first_invalid();
    }

    /// Whether it was closed: an answer may come to nobody.
    pub fn is_closed(self) -> bool {
        self.draft.is_disposed()
    }

    /// How sending it goes. What it came to concerns no single field.
    pub const fn attempt(self) -> Attempt {
        self.attempt
    }

    /// A field over a text of the draft. `name` is the path that `Draft::parse` reports it by.
    pub fn text(self, name: &'static str, place: fn(&mut D) -> &mut String) -> Field {
        self.field(name, move |draft| place(draft).clone(), move |draft, text| *place(draft) = text)
    }

    /// A field over a password of the draft.
    pub fn password(self, name: &'static str, place: fn(&mut D) -> &mut TypedPassword) -> Field {
        self.field(
            name,
            move |draft| place(draft).reveal().to_owned(),
            move |draft, text| *place(draft) = TypedPassword::new(text),
        )
    }

    fn field(
        self,
        name: &'static str,
        read: impl Fn(&mut D) -> String + Send + Sync + 'static,
        write: impl Fn(&mut D, String) + Send + Sync + 'static,
    ) -> Field {
        let value = Memo::new(move |_| read(&mut self.draft.get()));
        let set = Callback::new(move |text: String| {
            self.changed.update_value(|changed| {
                changed.insert(name);
            });
            self.from_server.update(|problems| problems.retain(|(field, _)| field != name));
            self.draft.update(|draft| write(draft, text));
        });
        let leave = Callback::new(move |()| {
            if self.changed.try_with_value(|changed| changed.contains(name)) == Some(true) {
                press::after_press(move || {
                    // The form may have been closed by that very click.
                    self.visited.try_update(|visited| visited.insert(name));
                });
            }
        });
        let error = Memo::new(move |_| self.problem_words(name));
        Field { name, form: None, value: value.into(), set, leave, error: error.into() }
    }

    fn problem_words(self, name: &str) -> Option<String> {
        let said = self.from_server.with(|problems| {
            problems.iter().find(|(field, _)| field == name).map(|(_, problem)| problem.clone())
        });
        let found = || {
            let errors = self.draft.with(Draft::parse).err()?;
            errors.of(name).cloned()
        };
        let problem = said.or_else(|| if self.was_visited(name) { found() } else { None })?;
        Some(words::field_problem(self.i18n.locale(), &problem))
    }

    /// Sends the draft as the body of an endpoint, if it parses; otherwise shows every problem. `done` is called
    /// with the reply even where the form was closed meanwhile, since what was sent is done all the same: it
    /// takes what it needs of the draft before, or asks [`Self::is_closed`].
    pub fn submit<E>(self, path: E::Path, query: E::Query, done: impl FnOnce(E::Reply) + 'static)
    where
        E: Endpoint<Body = D>,
        E::Path: 'static,
        E::Query: 'static,
    {
        if !self.attempt.may_begin() {
            return;
        }
        self.attempt.forget();
        let draft = self.draft.get_untracked();
        if draft.parse().is_err() {
            self.show_all();
            return;
        }
        self.attempt.begin();
        let session = self.session;
        spawn_local(async move {
            let answer = session.call::<E>(&path, &query, &draft).await;
            // The form may have been closed while the server answered; what was sent is done all the same.
            self.attempt.end();
            match answer {
                Ok(reply) => done(reply),
                Err(failure) => self.take_failure(failure),
            }
        });
    }

    fn take_failure(self, failure: Failure) {
        if let Some(FieldErrors(errors)) = failure.field_errors() {
            let problems = errors.iter().map(|error| (error.field.clone(), error.problem.clone()));
            self.from_server.try_set(problems.collect());
            focus::first_invalid();
        } else {
            self.attempt.fail(failure);
        }
    }
}
