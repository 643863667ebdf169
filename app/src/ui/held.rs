//! A form that may not be sent for a while: its submitting button says so and comes back by itself.

use leptos::prelude::*;

/// Why the form around may not be sent just now; nothing while it may.
///
/// Whatever makes a form provides it, and the submitting buttons in it ask for it.
#[derive(Debug, Clone, Copy)]
pub struct Held(pub Signal<Option<String>>);
