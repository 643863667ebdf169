//! Which language somebody prefers who is not signed in: asked for in the address, remembered in this
//! browser, or set in it.

use leptos::prelude::*;
use slipway_core::locale::Locale;

use crate::state::stored;

const KEY: &str = "slipway-locale";

/// The language that `?lang=` asks for.
pub(super) fn from_address() -> Option<Locale> {
    let query = location().search().ok()?;
    let pair = query.trim_start_matches('?').split('&').find_map(|pair| pair.strip_prefix("lang="));
    pair.and_then(Locale::from_tag)
}

/// The language that was chosen here before.
pub(super) fn remembered() -> Option<Locale> {
    stored::read(KEY).as_deref().and_then(Locale::from_tag)
}

/// Keeps the language for the next visit.
pub(super) fn remember(locale: Locale) {
    stored::write(KEY, locale.tag());
}

/// The first of the browser's languages that is spoken here, else English.
pub(super) fn from_browser() -> Locale {
    let languages = window().navigator().languages();
    let spoken = languages.iter().filter_map(|tag| tag.as_string()).find_map(|tag| Locale::from_tag(&tag));
    spoken.unwrap_or_default()
}
