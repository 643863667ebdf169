//! A person in a table: a disc with initials, the name, and the address in quiet type.

use leptos::prelude::*;

use crate::{
    locale::{t, use_i18n},
    ui::{
        avatar::Avatar,
        chip::{Chip, Tone},
    },
};

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

/// The chip behind one's own name.
#[component]
pub fn You(
    /// Whether it is one's own.
    #[prop(into)]
    when: Signal<bool>,
) -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <Show when=move || when.get()>
            <Chip tone=Tone::Accent>{t!(i18n, common.you)}</Chip>
        </Show>
    }
}
