//! Sessions as stored: the hash of a token, and whose it is.

use chrono::{DateTime, TimeDelta, Utc};
use sea_orm::{ConnectionTrait, DbErr, QueryResult};
use slipway_core::{
    api::{
        page::{Page, PageRequest},
        session::SessionEntryView,
    },
    device::Device,
    id::{AccountId, SessionId},
    session::Freshness,
};
use uuid::Uuid;

use super::{
    Tx,
    cursor::{Listing, Moment},
    over,
    signed_in::{SessionLife, SignedIn},
    sql::{self, Columns},
};
use crate::{error::Refused, gate::request::RequestContext, randomness::TokenHash};

/// Begins a session, with the password just typed.
pub async fn insert(
    tx: &Tx,
    session: SessionId,
    token: TokenHash,
    account: AccountId,
    request: &RequestContext,
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    const INSERT: &str = "\
INSERT INTO sessions (id, token_hash, account_id, created_at, last_seen_at, fresh_at, address, user_agent) \
VALUES ($1, $2, $3, $4, $4, $4, $5, $6)";
    let values = [
        session.as_uuid().into(),
        token.to_vec().into(),
        account.as_uuid().into(),
        now.into(),
        request.address.clone().into(),
        request.user_agent.clone().into(),
    ];
    over::remove_sessions(tx.db(), tx.session_life(), now).await?;
    sql::run(tx.db(), INSERT, values).await.map(drop)
}

/// Lets a session go on under another token, with the password just typed.
pub async fn renew(
    db: &impl ConnectionTrait,
    session: SessionId,
    token: TokenHash,
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    const RENEW: &str = "UPDATE sessions SET token_hash = $2, fresh_at = $3 WHERE id = $1";
    sql::run(db, RENEW, [session.as_uuid().into(), token.to_vec().into(), now.into()]).await.map(drop)
}

/// Ends a session.
pub async fn delete(db: &impl ConnectionTrait, session: SessionId) -> Result<(), DbErr> {
    sql::run(db, "DELETE FROM sessions WHERE id = $1", [session.as_uuid().into()]).await.map(drop)
}

/// Ends every session of an account.
pub async fn delete_all(db: &impl ConnectionTrait, account: AccountId) -> Result<(), DbErr> {
    sql::run(db, "DELETE FROM sessions WHERE account_id = $1", [account.as_uuid().into()]).await.map(drop)
}

/// Notes that a session and its account were seen, unless a later moment is noted already.
pub async fn note_seen(
    db: &impl ConnectionTrait,
    session: SessionId,
    account: AccountId,
    at: DateTime<Utc>,
) -> Result<(), DbErr> {
    const SESSION: &str = "UPDATE sessions SET last_seen_at = $2 WHERE id = $1 AND last_seen_at < $2";
    const ACCOUNT: &str = "\
UPDATE accounts SET last_seen_at = $2 WHERE id = $1 AND (last_seen_at IS NULL OR last_seen_at < $2)";
    // The account first, as everywhere: whoever holds it may be about to end its sessions.
    sql::run(db, ACCOUNT, [account.as_uuid().into(), at.into()]).await?;
    sql::run(db, SESSION, [session.as_uuid().into(), at.into()]).await.map(drop)
}

/// Ends one session of an account; tells where it was begun, or that there is none.
pub async fn end_own(
    db: &impl ConnectionTrait,
    account: AccountId,
    session: SessionId,
) -> Result<Option<String>, DbErr> {
    const END: &str = "DELETE FROM sessions WHERE id = $1 AND account_id = $2 RETURNING address";
    let row = sql::one(db, END, [session.as_uuid().into(), account.as_uuid().into()]).await?;
    row.as_ref().map(address).transpose()
}

/// Ends every session of an account but one; tells where each was begun.
pub async fn end_others(
    db: &impl ConnectionTrait,
    account: AccountId,
    kept: SessionId,
) -> Result<Vec<String>, DbErr> {
    const END: &str = "DELETE FROM sessions WHERE account_id = $1 AND id <> $2 RETURNING address";
    let rows = sql::all(db, END, [account.as_uuid().into(), kept.as_uuid().into()]).await?;
    rows.iter().map(address).collect()
}

fn address(row: &QueryResult) -> Result<String, DbErr> {
    let address: Option<String> = row.column("address")?;
    Ok(address.unwrap_or_else(|| "?".to_owned()))
}

/// One page of somebody's sessions that are not over, the one seen last first.
pub async fn list(
    db: &impl ConnectionTrait,
    me: &SignedIn,
    life: SessionLife,
    page: &PageRequest,
    now: DateTime<Utc>,
) -> Result<Page<SessionEntryView>, Refused> {
    const LIST: &str = "\
SELECT id, created_at, last_seen_at, fresh_at, address, user_agent FROM sessions \
WHERE account_id = $1 AND last_seen_at > $2 AND created_at > $3 AND (last_seen_at, id) < ($4, $5) \
ORDER BY last_seen_at DESC, id DESC LIMIT $6";
    let listing = Listing::of_account("sessions", me.account.id);
    let (seen_at, id) = match listing.key::<(Moment, Uuid)>(page.after.as_deref())? {
        Some((Moment(at), id)) => (at, id),
        // The first page begins after everything that could have been seen.
        None => (now + TimeDelta::days(1), Uuid::max()),
    };
    let values = [
        me.account.id.as_uuid().into(),
        life.seen_since(now).into(),
        life.begun_since(now).into(),
        seen_at.into(),
        id.into(),
        (i64::from(page.limit) + 1).into(),
    ];
    let rows = sql::all(db, LIST, values).await?;
    let views = rows.iter().map(|row| view(row, me, now)).collect::<Result<Vec<_>, DbErr>>()?;
    Ok(Page::from_rows(views, page.limit, |view| {
        listing.cursor(&(Moment(view.last_seen_at), view.id.as_uuid()))
    }))
}

fn view(row: &QueryResult, me: &SignedIn, now: DateTime<Utc>) -> Result<SessionEntryView, DbErr> {
    let id = SessionId::from_uuid(row.column("id")?);
    let user_agent: Option<String> = row.column("user_agent")?;
    Ok(SessionEntryView {
        id,
        device: Device::of(user_agent.as_deref()),
        address: row.column("address")?,
        began_at: row.column("created_at")?,
        last_seen_at: row.column("last_seen_at")?,
        current: id == me.session,
        fresh: Freshness { confirmed_at: row.column("fresh_at")? }.is_fresh(now),
    })
}
