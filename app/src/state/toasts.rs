//! The short messages at the bottom right that say what was done.

use leptos::prelude::*;

/// What a toast is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ToastKind {
    /// Something was done.
    Done,
    /// Something could not be done.
    Failed,
}

/// A toast.
#[derive(Debug, Clone)]
pub struct Toast {
    /// Tells it from the others.
    pub id: u32,
    /// What it is about.
    pub kind: ToastKind,
    /// What it says.
    pub text: String,
}

/// All toasts of the page.
#[derive(Debug, Clone, Copy)]
pub struct Toasts {
    shown: RwSignal<Vec<Toast>>,
    next_id: StoredValue<u32>,
}

impl Toasts {
    /// Says that something was done.
    pub fn done(self, text: String) {
        self.push(ToastKind::Done, text);
    }

    /// Says that something could not be done.
    pub fn failed(self, text: String) {
        self.push(ToastKind::Failed, text);
    }

    /// The toasts that are shown, the oldest first.
    pub fn shown(self) -> Vec<Toast> {
        self.shown.get()
    }

    /// Takes a toast away.
    pub fn dismiss(self, id: u32) {
        self.shown.update(|shown| shown.retain(|toast| toast.id != id));
    }

    fn push(self, kind: ToastKind, text: String) {
        let id = self.next_id.get_value();
        self.next_id.set_value(id.wrapping_add(1));
        self.shown.update(|shown| shown.push(Toast { id, kind, text }));
    }
}

/// Provides the toasts to everything below.
pub fn provide_toasts() -> Toasts {
    let toasts = Toasts { shown: RwSignal::new(Vec::new()), next_id: StoredValue::new(0) };
    provide_context(toasts);
    toasts
}

/// The toasts, inside of what [`provide_toasts`] provides for.
pub fn use_toasts() -> Toasts {
    use_context().unwrap_or_else(provide_toasts)
}
