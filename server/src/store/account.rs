//! Accounts as stored.

use chrono::{DateTime, Utc};
use sea_orm::{ConnectionTrait, DbErr, QueryResult};
use slipway_core::{
    access::role::OrgRole,
    account::Profile,
    api::account::{AccountView, MyOrg},
    email::EmailAddress,
    id::{AccountId, OrgId},
    locale::Locale,
    org::OrgPlaces,
    slug::Slug,
};

use super::sql::{self, Columns};

/// An account that is to be made.
#[derive(Debug, Clone)]
pub struct AccountRow {
    /// What is shown of it.
    pub view: AccountView,
    /// The hash of its password, in the PHC form.
    pub password_hash: String,
    /// When a mail proved its address.
    pub email_verified_at: Option<DateTime<Utc>>,
}

/// What signing in compares.
#[derive(Debug, Clone)]
pub struct Credentials {
    /// The account.
    pub view: AccountView,
    /// The hash of its password, in the PHC form.
    pub password_hash: String,
}

/// What is shown of an account, from the columns that bear its names.
pub fn view(row: &QueryResult) -> Result<AccountView, DbErr> {
    Ok(AccountView {
        id: AccountId::from_uuid(row.column("id")?),
        name: row.column("name")?,
        email: row.parsed("email", |text| EmailAddress::parse(text).ok())?,
        locale: row.parsed("locale", Locale::from_tag)?,
        administrator: row.column("administrator")?,
    })
}

/// Makes an account.
pub async fn insert(db: &impl ConnectionTrait, row: &AccountRow, now: DateTime<Utc>) -> Result<(), DbErr> {
    const INSERT: &str = "\
INSERT INTO accounts (id, email, name, name_key, locale, password_hash, administrator, email_verified_at, \
 created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
    let AccountRow { view, password_hash, email_verified_at } = row;
    let values = [
        view.id.as_uuid().into(),
        view.email.as_str().into(),
        view.name.as_str().into(),
        view.name.to_lowercase().into(),
        view.locale.tag().into(),
        password_hash.as_str().into(),
        view.administrator.into(),
        (*email_verified_at).into(),
        now.into(),
    ];
    sql::run(db, INSERT, values).await.map(drop)
}

/// Whether an account has this address, enabled or not.
pub async fn exists(db: &impl ConnectionTrait, email: &EmailAddress) -> Result<bool, DbErr> {
    const EXISTS: &str = "SELECT id FROM accounts WHERE email = $1";
    Ok(sql::one(db, EXISTS, [email.as_str().into()]).await?.is_some())
}

/// What signing in compares, of an enabled account.
pub async fn credentials(
    db: &impl ConnectionTrait,
    email: &EmailAddress,
) -> Result<Option<Credentials>, DbErr> {
    const CREDENTIALS: &str = "\
SELECT id, name, email, locale, administrator, password_hash FROM accounts \
WHERE email = $1 AND disabled_at IS NULL";
    let row = sql::one(db, CREDENTIALS, [email.as_str().into()]).await?;
    row.map(|row| Ok(Credentials { view: view(&row)?, password_hash: row.column("password_hash")? }))
        .transpose()
}

/// Changes name and language.
pub async fn update_profile(
    db: &impl ConnectionTrait,
    account: AccountId,
    profile: &Profile,
) -> Result<(), DbErr> {
    const UPDATE: &str = "UPDATE accounts SET name = $2, name_key = $3, locale = $4 WHERE id = $1";
    let name = profile.name.as_str();
    let values =
        [account.as_uuid().into(), name.into(), name.to_lowercase().into(), profile.locale.tag().into()];
    sql::run(db, UPDATE, values).await.map(drop)
}

/// Sets a password where the one that was proven is still in force; tells whether it was.
pub async fn replace_password(
    db: &impl ConnectionTrait,
    account: AccountId,
    proven: &str,
    new: &str,
) -> Result<bool, DbErr> {
    const UPDATE: &str = "UPDATE accounts SET password_hash = $3 WHERE id = $1 AND password_hash = $2";
    Ok(sql::run(db, UPDATE, [account.as_uuid().into(), proven.into(), new.into()]).await? > 0)
}

/// The organizations that an account is in, by name.
pub async fn orgs(db: &impl ConnectionTrait, account: AccountId) -> Result<Vec<MyOrg>, DbErr> {
    const ORGS: &str = "\
SELECT o.id, o.slug, o.name, m.role, m.joined_at \
FROM memberships m JOIN organizations o ON o.id = m.org_id \
WHERE m.account_id = $1 ORDER BY LOWER(o.name), o.id";
    let rows = sql::all(db, ORGS, [account.as_uuid().into()]).await?;
    let org = |row: &QueryResult| {
        Ok(MyOrg {
            id: OrgId::from_uuid(row.column("id")?),
            slug: row.parsed("slug", |text| Slug::parse(text).ok())?,
            name: row.column("name")?,
            role: row.parsed("role", OrgRole::from_key)?,
            joined_at: row.column("joined_at")?,
        })
    };
    rows.iter().map(org).collect()
}

/// The places in which an account may create organizations. An organization holds its maker's place
/// until it is purged; it is named only where the maker is still a member of it.
pub async fn places(
    db: &impl ConnectionTrait,
    account: AccountId,
    default_limit: u32,
) -> Result<OrgPlaces, DbErr> {
    const LIMIT: &str = "SELECT org_limit FROM accounts WHERE id = $1";
    const HELD: &str = "\
SELECT CASE WHEN m.account_id IS NULL THEN NULL ELSE o.name END AS name \
FROM organizations o \
LEFT JOIN memberships m ON m.org_id = o.id AND m.account_id = o.maker_id \
WHERE o.maker_id = $1 ORDER BY o.created_at, o.id";
    let own = sql::one(db, LIMIT, [account.as_uuid().into()]).await?;
    let own: Option<i32> = own.map(|row| row.column("org_limit")).transpose()?.flatten();
    let held = sql::all(db, HELD, [account.as_uuid().into()]).await?;
    let names: Vec<Option<String>> = held.iter().map(|row| row.column("name")).collect::<Result<_, _>>()?;
    Ok(OrgPlaces {
        limit: own.and_then(|limit| u32::try_from(limit).ok()).unwrap_or(default_limit),
        held: u32::try_from(names.len()).unwrap_or(u32::MAX),
        named: names.into_iter().flatten().next(),
    })
}
