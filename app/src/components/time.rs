//! A time, relative, with the exact one in a title and for screen readers.

use std::time::Duration;

use chrono::{DateTime, Utc};
use leptos::{either::Either, leptos_dom::helpers::set_interval_with_handle, prelude::*};

use crate::locale::{dates, t, use_i18n};

/// How often the words are looked at again.
const TICK: Duration = Duration::from_secs(30);

/// A time in words such as "3 days ago".
#[component]
pub fn RelativeTime(
    /// The time.
    #[prop(into)]
    time: Signal<DateTime<Utc>>,
) -> impl IntoView {
    let i18n = use_i18n();
    let now = RwSignal::new(Utc::now());
    let tick = move || {
        now.try_set(Utc::now());
    };
    if let Ok(handle) = set_interval_with_handle(tick, TICK) {
        on_cleanup(move || handle.clear());
    }
    let exact = move || dates::exact(i18n.locale(), time.get());
    view! {
        <time class="time" datetime=move || time.get().to_rfc3339() title=exact>
            <span aria-hidden="true">{move || dates::relative(i18n.locale(), time.get(), now.get())}</span>
            <span class="visually-hidden">{exact}</span>
        </time>
    }
}

/// When somebody was last seen, in a table.
#[component]
pub fn LastSeen(
    /// When; nothing where they never came.
    #[prop(into)]
    at: Signal<Option<DateTime<Utc>>>,
) -> impl IntoView {
    let i18n = use_i18n();
    move || match at.get() {
        Some(time) => Either::Left(view! { <RelativeTime time/> }),
        None => Either::Right(view! { <span class="quiet">{t!(i18n, common.never_seen)}</span> }),
    }
}
