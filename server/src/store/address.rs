//! The address of an account as stored: whether it is proven, and a change of it that waits to be confirmed.

use chrono::{DateTime, Utc};
use sea_orm::{ConnectionTrait, DbErr, QueryResult};
use slipway_core::{
    api::account::{AddressChangeView, AddressSide},
    email::EmailAddress,
    id::{AccountId, OrgId},
};

use uuid::Uuid;

use super::{
    account::address_taken,
    sql::{self, Columns},
};
use crate::error::Refused;

/// Notes that a mail proved the address of an account.
pub(crate) async fn set_verified(
    db: &impl ConnectionTrait,
    account: AccountId,
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    const UPDATE: &str = "\
UPDATE accounts SET email_verified_at = $2 WHERE id = $1 AND email_verified_at IS NULL";
    sql::run(db, UPDATE, [account.as_uuid().into(), now.into()]).await.map(drop)
}

/// Gives an account another address, which is proven.
pub(crate) async fn set_address(
    db: &impl ConnectionTrait,
    account: AccountId,
    email: &EmailAddress,
    now: DateTime<Utc>,
) -> Result<(), Refused> {
    const UPDATE: &str = "UPDATE accounts SET email = $2, email_verified_at = $3 WHERE id = $1";
    let values = [account.as_uuid().into(), email.as_str().into(), now.into()];
    sql::run(db, UPDATE, values).await.map_err(|error| address_taken(error, email))?;
    Ok(())
}

/// The organization whose copied link an account was made with.
pub(crate) async fn link_org(db: &impl ConnectionTrait, account: AccountId) -> Result<Option<OrgId>, DbErr> {
    const LINK_ORG: &str = "SELECT link_org_id FROM accounts WHERE id = $1";
    let row = sql::one(db, LINK_ORG, [account.as_uuid().into()]).await?;
    let org = row.map(|row| row.column::<Option<Uuid>>("link_org_id")).transpose()?.flatten();
    Ok(org.map(OrgId::from_uuid))
}

/// Stores a change, in the place of the one before.
pub(crate) async fn put_change(
    db: &impl ConnectionTrait,
    account: AccountId,
    change: &AddressChangeView,
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    const INSERT: &str = "\
INSERT INTO address_changes (account_id, email, requested_at, expires_at, old_confirmed_at) \
VALUES ($1, $2, $3, $4, $5)";
    delete_change(db, account).await?;
    let values = [
        account.as_uuid().into(),
        change.email.as_str().into(),
        now.into(),
        change.expires_at.into(),
        change.old_confirmed.then_some(now).into(),
    ];
    sql::run(db, INSERT, values).await.map(drop)
}

/// An account's, while its time lasts.
pub(crate) async fn live_change(
    db: &impl ConnectionTrait,
    account: AccountId,
    now: DateTime<Utc>,
) -> Result<Option<AddressChangeView>, DbErr> {
    const LIVE: &str = "\
SELECT email, expires_at, old_confirmed_at, new_confirmed_at FROM address_changes \
WHERE account_id = $1 AND expires_at > $2";
    let row = sql::one(db, LIVE, [account.as_uuid().into(), now.into()]).await?;
    row.as_ref().map(view).transpose()
}

/// Notes that it was confirmed at one of the two addresses.
pub(crate) async fn confirm_change(
    db: &impl ConnectionTrait,
    account: AccountId,
    at: AddressSide,
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    const OLD: &str = "UPDATE address_changes SET old_confirmed_at = $2 WHERE account_id = $1";
    const NEW: &str = "UPDATE address_changes SET new_confirmed_at = $2 WHERE account_id = $1";
    let statement = match at {
        AddressSide::Old => OLD,
        AddressSide::New => NEW,
    };
    sql::run(db, statement, [account.as_uuid().into(), now.into()]).await.map(drop)
}

/// Takes an account's away, where there is one.
pub(crate) async fn delete_change(db: &impl ConnectionTrait, account: AccountId) -> Result<(), DbErr> {
    const DELETE: &str = "DELETE FROM address_changes WHERE account_id = $1";
    sql::run(db, DELETE, [account.as_uuid().into()]).await.map(drop)
}

fn view(row: &QueryResult) -> Result<AddressChangeView, DbErr> {
    let is_noted = |column| Ok::<_, DbErr>(row.column::<Option<DateTime<Utc>>>(column)?.is_some());
    Ok(AddressChangeView {
        email: row.parsed("email", |text| EmailAddress::parse(text).ok())?,
        expires_at: row.column("expires_at")?,
        old_confirmed: is_noted("old_confirmed_at")?,
        new_confirmed: is_noted("new_confirmed_at")?,
    })
}
