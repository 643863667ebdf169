//! Mails as the installation's administrator sees them: never a text, a link or a token, which are not stored.

use chrono::{DateTime, TimeDelta, Utc};
use sea_orm::{ConnectionTrait, DbErr, QueryResult};
use slipway_core::{
    api::{
        admin::MailView,
        page::{Page, PageRequest},
    },
    email::EmailAddress,
    id::MailId,
    mail::{MailKind, MailStage, MailTrouble},
};
use uuid::Uuid;

use super::{
    cursor::{Listing, Moment},
    search::pattern,
    sql::{self, Columns},
};
use crate::error::Refused;

/// The columns of a mail, as text of a constant statement.
macro_rules! select {
    ($more:literal) => {
        concat!(
            "SELECT id, kind, recipient, stage, tries, created_at, next_at, sent_at, trouble, last_error FROM ",
            "(SELECT m.id, m.kind, COALESCE(i.email, m.email) AS recipient, m.tries, m.created_at, m.next_at, m.sent_at, ",
            "m.trouble, m.last_error, CASE WHEN m.state <> 'queued' THEN m.state ",
            "WHEN m.last_error IS NULL THEN 'waiting' ELSE 'retrying' END AS stage ",
            "FROM mails m LEFT JOIN invitations i ON i.id = m.invitation_id) AS mail ",
            $more
        )
    };
}

/// One page of the mails, newest first, of one stage or of all; addresses are searched.
pub(crate) async fn list(
    db: &impl ConnectionTrait,
    page: &PageRequest,
    stage: Option<MailStage>,
    now: DateTime<Utc>,
) -> Result<Page<MailView>, Refused> {
    const LIST: &str = select!(
        "WHERE (created_at, id) < ($1, $2) AND recipient LIKE $3 ESCAPE '!' AND stage LIKE $4 \
         ORDER BY created_at DESC, id DESC LIMIT $5"
    );
    let listing = Listing::of_installation("mails");
    let (created_at, id) = match listing.key::<(Moment, Uuid)>(page.after.as_deref())? {
        Some((Moment(at), id)) => (at, id),
        // The first page begins after everything that could have been queued.
        None => (now + TimeDelta::days(1), Uuid::max()),
    };
    let values = [
        created_at.into(),
        id.into(),
        pattern(page.search.as_deref()).into(),
        stage.map_or("%", MailStage::key).into(),
        (i64::from(page.limit) + 1).into(),
    ];
    let rows = sql::all(db, LIST, values).await?;
    let mails = rows.iter().map(view).collect::<Result<Vec<_>, DbErr>>()?;
    Ok(Page::from_rows(mails, page.limit, |mail| {
        listing.cursor(&(Moment(mail.created_at), mail.id.as_uuid()))
    }))
}

/// One mail.
pub(crate) async fn load(db: &impl ConnectionTrait, mail: MailId) -> Result<Option<MailView>, DbErr> {
    const ONE: &str = select!("WHERE id = $1");
    sql::one(db, ONE, [mail.as_uuid().into()]).await?.as_ref().map(view).transpose()
}

/// Puts a mail that was tried in vain back at the beginning of its way.
pub(crate) async fn begin_again(
    db: &impl ConnectionTrait,
    mail: MailId,
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    const AGAIN: &str = "\
UPDATE mails SET state = 'queued', tries = 0, next_at = $2, last_error = NULL, trouble = NULL WHERE id = $1";
    sql::run(db, AGAIN, [mail.as_uuid().into(), now.into()]).await.map(drop)
}

fn view(row: &QueryResult) -> Result<MailView, DbErr> {
    let stage = row.parsed("stage", MailStage::from_key)?;
    let trouble: Option<String> = row.column("trouble")?;
    let next_at: DateTime<Utc> = row.column("next_at")?;
    Ok(MailView {
        id: MailId::from_uuid(row.column("id")?),
        kind: row.parsed("kind", MailKind::from_key)?,
        to: row.parsed("recipient", |text| EmailAddress::parse(text).ok())?,
        stage,
        tries: u32::try_from(row.column::<i32>("tries")?).unwrap_or_default(),
        created_at: row.column("created_at")?,
        next_at: matches!(stage, MailStage::Waiting | MailStage::Retrying).then_some(next_at),
        sent_at: row.column("sent_at")?,
        trouble: trouble.as_deref().and_then(MailTrouble::from_key),
        said: row.column("last_error")?,
    })
}
