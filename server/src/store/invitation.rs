//! Invitations as stored. A token is known by its hash alone, and no list gives even that.

use chrono::{DateTime, Utc};
use sea_orm::{ConnectionTrait, DbErr, QueryResult};
use slipway_core::{
    access::role::OrgRole,
    email::EmailAddress,
    id::{AccountId, InvitationId, OrgId},
    invitation::{InvitationLife, InvitationState, LifeDays, VoidReason, expiry},
    locale::Locale,
    name::Note,
    slug::Slug,
};

use super::sql::{self, Columns};
use crate::randomness::TokenHash;

/// An invitation with what names its organization and its sender.
#[derive(Debug, Clone)]
pub(crate) struct Invitation {
    /// Its id.
    pub(crate) id: InvitationId,
    /// The organization.
    pub(crate) org: OrgId,
    /// The organization's place in addresses.
    pub(crate) org_slug: Slug,
    /// The organization's name.
    pub(crate) org_name: String,
    /// Whom it invites.
    pub(crate) email: EmailAddress,
    /// The role offered.
    pub(crate) role: OrgRole,
    /// The language of its mail.
    pub(crate) locale: Locale,
    /// A few words of whoever invites.
    pub(crate) note: Option<String>,
    /// How long it lives from when it is sent.
    pub(crate) days: LifeDays,
    /// Who sent it.
    pub(crate) sender: AccountId,
    /// The sender's name.
    pub(crate) sender_name: String,
    /// What decides what may happen to it.
    pub(crate) life: InvitationLife,
}

/// An invitation found by one of its tokens.
#[derive(Debug, Clone)]
pub(crate) struct ByToken {
    /// The invitation.
    pub(crate) invitation: Invitation,
    /// Whether the token came by mail, and so proves the address.
    pub(crate) proves_address: bool,
}

/// What is stored of an invitation that is sent.
#[derive(Debug, Clone)]
pub(crate) struct NewInvitation<'a> {
    /// Its id.
    pub(crate) id: InvitationId,
    /// The organization.
    pub(crate) org: OrgId,
    /// Whom it invites.
    pub(crate) email: &'a EmailAddress,
    /// The role offered.
    pub(crate) role: OrgRole,
    /// The language of its mail.
    pub(crate) locale: Locale,
    /// A few words of whoever invites.
    pub(crate) note: Option<&'a Note>,
    /// How long it lives.
    pub(crate) days: LifeDays,
    /// The token of the link that is shown where no mail is sent.
    pub(crate) link: Option<TokenHash>,
    /// Who sends it.
    pub(crate) sender: AccountId,
    /// When.
    pub(crate) sent_at: DateTime<Utc>,
}

/// The columns of an [`Invitation`], as text of a constant statement.
macro_rules! select {
    ($more:literal) => {
        concat!(
            "SELECT i.id, i.org_id, o.slug AS org_slug, o.name AS org_name, i.email, i.role, i.locale, ",
            "i.note, i.life_days, i.sender_id, s.name AS sender_name, i.state, i.void_reason, i.expires_at, i.mailed_token_hash ",
            "FROM invitations i JOIN organizations o ON o.id = i.org_id JOIN accounts s ON s.id = i.sender_id ",
            $more
        )
    };
}

/// Stores one that is sent.
pub(crate) async fn insert(db: &impl ConnectionTrait, new: &NewInvitation<'_>) -> Result<(), DbErr> {
    const INSERT: &str = "\
INSERT INTO invitations (id, org_id, email, role, locale, sender_id, state, sent_at, expires_at, note, life_days, \
 link_token_hash) VALUES ($1, $2, $3, $4, $5, $6, 'pending', $7, $8, $9, $10, $11)";
    let values = [
        new.id.as_uuid().into(),
        new.org.as_uuid().into(),
        new.email.as_str().into(),
        new.role.key().into(),
        new.locale.tag().into(),
        new.sender.as_uuid().into(),
        new.sent_at.into(),
        expiry(new.sent_at, new.days).into(),
        new.note.map(Note::as_str).into(),
        i16::from(new.days.get()).into(),
        new.link.map(TokenHash::to_vec).into(),
    ];
    sql::run(db, INSERT, values).await.map(drop)
}

/// One of an organization's, by its id.
pub(crate) async fn load(
    db: &impl ConnectionTrait,
    org: OrgId,
    id: InvitationId,
) -> Result<Option<Invitation>, DbErr> {
    const LOAD: &str = select!("WHERE i.org_id = $1 AND i.id = $2");
    let row = sql::one(db, LOAD, [org.as_uuid().into(), id.as_uuid().into()]).await?;
    row.as_ref().map(invitation).transpose()
}

/// The one to this address that is not answered, its time over or not.
pub(crate) async fn pending_to(
    db: &impl ConnectionTrait,
    org: OrgId,
    email: &EmailAddress,
) -> Result<Option<Invitation>, DbErr> {
    const PENDING: &str = select!("WHERE i.org_id = $1 AND i.email = $2 AND i.state = 'pending'");
    let row = sql::one(db, PENDING, [org.as_uuid().into(), email.as_str().into()]).await?;
    row.as_ref().map(invitation).transpose()
}

/// The one that a token belongs to, whatever became of it.
pub(crate) async fn by_token(db: &impl ConnectionTrait, token: TokenHash) -> Result<Option<ByToken>, DbErr> {
    const BY_TOKEN: &str = select!("WHERE i.mailed_token_hash = $1 OR i.link_token_hash = $1");
    let row = sql::one(db, BY_TOKEN, [token.to_vec().into()]).await?;
    row.map(|row| {
        let mailed: Option<Vec<u8>> = row.column("mailed_token_hash")?;
        Ok(ByToken { invitation: invitation(&row)?, proves_address: mailed == Some(token.to_vec()) })
    })
    .transpose()
}

/// One of those to an address, by its id, whatever became of it.
pub(crate) async fn load_to(
    db: &impl ConnectionTrait,
    email: &EmailAddress,
    id: InvitationId,
) -> Result<Option<Invitation>, DbErr> {
    const LOAD: &str = select!("WHERE i.email = $1 AND i.id = $2");
    let row = sql::one(db, LOAD, [email.as_str().into(), id.as_uuid().into()]).await?;
    row.as_ref().map(invitation).transpose()
}

/// One that is not answered, by its id alone: what a mail that is to be sent belongs to.
pub(crate) async fn pending(
    db: &impl ConnectionTrait,
    id: InvitationId,
) -> Result<Option<Invitation>, DbErr> {
    const PENDING: &str = select!("WHERE i.id = $1 AND i.state = 'pending'");
    let row = sql::one(db, PENDING, [id.as_uuid().into()]).await?;
    row.as_ref().map(invitation).transpose()
}

/// Puts the token of a mail that is about to be sent in the place of the one before.
pub(crate) async fn set_mailed_token(
    db: &impl ConnectionTrait,
    id: InvitationId,
    token: TokenHash,
) -> Result<(), DbErr> {
    const SET: &str = "UPDATE invitations SET mailed_token_hash = $2 WHERE id = $1 AND state = 'pending'";
    sql::run(db, SET, [id.as_uuid().into(), token.to_vec().into()]).await.map(drop)
}

/// Sends one anew that is pending: by whom, when, and until when. The token of the mail before ends at once; the
/// next is made when the next mail is sent.
pub(crate) async fn renew(
    db: &impl ConnectionTrait,
    id: InvitationId,
    sender: AccountId,
    sent_at: DateTime<Utc>,
    expires_at: DateTime<Utc>,
) -> Result<(), DbErr> {
    const RENEW: &str = "\
UPDATE invitations SET sender_id = $2, sent_at = $3, expires_at = $4, mailed_token_hash = NULL \
WHERE id = $1 AND state = 'pending'";
    let values = [id.as_uuid().into(), sender.as_uuid().into(), sent_at.into(), expires_at.into()];
    sql::run(db, RENEW, values).await.map(drop)
}

/// Puts the token of a link in the place of the one before, and whoever made it in that of the sender.
pub(crate) async fn set_link_token(
    db: &impl ConnectionTrait,
    id: InvitationId,
    token: TokenHash,
    sender: AccountId,
    expires_at: DateTime<Utc>,
) -> Result<(), DbErr> {
    const SET: &str = "\
UPDATE invitations SET link_token_hash = $2, sender_id = $3, expires_at = $4 WHERE id = $1 AND state = 'pending'";
    let values = [id.as_uuid().into(), token.to_vec().into(), sender.as_uuid().into(), expires_at.into()];
    sql::run(db, SET, values).await.map(drop)
}

/// Ends one that is pending. What has ended stays as it ended.
pub(crate) async fn end(
    db: &impl ConnectionTrait,
    id: InvitationId,
    state: InvitationState,
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    const END: &str = "\
UPDATE invitations SET state = $2, void_reason = $3, ended_at = $4 WHERE id = $1 AND state = 'pending'";
    let (state, reason) = stored(state);
    let values = [id.as_uuid().into(), state.into(), reason.into(), now.into()];
    sql::run(db, END, values).await.map(drop)
}

/// D11: ends what somebody sent who is no longer in the organization, and tells to whom it was sent.
pub(crate) async fn void_of_sender(
    db: &impl ConnectionTrait,
    org: OrgId,
    sender: AccountId,
    now: DateTime<Utc>,
) -> Result<Vec<String>, DbErr> {
    const VOID: &str = "\
UPDATE invitations SET state = $3, void_reason = $4, ended_at = $5 \
WHERE org_id = $1 AND sender_id = $2 AND state = 'pending' RETURNING email";
    let (state, reason) = stored(InvitationState::Void(VoidReason::SenderLeft));
    let values = [org.as_uuid().into(), sender.as_uuid().into(), state.into(), reason.into(), now.into()];
    let mut emails = sql::all(db, VOID, values)
        .await?
        .iter()
        .map(|row| row.column("email"))
        .collect::<Result<Vec<String>, DbErr>>()?;
    emails.sort_unstable();
    Ok(emails)
}

fn invitation(row: &QueryResult) -> Result<Invitation, DbErr> {
    Ok(Invitation {
        id: InvitationId::from_uuid(row.column("id")?),
        org: OrgId::from_uuid(row.column("org_id")?),
        org_slug: row.parsed("org_slug", |text| Slug::parse(text).ok())?,
        org_name: row.column("org_name")?,
        email: row.parsed("email", |text| EmailAddress::parse(text).ok())?,
        role: row.parsed("role", OrgRole::from_key)?,
        locale: row.parsed("locale", Locale::from_tag)?,
        note: row.column("note")?,
        days: days(row)?,
        sender: AccountId::from_uuid(row.column("sender_id")?),
        sender_name: row.column("sender_name")?,
        life: InvitationLife { state: read_state(row)?, expires_at: row.column("expires_at")? },
    })
}

/// How many days a row's invitation lives.
pub(crate) fn days(row: &QueryResult) -> Result<LifeDays, DbErr> {
    let days: i16 = row.column("life_days")?;
    let days = u8::try_from(days).ok().and_then(LifeDays::new);
    days.ok_or_else(|| DbErr::Type("`life_days` is out of its bounds".to_owned()))
}

/// The key of a reason, as stored and logged.
pub(crate) const fn reason_key(reason: VoidReason) -> &'static str {
    match reason {
        VoidReason::SenderLostRight => "sender_lost_right",
        VoidReason::SenderLeft => "sender_left",
        VoidReason::AlreadyMember => "already_member",
    }
}

const fn stored(state: InvitationState) -> (&'static str, Option<&'static str>) {
    match state {
        InvitationState::Pending => ("pending", None),
        InvitationState::Accepted => ("accepted", None),
        InvitationState::Declined => ("declined", None),
        InvitationState::Revoked => ("revoked", None),
        InvitationState::Replaced => ("replaced", None),
        InvitationState::Void(reason) => ("void", Some(reason_key(reason))),
    }
}

fn read_state(row: &QueryResult) -> Result<InvitationState, DbErr> {
    const STATES: [InvitationState; 8] = [
        InvitationState::Pending,
        InvitationState::Accepted,
        InvitationState::Declined,
        InvitationState::Revoked,
        InvitationState::Replaced,
        InvitationState::Void(VoidReason::SenderLostRight),
        InvitationState::Void(VoidReason::SenderLeft),
        InvitationState::Void(VoidReason::AlreadyMember),
    ];
    let reason: Option<String> = row.column("void_reason")?;
    row.parsed("state", |state| STATES.into_iter().find(|known| stored(*known) == (state, reason.as_deref())))
}
