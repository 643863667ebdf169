//! Whoever is signed in, with everything that decides what they may do: one statement a request.

use chrono::{DateTime, TimeDelta, Utc};
use sea_orm::{ConnectionTrait, DbErr, QueryResult};
use slipway_core::{
    access::{effective::Actor, grant::Grant, role::OrgRole},
    api::account::AccountView,
    id::{AccountId, OrgId, SessionId},
    session::Freshness,
    slug::Slug,
};
use uuid::Uuid;

use super::{
    account,
    sql::{self, Columns},
};
use crate::randomness::TokenHash;

/// How long sessions last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SessionLife {
    /// After so many days without a request a session is over.
    pub idle_days: u16,
    /// After so many days a session is over in any case.
    pub days: u16,
}

impl Default for SessionLife {
    fn default() -> Self {
        Self { idle_days: 14, days: 90 }
    }
}

impl SessionLife {
    /// Since when a session that is not over was seen.
    pub fn seen_since(self, now: DateTime<Utc>) -> DateTime<Utc> {
        now - TimeDelta::days(self.idle_days.into())
    }

    /// Since when a session that is not over was begun.
    pub fn begun_since(self, now: DateTime<Utc>) -> DateTime<Utc> {
        now - TimeDelta::days(self.days.into())
    }

    /// How many seconds a browser keeps the cookie of a session.
    pub fn cookie_seconds(self) -> u64 {
        u64::from(self.days) * 24 * 60 * 60
    }
}

/// Whoever is signed in.
#[derive(Debug, Clone)]
pub struct SignedIn {
    /// The session.
    pub session: SessionId,
    /// When it was last seen, to the minute.
    pub last_seen_at: DateTime<Utc>,
    /// When the password was last typed in it.
    pub freshness: Freshness,
    /// The account.
    pub account: AccountView,
    /// The organization of the path with one's role in it, where one is in it.
    pub membership: Option<Membership>,
    grants: Vec<Grant>,
}

/// An organization, and the actor's place in it.
#[derive(Debug, Clone)]
pub struct Membership {
    /// The organization.
    pub org: OrgId,
    /// Its place in addresses.
    pub slug: Slug,
    /// Its name.
    pub name: String,
    /// The number of the last entry of its log.
    pub audit_seq: u64,
    /// The actor's role.
    pub role: OrgRole,
}

impl SignedIn {
    /// The actor that the rules ask for.
    pub fn actor(&self, now: DateTime<Utc>) -> Actor<'_> {
        Actor { account: self.account.id, grants: &self.grants, now }
    }
}

const SIGNED_IN: &str = "\
SELECT s.id AS session_id, s.last_seen_at AS session_seen_at, s.fresh_at AS session_fresh_at, \
 a.id, a.name, a.email, a.locale, a.administrator, a.email_verified_at, \
 o.id AS org_id, o.slug AS org_slug, o.name AS org_name, o.audit_seq AS org_seq, m.role AS org_role \
FROM sessions s \
JOIN accounts a ON a.id = s.account_id \
LEFT JOIN memberships m ON m.account_id = a.id AND m.org_id = $2 \
LEFT JOIN organizations o ON o.id = m.org_id \
WHERE s.token_hash = $1 AND s.last_seen_at > $3 AND s.created_at > $4 AND a.disabled_at IS NULL";

/// Whoever holds the token of a live session of an enabled account.
pub async fn load(
    db: &impl ConnectionTrait,
    life: SessionLife,
    token: TokenHash,
    org: Option<OrgId>,
    now: DateTime<Utc>,
) -> Result<Option<SignedIn>, DbErr> {
    let org = org.map(OrgId::as_uuid);
    let values =
        [token.to_vec().into(), org.into(), life.seen_since(now).into(), life.begun_since(now).into()];
    sql::one(db, SIGNED_IN, values).await?.as_ref().map(signed_in).transpose()
}

fn signed_in(row: &QueryResult) -> Result<SignedIn, DbErr> {
    let membership = match row.column::<Option<Uuid>>("org_id")? {
        Some(id) => Some(Membership {
            org: OrgId::from_uuid(id),
            slug: row.parsed("org_slug", |text| Slug::parse(text).ok())?,
            name: row.column("org_name")?,
            audit_seq: u64::try_from(row.column::<i64>("org_seq")?).unwrap_or_default(),
            role: row.parsed("org_role", OrgRole::from_key)?,
        }),
        None => None,
    };
    Ok(SignedIn {
        session: SessionId::from_uuid(row.column("session_id")?),
        last_seen_at: row.column("session_seen_at")?,
        freshness: Freshness { confirmed_at: row.column("session_fresh_at")? },
        account: account::view(row)?,
        grants: membership.iter().map(|m| Grant::membership(m.org, m.role)).collect(),
        membership,
    })
}

/// The grants of any account in one organization, as D5 and D2 judge somebody who is not the actor.
pub async fn grants_in(
    db: &impl ConnectionTrait,
    account: AccountId,
    org: OrgId,
) -> Result<Vec<Grant>, DbErr> {
    const GRANTS: &str = "\
SELECT m.role FROM memberships m JOIN accounts a ON a.id = m.account_id \
WHERE m.account_id = $1 AND m.org_id = $2 AND a.disabled_at IS NULL";
    let row = sql::one(db, GRANTS, [account.as_uuid().into(), org.as_uuid().into()]).await?;
    let role = row.map(|row| row.parsed("role", OrgRole::from_key)).transpose()?;
    Ok(role.map(|role| Grant::membership(org, role)).into_iter().collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_life_of_a_session_is_told_to_browsers_whole() {
        let life = SessionLife { idle_days: u16::MAX, days: u16::MAX };
        assert_eq!(life.cookie_seconds(), 65_535 * 86_400);
    }
}
