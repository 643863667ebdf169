//! Accounts as the installation's administrator sees them.

use sea_orm::{ConnectionTrait, DbErr, QueryResult};
use slipway_core::{
    api::{
        admin::AccountEntryView,
        page::{Page, PageRequest},
    },
    email::EmailAddress,
    id::AccountId,
};
use uuid::Uuid;

use super::{
    cursor::{Listing, Name},
    search::pattern,
    settings,
    sql::{self, Columns},
};
use crate::error::Refused;

/// The columns of an account, as text of a constant statement.
macro_rules! select {
    ($more:literal) => {
        concat!(
            "SELECT a.id, a.name, a.email, a.email_verified_at IS NOT NULL AS verified, a.administrator, ",
            "a.disabled_at, a.created_at, a.last_seen_at, a.org_limit, ",
            "(SELECT COUNT(*) FROM organizations o WHERE o.maker_id = a.id) AS orgs_created ",
            "FROM accounts a ",
            $more
        )
    };
}

/// One page of the accounts, by name; names and addresses are searched.
pub(crate) async fn list(
    db: &impl ConnectionTrait,
    page: &PageRequest,
) -> Result<Page<AccountEntryView>, Refused> {
    const LIST: &str = select!(
        "WHERE a.deleted_at IS NULL AND (a.name_key, a.id) > ($1, $2) AND (a.name_key LIKE $3 ESCAPE '!' OR a.email LIKE $3 ESCAPE '!') \
         ORDER BY a.name_key, a.id LIMIT $4"
    );
    let listing = Listing::of_installation("accounts");
    // No name is empty, so the first page begins before every row.
    let (Name(name), id) = listing.key::<(Name, Uuid)>(page.after.as_deref())?.unwrap_or_default();
    let values =
        [name.into(), id.into(), pattern(page.search.as_deref()).into(), (i64::from(page.limit) + 1).into()];
    let rows = sql::all(db, LIST, values).await?;
    let accounts = rows.iter().map(view).collect::<Result<Vec<_>, DbErr>>()?;
    Ok(Page::from_rows(accounts, page.limit, |account| {
        listing.cursor(&(Name(account.name.to_lowercase()), account.id.as_uuid()))
    }))
}

/// One account.
pub(crate) async fn load(
    db: &impl ConnectionTrait,
    account: AccountId,
) -> Result<Option<AccountEntryView>, DbErr> {
    const ONE: &str = select!("WHERE a.deleted_at IS NULL AND a.id = $1");
    sql::one(db, ONE, [account.as_uuid().into()]).await?.as_ref().map(view).transpose()
}

/// Says how many organizations an account may create; `None` for what holds for everybody.
pub(crate) async fn set_org_limit(
    db: &impl ConnectionTrait,
    account: AccountId,
    limit: Option<u32>,
) -> Result<(), DbErr> {
    const SET: &str = "UPDATE accounts SET org_limit = $2 WHERE id = $1";
    let limit = limit.map(settings::stored).transpose()?;
    sql::run(db, SET, [account.as_uuid().into(), limit.into()]).await.map(drop)
}

fn view(row: &QueryResult) -> Result<AccountEntryView, DbErr> {
    let created: i64 = row.column("orgs_created")?;
    let limit: Option<i32> = row.column("org_limit")?;
    Ok(AccountEntryView {
        id: AccountId::from_uuid(row.column("id")?),
        name: row.column("name")?,
        email: row.parsed("email", |text| EmailAddress::parse(text).ok())?,
        verified: row.column("verified")?,
        administrator: row.column("administrator")?,
        disabled_at: row.column("disabled_at")?,
        created_at: row.column("created_at")?,
        last_seen_at: row.column("last_seen_at")?,
        orgs_created: u32::try_from(created).unwrap_or_default(),
        org_limit: limit.and_then(|limit| u32::try_from(limit).ok()),
    })
}
