//! Grey bars in the place and size of what is being loaded.

use leptos::prelude::*;

use crate::locale::{t, use_i18n};

/// What is being loaded.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum SkeletonKind {
    /// Paragraphs or fields.
    #[default]
    Lines,
    /// Rows of a table.
    Rows,
    /// Boxes beside each other.
    Cards,
}

/// Grey bars, and a word for screen readers.
#[component]
pub fn Skeleton(
    /// What is being loaded.
    #[prop(optional)]
    kind: SkeletonKind,
    /// How many.
    #[prop(optional, default = 3)]
    count: usize,
) -> impl IntoView {
    let i18n = use_i18n();
    let (class, bar) = match kind {
        SkeletonKind::Lines => ("skeleton skeleton-lines", "skeleton-line"),
        SkeletonKind::Rows => ("skeleton skeleton-rows", "skeleton-row"),
        SkeletonKind::Cards => ("skeleton skeleton-cards", "skeleton-card"),
    };
    view! {
        <div class=class role="status">
            <span class="visually-hidden">{t!(i18n, common.loading)}</span>
            {(0..count).map(|_| view! { <span class=bar aria-hidden="true"></span> }).collect_view()}
        </div>
    }
}
