//! A question before an act: what it does in words, and a button that names it.

use leptos::prelude::*;

use super::problem::AttemptNotice;
use crate::{
    locale::{t, use_i18n},
    state::attempt::Attempt,
    ui::{
        button::{Button, Weight},
        dialog::Dialog,
    },
};

/// A dialog that asks before an act.
#[component]
pub fn Confirm(
    /// Whether it is open.
    open: RwSignal<bool>,
    /// What is asked.
    #[prop(into)]
    title: Signal<String>,
    /// What the button says: the act, never "OK".
    #[prop(into)]
    act: Signal<String>,
    /// What it does.
    #[prop(into)]
    on_confirm: Callback<()>,
    /// Whether the act destroys something.
    #[prop(optional)]
    destroys: bool,
    /// How the act goes. What it came to when it was asked for before is said no more.
    attempt: Attempt,
    /// What the act does, in words or as a list.
    children: ChildrenFn,
) -> impl IntoView {
    let i18n = use_i18n();
    let weight = if destroys { Weight::Danger } else { Weight::Primary };
    Effect::new(move |_| {
        if open.get() {
            attempt.renew();
        }
    });
    view! {
        <Dialog open title>
            <div class="dialog-text">{children()}</div>
            <AttemptNotice attempt/>
            <div class="dialog-actions">
                <Button weight=Weight::Quiet on_press=move |()| open.set(false)>{t!(i18n, common.cancel)}</Button>
                <Button weight busy=attempt.busy() refused=attempt.wait() on_press=on_confirm>{act}</Button>
            </div>
        </Dialog>
    }
}
