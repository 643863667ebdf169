//! Everybody who can sign in, and what an administrator does to an account.

use leptos::prelude::*;
use slipway_core::api::{
    admin::{AccountEntryView, SettingsView},
    page::NoQuery,
    path::NoPath,
    table::{GetSettings, ListAccounts},
};

use super::name_window;
use crate::{
    components::{
        accounts_table::{AccountAct, AccountsTable},
        loaded::LoadedList,
    },
    forms::{account_act::AccountActDialog, org_limit::OrgLimitDialog},
    links::AdminTab,
    locale::{t, use_i18n},
    state::{
        fetched::fetch,
        list::{List, fetch_list},
    },
    ui::{
        button::Button,
        empty::{Empty, Picture},
        search::SearchField,
    },
};

/// The part with the accounts.
#[component]
pub fn AccountsPage() -> impl IntoView {
    let i18n = use_i18n();
    name_window(AdminTab::Accounts, i18n);
    let accounts = fetch_list::<ListAccounts, AccountEntryView>(|| Some(NoPath {}));
    let settings = fetch::<GetSettings>(|| Some((NoPath {}, NoQuery {})));
    // What holds for everybody stands beside what holds for one.
    let everybody = Signal::derive(move || settings.get().as_ref().map(SettingsView::org_limit));
    let subject = RwSignal::new(None::<AccountEntryView>);
    let limiting = RwSignal::new(false);
    let asked = RwSignal::new(None::<(AccountAct, AccountEntryView)>);
    let asking = RwSignal::new(false);
    let limit = move |account: AccountEntryView| {
        subject.set(Some(account));
        limiting.set(true);
    };
    let act = move |act: (AccountAct, AccountEntryView)| {
        asked.set(Some(act));
        asking.set(true);
    };
    view! {
        <header class="settings-head">
            <div>
                <h2 class="section-title">{t!(i18n, admin.accounts_title)}</h2>
                <p class="quiet">{t!(i18n, admin.accounts_lead)}</p>
            </div>
        </header>
        <div class="toolbar">
            <SearchField
                value=accounts.search()
                label=t!(i18n, admin.accounts_search)
                placeholder=t!(i18n, admin.accounts_search_placeholder)
                clear_label=t!(i18n, admin.clear_search)
            />
        </div>
        <LoadedList from=accounts count=6>
            <Show when=move || !accounts.is_empty() fallback=move || view! { <NobodyFound accounts/> }>
                <AccountsTable accounts everybody on_limit=limit on_act=act/>
            </Show>
            <Show when=move || accounts.has_more()>
                <div class="table-foot">
                    <Button
                        on_press=move |()| accounts.load_more()
                        busy=Signal::derive(move || accounts.is_loading_more())
                    >
                        {t!(i18n, admin.load_more)}
                    </Button>
                </div>
            </Show>
        </LoadedList>
        <OrgLimitDialog open=limiting subject everybody accounts/>
        <AccountActDialog open=asking subject=asked accounts/>
    }
}

/// What a search shows that finds nobody.
#[component]
fn NobodyFound(accounts: List<AccountEntryView>) -> impl IntoView {
    let i18n = use_i18n();
    let search = accounts.search();
    view! {
        <Empty
            picture=Picture::Quay
            text=t!(i18n, admin.accounts_nobody_found, search = search.get().trim().to_owned())
        >
            <p class="quiet">{t!(i18n, admin.accounts_nobody_found_next)}</p>
            <Button on_press=move |()| search.set(String::new())>{t!(i18n, admin.clear_search)}</Button>
        </Empty>
    }
}
