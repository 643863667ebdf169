//! Opening the database: the pools as they were measured best, and the migrations.

use std::{fmt, path::PathBuf, time::Duration};

use sea_orm::{
    ConnectOptions, Database, DatabaseConnection, DbBackend, DbErr, SqlxError, TransactionTrait,
    sqlx::Connection,
};
use sea_orm_migration::MigratorTrait;

use super::{LOCKS, Store, sql};
use crate::{
    cause::in_words,
    clock::Clock,
    migration::{Migrator, missing_migrations, unknown_migration},
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
    /// There is none where it was looked for.
    #[error("there is no database at `{}`", .0.display())]
    NoFile(PathBuf),
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
/// How long a request waits for a connection, and a connection for a lock that somebody else holds.
const PATIENCE: Duration = Duration::from_secs(5);
/// How long a connection to a server may have rested before it is tried out once more.
const RESTED: Duration = Duration::from_secs(1);

/// What a server is told at the beginning of each connection, in milliseconds: whatever takes longer has met a
/// server in trouble, and is answered as such. A transaction whose program is gone lets its locks go.
const LIMITS: [(&str, u32); 3] =
    [("lock_timeout", 5_000), ("statement_timeout", 10_000), ("idle_in_transaction_session_timeout", 15_000)];

/// The number of the lock that whoever migrates a database on a server holds meanwhile.
const MIGRATING: i64 = 0x0051_1b3a_75ea;

impl Store {
    /// Opens the database, and brings its tables up to date.
    pub async fn open(location: &Location, clock: Clock, randomness: Randomness) -> Result<Self, OpenError> {
        let failed = |error| OpenError::of(&error, location);
        let writer = connect(location, Pool::Writer { makes: true }).await.map_err(failed)?;
        let unknown = match writer.get_database_backend() {
            DbBackend::Postgres => migrate_in_turn(location).await,
            _ => migrate(&writer).await,
        };
        if let Some(version) = unknown.map_err(failed)? {
            return Err(OpenError::Newer(version));
        }
        let readers = connect(location, Pool::Readers).await.map_err(failed)?;
        Ok(Self::new(readers, writer, clock, randomness))
    }

    /// Opens a database that is there, leaves its tables as they are, and tells which migrations they lack.
    pub async fn open_as_it_is(
        location: &Location,
        clock: Clock,
        randomness: Randomness,
    ) -> Result<(Self, Vec<String>), OpenError> {
        if let Location::File(path) = location
            && !path.exists()
        {
            return Err(OpenError::NoFile(path.clone()));
        }
        let failed = |error| OpenError::of(&error, location);
        let writer = connect(location, Pool::Writer { makes: false }).await.map_err(failed)?;
        let missing = missing_migrations(&writer).await.map_err(failed)?;
        // Where it has every table of this program's it may have others too.
        if missing.is_empty()
            && let Some(version) = unknown_migration(&writer).await.map_err(failed)?
        {
            return Err(OpenError::Newer(version));
        }
        let readers = connect(location, Pool::Readers).await.map_err(failed)?;
        Ok((Self::new(readers, writer, clock, randomness), missing))
    }
}

/// Brings the tables up to date, unless a newer program was at them: then it gives the first migration that it
/// does not know.
async fn migrate(db: &DatabaseConnection) -> Result<Option<String>, DbErr> {
    Migrator::install(db).await?;
    let unknown = unknown_migration(db).await?;
    if unknown.is_none() {
        Migrator::up(db, None).await?;
    }
    Ok(unknown)
}

/// The same on a server, where several programs may start at one moment: one does it after the other.
async fn migrate_in_turn(location: &Location) -> Result<Option<String>, DbErr> {
    let db = connect(location, Pool::Migrating).await?;
    let turn = db.begin().await?;
    sql::one(&turn, "SELECT pg_advisory_xact_lock($1)", [MIGRATING.into()]).await?;
    let unknown = migrate(&db).await?;
    turn.commit().await?;
    db.close().await?;
    Ok(unknown)
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Pool {
    Migrating,
    Readers,
    /// `makes` the file of a database where there is none.
    Writer {
        makes: bool,
    },
}

async fn connect(location: &Location, pool: Pool) -> Result<DatabaseConnection, DbErr> {
    let (url, file) = match location {
        Location::File(path) => ("sqlite://slipway.db".to_owned(), Some(path.clone())),
        Location::Url(url) => (url.clone(), None),
    };
    let is_sqlite = url.starts_with("sqlite:");
    let connections = match pool {
        // The one writer is the lock.
        Pool::Writer { .. } if is_sqlite && LOCKS => 1,
        // One of them holds the lock.
        Pool::Migrating => 2,
        Pool::Writer { .. } | Pool::Readers => READERS,
    };
    let mut options = ConnectOptions::new(url);
    options
        .min_connections(1)
        .max_connections(connections)
        .acquire_timeout(PATIENCE)
        .connect_timeout(PATIENCE)
        .idle_timeout(None::<Duration>)
        .max_lifetime(None::<Duration>)
        .test_before_acquire(false)
        .sqlx_logging(false)
        .record_stmt_in_spans(false)
        .map_sqlx_postgres_opts(move |options| {
            let options = options.application_name("slipway");
            match pool {
                // Changing a large table takes as long as it takes.
                Pool::Migrating => options,
                Pool::Writer { .. } => options.options(LIMITS),
                Pool::Readers => options.options(LIMITS).options([("default_transaction_read_only", "on")]),
            }
        })
        .map_sqlx_postgres_pool_opts(|options| {
            // A connection whose server does not answer any more is given up, or it would be missed for ever.
            options.after_release(|connection, _| {
                Box::pin(async move {
                    let answered = tokio::time::timeout(PATIENCE, connection.ping()).await;
                    answered.map_err(|_| SqlxError::PoolTimedOut)?.map(|()| true)
                })
            })
        })
        .map_sqlx_sqlite_pool_opts(|options| {
            // SQLite ends a transaction by itself where the disk is full, and then has none to roll back: a
            // connection that still counts one would only nest the next in it, and commit nothing.
            options.after_release(|connection, _| {
                Box::pin(async move {
                    // A rollback that was asked for is through once this is.
                    connection.ping().await?;
                    Ok(!connection.is_in_transaction())
                })
            })
        })
        .map_sqlx_sqlite_opts(move |options| {
            let options = match &file {
                Some(path) => options.filename(path),
                None => options,
            };
            let options = options
                .create_if_missing(pool == Pool::Writer { makes: true })
                .pragma("journal_mode", "WAL")
                .pragma("synchronous", "FULL")
                .foreign_keys(true)
                .busy_timeout(PATIENCE)
                .row_buffer_size(256);
            match pool {
                Pool::Migrating | Pool::Writer { .. } => options,
                Pool::Readers => options.pragma("query_only", "ON"),
            }
        });
    if !is_sqlite {
        options.test_before_acquire_if_idle_for(RESTED);
    }
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
