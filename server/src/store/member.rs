//! Members as stored: which account is in which organization, with which role.

use chrono::{DateTime, Utc};
use sea_orm::{ConnectionTrait, DbErr, QueryResult};
use slipway_core::{
    access::role::OrgRole,
    api::{member::MemberView, page::Page, page::PageRequest},
    email::EmailAddress,
    id::{AccountId, OrgId},
    member::Owners,
};
use uuid::Uuid;

use super::{
    cursor::{Listing, Name},
    search::pattern,
    sql::{self, Columns},
};
use crate::error::Refused;

/// A member, and whether their account is enabled.
#[derive(Debug, Clone)]
pub(crate) struct Member {
    /// What is shown of them.
    pub(crate) view: MemberView,
    /// Whether they can sign in.
    pub(crate) enabled: bool,
}

/// One page of the members, by name; names and addresses are searched.
pub(crate) async fn list(
    db: &impl ConnectionTrait,
    org: OrgId,
    page: &PageRequest,
) -> Result<Page<MemberView>, Refused> {
    const LIST: &str = "\
SELECT a.id, a.name, a.email, a.last_seen_at, a.disabled_at, m.role, m.joined_at \
FROM memberships m JOIN accounts a ON a.id = m.account_id \
WHERE m.org_id = $1 AND (a.name_key, a.id) > ($2, $3) \
 AND (a.name_key LIKE $4 ESCAPE '!' OR a.email LIKE $4 ESCAPE '!') \
ORDER BY a.name_key, a.id LIMIT $5";
    let listing = Listing::new("members", org);
    // No name is empty, so the first page begins before every row.
    let (Name(name), id) = listing.key::<(Name, Uuid)>(page.after.as_deref())?.unwrap_or_default();
    let values = [
        org.as_uuid().into(),
        name.into(),
        id.into(),
        pattern(page.search.as_deref()).into(),
        (i64::from(page.limit) + 1).into(),
    ];
    let rows = sql::all(db, LIST, values).await?;
    let members = rows.iter().map(|row| Ok(member(row)?.view)).collect::<Result<Vec<_>, DbErr>>()?;
    Ok(Page::from_rows(members, page.limit, |member| {
        listing.cursor(&(Name(member.name.to_lowercase()), member.account.as_uuid()))
    }))
}

/// A member of an organization.
pub(crate) async fn load(
    db: &impl ConnectionTrait,
    org: OrgId,
    account: AccountId,
) -> Result<Option<Member>, DbErr> {
    const LOAD: &str = "\
SELECT a.id, a.name, a.email, a.last_seen_at, a.disabled_at, m.role, m.joined_at \
FROM memberships m JOIN accounts a ON a.id = m.account_id \
WHERE m.org_id = $1 AND m.account_id = $2";
    let row = sql::one(db, LOAD, [org.as_uuid().into(), account.as_uuid().into()]).await?;
    row.as_ref().map(member).transpose()
}

/// The role of whoever has this address, where they are a member.
pub(crate) async fn role_of_address(
    db: &impl ConnectionTrait,
    org: OrgId,
    email: &EmailAddress,
) -> Result<Option<OrgRole>, DbErr> {
    const ROLE: &str = "\
SELECT m.role FROM memberships m JOIN accounts a ON a.id = m.account_id \
WHERE m.org_id = $1 AND a.email = $2";
    let row = sql::one(db, ROLE, [org.as_uuid().into(), email.as_str().into()]).await?;
    row.map(|row| row.parsed("role", OrgRole::from_key)).transpose()
}

/// What D3 has to know.
pub(crate) async fn owners(db: &impl ConnectionTrait, org: OrgId) -> Result<Owners, DbErr> {
    const OWNERS: &str = "\
SELECT COUNT(*) AS enabled FROM memberships m JOIN accounts a ON a.id = m.account_id \
WHERE m.org_id = $1 AND m.role = $2 AND a.disabled_at IS NULL";
    let row = sql::one(db, OWNERS, [org.as_uuid().into(), OrgRole::Owner.key().into()]).await?;
    let enabled: Option<i64> = row.map(|row| row.column("enabled")).transpose()?;
    Ok(Owners { enabled: enabled.and_then(|n| u32::try_from(n).ok()).unwrap_or_default() })
}

/// Makes an account a member.
pub(crate) async fn insert(
    db: &impl ConnectionTrait,
    org: OrgId,
    account: AccountId,
    role: OrgRole,
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    const INSERT: &str = "\
INSERT INTO memberships (org_id, account_id, role, joined_at) VALUES ($1, $2, $3, $4)";
    let values = [org.as_uuid().into(), account.as_uuid().into(), role.key().into(), now.into()];
    sql::run(db, INSERT, values).await.map(drop)
}

/// Gives a member another role.
pub(crate) async fn set_role(
    db: &impl ConnectionTrait,
    org: OrgId,
    account: AccountId,
    role: OrgRole,
) -> Result<(), DbErr> {
    const SET: &str = "UPDATE memberships SET role = $3 WHERE org_id = $1 AND account_id = $2";
    sql::run(db, SET, [org.as_uuid().into(), account.as_uuid().into(), role.key().into()]).await.map(drop)
}

/// Ends a membership.
pub(crate) async fn delete(db: &impl ConnectionTrait, org: OrgId, account: AccountId) -> Result<(), DbErr> {
    const DELETE: &str = "DELETE FROM memberships WHERE org_id = $1 AND account_id = $2";
    sql::run(db, DELETE, [org.as_uuid().into(), account.as_uuid().into()]).await.map(drop)
}

fn member(row: &QueryResult) -> Result<Member, DbErr> {
    let disabled_at: Option<DateTime<Utc>> = row.column("disabled_at")?;
    Ok(Member {
        view: MemberView {
            account: AccountId::from_uuid(row.column("id")?),
            name: row.column("name")?,
            email: row.parsed("email", |text| EmailAddress::parse(text).ok())?,
            role: row.parsed("role", OrgRole::from_key)?,
            joined_at: row.column("joined_at")?,
            last_seen_at: row.column("last_seen_at")?,
        },
        enabled: disabled_at.is_none(),
    })
}
