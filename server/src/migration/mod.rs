//! The tables, and how they came to be: every migration from the first on, each in a transaction.
//!
//! The statements are those that SQLite and PostgreSQL both understand. Identifiers are UUIDs, times
//! are UTC to the microsecond, hashes are bytes, and lists inside a row are JSON in a text.

mod m0001_accounts;
mod m0002_organizations;
mod m0003_audit;
mod m0004_account_tokens;
mod m0005_sessions;
mod m0006_invitations;
mod m0007_settings;
mod m0008_limits;
mod m0009_order;
mod m0010_over;

use sea_orm::{ConnectionTrait, DatabaseConnection, DbErr};
use sea_orm_migration::{MigrationTrait, MigratorTrait, SchemaManager};

use crate::store::sql::{self, Columns};

/// Every migration, in order.
#[derive(Debug)]
pub struct Migrator;

impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m0001_accounts::Migration),
            Box::new(m0002_organizations::Migration),
            Box::new(m0003_audit::Migration),
            Box::new(m0004_account_tokens::Migration),
            Box::new(m0005_sessions::Migration),
            Box::new(m0006_invitations::Migration),
            Box::new(m0007_settings::Migration),
            Box::new(m0008_limits::Migration),
            Box::new(m0009_order::Migration),
            Box::new(m0010_over::Migration),
        ]
    }
}

/// The migrations of a database, in their order. The table of migrations must be there.
pub async fn applied(db: &impl ConnectionTrait) -> Result<Vec<String>, DbErr> {
    const APPLIED: &str = "SELECT version FROM seaql_migrations ORDER BY version";
    sql::all(db, APPLIED, []).await?.iter().map(|row| row.column("version")).collect()
}

/// The first migration of a database that this program does not know: a newer program wrote it.
pub async fn unknown_migration(db: &impl ConnectionTrait) -> Result<Option<String>, DbErr> {
    let known: Vec<String> = Migrator::migrations().iter().map(|m| m.name().to_owned()).collect();
    Ok(applied(db).await?.into_iter().find(|version| !known.contains(version)))
}

/// The migrations that a database lacks, in order: all, where no program has been at it yet.
pub async fn missing_migrations(db: &DatabaseConnection) -> Result<Vec<String>, DbErr> {
    let applied = match SchemaManager::new(db).has_table("seaql_migrations").await? {
        true => applied(db).await?,
        false => Vec::new(),
    };
    let known = Migrator::migrations().into_iter().map(|migration| migration.name().to_owned());
    Ok(known.filter(|name| !applied.contains(name)).collect())
}
