//! The database itself: which it is, how large, and how far its tables are.

use sea_orm::{DatabaseConnection, DbBackend, DbErr};
use slipway_core::api::admin::{DatabaseKind, DatabaseView};

use super::sql::{self, Columns};
use crate::migration;

/// What there is to say of it.
pub(crate) async fn load(db: &DatabaseConnection) -> Result<DatabaseView, DbErr> {
    const OF_SQLITE: &str = "\
SELECT sqlite_version() AS version, page_count * page_size AS bytes \
FROM pragma_page_count(), pragma_page_size()";
    const OF_POSTGRES: &str = "\
SELECT current_setting('server_version') AS version, pg_database_size(current_database()) AS bytes";
    let (kind, statement) = match db.get_database_backend() {
        DbBackend::Postgres => (DatabaseKind::Postgres, OF_POSTGRES),
        _ => (DatabaseKind::Sqlite, OF_SQLITE),
    };
    let row = sql::one(db, statement, []).await?;
    let row = row.ok_or_else(|| DbErr::RecordNotFound("the database's size".to_owned()))?;
    let bytes: i64 = row.column("bytes")?;
    let migrations = migration::applied(db).await?;
    Ok(DatabaseView {
        kind,
        version: row.column("version")?,
        bytes: u64::try_from(bytes).unwrap_or_default(),
        migration: migrations.last().cloned().unwrap_or_default(),
        migrations: u32::try_from(migrations.len()).unwrap_or(u32::MAX),
    })
}
