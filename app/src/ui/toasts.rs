//! The place at the bottom right where toasts appear, are announced politely, and go by themselves.

use std::time::Duration;

use leptos::{leptos_dom::helpers::set_timeout_with_handle, prelude::*};

use super::{
    button::IconButton,
    icon::{Icon, Shape},
};
use crate::{
    locale::{t, use_i18n},
    state::toasts::{Toast, ToastKind, Toasts},
};

/// How long a toast stays.
const STAYS: Duration = Duration::from_secs(5);

/// The place where toasts appear.
#[component]
pub fn ToastRegion(
    /// The toasts.
    toasts: Toasts,
) -> impl IntoView {
    // While anything is under the pointer or has the focus, all of them stay: what moves cannot be read.
    let is_held = RwSignal::new(false);
    view! {
        <div
            class="toasts"
            role="status"
            aria-live="polite"
            data-testid="toasts"
            on:mouseenter=move |_| is_held.set(true)
            on:mouseleave=move |_| is_held.set(false)
            on:focusin=move |_| is_held.set(true)
            on:focusout=move |_| is_held.set(false)
        >
            <For each=move || toasts.shown() key=|toast| toast.id let:toast>
                <ToastBox toast toasts is_held=is_held.into()/>
            </For>
        </div>
    }
}

#[component]
fn ToastBox(toast: Toast, toasts: Toasts, is_held: Signal<bool>) -> impl IntoView {
    let i18n = use_i18n();
    let id = toast.id;
    Effect::new(move |_| {
        if is_held.get() {
            return;
        }
        if let Ok(handle) = set_timeout_with_handle(move || toasts.dismiss(id), STAYS) {
            on_cleanup(move || handle.clear());
        }
    });
    let (class, shape) = match toast.kind {
        ToastKind::Done => ("toast toast-done", Shape::Check),
        ToastKind::Failed => ("toast toast-failed", Shape::Alert),
    };
    view! {
        <div class=class>
            <Icon shape/>
            <p class="toast-text">{toast.text}</p>
            <IconButton
                shape=Shape::Close
                label=t!(i18n, common.dismiss)
                on_press=move |()| toasts.dismiss(id)
            />
        </div>
    }
}
