//! Moving the focus to where a person goes on.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

/// Goes to the first field that has an error, in the topmost dialog if one is open.
pub fn first_invalid() {
    // Errors are shown by effects that run after this call.
    request_animation_frame(|| {
        let in_dialog = first("dialog[open] [aria-invalid=true]");
        if let Some(element) = in_dialog.or_else(|| first("[aria-invalid=true]")) {
            into(&element);
        }
    });
}

/// Goes to the title of the topmost dialog, or else of the page: what had the focus gave way to what was done.
pub fn title() {
    // What takes its place is made by effects that run after this call.
    request_animation_frame(|| {
        let title = first("dialog[open] .dialog-title").or_else(|| first("[data-page-title]"));
        if let Some(title) = title {
            // From the beginning on it would take the focus of a dialog that opens.
            title.set_tab_index(-1);
            // Only an element that is no longer there cannot be focused.
            let _ = title.focus();
        }
    });
}

/// Goes to a control, or to the first one inside of what holds several.
fn into(element: &HtmlElement) {
    let inside = element.query_selector("input, button, select, textarea, [tabindex='0']").ok().flatten();
    let control = inside.and_then(|inside| inside.dyn_into::<HtmlElement>().ok());
    // Only an element that is no longer there cannot be focused.
    let _ = control.as_ref().unwrap_or(element).focus();
}

/// The first element that a selector finds.
pub fn first(selector: &str) -> Option<HtmlElement> {
    document().query_selector(selector).ok().flatten()?.dyn_into().ok()
}
