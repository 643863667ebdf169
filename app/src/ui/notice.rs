//! A few words in a box that belong to the part of the page they stand in.

use leptos::prelude::*;

use super::icon::{Icon, Shape};

/// What a notice is about.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum NoticeKind {
    /// Something to know.
    #[default]
    Information,
    /// Something to look at.
    Warning,
    /// Something that failed.
    Failure,
    /// Something that is done.
    Done,
}

/// A few words in a box, announced when they appear.
#[component]
pub fn Notice(
    /// What it is about.
    #[prop(optional)]
    kind: NoticeKind,
    /// The words.
    children: Children,
) -> impl IntoView {
    let (class, shape) = match kind {
        NoticeKind::Information => ("notice", Shape::Info),
        NoticeKind::Warning => ("notice notice-warning", Shape::Alert),
        NoticeKind::Failure => ("notice notice-failure", Shape::Alert),
        NoticeKind::Done => ("notice notice-done", Shape::Check),
    };
    let role = match kind {
        NoticeKind::Failure => "alert",
        NoticeKind::Done => "status",
        NoticeKind::Information | NoticeKind::Warning => "note",
    };
    view! {
        <div class=class role=role>
            <Icon shape/>
            <div class="notice-words">{children()}</div>
        </div>
    }
}
