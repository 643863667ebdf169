//! What stands where a list has nothing: one sentence, one picture of a few strokes, one next step.

use leptos::prelude::*;

/// The picture of an empty state.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Picture {
    /// A boat on its slipway.
    Boat,
    /// A quay without boats.
    Quay,
    /// A letter.
    Letter,
    /// A lighthouse.
    Lighthouse,
    /// A logbook.
    Logbook,
}

impl Picture {
    const fn strokes(self) -> &'static str {
        match self {
            Self::Boat => {
                "M14 44h60l-8 14H26zM44 44V14M44 14l22 24H44M38 20 22 38h16M8 66c6 4 12 4 18 0s12-4 18 0 12 4 18 0 \
                 12-4 18 0"
            }
            Self::Quay => {
                "M6 40h76M16 40v26M40 40v26M64 40v26M28 40v-8a4 4 0 0 1 8 0v8M56 40v-8a4 4 0 0 1 8 0v8M6 70c6 4 12 4 \
                 18 0s12-4 18 0 12 4 18 0 12-4 18 0"
            }
            Self::Letter => "M14 24h60v40H14zM14 26l30 22 30-22M32 14c8-6 16-6 24 0",
            Self::Lighthouse => {
                "M36 66l4-36h8l4 36zM38 30v-8h12v8M36 22h16M44 22v-6M22 26l10 2M22 18l10 6M66 26l-10 2M66 18l-10 \
                 6M24 66h40M10 72c6 3 12 3 18 0s12-3 18 0 12 3 18 0 8-2 14 0"
            }
            Self::Logbook => {
                "M22 12h40a4 4 0 0 1 4 4v52H26a4 4 0 0 1-4-4zM22 60a4 4 0 0 1 4-4h40M34 26h20M34 36h20"
            }
        }
    }
}

/// One sentence, one picture, and the next step.
#[component]
pub fn Empty(
    /// The picture.
    picture: Picture,
    /// The sentence.
    #[prop(into)]
    text: Signal<String>,
    /// The button for the next step.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    view! {
        <div class="empty">
            <svg class="empty-picture" viewBox="0 0 88 80" aria-hidden="true">
                <path d=picture.strokes()></path>
            </svg>
            <p class="empty-text">{text}</p>
            {children.map(|children| children())}
        </div>
    }
}
