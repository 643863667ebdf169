//! Why a control may not be used: what the control says of it to a screen reader, and the words themselves.

use leptos::prelude::*;

use super::unique::unique_id;

/// Why a control may not be used; nothing while it may.
#[derive(Debug, Clone, Copy)]
pub struct Refusal {
    reason: Signal<Option<String>>,
    id: StoredValue<String>,
}

impl Refusal {
    /// A refusal for this reason, as long as there is one.
    pub fn new(reason: Signal<Option<String>>) -> Self {
        Self { reason, id: StoredValue::new(unique_id("reason")) }
    }

    /// Whether the control is refused.
    pub fn stands(self) -> bool {
        self.reason.with(Option::is_some)
    }

    /// The id of the reason, for the control to name as its description.
    pub fn described_by(self) -> Option<String> {
        self.stands().then(|| self.id.get_value())
    }
}

/// The reason, beside the control or in a bubble under pointer or focus.
#[component]
pub fn Reason(
    /// The refusal.
    refusal: Refusal,
    /// Whether it stands beside the control at all times.
    beside: bool,
) -> impl IntoView {
    let class = if beside { "reason-beside" } else { "tooltip" };
    view! {
        <Show when=move || refusal.stands()>
            <span class=class role="note" id=refusal.id.get_value()>{move || refusal.reason.get()}</span>
        </Show>
    }
}
