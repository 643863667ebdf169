//! Typing the password once more: whoever calls the server for a dangerous act waits here until it was typed.
//!
//! Several that ask at the same moment wait for the same dialog.

use futures_channel::oneshot;
use leptos::prelude::*;

/// What waits for the password, and the dialog that asks for it.
#[derive(Debug, Clone, Copy)]
pub struct Confirmation {
    open: RwSignal<bool>,
    waiting: StoredValue<Vec<oneshot::Sender<()>>>,
}

impl Confirmation {
    /// Nothing waits yet.
    pub fn new() -> Self {
        Self { open: RwSignal::new(false), waiting: StoredValue::new(Vec::new()) }
    }

    /// Whether the dialog is open.
    pub const fn open(self) -> RwSignal<bool> {
        self.open
    }

    /// Asks for the password, and tells in the end whether it was typed.
    pub async fn asked(self) -> bool {
        let (typed, was_typed) = oneshot::channel();
        self.waiting.update_value(|waiting| waiting.push(typed));
        self.open.set(true);
        was_typed.await.is_ok()
    }

    /// It was typed: what waits goes on.
    pub fn typed(self) {
        for waiting in self.waiting.try_update_value(std::mem::take).unwrap_or_default() {
            // Whoever waits no more has been closed meanwhile.
            let _ = waiting.send(());
        }
        self.open.set(false);
    }

    /// It was not typed: what waits ends as it was answered.
    pub fn given_up(self) {
        self.waiting.set_value(Vec::new());
    }
}

impl Default for Confirmation {
    fn default() -> Self {
        Self::new()
    }
}
