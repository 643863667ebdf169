//! Whether mail leaves the installation: noted in its one row with every try, and how many mails wait.

use chrono::{DateTime, Utc};
use sea_orm::{ConnectionTrait, DbErr};
use slipway_core::{
    api::admin::{MailFailing, MailQueueView},
    mail::MailTrouble,
};

use super::{
    mail::Failed,
    sql::{self, Columns},
};

/// Notes that a mail was handed over: whatever was in its way is gone.
pub(crate) async fn note_leaving(db: &impl ConnectionTrait, now: DateTime<Utc>) -> Result<(), DbErr> {
    const LEAVING: &str = "\
UPDATE installation SET mail_sent_at = $1, mail_failing_since = NULL, mail_trouble = NULL, mail_said = NULL \
WHERE id = 1";
    sql::run(db, LEAVING, [now.into()]).await.map(drop)
}

/// Notes that mail does not leave, and since when.
pub(crate) async fn note_trouble(
    db: &impl ConnectionTrait,
    failed: &Failed,
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    const TROUBLE: &str = "\
UPDATE installation SET mail_failing_since = COALESCE(mail_failing_since, $1), mail_trouble = $2, \
 mail_said = $3 WHERE id = 1";
    let values = [now.into(), failed.trouble.key().into(), failed.said.as_str().into()];
    sql::run(db, TROUBLE, values).await.map(drop)
}

/// How it stands with the mails.
pub(crate) async fn load(db: &impl ConnectionTrait) -> Result<MailQueueView, DbErr> {
    const STATE: &str = "\
SELECT mail_sent_at, mail_failing_since, mail_trouble, mail_said FROM installation WHERE id = 1";
    const NEXT: &str = "\
SELECT MIN(next_at) AS next_at FROM mails WHERE state = 'queued' AND last_error IS NOT NULL";
    let row = sql::one(db, STATE, []).await?;
    let row = row.ok_or_else(|| DbErr::RecordNotFound("installation".to_owned()))?;
    let next: Option<DateTime<Utc>> =
        sql::one(db, NEXT, []).await?.map(|row| row.column("next_at")).transpose()?.flatten();
    let failing = match row.column::<Option<DateTime<Utc>>>("mail_failing_since")? {
        Some(since) => Some(MailFailing {
            since,
            trouble: row.parsed("mail_trouble", MailTrouble::from_key)?,
            said: row.column("mail_said")?,
            next,
        }),
        None => None,
    };
    Ok(MailQueueView {
        waiting: count(db, "queued").await?,
        failed: count(db, "failed").await?,
        last_sent_at: row.column("mail_sent_at")?,
        failing,
    })
}

/// How many mails are in a state; counted no further than to what a page tells.
async fn count(db: &impl ConnectionTrait, state: &'static str) -> Result<u32, DbErr> {
    const COUNT: &str = "\
SELECT COUNT(*) AS number FROM (SELECT id FROM mails WHERE state = $1 LIMIT $2) AS found";
    let most = i64::from(MailQueueView::COUNTED);
    let row = sql::one(db, COUNT, [state.into(), most.into()]).await?;
    let number: Option<i64> = row.map(|row| row.column("number")).transpose()?;
    Ok(number.and_then(|number| u32::try_from(number).ok()).unwrap_or_default())
}
