//! A form's draft kept for this tab, so that a click beside the form or a reload loses nothing typed.

use leptos::prelude::window;
use serde::{Serialize, de::DeserializeOwned};
use web_sys::Storage;

/// The kept draft, if there is one that can still be read.
pub fn read<D: DeserializeOwned>(key: &str) -> Option<D> {
    let text = storage()?.get_item(key).ok().flatten()?;
    serde_json::from_str(&text).ok()
}

/// Keeps a draft until the tab is closed.
pub fn keep<D: Serialize>(key: &str, draft: &D) {
    if let (Some(storage), Ok(text)) = (storage(), serde_json::to_string(draft)) {
        // A browser that is told to keep nothing refuses; the draft then lasts as long as the page.
        let _ = storage.set_item(key, &text);
    }
}

/// Forgets a draft that was sent or given up.
pub fn forget(key: &str) {
    if let Some(storage) = storage() {
        // What is not there need not be removed.
        let _ = storage.remove_item(key);
    }
}

fn storage() -> Option<Storage> {
    window().session_storage().ok().flatten()
}
