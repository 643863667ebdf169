//! What a field of a form knows: its value, its error, and what to call when it changes or is left.

use leptos::prelude::*;

/// A field of a form, whatever kind of control shows it.
#[derive(Debug, Clone, Copy)]
pub struct Field {
    /// The path of its value, as in `billing.country`.
    pub name: &'static str,
    /// What its form is called, where another form on the page has a field of this name.
    pub form: Option<&'static str>,
    /// What it holds.
    pub value: Signal<String>,
    /// Takes what was typed.
    pub set: Callback<String>,
    /// Tells that it was left.
    pub leave: Callback<()>,
    /// What is wrong with it, in words.
    pub error: Signal<Option<String>>,
}

impl Field {
    /// The same in a form that is called so.
    #[must_use]
    pub const fn of(self, form: &'static str) -> Self {
        Self { form: Some(form), ..self }
    }

    /// The id of its control, as in `billing-country`; its error's and its help's are made from it.
    pub fn id(self) -> String {
        let name = self.name.replace('.', "-");
        self.form.map_or(name.clone(), |form| format!("{form}-{name}"))
    }

    /// Tells that it was left. A control also loses the focus when its form is taken away with it.
    pub fn left(self) {
        self.leave.try_run(());
    }

    /// The ids that describe its control: the error while there is one, then the help.
    pub fn described_by(self, has_help: bool) -> Option<String> {
        let id = self.id();
        let error = self.error.with(Option::is_some).then(|| format!("{id}-error"));
        let help = has_help.then(|| format!("{id}-help"));
        let ids: Vec<String> = error.into_iter().chain(help).collect();
        (!ids.is_empty()).then(|| ids.join(" "))
    }
}
