//! Small pictures of a few strokes, drawn for this page on a grid of 24 by 24.

use leptos::prelude::*;

/// A picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// A boat on its slipway: the product's own mark.
    Mark,
    /// A house with rooms: an organization.
    Organization,
    /// Four fields: what there is at a glance.
    Overview,
    /// A gear: settings.
    Gear,
    /// Three bars: opens the sidebar.
    Bars,
    /// Opens downwards.
    ChevronDown,
    /// Leads on.
    ChevronRight,
    /// Chooses among several.
    ChevronUpDown,
    /// Adds.
    Plus,
    /// Closes.
    Close,
    /// Is done, or is chosen.
    Check,
    /// Look here.
    Alert,
    /// Something to know.
    Info,
    /// Copies.
    Copy,
    /// A letter.
    Mail,
    /// Several persons.
    People,
    /// One person.
    Person,
    /// The languages.
    Globe,
    /// Light colours.
    Sun,
    /// Dark colours.
    Moon,
    /// The system's colours.
    Screen,
    /// Leaves.
    SignOut,
    /// Looks for something.
    Search,
    /// More acts.
    Dots,
    /// Shows what is hidden.
    Eye,
    /// Hides what is shown.
    EyeOff,
    /// Destroys.
    Bin,
    /// Changes.
    Pencil,
    /// A time.
    Clock,
    /// Rights.
    Shield,
    /// Paying.
    Card,
    /// A log.
    Log,
    /// Tries again.
    Retry,
    /// May not be done.
    Lock,
}

impl Shape {
    const fn strokes(self) -> &'static str {
        match self {
            Self::Mark => "M3 13h15l-3 5H7zM10 13V4l6 6h-6M2 21l20-4",
            Self::Organization => {
                "M4 21V5l8-2v18M12 8l8 2v11M2 21h20M8 8v.01M8 12v.01M8 16v.01M16 13v.01M16 17v.01"
            }
            Self::Overview => "M4 4h7v9H4zM13 4h7v5h-7zM13 11h7v9h-7zM4 15h7v5H4z",
            Self::Gear => {
                "M12 9a3 3 0 1 0 0 6 3 3 0 0 0 0-6zM10.3 3h3.4l.5 2.6 1.9 1.1 2.5-.9 1.7 2.9-2 1.7v2.2l2 1.7-1.7 \
                 2.9-2.5-.9-1.9 1.1-.5 2.6h-3.4l-.5-2.6-1.9-1.1-2.5.9-1.7-2.9 2-1.7v-2.2l-2-1.7 1.7-2.9 2.5.9 1.9-1.1z"
            }
            Self::Bars => "M4 7h16M4 12h16M4 17h16",
            Self::ChevronDown => "M6 9l6 6 6-6",
            Self::ChevronRight => "M9 6l6 6-6 6",
            Self::ChevronUpDown => "M8 9l4-4 4 4M8 15l4 4 4-4",
            Self::Plus => "M12 5v14M5 12h14",
            Self::Close => "M6 6l12 12M18 6L6 18",
            Self::Check => "M5 12.5l4.5 4.5L19 7.5",
            Self::Alert => "M12 4l9 16H3zM12 10v4M12 17v.01",
            Self::Info => "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM12 11v5M12 8v.01",
            Self::Copy => "M9 9h11v11H9zM5 15H4V4h11v1",
            Self::Mail => "M3 6h18v12H3zM3 7l9 7 9-7",
            Self::People => {
                "M9 5a3.5 3.5 0 1 0 0 7 3.5 3.5 0 0 0 0-7zM2.5 20c.5-3.5 3-5.5 6.5-5.5s6 2 6.5 5.5M16 5.3a3.5 3.5 0 0 \
                 1 0 6.4M18 15c2 .8 3.2 2.5 3.5 5"
            }
            Self::Person => "M12 4a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM4.5 20.5c.5-4 3.5-6 7.5-6s7 2 7.5 6",
            Self::Globe => {
                "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM3 12h18M12 3c3 2.5 4 5.5 4 9s-1 6.5-4 9c-3-2.5-4-5.5-4-9s1-6.5 4-9z"
            }
            Self::Sun => {
                "M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM12 2.5v2M12 19.5v2M2.5 12h2M19.5 12h2M5.3 5.3l1.4 1.4M17.3 \
                 17.3l1.4 1.4M5.3 18.7l1.4-1.4M17.3 6.7l1.4-1.4"
            }
            Self::Moon => "M20 14.5A8.5 8.5 0 0 1 9.5 4a8.5 8.5 0 1 0 10.5 10.5z",
            Self::Screen => "M3 5h18v11H3zM9 20h6M12 16v4",
            Self::SignOut => "M10 4H5v16h5M9 12h11M16 8l4 4-4 4",
            Self::Search => "M11 4a7 7 0 1 0 0 14 7 7 0 0 0 0-14zM16 16l4.5 4.5",
            Self::Dots => {
                "M5 11.4a.6.6 0 1 0 0 1.2.6.6 0 0 0 0-1.2zM12 11.4a.6.6 0 1 0 0 1.2.6.6 0 0 0 0-1.2zM19 11.4a.6.6 0 1 0 \
                 0 1.2.6.6 0 0 0 0-1.2z"
            }
            Self::Eye => {
                "M2.5 12C5 7.5 8 5.5 12 5.5s7 2 9.5 6.5c-2.5 4.5-5.5 6.5-9.5 6.5S5 16.5 2.5 12zM12 9.5a2.5 \
                          2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5z"
            }
            Self::EyeOff => {
                "M4 4l16 16M9.5 5.900a8 8 0 0 1 2.5-.4c4 0 7 2 9.5 6.5a16 16 0 0 1-2.7 3.600M6.5 7.5A15 15 0 0 0 2.5 12c2.5 \
                 4.5 5.5 6.5 9.5 6.5 1.7 0 3.200-.4 4.600-1.100"
            }
            Self::Bin => "M4 7h16M9 7V4h6v3M6 7l1 13h10l1-13M10 11v5M14 11v5",
            Self::Pencil => "M4 20l1-5L16 4l4 4L9 19zM13 7l4 4",
            Self::Clock => "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM12 7v5l3 2",
            Self::Shield => "M12 3l8 3v6c0 4.5-3 7.5-8 9-5-1.5-8-4.5-8-9V6z",
            Self::Card => "M3 6h18v12H3zM3 10h18M7 15h3",
            Self::Log => "M8 6h12M8 12h12M8 18h12M4 6h.01M4 12h.01M4 18h.01",
            Self::Retry => "M20 5v5h-5M19.5 10A8 8 0 1 0 20 13",
            Self::Lock => "M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3",
        }
    }
}

/// A picture in the colour of the text around it. Its meaning is always said in words beside it.
#[component]
pub fn Icon(
    /// Which picture.
    shape: Shape,
) -> impl IntoView {
    view! {
        <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
            <path d=shape.strokes()></path>
        </svg>
    }
}
