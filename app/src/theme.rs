//! Light, dark, or as the system has it: kept in this browser, shown as `data-theme` on `<html>`.

use leptos::prelude::*;

use crate::state::stored;

const KEY: &str = "slipway-theme";

/// How the page is coloured.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Theme {
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
    /// As the system has it.
    #[default]
    System,
}

impl Theme {
    /// Every choice.
    pub const ALL: [Self; 3] = [Self::Light, Self::Dark, Self::System];

    /// The key, as stored and as the attribute has it.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Light => "light",
            Self::Dark => "dark",
            Self::System => "system",
        }
    }

    /// Reads a key.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|theme| theme.key() == key)
    }
}

/// The theme of the page.
#[derive(Debug, Clone, Copy)]
pub struct CurrentTheme(RwSignal<Theme>);

impl CurrentTheme {
    /// The theme.
    pub fn get(self) -> Theme {
        self.0.get()
    }

    /// Changes the theme and remembers it in this browser.
    pub fn choose(self, theme: Theme) {
        stored::write(KEY, theme.key());
        self.0.set(theme);
    }
}

/// Provides the theme to everything below, and keeps `<html data-theme>` true to it.
pub fn provide_theme() -> CurrentTheme {
    let remembered = stored::read(KEY).as_deref().and_then(Theme::from_key);
    let theme = CurrentTheme(RwSignal::new(remembered.unwrap_or_default()));
    Effect::new(move |_| {
        document().document_element().map(|html| html.set_attribute("data-theme", theme.get().key()))
    });
    provide_context(theme);
    theme
}

/// The theme of the page, inside of what [`provide_theme`] provides for.
pub fn use_theme() -> CurrentTheme {
    use_context().unwrap_or_else(provide_theme)
}
