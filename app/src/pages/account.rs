//! One's own account: name and language, address, password, the colours of this browser, where one is signed
//! in, and the end of it all.

use leptos::prelude::*;

use crate::{
    components::{page_head::PageHead, part::Part, sessions_list::SessionsList, theme_choice},
    forms::{
        account_delete::DeleteAccountBox, address::AddressForm, password::PasswordForm, profile::ProfileForm,
    },
    locale::{t, use_i18n},
    theme::{Theme, use_theme},
    ui::icon::Icon,
};

/// One's own account.
#[component]
pub fn AccountPage() -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <PageHead title=t!(i18n, common.account_settings)/>
        <Part title=t!(i18n, entry.profile_title) about=t!(i18n, entry.profile_about)>
            <ProfileForm/>
        </Part>
        <Part title=t!(i18n, links.address_title) about=t!(i18n, links.address_about)>
            <AddressForm/>
        </Part>
        <Part title=t!(i18n, entry.password_title) about=t!(i18n, entry.password_about)>
            <PasswordForm/>
        </Part>
        <Part title=t!(i18n, entry.theme_title) about=t!(i18n, entry.theme_about)>
            <ThemeChoice/>
        </Part>
        <Part title=t!(i18n, account.sessions_title) about=t!(i18n, account.sessions_about)>
            <SessionsList/>
        </Part>
        <DeleteAccountBox/>
    }
}

/// The themes side by side.
#[component]
fn ThemeChoice() -> impl IntoView {
    let (i18n, current) = (use_i18n(), use_theme());
    let choice = move |theme: Theme| {
        view! {
            <label class="segment">
                <input
                    type="radio"
                    class="visually-hidden"
                    name="theme"
                    value=theme.key()
                    prop:checked=move || current.get() == theme
                    on:change=move |_| current.choose(theme)
                />
                <Icon shape=theme_choice::picture(theme)/>
                <span>{move || theme_choice::name(theme, i18n)}</span>
            </label>
        }
    };
    view! {
        <fieldset class="segments">
            <legend class="visually-hidden">{t!(i18n, common.theme)}</legend>
            {Theme::ALL.map(choice).collect_view()}
        </fieldset>
    }
}
