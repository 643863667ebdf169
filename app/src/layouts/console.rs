//! The frame of everything behind the sign-in: sidebar, top bar, and the page.

use leptos::prelude::*;
use leptos_router::{
    NavigateOptions,
    components::Outlet,
    hooks::{use_location, use_navigate},
};

use super::{places::Places, sidebar::Sidebar, top_bar::TopBar, waiting::Waiting};
use crate::{
    components::{in_org::found_org, problem::FailureState, verification_banner::VerificationBanner},
    links::Link,
    locale::{t, use_i18n},
    session::{Knowledge, use_session},
    state::changes,
    ui::focus,
};

/// The frame. Whoever is not signed in is led to the sign-in, and back afterwards.
#[component]
pub fn ConsoleLayout() -> impl IntoView {
    let session = use_session();
    let path = use_location().pathname;
    let navigate = use_navigate();
    Effect::new(move |_| {
        let Some(view) = session.view() else { return };
        if view.me.is_none() {
            let here = Link::parse(&path.get_untracked()).filter(|_| !session.has_left());
            let login = Link::login_then(&here.unwrap_or(Link::Home));
            navigate(&login, NavigateOptions { replace: true, ..Default::default() });
        }
    });
    Effect::new(move |_| {
        if let Some(slug) = Link::parse(&path.get()).as_ref().and_then(Link::org)
            && session.org(slug).is_some()
        {
            session.look_at(slug);
        }
    });
    let what = Memo::new(move |_| match session.knowledge() {
        Knowledge::Asking => What::Nothing,
        Knowledge::Failed(failure) => What::Failed(failure),
        Knowledge::Known(view) if view.me.is_some() => What::Frame,
        Knowledge::Known(_) => What::Nothing,
    });
    move || match what.get() {
        What::Nothing => view! { <Waiting/> }.into_any(),
        What::Failed(failure) => view! {
            <main class="alone"><FailureState failure on_retry=move |()| session.refetch()/></main>
        }
        .into_any(),
        What::Frame => view! { <Frame/> }.into_any(),
    }
}

#[derive(Clone, PartialEq)]
enum What {
    Nothing,
    Failed(crate::api::Failure),
    Frame,
}

#[component]
fn Frame() -> impl IntoView {
    let i18n = use_i18n();
    let path = use_location().pathname;
    let drawer = RwSignal::new(false);
    let places = Places::new();
    let found = found_org();
    changes::follow(Memo::new(move |_| found.with(|found| found.as_ref().map(|(_, org)| org.id))));
    Effect::new(move |before: Option<String>| {
        let here = path.get();
        drawer.set(false);
        if before.is_some_and(|before| before != here) {
            places.arrive();
        }
        here
    });
    // Where the sidebar is a drawer, the focus goes into it and comes back to its button.
    Effect::new(move |_| {
        if drawer.get() {
            request_animation_frame(|| focus_on(".sidebar a"));
        }
    });
    let close = move || {
        if drawer.get_untracked() {
            drawer.set(false);
            focus_on(".drawer-button");
        }
    };
    let close_with_escape = move |event: leptos::ev::KeyboardEvent| {
        if event.key() == "Escape" {
            close();
        }
    };
    view! {
        <a class="skip-link" href="#content">{t!(i18n, common.skip_to_content)}</a>
        <div class="console" class:drawer-open=drawer on:keydown=close_with_escape>
            <Sidebar/>
            <div class="console-veil" aria-hidden="true" on:click=move |_| close()></div>
            <div class="console-page">
                <TopBar drawer/>
                <main class="content" id="content" tabindex="-1">
                    <VerificationBanner/>
                    <Outlet/>
                </main>
            </div>
        </div>
    }
}

fn focus_on(selector: &str) {
    if let Some(element) = focus::first(selector) {
        // Only an element that is no longer there cannot be focused.
        let _ = element.focus();
    }
}
