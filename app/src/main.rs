//! The page of Slipway: a single page that shows every screen and asks the server for everything else.
//!
//! What must hold whoever asks is in `slipway_core` and is decided again by the server; here it is asked
//! in advance, so that a person sees the answer before sending anything.

pub mod api;
pub mod app;
pub mod components;
pub mod crash;
pub mod forms;
pub mod layouts;
pub mod links;
pub mod locale;
pub mod pages;
pub mod session;
pub mod state;
pub mod theme;
pub mod ui;

use leptos::prelude::*;

fn main() {
    crash::prepare();
    remove_boot_placeholder();
    mount_to_body(app::App);
}

/// Takes away what `index.html` shows while the page is on its way.
fn remove_boot_placeholder() {
    if let Some(placeholder) = document().get_element_by_id("boot") {
        placeholder.remove();
    }
}
