//! What an account may do only so often, counted in the database: exactly, within a window that slides.
//!
//! The count is part of the operation's transaction, so an operation that fails has used nothing up. Whoever
//! is counted is kept as a hash: an address that somebody typed may be anybody's.

use chrono::{DateTime, Utc};
use sea_orm::{ConnectionTrait, DbBackend, DbErr};
use sha2::{Digest, Sha256};
use slipway_core::api::problem::Problem;
use uuid::Uuid;

use super::{
    Store, Tx,
    sql::{self, Columns},
};
use crate::{
    error::Refused,
    limits::{LimitKind, Size},
};

/// What was taken, so that it can be given back.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Taken(Uuid);

/// Takes `many` for a subject (an account's id, or an address of mail), or refuses with the seconds until
/// there is room for as many.
///
/// On PostgreSQL the subject is held until the end of the transaction: after the rows of accounts and
/// organizations, before the installation's. Where one act counts for two, the account is taken first.
pub(crate) async fn take(tx: &Tx, kind: LimitKind, subject: &str, many: u32) -> Result<Taken, Refused> {
    const TAKE: &str = "INSERT INTO limit_takes (id, kind, subject, many, at) VALUES ($1, $2, $3, $4, $5)";
    let (size, subject) = (tx.limits.of(kind), stored(subject));
    hold(tx, kind, &subject).await?;
    check(tx.db(), kind, &subject, size, many, tx.now()).await?;
    tidy(tx, kind, size).await?;
    let id = tx.new_id()?;
    let values = [
        id.into(),
        kind.key().into(),
        subject.into(),
        i32::try_from(many).unwrap_or(i32::MAX).into(),
        tx.now().into(),
    ];
    sql::run(tx.db(), TAKE, values).await?;
    Ok(Taken(id))
}

/// Gives back what was taken: it does not count after all.
pub(crate) async fn give_back(db: &impl ConnectionTrait, taken: Taken) -> Result<(), DbErr> {
    sql::run(db, "DELETE FROM limit_takes WHERE id = $1", [taken.0.into()]).await.map(drop)
}

/// Refuses what has no room at this moment, by a read and without taking: a flood that is refused anyway waits
/// for no lock and costs no write.
pub(crate) async fn check_room(
    store: &Store,
    kind: LimitKind,
    subject: &str,
    now: DateTime<Utc>,
) -> Result<(), Refused> {
    check(store.reader(), kind, &stored(subject), store.limits().of(kind), 1, now).await
}

fn stored(subject: &str) -> Vec<u8> {
    Sha256::digest(subject.as_bytes()).to_vec()
}

async fn check(
    db: &impl ConnectionTrait,
    kind: LimitKind,
    subject: &[u8],
    size: Size,
    many: u32,
    now: DateTime<Utc>,
) -> Result<(), Refused> {
    const TAKEN: &str = "\
SELECT at, many FROM limit_takes WHERE kind = $1 AND subject = $2 AND at > $3 ORDER BY at";
    let values = [kind.key().into(), subject.into(), (now - size.window).into()];
    let mut taken: Vec<(DateTime<Utc>, u32)> = Vec::new();
    for row in sql::all(db, TAKEN, values).await? {
        let many: i32 = row.column("many")?;
        taken.push((row.column("at")?, u32::try_from(many).unwrap_or_default()));
    }
    match size.wait(&taken, many, now) {
        Some(retry_after) => Err(Problem::TooMany { of: kind.limited(), retry_after }.into()),
        None => Ok(()),
    }
}

/// Lets nobody else count for the subject until the end. On SQLite the one writer holds everything already.
async fn hold(tx: &Tx, kind: LimitKind, subject: &[u8]) -> Result<(), Refused> {
    let digest = Sha256::new().chain_update(kind.key()).chain_update(subject).finalize();
    let number = digest.iter().take(8).fold(0_i64, |number, byte| number << 8 | i64::from(*byte));
    tx.lock("SELECT pg_advisory_xact_lock($1)", [number.into()]).await
}

/// Removes some of those that no window holds any more: more than a take adds, and not so many that one
/// waits for it.
async fn tidy(tx: &Tx, kind: LimitKind, size: Size) -> Result<(), DbErr> {
    const TIDY: &str = "\
DELETE FROM limit_takes WHERE id IN (SELECT id FROM limit_takes WHERE kind = $1 AND at <= $2 LIMIT 50)";
    const TIDY_BESIDE_OTHERS: &str = "\
DELETE FROM limit_takes WHERE id IN (SELECT id FROM limit_takes WHERE kind = $1 AND at <= $2 LIMIT 50 \
 FOR UPDATE SKIP LOCKED)";
    let statement = match tx.db().get_database_backend() {
        DbBackend::Postgres => TIDY_BESIDE_OTHERS,
        _ => TIDY,
    };
    sql::run(tx.db(), statement, [kind.key().into(), (tx.now() - size.window).into()]).await.map(drop)
}

#[cfg(test)]
mod tests {
    use chrono::TimeDelta;
    use slipway_core::api::problem::Limited;

    use super::*;
    use crate::{clock::Clock, limits::Limits, randomness::Randomness, store::open::Location};

    async fn store(folder: &tempfile::TempDir, limits: Limits) -> Store {
        let file = Location::File(folder.path().join("slipway.db"));
        Store::open(&file, Clock::default(), Randomness).await.unwrap().with_limits(limits)
    }

    async fn taken(store: &Store, subject: &str, many: u32) -> Result<Taken, Problem> {
        let job = |tx: Tx| async move { take(&tx, LimitKind::Invitations, subject, many).await };
        store.keep_books(job).await.map_err(|refused| refused.problem().clone())
    }

    async fn age(store: &Store, by: TimeDelta) {
        let at = Clock::default().now() - by;
        let job = |tx: Tx| async move {
            Ok(sql::run(tx.db(), "UPDATE limit_takes SET at = $1", [at.into()]).await?)
        };
        store.keep_books(job).await.unwrap();
    }

    #[tokio::test]
    async fn what_is_used_up_comes_back_when_the_window_has_passed_and_leaves_no_row() {
        let folder = tempfile::tempdir().unwrap();
        let store = store(&folder, Limits { invitations_per_account: 50, ..Limits::default() }).await;
        taken(&store, "ada", 40).await.unwrap();
        taken(&store, "ada", 10).await.unwrap();
        let refused = taken(&store, "ada", 1).await.unwrap_err();
        assert!(
            matches!(refused, Problem::TooMany { of: Limited::Invitations, retry_after: 86_399..=86_400 }),
            "{refused:?}"
        );
        taken(&store, "bob", 50).await.unwrap();
        age(&store, TimeDelta::days(1) - TimeDelta::minutes(1)).await;
        assert!(taken(&store, "ada", 1).await.is_err());
        age(&store, TimeDelta::days(1)).await;
        taken(&store, "ada", 50).await.unwrap();
        let rows = sql::all(store.reader(), "SELECT id FROM limit_takes", []).await.unwrap();
        assert_eq!(rows.len(), 1, "old rows are removed, whoever they counted for");
    }

    #[tokio::test]
    async fn what_is_given_back_or_fails_does_not_count() {
        let folder = tempfile::tempdir().unwrap();
        let store = store(&folder, Limits { invitations_per_account: 1, ..Limits::default() }).await;
        let given = taken(&store, "ada", 1).await.unwrap();
        store.keep_books(|tx| async move { Ok(give_back(tx.db(), given).await?) }).await.unwrap();
        let failing = |tx: Tx| async move {
            take(&tx, LimitKind::Invitations, "ada", 1).await?;
            Err::<(), _>(Problem::NotFound.into())
        };
        store.keep_books(failing).await.unwrap_err();
        taken(&store, "ada", 1).await.unwrap();
        assert!(taken(&store, "ada", 1).await.is_err());
    }
}
