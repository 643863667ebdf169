//! Waiting until the pointer is let go: what moves between the two halves of a click makes it miss.
//!
//! Pressing a button takes the focus from a field. If the field's error appeared at that moment, it would
//! push the button away from under the pointer, and nothing would have been clicked.

use std::{cell::RefCell, time::Duration};

use leptos::{ev, prelude::*};

#[derive(Default)]
struct Press {
    is_down: bool,
    waiting: Vec<Box<dyn FnOnce()>>,
}

thread_local! {
    static PRESS: RefCell<Press> = RefCell::default();
}

/// Begins to know whether the pointer is down. Called once, by the page as a whole.
pub fn watch() {
    window_event_listener(ev::pointerdown, |_| PRESS.with_borrow_mut(|press| press.is_down = true));
    window_event_listener(ev::pointerup, |_| let_go());
    window_event_listener(ev::pointercancel, |_| let_go());
}

/// Does something at once, or when the click that is under way has been made.
pub fn after_press(act: impl FnOnce() + 'static) {
    if PRESS.with_borrow(|press| press.is_down) {
        PRESS.with_borrow_mut(|press| press.waiting.push(Box::new(act)));
    } else {
        act();
    }
}

fn let_go() {
    let waiting = PRESS.with_borrow_mut(std::mem::take).waiting;
    // The click is told after this; what waits comes behind it.
    set_timeout(move || waiting.into_iter().for_each(|act| act()), Duration::ZERO);
}
