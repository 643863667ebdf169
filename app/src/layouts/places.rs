//! Where one was on each page, so that going back leads there: how far down, and on what.

use std::collections::HashMap;

use leptos::{ev, prelude::*};
use wasm_bindgen::JsCast;
use web_sys::{FocusOptions, HtmlElement};

use crate::ui::focus;

/// For how many frames a page may grow until it is as long as it was: about a second.
const FRAMES: u32 = 60;

/// A place on a page.
#[derive(Debug, Clone, Default)]
struct Place {
    down: f64,
    /// Finds the element that had the focus last.
    focused: Option<String>,
}

/// Remembers the places, and leads back to them.
#[derive(Debug, Clone, Copy)]
pub struct Places {
    places: StoredValue<HashMap<String, Place>>,
    /// Where going back or forward leads to, until the page is there.
    wanted: StoredValue<Option<Place>>,
}

impl Places {
    /// Begins to remember.
    pub fn new() -> Self {
        let places = Self { places: StoredValue::new(HashMap::new()), wanted: StoredValue::new(None) };
        let scrolled = window_event_listener(ev::scroll, move |_| {
            places.note(|place| place.down = window().scroll_y().unwrap_or_default());
        });
        let focused = window_event_listener(ev::focusin, move |event| {
            let element = event.target().and_then(|target| target.dyn_into::<HtmlElement>().ok());
            places.note(|place| place.focused = element.and_then(|element| selector_of(&element)));
        });
        // The address is the new one already when this is heard.
        let went = window_event_listener(ev::popstate, move |_| {
            let place = places.places.with_value(|places| places.get(&here()).cloned());
            places.wanted.set_value(Some(place.unwrap_or_default()));
        });
        on_cleanup(move || {
            scrolled.remove();
            focused.remove();
            went.remove();
        });
        places
    }

    /// Puts the focus where a page that has just opened is to be read from.
    pub fn arrive(self) {
        let wanted = self.wanted.try_update_value(Option::take).flatten();
        match wanted {
            None => at_the_beginning(),
            Some(place) => request_animation_frame(move || go_to(place, FRAMES)),
        }
    }

    fn note(self, change: impl FnOnce(&mut Place)) {
        self.places.update_value(|places| change(places.entry(here()).or_default()));
    }
}

impl Default for Places {
    fn default() -> Self {
        Self::new()
    }
}

/// Goes to a place as soon as the page is long enough for it.
fn go_to(place: Place, frames_left: u32) {
    let root = document().document_element();
    let reach = root.map_or(0.0, |root| f64::from(root.scroll_height() - root.client_height()));
    if reach < place.down && frames_left > 0 {
        request_animation_frame(move || go_to(place, frames_left - 1));
        return;
    }
    window().scroll_to_with_x_and_y(0.0, place.down);
    match place.focused.as_deref().and_then(focus::first) {
        Some(element) => focus_still(&element),
        None => at_the_beginning(),
    }
}

/// Begins with the field that the page opens with, or with its title, once its view is made.
fn at_the_beginning() {
    request_animation_frame(|| {
        let field = focus::first("main [autofocus]");
        if let Some(beginning) = field.or_else(|| focus::first("[data-page-title]")) {
            focus_still(&beginning);
        }
    });
}

/// Takes the focus somewhere without moving the page.
fn focus_still(element: &HtmlElement) {
    let options = FocusOptions::new();
    options.set_prevent_scroll(true);
    // Only an element that is no longer there cannot be focused.
    let _ = element.focus_with_options(&options);
}

/// What finds an element again after its page was made anew: its address or its id.
fn selector_of(element: &HtmlElement) -> Option<String> {
    let id = element.id();
    let href = element.get_attribute("href").filter(|href| !href.contains(['"', '\\']));
    match href {
        Some(href) => Some(format!("main a[href=\"{href}\"]")),
        // Ids that count up are others when the page is made anew.
        None if id.is_empty() || id.ends_with(|c: char| c.is_ascii_digit()) => None,
        None => Some(format!("main [id=\"{id}\"]")),
    }
}

fn here() -> String {
    location().pathname().unwrap_or_default()
}
