//! The box of pending invitations: those of an organization that are not answered, each with its mail.

use chrono::{DateTime, Utc};
use sea_orm::{ConnectionTrait, DbErr, QueryResult};
use slipway_core::{
    access::role::OrgRole,
    api::{
        account::MailDelivery,
        invitation::InvitationView,
        page::{Page, PageRequest},
    },
    email::EmailAddress,
    id::{AccountId, InvitationId, OrgId},
    invitation::{InvitationLife, InvitationState},
    locale::Locale,
};
use uuid::Uuid;

use super::{
    cursor::{Listing, Moment},
    invitation, mail,
    search::pattern,
    sql::{self, Columns},
};
use crate::error::Refused;

/// Whose invitations are listed.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Whose {
    /// Everybody's.
    All,
    /// Those that one sent oneself.
    Own(AccountId),
}

/// The columns of a row of the box, as text of a constant statement.
macro_rules! select {
    ($more:literal) => {
        concat!(
            "SELECT i.id, i.email, i.role, i.locale, i.sender_id, s.name AS sender_name, i.sent_at, ",
            "i.expires_at, i.life_days, m.state AS mail_state, m.tries AS mail_tries, m.next_at AS mail_next_at, ",
            "m.sent_at AS mail_sent_at, m.last_error AS mail_last_error ",
            "FROM invitations i JOIN accounts s ON s.id = i.sender_id ",
            "LEFT JOIN mails m ON m.id = (SELECT newest.id FROM mails newest ",
            "WHERE newest.invitation_id = i.id ORDER BY newest.created_at DESC, newest.id DESC LIMIT 1) ",
            "WHERE i.org_id = $1 AND i.state = 'pending' ",
            $more
        )
    };
}

/// One page of them, the newest first. What is searched for stands in the address.
pub(crate) async fn list(
    db: &impl ConnectionTrait,
    org: OrgId,
    whose: Whose,
    page: &PageRequest,
    delivery: MailDelivery,
    now: DateTime<Utc>,
) -> Result<Page<InvitationView>, Refused> {
    const ALL: &str = select!(
        "AND (i.sent_at, i.id) < ($2, $3) AND i.email LIKE $4 ESCAPE '!' \
         ORDER BY i.sent_at DESC, i.id DESC LIMIT $5"
    );
    const OWN: &str = select!(
        "AND (i.sent_at, i.id) < ($2, $3) AND i.email LIKE $4 ESCAPE '!' AND i.sender_id = $6 \
         ORDER BY i.sent_at DESC, i.id DESC LIMIT $5"
    );
    let listing = Listing::new("invitations", org);
    let (sent_at, id) = match listing.key::<(Moment, Uuid)>(page.after.as_deref())? {
        Some((Moment(at), id)) => (at, id),
        // The first page begins after everything that could have been sent.
        None => (now + chrono::TimeDelta::days(1), Uuid::max()),
    };
    let values = [
        org.as_uuid().into(),
        sent_at.into(),
        id.into(),
        pattern(page.search.as_deref()).into(),
        (i64::from(page.limit) + 1).into(),
    ];
    let rows = match whose {
        Whose::All => sql::all(db, ALL, values).await?,
        Whose::Own(account) => {
            sql::all(db, OWN, values.into_iter().chain([account.as_uuid().into()])).await?
        }
    };
    let views =
        rows.iter().map(|row| view(row, delivery, now)).collect::<Result<Vec<InvitationView>, DbErr>>()?;
    Ok(Page::from_rows(views, page.limit, |view| listing.cursor(&(Moment(view.sent_at), view.id.as_uuid()))))
}

/// One of them.
pub(crate) async fn load(
    db: &impl ConnectionTrait,
    org: OrgId,
    id: InvitationId,
    delivery: MailDelivery,
    now: DateTime<Utc>,
) -> Result<Option<InvitationView>, DbErr> {
    const ONE: &str = select!("AND i.id = $2");
    let row = sql::one(db, ONE, [org.as_uuid().into(), id.as_uuid().into()]).await?;
    row.map(|row| view(&row, delivery, now)).transpose()
}

fn view(row: &QueryResult, delivery: MailDelivery, now: DateTime<Utc>) -> Result<InvitationView, DbErr> {
    let expires_at = row.column("expires_at")?;
    let life = InvitationLife { state: InvitationState::Pending, expires_at };
    Ok(InvitationView {
        id: InvitationId::from_uuid(row.column("id")?),
        email: row.parsed("email", |text| EmailAddress::parse(text).ok())?,
        role: row.parsed("role", OrgRole::from_key)?,
        sender: AccountId::from_uuid(row.column("sender_id")?),
        sender_name: row.column("sender_name")?,
        sent_at: row.column("sent_at")?,
        expires_at,
        expired: !life.is_live(now),
        locale: row.parsed("locale", Locale::from_tag)?,
        days: invitation::days(row)?.get(),
        mail: mail::state(row, delivery)?,
    })
}
