//! The languages that Slipway speaks.

use serde::{Deserialize, Serialize};

/// A language of the interface and of mail.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "lowercase")]
pub enum Locale {
    /// English.
    #[default]
    En,
    /// French.
    Fr,
    /// Spanish.
    Es,
    /// Accented English: what is not accented on a screen was written there by hand.
    #[cfg(feature = "pseudo-locale")]
    Pseudo,
}

impl Locale {
    /// Every language that a person can choose.
    pub const ALL: [Self; 3] = [Self::En, Self::Fr, Self::Es];

    /// The tag as in BCP 47, for `lang` attributes, headers and storage.
    pub const fn tag(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Fr => "fr",
            Self::Es => "es",
            #[cfg(feature = "pseudo-locale")]
            Self::Pseudo => "pseudo",
        }
    }

    /// The language's own name for itself.
    pub const fn own_name(self) -> &'static str {
        match self {
            Self::En => "English",
            Self::Fr => "Français",
            Self::Es => "Español",
            #[cfg(feature = "pseudo-locale")]
            Self::Pseudo => "Pseudo",
        }
    }

    /// Reads a tag by its primary subtag (`fr-CA` is French); `None` for a language that is not spoken here.
    pub fn from_tag(tag: &str) -> Option<Self> {
        let primary = tag.split(['-', '_']).next()?.to_ascii_lowercase();
        #[cfg(feature = "pseudo-locale")]
        if primary == "pseudo" {
            return Some(Self::Pseudo);
        }
        Self::ALL.into_iter().find(|locale| locale.tag() == primary)
    }
}
