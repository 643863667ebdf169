//! Audit logs as stored: appending an entry to the chain of its log, reading a page, checking a chain.

use sea_orm::{ConnectionTrait, DbBackend, DbErr, QueryResult, Value};
use slipway_core::{
    audit::{AuditAction, AuditActor, AuditEntryView},
    id::{AccountId, AuditEntryId, OrgId},
};
use uuid::Uuid;

use super::{
    Tx,
    sql::{self, Columns},
};
use crate::{
    audit::{Entry, Log, Origin, Sealed, genesis},
    error::Refused,
    gate::request::RequestContext,
};

/// Appends an entry to its log, in the transaction of the change that it records.
pub async fn append(tx: &Tx, entry: Entry, origin: &Origin) -> Result<(), Refused> {
    let (seq, prev) = take_number(tx.db(), entry.log).await?;
    let right = origin.right.as_ref().filter(|_| entry.needs_right);
    let sealed = Sealed {
        log: entry.log,
        id: AuditEntryId::from_uuid(tx.new_id()?),
        seq,
        at: tx.now(),
        actor: entry.actor.unwrap_or_else(|| origin.actor.clone()),
        right: right.map(serde_json::to_string).transpose().map_err(Refused::internal)?,
        action: entry.action.key().to_owned(),
        target: serde_json::to_string(&entry.target).map_err(Refused::internal)?,
        changes: serde_json::to_string(&entry.changes).map_err(Refused::internal)?,
        outcome: serde_json::to_string(&entry.outcome).map_err(Refused::internal)?,
        request: origin.request.clone(),
        prev,
    };
    let hash = sealed.hash();
    insert(tx.db(), &sealed, &hash).await?;
    Ok(set_head(tx.db(), sealed.log, sealed.seq, hash).await?)
}

/// The next number of a log, and the hash that its entry builds on. From here to the end nobody else takes
/// one: two entries of the same moment would otherwise build on the same one before.
///
/// Where the writer has the row already this holds it once more, which costs nothing. A number taken by an
/// update would make the head the second update of the row in a transaction, and PostgreSQL would look up
/// its foreign keys again.
async fn take_number(db: &impl ConnectionTrait, log: Log) -> Result<(u64, Vec<u8>), DbErr> {
    const OF_ORG: &str = "SELECT audit_seq, audit_head FROM organizations WHERE id = $1";
    const OF_ORG_HELD: &str =
        "SELECT audit_seq, audit_head FROM organizations WHERE id = $1 FOR NO KEY UPDATE";
    const OF_INSTALLATION: &str = "SELECT audit_seq, audit_head FROM installation WHERE id = 1";
    const OF_INSTALLATION_HELD: &str =
        "SELECT audit_seq, audit_head FROM installation WHERE id = 1 FOR NO KEY UPDATE";
    let locks_rows = db.get_database_backend() == DbBackend::Postgres;
    let row = match (log, locks_rows) {
        (Log::Org(org), false) => sql::one(db, OF_ORG, [org.as_uuid().into()]).await?,
        (Log::Org(org), true) => sql::one(db, OF_ORG_HELD, [org.as_uuid().into()]).await?,
        (Log::Installation, false) => sql::one(db, OF_INSTALLATION, []).await?,
        (Log::Installation, true) => sql::one(db, OF_INSTALLATION_HELD, []).await?,
    };
    let row = row.ok_or_else(|| DbErr::RecordNotFound("the head of an audit log".to_owned()))?;
    let hash: Option<Vec<u8>> = row.column("audit_head")?;
    Ok((number(row.column("audit_seq")?)? + 1, hash.unwrap_or_else(genesis)))
}

async fn set_head(db: &impl ConnectionTrait, log: Log, seq: u64, hash: Vec<u8>) -> Result<(), DbErr> {
    const OF_ORG: &str = "UPDATE organizations SET audit_seq = $1, audit_head = $2 WHERE id = $3";
    const OF_INSTALLATION: &str = "UPDATE installation SET audit_seq = $1, audit_head = $2 WHERE id = 1";
    let seq = stored(seq)?;
    match log {
        Log::Org(org) => sql::run(db, OF_ORG, [seq, hash.into(), org.as_uuid().into()]).await,
        Log::Installation => sql::run(db, OF_INSTALLATION, [seq, hash.into()]).await,
    }
    .map(drop)
}

async fn insert(db: &impl ConnectionTrait, entry: &Sealed, hash: &[u8]) -> Result<(), DbErr> {
    const INSERT: &str = "\
INSERT INTO audit_entries (id, org_id, seq, at, actor_id, actor_name, held_right, action, target, changes, \
 outcome, request_id, address, user_agent, prev, hash) \
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)";
    let values = [
        entry.id.as_uuid().into(),
        org_of(entry.log).into(),
        stored(entry.seq)?,
        entry.at.into(),
        entry.actor.account.map(AccountId::as_uuid).into(),
        entry.actor.name.as_str().into(),
        entry.right.clone().into(),
        entry.action.as_str().into(),
        entry.target.as_str().into(),
        entry.changes.as_str().into(),
        entry.outcome.as_str().into(),
        entry.request.id.as_str().into(),
        entry.request.address.clone().into(),
        entry.request.user_agent.clone().into(),
        entry.prev.clone().into(),
        hash.to_vec().into(),
    ];
    sql::run(db, INSERT, values).await.map(drop)
}

/// The columns of an entry, as text of a constant statement.
macro_rules! select {
    ($more:literal) => {
        concat!(
            "SELECT id, org_id, seq, at, actor_id, actor_name, held_right, action, target, changes, outcome, ",
            "request_id, address, user_agent, prev, hash FROM audit_entries ",
            $more
        )
    };
}

/// Entries of an organization's log, newest first, those numbered below `before`.
pub async fn list(
    db: &impl ConnectionTrait,
    org: OrgId,
    before: Option<u64>,
    limit: u32,
) -> Result<Vec<AuditEntryView>, DbErr> {
    const OF_ORG: &str = select!("WHERE org_id = $1 AND seq < $2 ORDER BY seq DESC LIMIT $3");
    let before = before.map_or(Ok(Value::from(i64::MAX)), stored)?;
    let values = [org.as_uuid().into(), before, i64::from(limit).into()];
    let rows = sql::all(db, OF_ORG, values).await?;
    rows.iter().map(|row| view(sealed(row)?)).collect()
}

/// Entries of the installation's log, newest first, those numbered below `before`.
pub async fn list_of_installation(
    db: &impl ConnectionTrait,
    before: Option<u64>,
    limit: u32,
) -> Result<Vec<AuditEntryView>, DbErr> {
    const OF_INSTALLATION: &str = select!("WHERE org_id IS NULL AND seq < $1 ORDER BY seq DESC LIMIT $2");
    let before = before.map_or(Ok(Value::from(i64::MAX)), stored)?;
    let rows = sql::all(db, OF_INSTALLATION, [before, i64::from(limit).into()]).await?;
    rows.iter().map(|row| view(sealed(row)?)).collect()
}

fn sealed(row: &QueryResult) -> Result<Sealed, DbErr> {
    let org: Option<Uuid> = row.column("org_id")?;
    Ok(Sealed {
        log: org.map_or(Log::Installation, |org| Log::Org(OrgId::from_uuid(org))),
        id: AuditEntryId::from_uuid(row.column("id")?),
        seq: number(row.column("seq")?)?,
        at: row.column("at")?,
        actor: AuditActor {
            account: row.column::<Option<Uuid>>("actor_id")?.map(AccountId::from_uuid),
            name: row.column("actor_name")?,
        },
        right: row.column("held_right")?,
        action: row.column("action")?,
        target: row.column("target")?,
        changes: row.column("changes")?,
        outcome: row.column("outcome")?,
        request: RequestContext {
            id: row.column("request_id")?,
            address: row.column("address")?,
            user_agent: row.column("user_agent")?,
        },
        prev: row.column("prev")?,
    })
}

fn view(entry: Sealed) -> Result<AuditEntryView, DbErr> {
    let unreadable = |error: serde_json::Error| DbErr::Json(error.to_string());
    Ok(AuditEntryView {
        id: entry.id,
        seq: entry.seq,
        at: entry.at,
        actor: entry.actor,
        right: entry.right.map(|text| serde_json::from_str(&text)).transpose().map_err(unreadable)?,
        action: AuditAction::from_key(&entry.action)
            .ok_or_else(|| DbErr::Type("an audit entry has an unknown action".to_owned()))?,
        target: serde_json::from_str(&entry.target).map_err(unreadable)?,
        changes: serde_json::from_str(&entry.changes).map_err(unreadable)?,
        outcome: serde_json::from_str(&entry.outcome).map_err(unreadable)?,
        request_id: entry.request.id,
        address: entry.request.address,
        user_agent: entry.request.user_agent,
    })
}

fn org_of(log: Log) -> Option<Uuid> {
    match log {
        Log::Org(org) => Some(org.as_uuid()),
        Log::Installation => None,
    }
}

fn stored(seq: u64) -> Result<Value, DbErr> {
    i64::try_from(seq).map(Value::from).map_err(|_| DbErr::Type("a number is too large".to_owned()))
}

fn number(seq: i64) -> Result<u64, DbErr> {
    u64::try_from(seq).map_err(|_| DbErr::Type("a number is negative".to_owned()))
}

#[cfg(test)]
mod tests {
    use slipway_core::audit::TargetKind;

    use super::*;
    use crate::{
        audit::target,
        clock::Clock,
        randomness::Randomness,
        store::{Store, open::Location},
    };

    async fn opened(folder: &tempfile::TempDir) -> Store {
        let file = Location::File(folder.path().join("slipway.db"));
        Store::open(&file, Clock::default(), Randomness).await.unwrap()
    }

    /// The number and the hash of the last entry of the installation's log.
    async fn head(store: &Store) -> (u64, Vec<u8>) {
        let head = "SELECT audit_seq, audit_head FROM installation WHERE id = 1";
        let row = sql::one(store.reader(), head, []).await.unwrap().unwrap();
        (number(row.column("audit_seq").unwrap()).unwrap(), row.column("audit_head").unwrap())
    }

    async fn append_named(store: &Store, name: &str) {
        let request = RequestContext { id: "r".to_owned(), address: None, user_agent: Some("ü".to_owned()) };
        let origin = &Origin::of(&request, None, None);
        let entry = &Entry::in_installation(
            AuditAction::InstallationSetUp,
            target(TargetKind::Installation, "", name),
        );
        store.keep_books(|tx| async move { append(&tx, entry.clone(), origin).await }).await.unwrap();
    }

    #[tokio::test]
    async fn entries_are_numbered_without_gaps_and_each_builds_on_the_one_before() {
        let folder = tempfile::tempdir().unwrap();
        let store = opened(&folder).await;
        for name in ["one", "two", "three"] {
            append_named(&store, name).await;
        }
        let all = "SELECT * FROM audit_entries WHERE org_id IS NULL ORDER BY seq";
        let rows = sql::all(store.reader(), all, []).await.unwrap();
        let mut prev = genesis();
        for (row, seq) in rows.iter().zip(1..) {
            let entry = sealed(row).unwrap();
            assert_eq!((entry.seq, &entry.prev), (seq, &prev));
            assert_eq!(entry.hash(), row.column::<Vec<u8>>("hash").unwrap(), "as read, so as written");
            prev = entry.hash();
        }
        assert_eq!(head(&store).await, (3, prev));
    }

    #[tokio::test]
    async fn what_fails_after_its_entry_leaves_neither() {
        let folder = tempfile::tempdir().unwrap();
        let store = opened(&folder).await;
        append_named(&store, "one").await;
        let before = head(&store).await;
        let failed = store
            .keep_books(|tx| async move {
                set_head(tx.db(), Log::Installation, 9, vec![9; 32]).await?;
                Err::<(), _>(Refused::internal("too late"))
            })
            .await;
        assert!(failed.is_err());
        assert_eq!(head(&store).await, before);
    }
}
