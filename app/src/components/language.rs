//! Choosing the language: in the top bar, and before one is signed in.

use leptos::{prelude::*, task::spawn_local};
use slipway_core::{
    account::ProfileDraft,
    api::{page::NoQuery, path::NoPath, table::UpdateProfile},
    locale::Locale,
};

use crate::{
    locale::{I18n, t, use_i18n},
    session::{Session, use_session},
    state::toasts::{Toasts, use_toasts},
    ui::{
        icon::{Icon, Shape},
        menu::{Menu, MenuItem},
    },
};

/// A button with the languages. Whoever is signed in takes the choice along to other browsers.
#[component]
pub fn LanguageMenu() -> impl IntoView {
    let (i18n, session, toasts) = (use_i18n(), use_session(), use_toasts());
    let item = move |locale: Locale| {
        view! {
            <MenuItem
                chosen=Signal::derive(move || Some(i18n.locale() == locale))
                on_choose=move |()| choose(locale, i18n, session, toasts)
            >
                <span lang=locale.tag()>{locale.own_name()}</span>
            </MenuItem>
        }
    };
    view! {
        <Menu
            label=t!(i18n, common.language)
            at_end=true
            button=|| view! { <Icon shape=Shape::Globe/> }
        >
            {Locale::ALL.map(item).collect_view()}
        </Menu>
    }
}

fn choose(locale: Locale, i18n: I18n, session: Session, toasts: Toasts) {
    i18n.choose(locale);
    let Some(me) = untrack(|| session.me()).filter(|me| me.account.locale != locale) else { return };
    let draft = ProfileDraft { name: me.account.name, locale: locale.tag().to_owned() };
    spawn_local(async move {
        match session.call::<UpdateProfile>(&NoPath {}, &NoQuery {}, &draft).await {
            Ok(view) => session.set(view),
            // The page is in the chosen language all the same; only other browsers do not know of it.
            Err(failure) => toasts.failed(failure.words(i18n)),
        }
    });
}
