//! A disc with initials, coloured by an id so that the same person looks the same everywhere.

use leptos::prelude::*;

/// How many colours there are; `components/avatar.css` has one class for each.
const COLOURS: u32 = 8;

/// A disc with initials. The name stands beside it, so screen readers pass over it.
#[component]
pub fn Avatar(
    /// What the colour is made from.
    #[prop(into)]
    id: String,
    /// What the initials are made from.
    #[prop(into)]
    name: Signal<String>,
    /// Whether it is a square with round corners, as for what is not a person.
    #[prop(optional)]
    square: bool,
) -> impl IntoView {
    let colour = id.bytes().fold(0_u32, |sum, b| sum.wrapping_mul(31).wrapping_add(u32::from(b))) % COLOURS;
    let class = format!("avatar avatar-{colour}{}", if square { " avatar-square" } else { "" });
    // The initials are drawn by the style: as text they would count as a part of a button's own words.
    view! { <span class=class aria-hidden="true" data-initials=move || name.with(|name| initials(name))></span> }
}

/// The first letters of the first and the last word.
fn initials(name: &str) -> String {
    let mut words = name.split_whitespace().filter_map(|word| word.chars().find(|c| c.is_alphanumeric()));
    let first = words.next();
    let last = words.next_back();
    first.into_iter().chain(last).flat_map(char::to_uppercase).collect()
}
