//! Mails as stored: what is to be sent, by kind and ids. Neither text nor token is ever in them.

use chrono::{DateTime, Utc};
use sea_orm::{ConnectionTrait, DbBackend, DbErr, QueryResult};
use slipway_core::{
    api::{
        account::{AccountView, MailDelivery},
        invitation::MailState,
    },
    email::EmailAddress,
    id::{AccountId, InvitationId, MailId},
    mail::{MailKind, MailTrouble},
};
use uuid::Uuid;

use super::{
    over,
    sql::{self, Columns},
};

/// A mail that one worker took on itself to send.
#[derive(Debug, Clone)]
pub(crate) struct Claimed {
    /// The mail.
    pub(crate) id: MailId,
    /// What it is about.
    pub(crate) subject: Subject,
    /// When it was queued.
    pub(crate) queued_at: DateTime<Utc>,
    /// How many tries there were, this one included.
    pub(crate) tries: u32,
}

/// What a try that failed came to.
#[derive(Debug, Clone)]
pub(crate) struct Failed {
    /// What kept the mail from leaving.
    pub(crate) trouble: MailTrouble,
    /// What the server or the system said.
    pub(crate) said: String,
}

/// What a mail is about.
#[derive(Debug, Clone)]
pub(crate) enum Subject {
    /// An invitation.
    Invitation(InvitationId),
    /// An account.
    Account(AccountMail),
}

/// A mail about an account.
#[derive(Debug, Clone)]
pub(crate) struct AccountMail {
    /// What it is for.
    pub(crate) kind: MailKind,
    /// The account. A reset names none: whether there is one at its address is found out when it is sent, so
    /// that asking for one says nothing.
    pub(crate) account: Option<AccountId>,
    /// The address that it goes to.
    pub(crate) email: EmailAddress,
}

/// Queues the mail of an invitation, in the transaction that sends it.
pub(crate) async fn queue_invitation(
    db: &impl ConnectionTrait,
    id: MailId,
    invitation: InvitationId,
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    const QUEUE: &str = "\
INSERT INTO mails (id, kind, invitation_id, state, tries, next_at, created_at) \
VALUES ($1, 'invitation', $2, 'queued', 0, $3, $3)";
    over::remove_mails(db, now).await?;
    sql::run(db, QUEUE, [id.as_uuid().into(), invitation.as_uuid().into(), now.into()]).await.map(drop)
}

/// Drops what has not left of an invitation, before another mail of it is queued. What was given up goes too:
/// tried once more later, it would end the link of the mail that left after it.
pub(crate) async fn drop_unsent_of(db: &impl ConnectionTrait, invitation: InvitationId) -> Result<(), DbErr> {
    const DROP: &str = "\
UPDATE mails SET state = 'dropped' WHERE invitation_id = $1 AND state IN ('queued', 'failed')";
    sql::run(db, DROP, [invitation.as_uuid().into()]).await.map(drop)
}

/// Queues a mail about an account, in the transaction of the act that it follows from.
pub(crate) async fn queue_account(
    db: &impl ConnectionTrait,
    id: MailId,
    mail: &AccountMail,
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    const QUEUE: &str = "\
INSERT INTO mails (id, kind, account_id, email, state, tries, next_at, created_at) \
VALUES ($1, $2, $3, $4, 'queued', 0, $5, $5)";
    let values = [
        id.as_uuid().into(),
        mail.kind.key().into(),
        mail.account.map(AccountId::as_uuid).into(),
        mail.email.as_str().into(),
        now.into(),
    ];
    over::remove_mails(db, now).await?;
    sql::run(db, QUEUE, values).await.map(drop)
}

/// When the next mail is due; `None` where none waits.
pub(crate) async fn next_due(db: &impl ConnectionTrait) -> Result<Option<DateTime<Utc>>, DbErr> {
    const NEXT: &str = "SELECT next_at FROM mails WHERE state = 'queued' ORDER BY next_at LIMIT 1";
    sql::one(db, NEXT, []).await?.map(|row| row.column("next_at")).transpose()
}

/// Takes the mail that is due first. Until `lease` nobody else takes it; if nothing is heard of it by then,
/// it is due again.
pub(crate) async fn claim(
    db: &impl ConnectionTrait,
    now: DateTime<Utc>,
    lease: DateTime<Utc>,
) -> Result<Option<Claimed>, DbErr> {
    macro_rules! claim {
        ($lock:literal) => {
            concat!(
                "UPDATE mails SET tries = tries + 1, next_at = $2 ",
                "WHERE state = 'queued' AND next_at <= $1 AND id = ",
                "(SELECT id FROM mails WHERE state = 'queued' AND next_at <= $1 ORDER BY next_at, id LIMIT 1",
                $lock,
                ") RETURNING id, kind, invitation_id, account_id, email, tries, created_at"
            )
        };
    }
    // Where several programs are on one database, each takes one that no other is at.
    let claim = match db.get_database_backend() {
        DbBackend::Postgres => claim!(" FOR UPDATE SKIP LOCKED"),
        _ => claim!(""),
    };
    let row = sql::one(db, claim, [now.into(), lease.into()]).await?;
    row.map(|row| {
        let tries: i32 = row.column("tries")?;
        Ok(Claimed {
            id: MailId::from_uuid(row.column("id")?),
            subject: subject(&row)?,
            queued_at: row.column("created_at")?,
            tries: u32::try_from(tries).unwrap_or_default(),
        })
    })
    .transpose()
}

fn subject(row: &QueryResult) -> Result<Subject, DbErr> {
    Ok(match row.parsed("kind", MailKind::from_key)? {
        MailKind::Invitation => Subject::Invitation(InvitationId::from_uuid(row.column("invitation_id")?)),
        kind => Subject::Account(AccountMail {
            kind,
            account: row.column::<Option<Uuid>>("account_id")?.map(AccountId::from_uuid),
            email: row.parsed("email", |text| EmailAddress::parse(text).ok())?,
        }),
    })
}

/// Notes that a mail was handed over.
pub(crate) async fn note_sent(
    db: &impl ConnectionTrait,
    id: MailId,
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    const SENT: &str = "\
UPDATE mails SET state = 'sent', sent_at = $2, last_error = NULL, trouble = NULL WHERE id = $1";
    sql::run(db, SENT, [id.as_uuid().into(), now.into()]).await.map(drop)
}

/// Notes that a mail could not be handed over, and when it is tried again.
pub(crate) async fn note_retry(
    db: &impl ConnectionTrait,
    id: MailId,
    next: DateTime<Utc>,
    failed: &Failed,
) -> Result<(), DbErr> {
    const RETRY: &str = "\
UPDATE mails SET next_at = $2, last_error = $3, trouble = $4 WHERE id = $1 AND state = 'queued'";
    let (said, trouble) = (failed.said.as_str(), failed.trouble.key());
    sql::run(db, RETRY, [id.as_uuid().into(), next.into(), said.into(), trouble.into()]).await.map(drop)
}

/// Notes that a mail is given up.
pub(crate) async fn note_failed(db: &impl ConnectionTrait, id: MailId, failed: &Failed) -> Result<(), DbErr> {
    const FAILED: &str = "\
UPDATE mails SET state = 'failed', last_error = $2, trouble = $3 WHERE id = $1 AND state = 'queued'";
    let (said, trouble) = (failed.said.as_str(), failed.trouble.key());
    sql::run(db, FAILED, [id.as_uuid().into(), said.into(), trouble.into()]).await.map(drop)
}

/// Notes that a mail has become pointless: what it would say is no longer so.
pub(crate) async fn drop_pointless(db: &impl ConnectionTrait, id: MailId) -> Result<(), DbErr> {
    const DROP: &str = "UPDATE mails SET state = 'dropped' WHERE id = $1 AND state = 'queued'";
    sql::run(db, DROP, [id.as_uuid().into()]).await.map(drop)
}

/// Deletes those to an account, and the addresses that they went to. One that waits is left to the queue, which
/// may be at it, and forgets it when it finds no account.
pub(crate) async fn delete_of_account(db: &impl ConnectionTrait, account: &AccountView) -> Result<(), DbErr> {
    // A mail for a reset names no account.
    const DELETE: &str = "DELETE FROM mails WHERE (account_id = $1 OR email = $2) AND state <> 'queued'";
    sql::run(db, DELETE, [account.id.as_uuid().into(), account.email.as_str().into()]).await.map(drop)
}

/// Takes a mail away that has become pointless and goes to an address of nobody here, or of nobody any more: what
/// anybody typed or somebody deleted is not kept.
pub(crate) async fn forget(db: &impl ConnectionTrait, id: MailId) -> Result<(), DbErr> {
    sql::run(db, "DELETE FROM mails WHERE id = $1", [id.as_uuid().into()]).await.map(drop)
}

/// What became of a mail, from a row that has its columns with `mail_` before them, or nulls.
pub(crate) fn state(row: &QueryResult, delivery: MailDelivery) -> Result<MailState, DbErr> {
    let Some(state) = row.column::<Option<String>>("mail_state")? else { return Ok(MailState::NotSent) };
    let tries = u32::try_from(row.column::<i32>("mail_tries")?).unwrap_or_default();
    let last_error: Option<String> = row.column("mail_last_error")?;
    Ok(match (state.as_str(), last_error) {
        ("sent", _) => MailState::Sent { at: row.column("mail_sent_at")? },
        ("failed", _) => MailState::Failed { tries },
        ("queued", _) if delivery == MailDelivery::None => MailState::NotSent,
        ("queued", Some(_)) => MailState::Retrying { tries, next: row.column("mail_next_at")? },
        ("queued", None) => MailState::Queued,
        _ => MailState::NotSent,
    })
}
