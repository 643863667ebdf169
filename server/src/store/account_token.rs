//! The tokens of links that mails carry to the holders of accounts, as stored: each by its hash alone.

use chrono::{DateTime, Utc};
use sea_orm::{ConnectionTrait, DbErr};
use slipway_core::{
    api::account::AccountView,
    email::EmailAddress,
    id::AccountId,
    mailed_link::{LinkLife, LinkPurpose},
};
use uuid::Uuid;

use super::{
    account, over,
    sql::{self, Columns},
};
use crate::randomness::TokenHash;

/// A token that is to be put in force.
#[derive(Debug, Clone)]
pub(crate) struct NewAccountToken<'a> {
    /// Its id.
    pub(crate) id: Uuid,
    /// Whose.
    pub(crate) account: AccountId,
    /// What for.
    pub(crate) purpose: LinkPurpose,
    /// What is stored of it.
    pub(crate) hash: TokenHash,
    /// The address that it is sent to.
    pub(crate) email: &'a EmailAddress,
    /// Whether it goes there by mail, and so proves the address.
    pub(crate) mailed: bool,
    /// When its time is over.
    pub(crate) expires_at: DateTime<Utc>,
}

/// A token that was found, with the account that it belongs to.
#[derive(Debug, Clone)]
pub(crate) struct AccountToken {
    /// Its id.
    pub(crate) id: Uuid,
    /// Whose.
    pub(crate) account: AccountView,
    /// The address that it was sent to.
    pub(crate) email: EmailAddress,
    /// Whether it came there by mail.
    pub(crate) mailed: bool,
    /// What decides whether it still does anything.
    pub(crate) life: LinkLife,
}

/// Puts a token in force, in the place of those of the same account and purpose. One that comes by mail leaves
/// those that were handed over: anybody can have a mail sent, and would end them.
pub(crate) async fn put_in_force(
    db: &impl ConnectionTrait,
    new: &NewAccountToken<'_>,
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    const INSERT: &str = "\
INSERT INTO account_tokens (id, account_id, purpose, token_hash, email, mailed, created_at, expires_at) \
VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
    const END_MAILED: &str = "\
UPDATE account_tokens SET ended_at = $3 \
WHERE account_id = $1 AND purpose = $2 AND mailed AND used_at IS NULL AND ended_at IS NULL";
    if new.mailed {
        let of = [new.account.as_uuid().into(), new.purpose.key().into(), now.into()];
        sql::run(db, END_MAILED, of).await?;
    } else {
        end(db, new.account, new.purpose, now).await?;
    }
    over::remove_account_tokens(db, now).await?;
    let values = [
        new.id.into(),
        new.account.as_uuid().into(),
        new.purpose.key().into(),
        new.hash.to_vec().into(),
        new.email.as_str().into(),
        new.mailed.into(),
        now.into(),
        new.expires_at.into(),
    ];
    sql::run(db, INSERT, values).await.map(drop)
}

/// Ends what is in force of an account for one purpose.
pub(crate) async fn end(
    db: &impl ConnectionTrait,
    account: AccountId,
    purpose: LinkPurpose,
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    const END: &str = "\
UPDATE account_tokens SET ended_at = $3 \
WHERE account_id = $1 AND purpose = $2 AND used_at IS NULL AND ended_at IS NULL";
    sql::run(db, END, [account.as_uuid().into(), purpose.key().into(), now.into()]).await.map(drop)
}

/// Ends everything that is in force of an account.
pub(crate) async fn end_all(
    db: &impl ConnectionTrait,
    account: AccountId,
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    const END: &str = "\
UPDATE account_tokens SET ended_at = $2 WHERE account_id = $1 AND used_at IS NULL AND ended_at IS NULL";
    sql::run(db, END, [account.as_uuid().into(), now.into()]).await.map(drop)
}

/// The one with this hash, whatever became of it. One of a disabled account counts as ended.
pub(crate) async fn by_hash(
    db: &impl ConnectionTrait,
    hash: TokenHash,
) -> Result<Option<AccountToken>, DbErr> {
    const BY_HASH: &str = "\
SELECT t.id AS token_id, t.purpose, t.email AS token_email, t.mailed, t.expires_at, \
 CASE WHEN t.used_at IS NULL THEN 0 ELSE 1 END AS used, \
 CASE WHEN t.ended_at IS NULL AND a.disabled_at IS NULL THEN 0 ELSE 1 END AS ended, \
 a.id, a.name, a.email, a.locale, a.administrator, a.email_verified_at \
FROM account_tokens t JOIN accounts a ON a.id = t.account_id WHERE t.token_hash = $1";
    let Some(row) = sql::one(db, BY_HASH, [hash.to_vec().into()]).await? else { return Ok(None) };
    Ok(Some(AccountToken {
        id: row.column("token_id")?,
        account: account::view(&row)?,
        email: row.parsed("token_email", |text| EmailAddress::parse(text).ok())?,
        mailed: row.column("mailed")?,
        life: LinkLife {
            purpose: row.parsed("purpose", LinkPurpose::from_key)?,
            expires_at: row.column("expires_at")?,
            used: row.column::<i32>("used")? != 0,
            ended: row.column::<i32>("ended")? != 0,
        },
    }))
}

/// Forgets to which address those of an account were sent: writes another in its place.
pub(crate) async fn forget_address(
    db: &impl ConnectionTrait,
    account: AccountId,
    instead: &str,
) -> Result<(), DbErr> {
    const FORGET: &str = "UPDATE account_tokens SET email = $2 WHERE account_id = $1";
    sql::run(db, FORGET, [account.as_uuid().into(), instead.into()]).await.map(drop)
}

/// Notes that one was used; tells whether it was in force until then. Of several at the same moment one hears
/// that.
pub(crate) async fn use_up(db: &impl ConnectionTrait, id: Uuid, now: DateTime<Utc>) -> Result<bool, DbErr> {
    const USE: &str = "\
UPDATE account_tokens SET used_at = $2 WHERE id = $1 AND used_at IS NULL AND ended_at IS NULL";
    Ok(sql::run(db, USE, [id.into(), now.into()]).await? > 0)
}
