//! Devices: what a browser says of itself, in the few words that a person recognizes it by.
//!
//! Whatever it says is a claim, good for telling one's own browsers apart and for nothing else.

use serde::{Deserialize, Serialize};

/// A browser on a system, by the names of their makers; what is not recognized is absent.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Device {
    /// The browser, as in `Firefox`.
    pub browser: Option<String>,
    /// The system that it runs on, as in `Linux`.
    pub system: Option<String>,
}

/// What a browser has in its description, the more special before what it also claims to be.
const BROWSERS: [(&str, &str); 9] = [
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("Firefox/", "Firefox"),
    ("FxiOS/", "Firefox"),
    ("CriOS/", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
    ("curl/", "curl"),
];

/// The same of systems.
const SYSTEMS: [(&str, &str); 8] = [
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("CrOS", "ChromeOS"),
    ("Windows", "Windows"),
    ("Macintosh", "macOS"),
    ("Linux", "Linux"),
    ("FreeBSD", "FreeBSD"),
];

impl Device {
    /// Recognizes a device by the description that its browser sends.
    pub fn of(user_agent: Option<&str>) -> Self {
        let text = user_agent.unwrap_or_default();
        let named = |known: &[(&str, &str)]| {
            known.iter().find(|(part, _)| text.contains(part)).map(|(_, name)| (*name).to_owned())
        };
        Self { browser: named(&BROWSERS), system: named(&SYSTEMS) }
    }
}
