//! Accounts as stored.

use chrono::{DateTime, Utc};
use sea_orm::{ConnectionTrait, DbErr, QueryResult, SqlErr};
use slipway_core::{
    access::role::OrgRole,
    account::Profile,
    api::{
        account::{AccountView, MyOrg},
        problem::StateProblem,
    },
    email::EmailAddress,
    id::{AccountId, OrgId},
    locale::Locale,
    org::OrgPlaces,
    slug::Slug,
};

use super::{
    settings,
    sql::{self, Columns},
};
use crate::error::Refused;

/// An account that is to be made.
#[derive(Clone)]
pub struct AccountRow {
    /// What is shown of it.
    pub view: AccountView,
    /// The hash of its password, in the PHC form.
    pub password_hash: String,
    /// The organization whose copied link it is made with, where it is.
    pub link_org: Option<OrgId>,
}

/// What signing in compares.
#[derive(Clone)]
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
        verified: row.column::<Option<DateTime<Utc>>>("email_verified_at")?.is_some(),
    })
}

/// Makes an account.
pub async fn insert(db: &impl ConnectionTrait, row: &AccountRow, now: DateTime<Utc>) -> Result<(), Refused> {
    const INSERT: &str = "\
INSERT INTO accounts (id, email, name, name_key, locale, password_hash, administrator, email_verified_at, \
 link_org_id, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
    let AccountRow { view, password_hash, link_org } = row;
    let values = [
        view.id.as_uuid().into(),
        view.email.as_str().into(),
        view.name.as_str().into(),
        view.name.to_lowercase().into(),
        view.locale.tag().into(),
        password_hash.as_str().into(),
        view.administrator.into(),
        view.verified.then_some(now).into(),
        link_org.map(OrgId::as_uuid).into(),
        now.into(),
    ];
    sql::run(db, INSERT, values).await.map_err(|error| address_taken(error, &view.email))?;
    Ok(())
}

/// The address is the one thing of an account that another may have already.
pub(super) fn address_taken(error: DbErr, email: &EmailAddress) -> Refused {
    match error.sql_err() {
        Some(SqlErr::UniqueConstraintViolation(_)) => {
            StateProblem::AddressTaken { email: email.clone() }.into()
        }
        _ => error.into(),
    }
}

/// Whether an account has this address, enabled or not.
pub async fn exists(db: &impl ConnectionTrait, email: &EmailAddress) -> Result<bool, DbErr> {
    const EXISTS: &str = "SELECT id FROM accounts WHERE email = $1";
    Ok(sql::one(db, EXISTS, [email.as_str().into()]).await?.is_some())
}

/// The account with this address, and whether it is enabled.
pub async fn by_address(
    db: &impl ConnectionTrait,
    email: &EmailAddress,
) -> Result<Option<(AccountView, bool)>, DbErr> {
    const BY_ADDRESS: &str = "\
SELECT id, name, email, locale, administrator, email_verified_at, disabled_at IS NULL AS enabled \
FROM accounts WHERE email = $1";
    let row = sql::one(db, BY_ADDRESS, [email.as_str().into()]).await?;
    row.map(|row| Ok((view(&row)?, row.column("enabled")?))).transpose()
}

/// What signing in compares, of an enabled account.
pub async fn credentials(
    db: &impl ConnectionTrait,
    email: &EmailAddress,
) -> Result<Option<Credentials>, DbErr> {
    const CREDENTIALS: &str = "\
SELECT id, name, email, locale, administrator, email_verified_at, password_hash FROM accounts \
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
    now: DateTime<Utc>,
) -> Result<bool, DbErr> {
    const UPDATE: &str = "\
UPDATE accounts SET password_hash = $3, password_changed_at = $4 WHERE id = $1 AND password_hash = $2";
    let values = [account.as_uuid().into(), proven.into(), new.into(), now.into()];
    Ok(sql::run(db, UPDATE, values).await? > 0)
}

/// Sets a password, by a link that lets somebody do so.
pub async fn set_password(
    db: &impl ConnectionTrait,
    account: AccountId,
    new: &str,
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    const UPDATE: &str = "UPDATE accounts SET password_hash = $2, password_changed_at = $3 WHERE id = $1";
    sql::run(db, UPDATE, [account.as_uuid().into(), new.into(), now.into()]).await.map(drop)
}

/// Whether an account's password was changed at that time or later.
pub async fn password_changed_since(
    db: &impl ConnectionTrait,
    account: AccountId,
    then: DateTime<Utc>,
) -> Result<bool, DbErr> {
    const CHANGED: &str = "SELECT id FROM accounts WHERE id = $1 AND password_changed_at >= $2";
    Ok(sql::one(db, CHANGED, [account.as_uuid().into(), then.into()]).await?.is_some())
}

/// An enabled account by its id.
pub async fn enabled(db: &impl ConnectionTrait, account: AccountId) -> Result<Option<AccountView>, DbErr> {
    const ENABLED: &str = "\
SELECT id, name, email, locale, administrator, email_verified_at FROM accounts \
WHERE id = $1 AND disabled_at IS NULL";
    sql::one(db, ENABLED, [account.as_uuid().into()]).await?.as_ref().map(view).transpose()
}

/// The organizations that an account is in, by name.
pub async fn orgs(db: &impl ConnectionTrait, account: AccountId) -> Result<Vec<MyOrg>, DbErr> {
    const ORGS: &str = "\
SELECT o.id, o.slug, o.name, m.role, m.joined_at \
FROM memberships m JOIN organizations o ON o.id = m.org_id \
WHERE m.account_id = $1";
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
    let mut orgs = rows.iter().map(org).collect::<Result<Vec<MyOrg>, DbErr>>()?;
    // Databases lower and compare letters each in their own way.
    orgs.sort_by_cached_key(|org| (org.name.to_lowercase(), org.id));
    Ok(orgs)
}

/// The places in which an account may create organizations. An organization holds its maker's place
/// until it is purged; it is named only where the maker is still a member of it. How many there are is said for
/// the account, else for all accounts, else by what the program was started with.
pub async fn places(
    db: &impl ConnectionTrait,
    account: AccountId,
    started_with: u32,
) -> Result<OrgPlaces, DbErr> {
    const LIMIT: &str = "SELECT org_limit FROM accounts WHERE id = $1";
    const HELD: &str = "\
SELECT CASE WHEN m.account_id IS NULL THEN NULL ELSE o.name END AS name \
FROM organizations o \
LEFT JOIN memberships m ON m.org_id = o.id AND m.account_id = o.maker_id \
WHERE o.maker_id = $1 ORDER BY o.created_at, o.id";
    let own = sql::one(db, LIMIT, [account.as_uuid().into()]).await?;
    let own: Option<i32> = own.map(|row| row.column("org_limit")).transpose()?.flatten();
    let limit = match own.and_then(|limit| u32::try_from(limit).ok()) {
        Some(own) => own,
        None => settings::load(db).await?.orgs_per_account.unwrap_or(started_with),
    };
    let held = sql::all(db, HELD, [account.as_uuid().into()]).await?;
    let names: Vec<Option<String>> = held.iter().map(|row| row.column("name")).collect::<Result<_, _>>()?;
    Ok(OrgPlaces {
        limit,
        held: u32::try_from(names.len()).unwrap_or(u32::MAX),
        named: names.into_iter().flatten().next(),
    })
}

#[cfg(test)]
mod tests {
    use slipway_core::{
        billing::BillingProfile,
        name::OrgName,
        org::{CreateOrg, OrgProfile},
    };

    use super::*;
    use crate::{
        clock::Clock,
        randomness::Randomness,
        store::{Store, Tx, address, member, open::Location, org},
    };

    async fn opened(folder: &tempfile::TempDir) -> Store {
        let file = Location::File(folder.path().join("slipway.db"));
        Store::open(&file, Clock::default(), Randomness).await.unwrap()
    }

    /// Makes the account of one and the same address.
    async fn make_ada(store: &Store) -> Result<AccountId, Refused> {
        let job = |tx: Tx| async move {
            let view = AccountView {
                id: AccountId::from_uuid(tx.new_id()?),
                name: "Ada".to_owned(),
                email: EmailAddress::parse("ada@example.com").unwrap(),
                locale: Locale::En,
                administrator: false,
                verified: false,
            };
            let id = view.id;
            let row = AccountRow { view, password_hash: String::new(), link_org: None };
            insert(tx.db(), &row, tx.now()).await?;
            Ok(id)
        };
        store.keep_books(job).await
    }

    async fn make_org(store: &Store, maker: AccountId, slug: &str, name: &str) {
        let profile = OrgProfile {
            name: OrgName::parse(name).unwrap(),
            slug: Slug::parse(slug).unwrap(),
            description: None,
            website: None,
        };
        let billing = BillingProfile {
            legal_name: None,
            email: None,
            street: None,
            postal_code: None,
            city: None,
            country: None,
            tax_id: None,
        };
        let create = &CreateOrg { profile, billing };
        let job = |tx: Tx| async move {
            let id = OrgId::from_uuid(tx.new_id()?);
            org::insert(tx.db(), id, maker, create, tx.now()).await?;
            Ok(member::insert(tx.db(), id, maker, OrgRole::Owner, tx.now()).await?)
        };
        store.keep_books(job).await.unwrap();
    }

    #[tokio::test]
    async fn an_address_that_another_account_has_is_taken() {
        let folder = tempfile::tempdir().unwrap();
        let store = opened(&folder).await;
        make_ada(&store).await.unwrap();
        let refused = make_ada(&store).await.unwrap_err();
        assert_eq!(refused.problem().code(), "address_taken");
    }

    #[tokio::test]
    async fn whether_an_address_is_proven_is_read_with_the_account_wherever_it_is_read() {
        let folder = tempfile::tempdir().unwrap();
        let store = opened(&folder).await;
        let ada = make_ada(&store).await.unwrap();
        let prove = |tx: Tx| async move { Ok(address::set_verified(tx.db(), ada, tx.now()).await?) };
        store.keep_books(prove).await.unwrap();
        let email = EmailAddress::parse("ada@example.com").unwrap();
        let (found, _) = by_address(store.reader(), &email).await.unwrap().unwrap();
        assert!(found.verified);
        let forgetful = "SELECT id, name, email, locale, administrator FROM accounts";
        let row = sql::one(store.reader(), forgetful, []).await.unwrap().unwrap();
        assert!(view(&row).is_err(), "a column that is not asked for is no empty one");
    }

    #[tokio::test]
    async fn organizations_are_in_the_order_of_their_names_beyond_ascii() {
        let folder = tempfile::tempdir().unwrap();
        let store = opened(&folder).await;
        let ada = make_ada(&store).await.unwrap();
        for (slug, name) in [("one", "Éb"), ("two", "éa"), ("three", "beta"), ("four", "Alpha")] {
            make_org(&store, ada, slug, name).await;
        }
        let names: Vec<_> =
            orgs(store.reader(), ada).await.unwrap().into_iter().map(|org| org.name).collect();
        assert_eq!(names, ["Alpha", "beta", "éa", "Éb"]);
    }
}
