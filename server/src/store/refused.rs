//! Refused acts as stored: counted within a minute, then one entry of an audit log.

use chrono::{DateTime, TimeDelta, Utc};
use sea_orm::{ConnectionTrait, DbBackend, DbErr, QueryResult};
use slipway_core::{
    access::decide::Denial,
    audit::{AuditAction, AuditActor, AuditChange, AuditField, AuditOutcome, TargetKind},
    id::{AccountId, OrgId},
};
use uuid::Uuid;

use super::{
    Tx, audit,
    sql::{self, Columns},
};
use crate::{
    audit::{Entry, Log, Origin, target},
    error::Refused,
    gate::request::RequestContext,
};

/// How long equal refusals are counted together.
pub const WINDOW: TimeDelta = TimeDelta::minutes(1);

/// An act that was refused with a reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RefusedAct {
    /// The log that it belongs to.
    pub log: Log,
    /// Who tried.
    pub account: AccountId,
    /// Their name.
    pub name: String,
    /// The name of the endpoint.
    pub act: String,
    /// Why not.
    pub denial: Denial,
    /// The first request that was refused.
    pub request: RequestContext,
}

/// Counts a refusal with its equals of the last minute, or begins to count.
pub async fn count(tx: &Tx, act: &RefusedAct) -> Result<(), Refused> {
    const COUNT_IN_ORG: &str = "\
UPDATE refused_acts SET count = count + 1 \
WHERE account_id = $1 AND act = $2 AND denial = $3 AND first_at > $4 AND org_id = $5";
    const COUNT_ELSEWHERE: &str = "\
UPDATE refused_acts SET count = count + 1 \
WHERE account_id = $1 AND act = $2 AND denial = $3 AND first_at > $4 AND org_id IS NULL";
    const BEGIN: &str = "\
INSERT INTO refused_acts (id, org_id, account_id, account_name, act, denial, count, first_at, request_id, \
 address, user_agent) VALUES ($1, $2, $3, $4, $5, $6, 1, $7, $8, $9, $10)";
    let org = match act.log {
        Log::Org(org) => Some(org.as_uuid()),
        Log::Installation => None,
    };
    let denial = serde_json::to_string(&act.denial).map_err(Refused::internal)?;
    let values = [
        act.account.as_uuid().into(),
        act.act.as_str().into(),
        denial.as_str().into(),
        (tx.now() - WINDOW).into(),
    ];
    let counted = match org {
        Some(org) => sql::run(tx.db(), COUNT_IN_ORG, values.into_iter().chain([org.into()])).await?,
        None => sql::run(tx.db(), COUNT_ELSEWHERE, values).await?,
    };
    if counted > 0 {
        return Ok(());
    }
    let values = [
        tx.new_id()?.into(),
        org.into(),
        act.account.as_uuid().into(),
        act.name.as_str().into(),
        act.act.as_str().into(),
        denial.as_str().into(),
        tx.now().into(),
        act.request.id.as_str().into(),
        act.request.address.clone().into(),
        act.request.user_agent.clone().into(),
    ];
    sql::run(tx.db(), BEGIN, values).await?;
    Ok(())
}

/// When the oldest count is complete; `None` where nothing is being counted.
pub async fn next_due(db: &impl ConnectionTrait) -> Result<Option<DateTime<Utc>>, DbErr> {
    let row = sql::one(db, "SELECT MIN(first_at) AS first_at FROM refused_acts", []).await?;
    let first: Option<DateTime<Utc>> = row.map(|row| row.column("first_at")).transpose()?.flatten();
    Ok(first.map(|first| first + WINDOW))
}

/// Turns every complete count into an entry of its log, and gives the number of them. Where several programs are
/// on one database, each takes those that no other is at.
pub async fn record_due(tx: &Tx) -> Result<usize, Refused> {
    macro_rules! due {
        ($lock:literal) => {
            concat!(
                "SELECT r.id, r.org_id, o.name AS org_name, r.account_id, r.account_name, r.act, r.denial, ",
                "r.count, r.request_id, r.address, r.user_agent ",
                "FROM refused_acts r LEFT JOIN organizations o ON o.id = r.org_id ",
                // The rows of several organizations are held in the order of their ids, the installation's last.
                "WHERE r.first_at <= $1 ORDER BY r.org_id NULLS LAST, r.first_at, r.id",
                $lock
            )
        };
    }
    let due = match tx.db().get_database_backend() {
        DbBackend::Postgres => due!(" FOR UPDATE OF r SKIP LOCKED"),
        _ => due!(""),
    };
    let complete = sql::all(tx.db(), due, [(tx.now() - WINDOW).into()]).await?;
    for row in &complete {
        if let Some((entry, origin)) = entry(row)? {
            audit::append(tx, entry, &origin).await?;
        }
        let id: Uuid = row.column("id")?;
        sql::run(tx.db(), "DELETE FROM refused_acts WHERE id = $1", [id.into()]).await?;
    }
    Ok(complete.len())
}

/// The entry of a complete count; `None` where its organization is gone, and its log with it.
fn entry(row: &QueryResult) -> Result<Option<(Entry, Origin)>, DbErr> {
    let org: Option<Uuid> = row.column("org_id")?;
    let name: Option<String> = row.column("org_name")?;
    let (log, target) = match (org.map(OrgId::from_uuid), name) {
        (Some(org), Some(name)) => (Log::Org(org), target(TargetKind::Organization, org, name)),
        (Some(_), None) => return Ok(None),
        (None, _) => (Log::Installation, target(TargetKind::Installation, "", "")),
    };
    let count: i32 = row.column("count")?;
    let denial = row.parsed("denial", |text| serde_json::from_str(text).ok())?;
    let act = AuditChange { field: AuditField::Act, before: None, after: row.column("act")? };
    let actor = AuditActor {
        account: Some(AccountId::from_uuid(row.column("account_id")?)),
        name: row.column("account_name")?,
    };
    let request = RequestContext {
        id: row.column("request_id")?,
        address: row.column("address")?,
        user_agent: row.column("user_agent")?,
    };
    let entry = Entry {
        log,
        action: AuditAction::ActDenied,
        target,
        changes: vec![act],
        outcome: AuditOutcome::Denied { denial, count: u32::try_from(count).unwrap_or(u32::MAX) },
        actor: None,
        needs_right: false,
    };
    Ok(Some((entry, Origin { actor, right: None, request })))
}
