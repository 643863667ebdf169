//! A word in a small frame: a role, a state, where something comes from.

use leptos::prelude::*;

/// What a chip says by its look, besides its word.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Tone {
    /// Nothing in particular.
    #[default]
    Plain,
    /// It steps back behind another one.
    Quiet,
    /// It belongs to whoever looks.
    Accent,
    /// Something is well.
    Ok,
    /// Look here.
    Warn,
    /// Something failed or is at an end.
    Danger,
}

/// A word in a small frame.
#[component]
pub fn Chip(
    /// What it says by its look.
    #[prop(optional)]
    tone: Tone,
    /// The word.
    children: Children,
) -> impl IntoView {
    let class = match tone {
        Tone::Plain => "chip",
        Tone::Quiet => "chip chip-quiet",
        Tone::Accent => "chip chip-accent",
        Tone::Ok => "chip chip-ok",
        Tone::Warn => "chip chip-warn",
        Tone::Danger => "chip chip-danger",
    };
    view! { <span class=class>{children()}</span> }
}
