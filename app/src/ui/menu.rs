//! A list of acts or places that opens at a button, on the browser's own `popover`.
//!
//! The browser closes it with Esc, with a click beside it, and when another one opens. Arrow keys, Home
//! and End move inside; choosing closes it and gives the focus back to the button.

use leptos::{html, prelude::*};
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use super::{
    icon::{Icon, Shape},
    popover,
    unique::unique_id,
};

/// A button with a menu.
#[component]
pub fn Menu(
    /// What the button is called, where its content is a picture.
    #[prop(optional, into)]
    label: Signal<String>,
    /// The button's look; an icon button where nothing else is said.
    #[prop(optional, default = "icon-button")]
    class: &'static str,
    /// Whether the menu ends where the button ends.
    #[prop(optional)]
    at_end: bool,
    /// What is on the button.
    #[prop(into)]
    button: ViewFn,
    /// The items.
    children: Children,
) -> impl IntoView {
    let id = unique_id("menu");
    let is_open = RwSignal::new(false);
    let anchor = NodeRef::<html::Button>::new();
    let list = NodeRef::<html::Div>::new();
    let toggled = move |event: leptos::ev::Event| {
        let opens = event.unchecked_into::<web_sys::ToggleEvent>().new_state() == "open";
        is_open.try_set(opens);
        if let (true, Some(list), Some(anchor)) = (opens, present(list), present(anchor)) {
            popover::place(&list, &anchor, at_end);
            move_focus(&list, Step::First);
        }
    };
    let pressed = move |event: leptos::ev::KeyboardEvent| {
        let step = match event.key().as_str() {
            "ArrowDown" => Step::Next,
            "ArrowUp" => Step::Previous,
            "Home" => Step::First,
            "End" => Step::Last,
            "Tab" => return close(list),
            _ => return,
        };
        event.prevent_default();
        if let Some(list) = present(list) {
            move_focus(&list, step);
        }
    };
    let opened_by_arrow = move |event: leptos::ev::KeyboardEvent| {
        if let ("ArrowDown", Some(list)) = (event.key().as_str(), present(list)) {
            event.prevent_default();
            // It is closed, or the focus would not be on its button.
            let _ = list.show_popover();
        }
    };
    let labelled = move || label.with(|label| (!label.is_empty()).then(|| label.clone()));
    view! {
        <button
            type="button"
            node_ref=anchor
            class=class
            popovertarget=id.clone()
            aria-haspopup="menu"
            aria-expanded=move || if is_open.get() { "true" } else { "false" }
            aria-label=labelled
            title=labelled
            on:keydown=opened_by_arrow
        >
            {move || button.run()}
        </button>
        <div
            node_ref=list
            class="menu"
            id=id
            popover="auto"
            role="menu"
            aria-label=labelled
            on:toggle=toggled
            on:keydown=pressed
            // What was chosen acts first, on its own element; the click then comes by here.
            on:click=move |_| close(list)
        >
            {children()}
        </div>
    }
}

/// The menu at the end of a row or a card: its button shows three dots.
#[component]
pub fn RowMenu(
    /// What the button is called.
    #[prop(into)]
    label: Signal<String>,
    /// The items.
    children: Children,
) -> impl IntoView {
    view! { <Menu label at_end=true button=|| view! { <Icon shape=Shape::Dots/> }>{children()}</Menu> }
}

/// An act in a menu.
#[component]
pub fn MenuItem(
    /// What it does.
    #[prop(into)]
    on_choose: Callback<()>,
    /// A picture before the words.
    #[prop(optional)]
    icon: Option<Shape>,
    /// Whether it destroys something.
    #[prop(optional)]
    destroys: bool,
    /// Whether it is the present choice; `None` for an act that is no choice.
    #[prop(optional, into)]
    chosen: Signal<Option<bool>>,
    /// Why it may not be chosen.
    #[prop(optional, into)]
    refused: Signal<Option<String>>,
    /// The words.
    children: Children,
) -> impl IntoView {
    let reason_id = unique_id("reason");
    let is_refused = move || refused.with(Option::is_some);
    let described_by = {
        let reason_id = reason_id.clone();
        move || is_refused().then(|| reason_id.clone())
    };
    let choose = move |event: leptos::ev::MouseEvent| {
        if is_refused() {
            event.stop_propagation();
        } else {
            on_choose.run(());
        }
    };
    view! {
        <button
            type="button"
            class="menu-item"
            class:destroys=destroys
            role=move || if chosen.get().is_some() { "menuitemradio" } else { "menuitem" }
            tabindex="-1"
            aria-checked=move || chosen.get().map(|chosen| if chosen { "true" } else { "false" })
            aria-disabled=move || is_refused().then_some("true")
            aria-describedby=described_by
            on:click=choose
        >
            {icon.map(|shape| view! { <Icon shape/> })}
            <span class="menu-words">
                {children()}
                <Show when=is_refused>
                    <span class="menu-reason" id=reason_id.clone()>{move || refused.get()}</span>
                </Show>
            </span>
            <Show when=move || chosen.get() == Some(true)>
                <Icon shape=Shape::Check/>
            </Show>
        </button>
    }
}

/// A place in a menu.
#[component]
pub fn MenuLink(
    /// Where it goes.
    #[prop(into)]
    href: Signal<String>,
    /// A picture before the words.
    #[prop(optional)]
    icon: Option<Shape>,
    /// Whether it is where one is.
    #[prop(optional, into)]
    current: Signal<bool>,
    /// The words.
    children: Children,
) -> impl IntoView {
    view! {
        <a
            class="menu-item"
            role="menuitem"
            tabindex="-1"
            href=href
            aria-current=move || current.get().then_some("true")
        >
            {icon.map(|shape| view! { <Icon shape/> })}
            <span class="menu-words">{children()}</span>
            <Show when=move || current.get()>
                <Icon shape=Shape::Check/>
            </Show>
        </a>
    }
}

/// A line between groups of a menu, with an optional name for what follows.
#[component]
pub fn MenuGroup(
    /// The name of the group; none where empty.
    #[prop(optional, into)]
    label: Signal<String>,
    /// Its items.
    children: Children,
) -> impl IntoView {
    let labelled = move || label.with(|label| (!label.is_empty()).then(|| label.clone()));
    view! {
        <div class="menu-group" role="group" aria-label=labelled>
            <Show when=move || labelled().is_some()>
                <span class="menu-label" aria-hidden="true">{label}</span>
            </Show>
            {children()}
        </div>
    }
}

#[derive(Clone, Copy)]
enum Step {
    First,
    Last,
    Next,
    Previous,
}

/// An element, unless the menu was taken away together with what was chosen in it.
fn present<E: html::ElementType>(node: NodeRef<E>) -> Option<E::Output>
where
    E::Output: JsCast + Clone + 'static,
{
    node.try_get_untracked().flatten()
}

fn close(list: NodeRef<html::Div>) {
    if let Some(list) = present(list) {
        // One that is closed already stays closed.
        let _ = list.hide_popover();
    }
}

fn move_focus(list: &HtmlElement, step: Step) {
    let Ok(found) = list.query_selector_all("[role^=menuitem]") else { return };
    let items: Vec<HtmlElement> = (0..found.length()).filter_map(|i| found.get(i)?.dyn_into().ok()).collect();
    let active = document().active_element();
    let here = items.iter().position(|item| active.as_ref() == Some(item.as_ref()));
    let last = items.len().saturating_sub(1);
    let there = match (step, here) {
        (Step::First, _) | (Step::Next, None) => 0,
        (Step::Last, _) | (Step::Previous, None | Some(0)) => last,
        (Step::Next, Some(here)) => {
            if here == last {
                0
            } else {
                here + 1
            }
        }
        (Step::Previous, Some(here)) => here - 1,
    };
    if let Some(item) = items.get(there) {
        // Only an element that is no longer there cannot be focused.
        let _ = item.focus();
    }
}
