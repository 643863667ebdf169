//! A person in a table: a disc with initials, the name, and the address in quiet type.

use leptos::prelude::*;

use crate::ui::avatar::Avatar;

/// A person.
#[component]
pub fn Person(
    /// Their account's id, which colours the disc.
    #[prop(into)]
    id: String,
    /// Their name.
    #[prop(into)]
    name: Signal<String>,
    /// Their address, or whatever else stands below the name.
    #[prop(into)]
    detail: Signal<String>,
    /// What stands behind the name, as a chip.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    view! {
        <span class="person">
            <Avatar id name/>
            <span class="person-words">
                <span class="person-name">
                    <span class="person-full-name">{name}</span>
                    {children.map(|children| children())}
                </span>
                <span class="person-detail">{detail}</span>
            </span>
        </span>
    }
}
