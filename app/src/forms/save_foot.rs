//! The foot of a form over something that exists: it saves the changes once there are any.

use leptos::prelude::*;
use slipway_core::field::Draft;

use super::form::Form;
use crate::{
    locale::{t, ts, use_i18n},
    ui::button::{Button, Weight},
};

/// The foot of a form over something that exists.
#[component]
pub fn SaveFoot<D>(
    /// The form.
    form: Form<D>,
    /// Takes the changes back; without it nothing offers to.
    #[prop(optional, into)]
    undo: Option<Callback<()>>,
) -> impl IntoView
where
    D: Draft + Clone + PartialEq + Send + Sync + 'static,
{
    let i18n = use_i18n();
    let unchanged = move || (!form.is_dirty()).then(|| ts!(i18n, common.nothing_changed));
    view! {
        <div class="form-actions">
            <Button
                submit=true
                weight=Weight::Primary
                busy=form.attempt().busy()
                refused=Signal::derive(unchanged)
                reason_beside=true
            >
                {t!(i18n, common.save_changes)}
            </Button>
            {undo.map(|undo| view! {
                <Show when=move || form.is_dirty()>
                    <Button weight=Weight::Quiet on_press=undo>{t!(i18n, settings.reset)}</Button>
                </Show>
            })}
        </div>
    }
}
