//! Buttons, and links that look like them. One that may not be pressed says why.

use leptos::prelude::*;

use super::{
    held::Held,
    icon::{Icon, Shape},
    refusal::{Reason, Refusal},
};

/// How much a button calls for attention.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Weight {
    /// The one act of a page or a form.
    Primary,
    /// An act beside others.
    #[default]
    Secondary,
    /// An act that steps back, as in a toolbar.
    Quiet,
    /// An act that destroys.
    Danger,
}

impl Weight {
    const fn class(self) -> &'static str {
        match self {
            Self::Primary => "button button-primary",
            Self::Secondary => "button",
            Self::Quiet => "button button-quiet",
            Self::Danger => "button button-danger",
        }
    }
}

/// A button.
///
/// With `refused` it stays in reach of keyboard and screen reader, does nothing, and shows the reason:
/// beside it with `reason_beside`, else in a bubble under pointer or focus. So does a submitting one while its
/// form is held.
#[component]
pub fn Button(
    /// What it does when pressed; a submitting button needs none.
    #[prop(optional, into)]
    on_press: Option<Callback<()>>,
    /// How much it calls for attention.
    #[prop(optional)]
    weight: Weight,
    /// Whether it submits the form around it.
    #[prop(optional)]
    submit: bool,
    /// Whether what it began is under way.
    #[prop(optional, into)]
    busy: Signal<bool>,
    /// Why it may not be pressed.
    #[prop(optional, into)]
    refused: Signal<Option<String>>,
    /// Whether the reason stands beside it at all times.
    #[prop(optional)]
    reason_beside: bool,
    /// A picture before the words.
    #[prop(optional)]
    icon: Option<Shape>,
    /// The words.
    children: Children,
) -> impl IntoView {
    let held = if submit { use_context::<Held>() } else { None };
    let reason = move || refused.get().or_else(|| held.and_then(|Held(reason)| reason.get()));
    let refusal = Refusal::new(Signal::derive(reason));
    let is_refused = move || refusal.stands();
    let press = move |event: leptos::ev::MouseEvent| {
        if is_refused() || busy.get_untracked() {
            event.prevent_default();
        } else if let Some(on_press) = on_press {
            on_press.run(());
        }
    };
    view! {
        <span class="button-frame" class:has-reason=is_refused>
            <button
                type=if submit { "submit" } else { "button" }
                class=weight.class()
                class:is-busy=busy
                aria-disabled=move || is_refused().then_some("true")
                aria-busy=move || busy.get().then_some("true")
                aria-describedby=move || refusal.described_by()
                on:click=press
            >
                {icon.map(|shape| view! { <Icon shape/> })}
                <span class="button-words">{children()}</span>
                <span class="spinner" aria-hidden="true"></span>
            </button>
            <Reason refusal beside=reason_beside/>
        </span>
    }
}

/// A button that shows a picture alone; its words are for screen readers and the title.
#[component]
pub fn IconButton(
    /// The picture.
    shape: Shape,
    /// What it does, in words.
    #[prop(into)]
    label: Signal<String>,
    /// What it does when pressed.
    #[prop(into)]
    on_press: Callback<()>,
) -> impl IntoView {
    view! {
        <button
            type="button"
            class="icon-button"
            aria-label=label
            title=label
            on:click=move |_| on_press.run(())
        >
            <Icon shape/>
        </button>
    }
}

/// A link that looks like a button: it goes somewhere.
#[component]
pub fn ButtonLink(
    /// Where it goes.
    #[prop(into)]
    href: Signal<String>,
    /// How much it calls for attention.
    #[prop(optional)]
    weight: Weight,
    /// Why one may not go there.
    #[prop(optional, into)]
    refused: Signal<Option<String>>,
    /// Whether the reason stands beside it at all times.
    #[prop(optional)]
    reason_beside: bool,
    /// A picture before the words.
    #[prop(optional)]
    icon: Option<Shape>,
    /// The words.
    children: Children,
) -> impl IntoView {
    let refusal = Refusal::new(refused);
    let is_refused = move || refusal.stands();
    view! {
        <span class="button-frame" class:has-reason=is_refused>
            // Without an address a link cannot be followed; the role and the tab stop keep it in reach.
            <a
                class=weight.class()
                href=move || (!is_refused()).then(|| href.get())
                role=move || is_refused().then_some("link")
                tabindex=move || is_refused().then_some("0")
                aria-disabled=move || is_refused().then_some("true")
                aria-describedby=move || refusal.described_by()
            >
                {icon.map(|shape| view! { <Icon shape/> })}
                <span class="button-words">{children()}</span>
            </a>
            <Reason refusal beside=reason_beside/>
        </span>
    }
}
