//! A short act in front of the page, on the browser's own `<dialog>`.
//!
//! The browser keeps the focus inside, makes the page behind it inert, closes it with Esc and gives the
//! focus back. A click beside it closes it too, unless something was typed that would be lost.

use leptos::{html, prelude::*};

use super::{button::IconButton, icon::Shape, unique::unique_id};
use crate::locale::{t, use_i18n};

/// A dialog. Its content is made when it opens, and so begins anew each time.
#[component]
pub fn Dialog(
    /// Whether it is open.
    open: RwSignal<bool>,
    /// What it is about.
    #[prop(into)]
    title: Signal<String>,
    /// Whether something was typed that a click beside it must not lose.
    #[prop(optional, into)]
    dirty: Signal<bool>,
    /// Whether it needs more room than a column of fields.
    #[prop(optional)]
    wide: bool,
    /// What is in it.
    children: ChildrenFn,
) -> impl IntoView {
    let i18n = use_i18n();
    let node = NodeRef::<html::Dialog>::new();
    let title_id = unique_id("dialog");
    let labelled_by = title_id.clone();
    // Whether it is asked for and not shown yet.
    let opening = StoredValue::new(false);
    Effect::new(move |_| {
        let is_open = open.get();
        let Some(dialog) = node.get() else { return };
        if !is_open {
            opening.set_value(false);
            dialog.close();
        } else if !dialog.open() {
            opening.set_value(true);
            // The content has to stand before the browser looks for what to focus in it.
            request_animation_frame(move || {
                if opening.try_get_value() == Some(true) {
                    opening.set_value(false);
                    // Only a dialog that was taken out of the page meanwhile refuses.
                    let _ = dialog.show_modal();
                }
            });
        }
    });
    // The browser tells of closing late: by then it may be asked for again.
    let closed = move |_| {
        let shown = node.get_untracked().is_some_and(|dialog| dialog.open());
        if !shown && !opening.get_value() {
            open.set(false);
        }
    };
    // The content covers the whole box, so what hits the dialog itself hit its backdrop.
    let pressed_beside = move |event: leptos::ev::MouseEvent| {
        if event.target() == event.current_target() && !dirty.get_untracked() {
            open.set(false);
        }
    };
    view! {
        <dialog
            node_ref=node
            class="dialog"
            class:dialog-wide=wide
            aria-labelledby=labelled_by
            on:cancel=move |_: leptos::ev::Event| open.set(false)
            on:close=closed
            on:mousedown=pressed_beside
        >
            <Show when=move || open.get()>
                <div class="dialog-content">
                    <h2 class="dialog-title" id=title_id.clone()>{title}</h2>
                    <div class="dialog-body">{children()}</div>
                    <div class="dialog-close">
                        <IconButton
                            shape=Shape::Close
                            label=t!(i18n, common.close)
                            on_press=move |()| open.set(false)
                        />
                    </div>
                </div>
            </Show>
        </dialog>
    }
}
