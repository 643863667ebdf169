//! Who is signed in, and the way out.

use leptos::{prelude::*, task::spawn_local};
use slipway_core::{
    api::{account::AccountView, page::NoQuery, path::NoPath, table::DeleteSession},
    field::NoBody,
};

use crate::{
    links::Link,
    locale::{I18n, t, use_i18n},
    session::{Session, use_session},
    state::toasts::{Toasts, use_toasts},
    ui::{
        avatar::Avatar,
        icon::Shape,
        menu::{Menu, MenuGroup, MenuItem, MenuLink},
    },
};

/// Who is signed in, and the way out.
#[component]
pub fn AccountMenu() -> impl IntoView {
    let (i18n, session, toasts) = (use_i18n(), use_session(), use_toasts());
    let account = Memo::new(move |_| session.me().map(|me| me.account));
    let disc = move |account: AccountView| view! { <Avatar id=account.id.to_string() name=account.name/> };
    let who = move |account: AccountView| {
        view! {
            <p class="menu-who">
                <span class="person-name">{account.name}</span>
                <span class="person-detail">{account.email.to_string()}</span>
            </p>
        }
    };
    view! {
        <Menu
            class="icon-button account-button"
            label=t!(i18n, common.account)
            at_end=true
            button=move || account.get().map(disc)
        >
            {move || account.get().map(who)}
            <MenuGroup>
                <MenuLink href=Link::Account.to_path() icon=Shape::Person>
                    {t!(i18n, common.account_settings)}
                </MenuLink>
                <MenuItem icon=Shape::SignOut on_choose=move |()| sign_out(i18n, session, toasts)>
                    {t!(i18n, common.sign_out)}
                </MenuItem>
            </MenuGroup>
        </Menu>
    }
}

fn sign_out(i18n: I18n, session: Session, toasts: Toasts) {
    spawn_local(async move {
        match session.call::<DeleteSession>(&NoPath {}, &NoQuery {}, &NoBody {}).await {
            Ok(view) => session.leave(view),
            Err(failure) if failure.is_signed_out() => {}
            Err(failure) => toasts.failed(failure.words(i18n)),
        }
    });
}
