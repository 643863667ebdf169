//! Where something that floats stands: below what opened it, inside of the window.

use wasm_bindgen::JsCast;
use web_sys::{CssStyleDeclaration, HtmlElement};

use leptos::prelude::*;

/// The space between a popover and what opened it, and between it and the edge of the window.
const GAP: f64 = 4.0;

/// Puts a popover below its anchor, or above it where there is more room, aligned with its end or its start.
pub fn place(popover: &HtmlElement, anchor: &HtmlElement, at_end: bool) {
    let around = anchor.get_bounding_client_rect();
    let own = popover.get_bounding_client_rect();
    let window_width = inner(window().inner_width());
    let window_height = inner(window().inner_height());
    let wanted = if at_end { around.right() - own.width() } else { around.left() };
    let left = wanted.min(window_width - own.width() - GAP).max(GAP);
    let below = around.bottom() + GAP;
    let is_above = below + own.height() > window_height && around.top() > window_height - around.bottom();
    let top = if is_above { (around.top() - GAP - own.height()).max(GAP) } else { below };
    let style: CssStyleDeclaration = popover.style();
    for (property, value) in [("left", left), ("top", top)] {
        // A length in pixels is always a valid value.
        let _ = style.set_property(property, &format!("{value}px"));
    }
}

/// The element with an id.
pub fn by_id(id: &str) -> Option<HtmlElement> {
    document().get_element_by_id(id)?.dyn_into().ok()
}

fn inner(length: Result<wasm_bindgen::JsValue, wasm_bindgen::JsValue>) -> f64 {
    length.ok().and_then(|length| length.as_f64()).unwrap_or_default()
}
