//! A question before an act: what it does in words, and a button that names it.

use leptos::prelude::*;

use super::{
    button::{Button, Weight},
    dialog::Dialog,
    notice::Notice,
    notice::NoticeKind,
};
use crate::locale::{t, use_i18n};

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
    /// Whether the act is under way.
    #[prop(optional, into)]
    busy: Signal<bool>,
    /// Why the act failed.
    #[prop(optional, into)]
    failure: Signal<Option<String>>,
    /// What the act does, in words or as a list.
    children: ChildrenFn,
) -> impl IntoView {
    let i18n = use_i18n();
    let weight = if destroys { Weight::Danger } else { Weight::Primary };
    view! {
        <Dialog open title>
            <div class="dialog-text">{children()}</div>
            {move || failure.get().map(|text| view! { <Notice kind=NoticeKind::Failure>{text}</Notice> })}
            <div class="dialog-actions">
                <Button weight=Weight::Quiet on_press=move |()| open.set(false)>{t!(i18n, common.cancel)}</Button>
                <Button weight busy on_press=on_confirm>{act}</Button>
            </div>
        </Dialog>
    }
}
