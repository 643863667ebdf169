//! Small preferences kept in this browser. Where it keeps nothing, they last as long as the page.

use leptos::prelude::window;
use web_sys::Storage;

/// Reads a preference.
pub fn read(key: &str) -> Option<String> {
    storage()?.get_item(key).ok().flatten()
}

/// Keeps a preference.
pub fn write(key: &str, value: &str) {
    if let Some(storage) = storage() {
        // A browser that is told to keep nothing refuses; the choice then holds for this visit alone.
        let _ = storage.set_item(key, value);
    }
}

fn storage() -> Option<Storage> {
    window().local_storage().ok().flatten()
}
