//! Opening the database: the pools as they were measured best, and the migrations.

use std::{fmt, path::PathBuf, time::Duration};

use sea_orm::{ConnectOptions, Database, DatabaseConnection, DbErr};
use sea_orm_migration::MigratorTrait;

use super::{LOCKS, Store};
use crate::{
    cause::in_words,
    clock::Clock,
    migration::{Migrator, unknown_migration},
    randomness::Randomness,
};

/// Where the database is.
#[derive(Clone, PartialEq, Eq)]
pub enum Location {
    /// A file of SQLite.
    File(PathBuf),
    /// Anything that a URL names.
    Url(String),
}

impl fmt::Debug for Location {
    /// Leaves a URL out: it can hold a password.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File(path) => f.debug_tuple("File").field(path).finish(),
            Self::Url(_) => f.debug_tuple("Url").finish_non_exhaustive(),
        }
    }
}

/// Why the database cannot be opened.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// It was written by a program that came later.
    #[error("the database is newer than this program: it has the migration `{0}`")]
    Newer(String),
    /// Anything else.
    #[error("cannot open the database: {0}")]
    Database(String),
}

impl OpenError {
    /// Tells why, without the URL: it can hold a password.
    fn of(error: &DbErr, location: &Location) -> Self {
        let words = in_words(error);
        Self::Database(match location {
            Location::Url(url) => words.replace(url, "…"),
            Location::File(_) => words,
        })
    }
}

/// How many connections read at once.
const READERS: u32 = 8;
/// How long a request waits for a connection, and a connection for a lock that another program holds.
const PATIENCE: Duration = Duration::from_secs(5);

impl Store {
    /// Opens the database, and brings its tables up to date.
    pub async fn open(location: &Location, clock: Clock, randomness: Randomness) -> Result<Self, OpenError> {
        let failed = |error| OpenError::of(&error, location);
        let writer = connect(location, Pool::Writer).await.map_err(failed)?;
        if let Some(version) = unknown_migration(&writer).await.map_err(failed)? {
            return Err(OpenError::Newer(version));
        }
        Migrator::up(&writer, None).await.map_err(failed)?;
        let readers = connect(location, Pool::Readers).await.map_err(failed)?;
        Ok(Self::new(readers, writer, clock, randomness))
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Pool {
    Readers,
    Writer,
}

async fn connect(location: &Location, pool: Pool) -> Result<DatabaseConnection, DbErr> {
    let (url, file) = match location {
        Location::File(path) => ("sqlite://slipway.db".to_owned(), Some(path.clone())),
        Location::Url(url) => (url.clone(), None),
    };
    let is_sqlite = url.starts_with("sqlite:");
    let connections = match pool {
        // The one writer is the lock.
        Pool::Writer if is_sqlite && LOCKS => 1,
        Pool::Writer | Pool::Readers => READERS,
    };
    let mut options = ConnectOptions::new(url);
    options
        .min_connections(1)
        .max_connections(connections)
        .acquire_timeout(PATIENCE)
        .connect_timeout(PATIENCE)
        .idle_timeout(None::<Duration>)
        .max_lifetime(None::<Duration>)
        .test_before_acquire(!is_sqlite)
        .sqlx_logging(false)
        .record_stmt_in_spans(false)
        .map_sqlx_sqlite_opts(move |options| {
            let options = match &file {
                Some(path) => options.filename(path),
                None => options,
            };
            let options = options
                .create_if_missing(pool == Pool::Writer)
                .pragma("journal_mode", "WAL")
                .pragma("synchronous", "FULL")
                .foreign_keys(true)
                .busy_timeout(PATIENCE)
                .row_buffer_size(256);
            match pool {
                Pool::Writer => options,
                Pool::Readers => options.pragma("query_only", "ON"),
            }
        });
    Database::connect(options).await
}

#[cfg(test)]
mod tests {
    use sea_orm::ConnectionTrait;

    use super::*;
    use crate::store::sql;

    async fn open(folder: &std::path::Path) -> Result<Store, OpenError> {
        Store::open(&Location::File(folder.join("slipway.db")), Clock::default(), Randomness).await
    }

    #[tokio::test]
    async fn a_database_that_a_newer_program_wrote_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let store = open(folder.path()).await.unwrap();
        let newer = "INSERT INTO seaql_migrations (version, applied_at) VALUES ('m9999_later', 0)";
        store.writer.execute_unprepared(newer).await.unwrap();
        drop(store);
        assert!(
            matches!(open(folder.path()).await, Err(OpenError::Newer(version)) if version == "m9999_later")
        );
    }

    #[tokio::test]
    async fn readers_cannot_write_and_the_writer_is_durable() {
        let folder = tempfile::tempdir().unwrap();
        let store = open(folder.path()).await.unwrap();
        let write = "UPDATE installation SET audit_seq = 7";
        assert!(store.reader().execute_unprepared(write).await.is_err());
        let pragma = |row: Option<sea_orm::QueryResult>| row.unwrap().try_get_by_index::<i64>(0).unwrap();
        let synchronous = sql::one(&store.writer, "PRAGMA synchronous", []).await.unwrap();
        assert_eq!(pragma(synchronous), 2, "FULL");
        let foreign_keys = sql::one(&store.writer, "PRAGMA foreign_keys", []).await.unwrap();
        assert_eq!(pragma(foreign_keys), 1);
    }
}
