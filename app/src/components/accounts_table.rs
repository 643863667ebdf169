//! The table of the installation's accounts, with a menu of acts on each.

use leptos::prelude::*;
use slipway_core::{account_end::Administrators, api::admin::AccountEntryView, words};

use super::{
    person::{Person, You},
    time::LastSeen,
};
use crate::{
    locale::{t, ts, use_i18n},
    session::use_session,
    state::list::List,
    ui::{
        chip::{Chip, Tone},
        icon::Shape,
        menu::{MenuItem, RowMenu},
        table::Table,
    },
};

/// What an administrator does to an account after being asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AccountAct {
    /// Keeps it from signing in.
    Disable,
    /// Lets it sign in again.
    Enable,
    /// Makes it an administrator.
    MakeAdministrator,
    /// Takes that from it.
    EndAdministrator,
    /// Deletes it.
    Delete,
}

/// The table of accounts.
#[component]
pub fn AccountsTable(
    /// The accounts.
    accounts: List<AccountEntryView>,
    /// How many organizations everybody may create, once known.
    everybody: Signal<Option<u32>>,
    /// Changes how many organizations one may create.
    #[prop(into)]
    on_limit: Callback<AccountEntryView>,
    /// Begins an act.
    #[prop(into)]
    on_act: Callback<(AccountAct, AccountEntryView)>,
) -> impl IntoView {
    let i18n = use_i18n();
    let columns = move || {
        vec![
            ts!(i18n, admin.accounts_person),
            ts!(i18n, admin.accounts_state),
            ts!(i18n, admin.accounts_orgs),
            ts!(i18n, admin.accounts_last_seen),
        ]
    };
    let administrators = Memo::new(move |_| {
        let is_everybody = !accounts.has_more() && accounts.search().with(String::is_empty);
        administrators_among(&accounts.items(), is_everybody)
    });
    let acts = AccountActs { on_limit, on_act, administrators };
    view! {
        <Table caption=t!(i18n, admin.accounts_caption) columns=Signal::derive(columns) actions=true>
            // A row is made anew when anything of it has changed.
            <For each=move || accounts.items() key=|account| format!("{account:?}") let:account>
                <AccountRow account everybody acts/>
            </For>
        </Table>
    }
}

/// What the menu of a row begins, and what may stand against it.
#[derive(Clone, Copy)]
struct AccountActs {
    on_limit: Callback<AccountEntryView>,
    on_act: Callback<(AccountAct, AccountEntryView)>,
    administrators: Memo<Option<Administrators>>,
}

/// How many administrators there are who can sign in, where every account is known.
fn administrators_among(accounts: &[AccountEntryView], is_everybody: bool) -> Option<Administrators> {
    let is_one = |account: &&AccountEntryView| account.administrator && account.disabled_at.is_none();
    let count = accounts.iter().filter(is_one).count();
    is_everybody.then(|| Administrators { enabled: u32::try_from(count).unwrap_or(u32::MAX) })
}

#[component]
fn AccountRow(account: AccountEntryView, everybody: Signal<Option<u32>>, acts: AccountActs) -> impl IntoView {
    let (i18n, session) = (use_i18n(), use_session());
    let id = account.id;
    let is_me = Memo::new(move |_| session.me().is_some_and(|me| me.account.id == id));
    let (name, email) = (account.name.clone(), account.email.to_string());
    let (created, own_limit) = (account.orgs_created, account.org_limit);
    let orgs = move || {
        let limit = own_limit.or_else(|| everybody.get())?;
        Some(ts!(i18n, admin.accounts_orgs_value, created = created, limit = limit))
    };
    view! {
        <tr>
            <th scope="row" data-label=t!(i18n, admin.accounts_person)>
                <Person id=id.to_string() name=name.clone() detail=email>
                    <You when=is_me/>
                </Person>
            </th>
            <td data-label=t!(i18n, admin.accounts_state)><States account=account.clone()/></td>
            <td class="number" data-label=t!(i18n, admin.accounts_orgs)>{orgs}</td>
            <td data-label=t!(i18n, admin.accounts_last_seen)>
                <LastSeen at=account.last_seen_at/>
            </td>
            <td class="table-actions"><AccountMenu account acts/></td>
        </tr>
    }
}

/// What is to be known of an account at a glance.
#[component]
fn States(account: AccountEntryView) -> impl IntoView {
    let i18n = use_i18n();
    let proven = if account.verified {
        view! { <Chip tone=Tone::Quiet>{t!(i18n, admin.accounts_verified)}</Chip> }.into_any()
    } else {
        view! { <Chip tone=Tone::Warn>{t!(i18n, admin.accounts_unverified)}</Chip> }.into_any()
    };
    view! {
        <span class="chips">
            {account.disabled_at.map(|_| view! {
                <Chip tone=Tone::Danger>{t!(i18n, admin.accounts_disabled)}</Chip>
            })}
            {account.administrator.then(|| view! { <Chip>{t!(i18n, admin.accounts_administrator)}</Chip> })}
            {proven}
        </span>
    }
}

#[component]
fn AccountMenu(account: AccountEntryView, acts: AccountActs) -> impl IntoView {
    let i18n = use_i18n();
    let name = account.name.clone();
    let (is_administrator, is_disabled) = (account.administrator, account.disabled_at.is_some());
    let subject = StoredValue::new(account);
    let act = move |act: AccountAct| acts.on_act.run((act, subject.get_value()));
    // What would leave nobody to administer the installation is refused here already, where that is known.
    let last = Signal::derive(move || {
        let problem = acts.administrators.get()?.check_end(is_administrator, !is_disabled).err()?;
        Some(words::state_problem(i18n.locale(), &problem))
    });
    let unless_last = move |is_end: bool| Signal::derive(move || last.get().filter(|_| is_end));
    let administration =
        if is_administrator { AccountAct::EndAdministrator } else { AccountAct::MakeAdministrator };
    let signing_in = if is_disabled { AccountAct::Enable } else { AccountAct::Disable };
    view! {
        <RowMenu label=t!(i18n, admin.accounts_actions_for, name = name.clone())>
            <MenuItem icon=Shape::Pencil on_choose=move |()| acts.on_limit.run(subject.get_value())>
                {t!(i18n, admin.accounts_change_limit)}
            </MenuItem>
            <MenuItem
                icon=Shape::Shield
                refused=unless_last(is_administrator)
                on_choose=move |()| act(administration)
            >
                {move || if is_administrator {
                    ts!(i18n, admin.accounts_end_administrator)
                } else {
                    ts!(i18n, admin.accounts_make_administrator)
                }}
            </MenuItem>
            <MenuItem
                icon=if is_disabled { Shape::Retry } else { Shape::Lock }
                destroys=!is_disabled
                refused=unless_last(!is_disabled)
                on_choose=move |()| act(signing_in)
            >
                {move || if is_disabled {
                    ts!(i18n, admin.accounts_enable)
                } else {
                    ts!(i18n, admin.accounts_disable)
                }}
            </MenuItem>
            <MenuItem
                icon=Shape::Bin
                destroys=true
                refused=last
                on_choose=move |()| act(AccountAct::Delete)
            >
                {t!(i18n, admin.accounts_delete)}
            </MenuItem>
        </RowMenu>
    }
}
