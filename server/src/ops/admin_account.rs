//! What the installation's administrator does to an account: disabling, enabling, making and unmaking
//! administrators, deleting. The rules that stand against it are judged where the account ends, in
//! [`crate::store::account_end`].

use slipway_core::{
    api::{
        admin::AccountEntryView,
        endpoint::Endpoint,
        problem::Problem,
        table::{DisableAccount, EnableAccount, EndAdministrator, MakeAdministrator, RemoveAccount},
    },
    field::NoBody,
    id::AccountId,
};

use crate::{
    Ctx,
    audit::Entry,
    error::Refused,
    gate::permit::Permit,
    store::{Tx, Written, account_end, admin_account},
};

/// Disables an account.
pub(crate) async fn disable(
    ctx: Ctx,
    permit: Permit<DisableAccount>,
    (): (),
) -> Result<AccountEntryView, Refused> {
    let account = permit.path().account;
    changed(&ctx, &permit, account, |tx| async move { account_end::disable(&tx, account).await }).await
}

/// Enables an account again.
pub(crate) async fn enable(
    ctx: Ctx,
    permit: Permit<EnableAccount>,
    (): (),
) -> Result<AccountEntryView, Refused> {
    let account = permit.path().account;
    changed(&ctx, &permit, account, |tx| async move { account_end::enable(&tx, account).await }).await
}

/// Makes an account an administrator of the installation.
pub(crate) async fn make_administrator(
    ctx: Ctx,
    permit: Permit<MakeAdministrator>,
    (): (),
) -> Result<AccountEntryView, Refused> {
    let account = permit.path().account;
    let make = |tx: Tx| async move { account_end::set_administrator(&tx, account, true).await };
    changed(&ctx, &permit, account, make).await
}

/// Takes that from an account.
pub(crate) async fn end_administrator(
    ctx: Ctx,
    permit: Permit<EndAdministrator>,
    (): (),
) -> Result<AccountEntryView, Refused> {
    let account = permit.path().account;
    let end = |tx: Tx| async move { account_end::set_administrator(&tx, account, false).await };
    changed(&ctx, &permit, account, end).await
}

/// Deletes an account, with everything that goes with it.
pub(crate) async fn remove(ctx: Ctx, permit: Permit<RemoveAccount>, (): ()) -> Result<NoBody, Refused> {
    let account = permit.path().account;
    let remove =
        |tx: Tx| async move { Ok(Written::in_logs(NoBody {}, account_end::delete(&tx, account).await?)) };
    ctx.store.write(&permit, remove).await
}

/// Changes an account, and shows what it became.
async fn changed<E, F>(
    ctx: &Ctx,
    permit: &Permit<E>,
    account: AccountId,
    change: impl Fn(Tx) -> F,
) -> Result<AccountEntryView, Refused>
where
    E: Endpoint,
    F: Future<Output = Result<Vec<Entry>, Refused>>,
{
    let change = &change;
    ctx.store
        .write(permit, |tx| async move {
            let entries = change(tx.clone()).await?;
            let after = admin_account::load(tx.db(), account).await?.ok_or(Problem::NotFound)?;
            Ok(Written::in_logs(after, entries))
        })
        .await
}
