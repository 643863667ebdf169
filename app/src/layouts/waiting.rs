//! What stands on the page until it is known who looks at it: the mark, should that take a while.

use leptos::prelude::*;

use crate::{
    locale::{t, use_i18n},
    ui::icon::{Icon, Shape},
};

/// The mark in the middle of the page. It appears by itself after a moment.
#[component]
pub fn Waiting() -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <div class="boot" role="status">
            <Icon shape=Shape::Mark/>
            <span class="visually-hidden">{t!(i18n, common.loading)}</span>
        </div>
    }
}
