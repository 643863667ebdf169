//! Tables: a sticky head, quiet lines, and cards where there is no room.
//!
//! Each `<td>` carries its column's name in `data-label`, which the cards show.

use leptos::prelude::*;

/// A table. Its children are `<tr>`s.
#[component]
pub fn Table(
    /// What it lists, for screen readers.
    #[prop(into)]
    caption: Signal<String>,
    /// The names of the columns.
    #[prop(into)]
    columns: Signal<Vec<String>>,
    /// Whether a last column follows, for the menu of a row.
    #[prop(optional)]
    actions: bool,
    /// The rows.
    children: Children,
) -> impl IntoView {
    view! {
        <div class="table-frame">
            <table class="table">
                <caption class="visually-hidden">{caption}</caption>
                <thead>
                    <tr>
                        {move || {
                            columns.get().into_iter().map(|name| view! { <th scope="col">{name}</th> }).collect_view()
                        }}
                        {actions.then(|| view! { <td class="table-actions"></td> })}
                    </tr>
                </thead>
                <tbody>{children()}</tbody>
            </table>
        </div>
    }
}
