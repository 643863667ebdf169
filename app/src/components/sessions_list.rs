//! Where one is signed in: every session of one's own account, and the ends of those that one does not know.

use leptos::{ev, prelude::*};
use slipway_core::{
    api::{
        page::{NoQuery, PageQuery},
        path::{NoPath, SessionPath},
        session::SessionEntryView,
        table::{EndOtherSessions, EndSession, ListSessions},
    },
    field::NoBody,
};

use super::{loaded::Loaded, problem::AttemptNotice, time::RelativeTime};
use crate::{
    locale::{I18n, t, ts, use_i18n},
    session::use_session,
    state::{
        attempt::Attempt,
        fetched::{Fetched, fetch},
        toasts::use_toasts,
    },
    ui::{
        button::Button,
        chip::{Chip, Tone},
        skeleton::SkeletonKind,
    },
};

type Sessions = Fetched<slipway_core::api::page::Page<SessionEntryView>>;

/// One's sessions. They are asked for again whenever one comes back to the page.
#[component]
pub fn SessionsList() -> impl IntoView {
    let all = PageQuery { limit: Some(PageQuery::MAX_LIMIT), ..PageQuery::default() };
    let sessions: Sessions = fetch::<ListSessions>(move || Some((NoPath {}, all.clone())));
    let returned = window_event_listener(ev::focus, move |_| sessions.refetch());
    on_cleanup(move || returned.remove());
    view! {
        <Loaded from=sessions skeleton=SkeletonKind::Rows children=move |page| view! {
            <ul class="sessions">
                <For
                    each=move || page.get().items
                    key=|entry| (entry.id, entry.last_seen_at, entry.fresh)
                    children=move |entry| view! { <Entry entry sessions/> }
                />
            </ul>
            <Show when=move || page.with(|page| page.items.iter().any(|entry| !entry.current))>
                <EndOthers sessions/>
            </Show>
        }/>
    }
}

#[component]
fn Entry(entry: SessionEntryView, sessions: Sessions) -> impl IntoView {
    let i18n = use_i18n();
    let (session, toasts) = (use_session(), use_toasts());
    let attempt = Attempt::new();
    let (id, current, device) = (entry.id, entry.current, StoredValue::new(entry.device));
    let named = move || device.with_value(|device| device_words(i18n, device));
    let end = move |()| {
        let request = async move {
            let path = SessionPath { session: id };
            Ok(session.call::<EndSession>(&path, &NoQuery {}, &NoBody {}).await)
        };
        attempt.make(request, move |answer| {
            match answer {
                Ok(_) => toasts.done(ts!(i18n, account.session_was_ended)),
                Err(refused) => attempt.fail(refused),
            }
            // It may have been over already.
            sessions.refetch();
        });
    };
    view! {
        <li class="session" aria-current=current.then_some("true")>
            <div class="session-words">
                <p class="session-device">
                    <span>{named}</span>
                    {current.then(|| view! { <Chip tone=Tone::Accent>{t!(i18n, account.session_this)}</Chip> })}
                    {entry.fresh.then(|| view! { <Chip tone=Tone::Quiet>{t!(i18n, account.session_fresh)}</Chip> })}
                </p>
                <p class="quiet">
                    {entry.address.unwrap_or_else(|| ts!(i18n, account.session_no_address))}
                    " · "{t!(i18n, account.session_began)}" "<RelativeTime time=entry.began_at/>
                    " · "{t!(i18n, account.session_seen)}" "<RelativeTime time=entry.last_seen_at/>
                </p>
                <AttemptNotice attempt/>
            </div>
            {(!current).then(|| view! {
                <Button busy=attempt.busy() refused=attempt.wait() on_press=end>
                    <span aria-hidden="true">{t!(i18n, account.session_end)}</span>
                    <span class="visually-hidden">
                        {move || ts!(i18n, account.session_end_for, device = named())}
                    </span>
                </Button>
            })}
        </li>
    }
}

#[component]
fn EndOthers(sessions: Sessions) -> impl IntoView {
    let (i18n, session, toasts) = (use_i18n(), use_session(), use_toasts());
    let attempt = Attempt::new();
    let end = move |()| {
        let request =
            async move { session.call::<EndOtherSessions>(&NoPath {}, &NoQuery {}, &NoBody {}).await };
        attempt.make(request, move |_| {
            toasts.done(ts!(i18n, account.sessions_were_ended));
            sessions.refetch();
        });
    };
    view! {
        <AttemptNotice attempt/>
        <div class="form-actions">
            <Button busy=attempt.busy() refused=attempt.wait() on_press=end>
                {t!(i18n, account.sessions_end_others)}
            </Button>
        </div>
    }
}

/// A device by the words that a person knows it by.
fn device_words(i18n: I18n, device: &slipway_core::device::Device) -> String {
    match (device.browser.clone(), device.system.clone()) {
        (Some(browser), Some(system)) => ts!(i18n, account.device, browser = browser, system = system),
        (Some(one), None) | (None, Some(one)) => one,
        (None, None) => ts!(i18n, account.device_unknown),
    }
}
