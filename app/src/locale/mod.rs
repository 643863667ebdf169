//! The language of the page, and its texts.
//!
//! Texts come from `app/locales`, one type a key (see `build.rs`); words for codes come from
//! `slipway_core::words`. Both are asked with the [`Locale`] that this module keeps.

pub mod dates;
mod preferred;
pub mod sizes;

use leptos::{prelude::*, reactive::graph::Observer};
use slipway_core::locale::Locale;

/// The types made from `app/locales`, one module a file.
#[allow(non_camel_case_types, reason = "a key of a file is written the same in the code")]
#[allow(clippy::uninlined_format_args, reason = "made by build.rs")]
pub mod texts {
    include!(concat!(env!("OUT_DIR"), "/texts.rs"));
}

/// A text as a closure that follows the language: for views and for properties.
///
/// `t!(i18n, common.sign_out)`, `t!(i18n, orgs.created, name = name.get())`.
macro_rules! t {
    ($i18n:expr, $namespace:ident . $key:ident $(, $name:ident = $value:expr)* $(,)?) => {{
        let i18n = $i18n;
        move || $crate::locale::texts::$namespace::$key { $($name: &($value),)* }.text(i18n.locale())
    }};
}

/// A text in the language of this moment, as a `String`.
macro_rules! ts {
    ($i18n:expr, $namespace:ident . $key:ident $(, $name:ident = $value:expr)* $(,)?) => {
        $crate::locale::texts::$namespace::$key { $($name: &($value),)* }.text($i18n.locale())
    };
}

pub(crate) use {t, ts};

/// The language that the page is shown in.
#[derive(Debug, Clone, Copy)]
pub struct I18n {
    locale: RwSignal<Locale>,
    /// Whether the language was asked for in the address, and so outranks the account's.
    pinned: StoredValue<bool>,
}

impl I18n {
    /// The language; whoever reads it reactively follows it.
    pub fn locale(self) -> Locale {
        // An answer to a click says what it says in the language of that moment.
        if Observer::get().is_some() { self.locale.get() } else { self.locale.get_untracked() }
    }

    /// Shows the page in a language and remembers it in this browser.
    pub fn choose(self, locale: Locale) {
        preferred::remember(locale);
        self.pinned.set_value(false);
        self.locale.set(locale);
    }

    /// Follows the language of whoever signed in, unless the address asked for another.
    pub fn follow_account(self, locale: Locale) {
        if !self.pinned.get_value() && self.locale.get_untracked() != locale {
            self.choose(locale);
        }
    }
}

/// Finds the language, provides it to everything below, and keeps `<html lang>` true to it.
pub fn provide_i18n() -> I18n {
    let asked = preferred::from_address();
    let locale = asked.or_else(preferred::remembered).unwrap_or_else(preferred::from_browser);
    let is_pinned = asked.is_some() || !Locale::ALL.contains(&locale);
    let i18n = I18n { locale: RwSignal::new(locale), pinned: StoredValue::new(is_pinned) };
    Effect::new(move |_| {
        let root = document().document_element();
        root.map(|html| html.set_attribute("lang", dates::browser_tag(i18n.locale())))
    });
    provide_context(i18n);
    i18n
}

/// The language of the page, inside of what [`provide_i18n`] provides for.
pub fn use_i18n() -> I18n {
    use_context().unwrap_or_else(provide_i18n)
}
