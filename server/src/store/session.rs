//! Sessions as stored: the hash of a token, and whose it is.

use chrono::{DateTime, Utc};
use sea_orm::{ConnectionTrait, DbErr};
use slipway_core::id::{AccountId, SessionId};

use super::sql;
use crate::{gate::request::RequestContext, randomness::TokenHash};

/// Begins a session, with the password just typed.
pub async fn insert(
    db: &impl ConnectionTrait,
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
    sql::run(db, INSERT, values).await.map(drop)
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
