//! The database: how it is opened, read and written.
//!
//! Reads go through a pool that cannot write. Writes have one of their own: on SQLite it is one connection,
//! which every writer waits for; on PostgreSQL several, whose transactions hold the rows that their rules look
//! at. A write is one transaction that judges the right once more by what the database says at that moment,
//! changes, and appends the audit entry of the change. What a resource's rows look like is in the file of that resource; SQL stands nowhere else.

pub(crate) mod about;
pub mod account;
pub mod account_end;
pub(crate) mod account_token;
pub(crate) mod address;
pub(crate) mod admin_account;
pub(crate) mod admin_mail;
pub mod audit;
pub(crate) mod cursor;
pub mod installation;
pub(crate) mod invitation;
pub(crate) mod limit;
pub(crate) mod mail;
pub(crate) mod mail_state;
pub(crate) mod member;
pub(crate) mod my_invitations;
pub mod open;
pub(crate) mod org;
mod over;
pub(crate) mod pending;
pub mod refused;
mod search;
pub mod session;
pub mod settings;
pub mod signed_in;
pub mod sql;

use std::sync::Arc;

use chrono::{DateTime, Utc};
use sea_orm::{
    ConnectionTrait, DatabaseConnection, DatabaseTransaction, DbBackend, SqliteTransactionMode,
    TransactionOptions, TransactionTrait, Value,
};
use slipway_core::{
    access::{decide::Allowed, effective::Actor},
    api::{endpoint::Endpoint, problem::Problem},
    id::{AccountId, OrgId},
};
use tokio::sync::broadcast;
use uuid::Uuid;

use crate::{
    audit::{Entry, Log, Origin},
    clock::Clock,
    error::Refused,
    gate::{admit::admit, permit::Permit},
    limits::Limits,
    randomness::Randomness,
};
use signed_in::{Membership, SessionLife, SignedIn};

/// Whether writers wait for each other. Only tests build a program where they do not, to see that they notice.
const LOCKS: bool = cfg!(not(feature = "without-locks"));

/// How often a transaction is tried that the database gives up because of others.
const TRIES: u32 = 5;
/// How many organizations that were written into are kept for those who hear of it.
const WRITTEN: usize = 256;

/// The database of the installation.
#[derive(Debug, Clone)]
pub struct Store {
    readers: DatabaseConnection,
    writer: DatabaseConnection,
    clock: Clock,
    randomness: Randomness,
    limits: Limits,
    session_life: SessionLife,
    written: broadcast::Sender<OrgId>,
}

/// What a job hands back: its value, and the entries that the change leaves in audit logs.
#[derive(Debug)]
pub struct Written<T> {
    value: T,
    entries: Vec<Entry>,
}

impl<T> Written<T> {
    /// A change by a person, with its one entry.
    pub fn new(value: T, entry: Entry) -> Self {
        Self::in_logs(value, vec![entry])
    }

    /// A change that several logs record: those of organizations in the order of their ids, and the
    /// installation's last, as their rows are held.
    pub const fn in_logs(value: T, entries: Vec<Entry>) -> Self {
        Self { value, entries }
    }

    /// Nothing was to be changed, so nothing is recorded.
    pub const fn unchanged(value: T) -> Self {
        Self::in_logs(value, Vec::new())
    }
}

/// A transaction under way. It commits when the job that was given it succeeds, and only then.
#[derive(Debug, Clone)]
pub struct Tx {
    db: Arc<DatabaseTransaction>,
    now: DateTime<Utc>,
    randomness: Randomness,
    limits: Limits,
    session_life: SessionLife,
    signed_in: Option<Arc<SignedIn>>,
    allowed: Option<Allowed>,
}

impl Store {
    pub(crate) fn new(
        readers: DatabaseConnection,
        writer: DatabaseConnection,
        clock: Clock,
        randomness: Randomness,
    ) -> Self {
        Self {
            readers,
            writer,
            clock,
            randomness,
            limits: Limits::default(),
            session_life: SessionLife::default(),
            written: broadcast::Sender::new(WRITTEN),
        }
    }

    /// With limits of other sizes than the usual.
    #[must_use]
    pub const fn with_limits(mut self, limits: Limits) -> Self {
        self.limits = limits;
        self
    }

    /// With sessions that last longer or shorter than the usual.
    #[must_use]
    pub const fn with_session_life(mut self, life: SessionLife) -> Self {
        self.session_life = life;
        self
    }

    /// How long sessions last.
    pub const fn session_life(&self) -> SessionLife {
        self.session_life
    }

    /// The sizes of the limits.
    pub const fn limits(&self) -> &Limits {
        &self.limits
    }

    /// The connections to read with.
    pub const fn reader(&self) -> &DatabaseConnection {
        &self.readers
    }

    /// Writes what a person does, in one transaction with its audit entry.
    ///
    /// The permit's right is judged again inside it. A job may be run again after a conflict: it hashes
    /// nothing, sends nothing, and keeps nothing outside the transaction.
    pub async fn write<E, T, F>(&self, permit: &Permit<E>, job: impl Fn(Tx) -> F) -> Result<T, Refused>
    where
        E: Endpoint,
        F: Future<Output = Result<Written<T>, Refused>>,
    {
        let job = &job;
        self.retried(|| async move {
            let mut tx = self.begin().await?;
            for account in permit.accounts() {
                tx.lock_account(account).await?;
            }
            if let Some(org) = permit.org_id() {
                tx.lock_org(org).await?;
            }
            // Whoever waited acts now, and not when they came.
            tx.now = self.clock.now();
            if let Some(session) = permit.session_token() {
                tx.signed_in = signed_in::load(tx.db(), self.session_life, session, permit.org_id(), tx.now)
                    .await?
                    .map(Arc::new);
            }
            tx.allowed = admit::<E>(tx.signed_in.as_deref(), permit.org_id(), tx.now)?;
            let Written { value, entries } = job(tx.clone()).await?;
            let logs: Vec<Log> = entries.iter().map(|entry| entry.log).collect();
            let origin = Origin::of(permit.request(), tx.signed_in.as_deref(), tx.allowed);
            for entry in entries {
                audit::append(&tx, entry, &origin).await?;
            }
            tx.commit().await?;
            for log in logs {
                if let Log::Org(org) = log {
                    // Where nobody watches nobody is told.
                    let _ = self.written.send(org);
                }
            }
            Ok(value)
        })
        .await
    }

    /// Writes what somebody does by a command on the machine itself, in one transaction with its audit entry.
    ///
    /// No right is judged: whoever can run the program on its data could as well change the data by hand.
    pub async fn write_on_the_machine<T, F>(
        &self,
        command: &'static str,
        job: impl Fn(Tx) -> F,
    ) -> Result<T, Refused>
    where
        F: Future<Output = Result<Written<T>, Refused>>,
    {
        let tx = self.begin().await?;
        let Written { value, entries } = job(tx.clone()).await?;
        for entry in entries {
            let origin = Origin::of_command(command, tx.new_id()?);
            audit::append(&tx, entry, &origin).await?;
        }
        tx.commit().await?;
        Ok(value)
    }

    /// Hears which organizations this program writes into, as soon as it is committed.
    pub fn written(&self) -> broadcast::Receiver<OrgId> {
        self.written.subscribe()
    }

    /// Writes the system's own bookkeeping (last seen, states of mails): no person caused it, so no log has it.
    pub async fn keep_books<T, F>(&self, job: impl Fn(Tx) -> F) -> Result<T, Refused>
    where
        F: Future<Output = Result<T, Refused>>,
    {
        let job = &job;
        self.retried(|| async move {
            let tx = self.begin().await?;
            let value = job(tx.clone()).await?;
            tx.commit().await?;
            Ok(value)
        })
        .await
    }

    /// Runs a transaction, and once more where the database gave it up because of another one.
    async fn retried<T, F>(&self, transaction: impl Fn() -> F) -> Result<T, Refused>
    where
        F: Future<Output = Result<T, Refused>>,
    {
        for _ in 1..TRIES {
            match transaction().await {
                Err(refused) if refused.is_conflict() => tracing::info!(%refused, "running a job again"),
                outcome => return outcome,
            }
        }
        transaction().await
    }

    /// Closes every connection, once nothing is under way any more.
    pub async fn close(self) {
        for pool in [self.readers, self.writer] {
            if let Err(error) = pool.close().await {
                tracing::warn!(%error, "the database did not close");
            }
        }
    }

    async fn begin(&self) -> Result<Tx, Refused> {
        let mode = if LOCKS { SqliteTransactionMode::Immediate } else { SqliteTransactionMode::Deferred };
        let options =
            TransactionOptions { sqlite_transaction_mode: Some(mode), ..TransactionOptions::default() };
        let db = Arc::new(self.writer.begin_with_options(options).await?);
        let now = self.clock.now();
        let (randomness, limits, session_life) = (self.randomness, self.limits, self.session_life);
        Ok(Tx { db, now, randomness, limits, session_life, signed_in: None, allowed: None })
    }
}

impl Tx {
    /// What statements run on.
    pub fn db(&self) -> &DatabaseTransaction {
        &self.db
    }

    /// Commits. A job that kept its handle beyond its end has done something that nobody waits for.
    async fn commit(self) -> Result<(), Refused> {
        let db =
            Arc::into_inner(self.db).ok_or_else(|| Refused::internal("a job outlives its transaction"))?;
        Ok(db.commit().await?)
    }

    /// The time of the transaction.
    pub const fn now(&self) -> DateTime<Utc> {
        self.now
    }

    /// How long sessions last.
    pub const fn session_life(&self) -> SessionLife {
        self.session_life
    }

    /// A new identifier.
    pub fn new_id(&self) -> Result<Uuid, Refused> {
        self.randomness.uuid(self.now)
    }

    /// Whoever is signed in, as the database has them at this moment.
    pub fn me(&self) -> Result<&SignedIn, Refused> {
        self.signed_in.as_deref().ok_or_else(|| Problem::NotSignedIn.into())
    }

    /// The organization of the path, and the actor's membership in it, at this moment.
    pub fn membership(&self) -> Result<&Membership, Refused> {
        self.me()?.membership.as_ref().ok_or_else(|| Problem::NotFound.into())
    }

    /// Refuses an act that turned out to be dangerous, where the password was typed too long ago.
    pub fn check_fresh(&self) -> Result<(), Refused> {
        Ok(self.me()?.freshness.check(self.now)?)
    }

    /// The actor that the rules of delegation ask for, with the rights of this moment.
    pub fn actor(&self) -> Result<Actor<'_>, Refused> {
        Ok(self.me()?.actor(self.now))
    }

    /// Holds an account's row until the end; several in the order of ids. On SQLite the one writer holds
    /// everything already.
    ///
    /// Held rows may still be referred to: a foreign key to one is looked up by writers who hold other rows
    /// in another order, and would else wait for whoever waits for them.
    pub async fn lock_account(&self, account: AccountId) -> Result<(), Refused> {
        self.lock("SELECT id FROM accounts WHERE id = $1 FOR NO KEY UPDATE", [account.as_uuid().into()]).await
    }

    /// Holds an organization's row until the end; after the account's, and several in the order of ids.
    pub async fn lock_org(&self, org: OrgId) -> Result<(), Refused> {
        self.lock("SELECT id FROM organizations WHERE id = $1 FOR NO KEY UPDATE", [org.as_uuid().into()])
            .await
    }

    /// Holds the installation's row until the end; after every other.
    pub async fn lock_installation(&self) -> Result<(), Refused> {
        self.lock("SELECT id FROM installation WHERE id = 1 FOR NO KEY UPDATE", []).await
    }

    async fn lock<const N: usize>(&self, statement: &'static str, values: [Value; N]) -> Result<(), Refused> {
        if LOCKS && self.db.get_database_backend() == DbBackend::Postgres {
            sql::one(self.db(), statement, values).await?;
        }
        Ok(())
    }
}
