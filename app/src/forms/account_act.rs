//! What an administrator does to an account after being asked: what it does in words, and a button that names it.

use leptos::prelude::*;
use slipway_core::{
    api::{
        admin::AccountEntryView,
        page::NoQuery,
        path::AccountPath,
        table::{DisableAccount, EnableAccount, EndAdministrator, MakeAdministrator, RemoveAccount},
    },
    field::NoBody,
};

use crate::{
    api::Failure,
    components::{accounts_table::AccountAct, confirm::Confirm},
    locale::{I18n, ts, use_i18n},
    session::{Session, use_session},
    state::{attempt::Attempt, list::List, toasts::use_toasts},
};

/// The dialog that asks before an act on an account.
#[component]
pub fn AccountActDialog(
    /// Whether it is open.
    open: RwSignal<bool>,
    /// Which act, on whom.
    subject: RwSignal<Option<(AccountAct, AccountEntryView)>>,
    /// The list that the account stands in.
    accounts: List<AccountEntryView>,
) -> impl IntoView {
    let (i18n, session, toasts) = (use_i18n(), use_session(), use_toasts());
    let attempt = Attempt::new();
    let confirm = move |()| {
        let Some((act, account)) = subject.get_untracked() else { return };
        let (id, name) = (account.id, account.name.clone());
        attempt.make_in(open, async move { ask(act, &account, session).await }, move |after| {
            toasts.done(said(act, name, i18n));
            accounts.update(|accounts| take(accounts, id, after));
            // One may have done it to oneself.
            session.refetch();
        });
    };
    let words = move |say: fn(AccountAct, String, I18n) -> String| {
        move || {
            let named = subject.with(|subject| subject.as_ref().map(|(act, who)| (*act, who.name.clone())));
            named.map(|(act, name)| say(act, name, i18n)).unwrap_or_default()
        }
    };
    let destroys = Memo::new(move |_| {
        let act = subject.with(|subject| subject.as_ref().map(|(act, _)| *act));
        matches!(act, Some(AccountAct::Disable | AccountAct::EndAdministrator | AccountAct::Delete))
    });
    let what_happens = move || {
        let lines = subject.with(|subject| subject.as_ref().map(|(act, who)| effects(*act, who, i18n)));
        let lines = lines.unwrap_or_default().into_iter();
        if destroys.get() {
            view! { <ul class="ends">{lines.map(|line| view! { <li>{line}</li> }).collect_view()}</ul> }
                .into_any()
        } else {
            lines.map(|line| view! { <p>{line}</p> }).collect_view().into_any()
        }
    };
    // How the button looks belongs to the act, so each kind of act has a dialog of its own.
    move || {
        view! {
            <Confirm
                open
                title=Signal::derive(words(title))
                act=Signal::derive(words(button))
                on_confirm=confirm
                destroys=destroys.get()
                attempt
            >
                {what_happens}
            </Confirm>
        }
    }
}

/// Has it done; what the account became, or nothing where it is gone.
async fn ask(
    act: AccountAct,
    account: &AccountEntryView,
    session: Session,
) -> Result<Option<AccountEntryView>, Failure> {
    let (path, query, body) = (AccountPath { account: account.id }, NoQuery {}, NoBody {});
    match act {
        AccountAct::Disable => session.call::<DisableAccount>(&path, &query, &body).await.map(Some),
        AccountAct::Enable => session.call::<EnableAccount>(&path, &query, &body).await.map(Some),
        AccountAct::MakeAdministrator => {
            session.call::<MakeAdministrator>(&path, &query, &body).await.map(Some)
        }
        AccountAct::EndAdministrator => {
            session.call::<EndAdministrator>(&path, &query, &body).await.map(Some)
        }
        AccountAct::Delete => session.call::<RemoveAccount>(&path, &query, &body).await.map(|_| None),
    }
}

/// Puts what became of an account into its place in the list.
fn take(
    accounts: &mut Vec<AccountEntryView>,
    id: slipway_core::id::AccountId,
    after: Option<AccountEntryView>,
) {
    match after {
        None => accounts.retain(|account| account.id != id),
        Some(after) => {
            if let Some(place) = accounts.iter_mut().find(|account| account.id == id) {
                *place = after;
            }
        }
    }
}

fn title(act: AccountAct, name: String, i18n: I18n) -> String {
    match act {
        AccountAct::Disable => ts!(i18n, admin.disable_title, name = name),
        AccountAct::Enable => ts!(i18n, admin.enable_title, name = name),
        AccountAct::MakeAdministrator => ts!(i18n, admin.make_administrator_title, name = name),
        AccountAct::EndAdministrator => ts!(i18n, admin.end_administrator_title, name = name),
        AccountAct::Delete => ts!(i18n, admin.delete_title, name = name),
    }
}

fn button(act: AccountAct, name: String, i18n: I18n) -> String {
    match act {
        AccountAct::Disable => ts!(i18n, admin.disable_submit, name = name),
        AccountAct::Enable => ts!(i18n, admin.enable_submit, name = name),
        AccountAct::MakeAdministrator => ts!(i18n, admin.make_administrator_submit, name = name),
        AccountAct::EndAdministrator => ts!(i18n, admin.end_administrator_submit, name = name),
        AccountAct::Delete => ts!(i18n, admin.delete_submit, name = name),
    }
}

fn said(act: AccountAct, name: String, i18n: I18n) -> String {
    match act {
        AccountAct::Disable => ts!(i18n, admin.disable_done, name = name),
        AccountAct::Enable => ts!(i18n, admin.enable_done, name = name),
        AccountAct::MakeAdministrator => ts!(i18n, admin.make_administrator_done, name = name),
        AccountAct::EndAdministrator => ts!(i18n, admin.end_administrator_done, name = name),
        AccountAct::Delete => ts!(i18n, admin.delete_done, name = name),
    }
}

/// What an act does, line by line.
fn effects(act: AccountAct, account: &AccountEntryView, i18n: I18n) -> Vec<String> {
    let (name, address) = (&account.name, &account.email);
    match act {
        AccountAct::Disable => vec![
            ts!(i18n, admin.disable_sessions, address = address),
            ts!(i18n, admin.disable_sign_in, name = name),
            ts!(i18n, admin.disable_stays),
        ],
        AccountAct::Enable => vec![ts!(i18n, admin.enable_text, name = name)],
        AccountAct::MakeAdministrator => vec![ts!(i18n, admin.make_administrator_text, name = name)],
        AccountAct::EndAdministrator => vec![ts!(i18n, admin.end_administrator_text, name = name)],
        AccountAct::Delete => vec![
            ts!(i18n, admin.delete_sign_in, address = address),
            ts!(i18n, admin.delete_memberships, name = name),
            ts!(i18n, admin.delete_stays, name = name),
        ],
    }
}
