//! The live invitations to somebody's own address.

use chrono::{DateTime, Utc};
use sea_orm::{ConnectionTrait, DbErr, QueryResult};
use slipway_core::{
    access::role::OrgRole,
    api::{
        account::AccountView,
        invitation::InvitationToMe,
        page::{Page, PageRequest},
    },
    id::InvitationId,
};
use uuid::Uuid;

use super::{
    cursor::{Listing, Moment},
    search::pattern,
    sql::{self, Columns},
};
use crate::error::Refused;

/// One page of them, the newest first. What is searched for stands in the sender's name.
pub(crate) async fn list(
    db: &impl ConnectionTrait,
    me: &AccountView,
    page: &PageRequest,
    now: DateTime<Utc>,
) -> Result<Page<InvitationToMe>, Refused> {
    const LIST: &str = "\
SELECT i.id, o.name AS org_name, s.name AS sender_name, i.role, i.note, i.sent_at, i.expires_at \
FROM invitations i JOIN organizations o ON o.id = i.org_id JOIN accounts s ON s.id = i.sender_id \
WHERE i.email = $1 AND i.state = 'pending' AND i.expires_at > $2 \
 AND (i.sent_at, i.id) < ($3, $4) AND s.name_key LIKE $5 ESCAPE '!' \
ORDER BY i.sent_at DESC, i.id DESC LIMIT $6";
    let listing = Listing::of_account("my_invitations", me.id);
    let (sent_at, id) = match listing.key::<(Moment, Uuid)>(page.after.as_deref())? {
        Some((Moment(at), id)) => (at, id),
        // The first page begins after everything that could have been sent.
        None => (now + chrono::TimeDelta::days(1), Uuid::max()),
    };
    let values = [
        me.email.as_str().into(),
        now.into(),
        sent_at.into(),
        id.into(),
        pattern(page.search.as_deref()).into(),
        (i64::from(page.limit) + 1).into(),
    ];
    let rows = sql::all(db, LIST, values).await?;
    let views = rows.iter().map(view).collect::<Result<Vec<InvitationToMe>, DbErr>>()?;
    Ok(Page::from_rows(views, page.limit, |view| listing.cursor(&(Moment(view.sent_at), view.id.as_uuid()))))
}

fn view(row: &QueryResult) -> Result<InvitationToMe, DbErr> {
    Ok(InvitationToMe {
        id: InvitationId::from_uuid(row.column("id")?),
        organization: row.column("org_name")?,
        sender_name: row.column("sender_name")?,
        role: row.parsed("role", OrgRole::from_key)?,
        note: row.column("note")?,
        sent_at: row.column("sent_at")?,
        expires_at: row.column("expires_at")?,
    })
}
