//! Invitations as the organization sees them: listing, sending once more, links to send by hand, revoking.
//! Sending is in [`super::invite`], answering one in [`super::answer`].

use chrono::{DateTime, Utc};
use slipway_core::{
    access::{
        decide::decide,
        delegate,
        grant::{RoleName, Scope},
        permission::OrgPermission,
    },
    api::{
        account::MailDelivery,
        invitation::{CopiedLink, InvitationLink, InvitationView},
        page::Page,
        problem::{Problem, StateProblem},
        table::{CopyInvitationLink, ListInvitations, ResendInvitation, RevokeInvitation},
    },
    audit::{AuditAction, AuditChange, AuditField, TargetKind},
    email::EmailAddress,
    field::NoBody,
    id::{InvitationId, MailId},
    invitation::{self as life, InvitationEvent},
    verification::{self, NeedsProof},
};

use crate::{
    Ctx,
    audit::{Entry, target},
    error::Refused,
    gate::permit::Permit,
    limits::LimitKind,
    randomness::NewToken,
    store::{
        Tx, Written,
        invitation::{self, Invitation},
        limit, mail, member,
        pending::{self, Whose},
    },
};

/// Lists the invitations that are not answered: one's own, or with `invitations.manage` all.
pub(crate) async fn list(
    ctx: Ctx,
    permit: Permit<ListInvitations>,
    (): (),
) -> Result<Page<InvitationView>, Refused> {
    let (org, actor) = (permit.membership()?.org, permit.actor()?);
    let whose = match decide(&actor, OrgPermission::InvitationsManage.into(), Scope::Org { org }) {
        Ok(_) => Whose::All,
        Err(_) => Whose::Own(actor.account),
    };
    let delivery = ctx.mail;
    pending::list(ctx.store.reader(), org, whose, permit.query(), delivery, permit.now()).await
}

/// Takes an invitation back. One that the actor may not see is one that does not exist.
pub(crate) async fn revoke(ctx: Ctx, permit: Permit<RevokeInvitation>, (): ()) -> Result<NoBody, Refused> {
    let id = permit.path().invitation;
    ctx.store
        .write(&permit, |tx| async move {
            let (org, now) = (tx.membership()?.org, tx.now());
            let found = invitation::load(tx.db(), org, id).await?.ok_or(Problem::NotFound)?;
            delegate::see_invitation(&tx.actor()?, org, found.sender)?;
            let state = found.life.after(InvitationEvent::Revoke, now)?;
            invitation::end(tx.db(), id, state, now).await?;
            let named = target(TargetKind::Invitation, id, found.email.as_str());
            let entry = Entry::in_org(org, AuditAction::InvitationRevoked, named);
            let role = Some(found.role.key().to_owned());
            let changes = AuditChange::between([(AuditField::Role, role, None)]);
            Ok(Written::new(NoBody {}, entry.with_changes(changes)))
        })
        .await
}

/// Sends an invitation once more, for as long as it was given first. Whoever does becomes its sender.
pub(crate) async fn resend(
    ctx: Ctx,
    permit: Permit<ResendInvitation>,
    (): (),
) -> Result<InvitationView, Refused> {
    let (id, delivery) = (permit.path().invitation, ctx.mail);
    let subject = permit.me()?.account.id.to_string();
    limit::check_room(&ctx.store, LimitKind::Invitations, &subject, permit.now()).await?;
    let view = ctx
        .store
        .write(&permit, |tx| async move {
            let now = tx.now();
            let found = open_to_me(&tx, id).await?;
            let me = &tx.me()?.account;
            verification::check(NeedsProof::SendMail, me.verified, delivery)?;
            let me = me.id;
            limit::take(&tx, LimitKind::Invitations, &me.to_string(), 1).await?;
            // In the order in which the queue holds them: a mail, then its invitation.
            mail::drop_unsent_of(tx.db(), id).await?;
            invitation::renew(tx.db(), id, me, now, life::expiry(now, found.days)).await?;
            if delivery != MailDelivery::None {
                mail::queue_invitation(tx.db(), MailId::from_uuid(tx.new_id()?), id, now).await?;
            }
            renewed(&tx, &found, AuditAction::InvitationResent, delivery).await
        })
        .await?;
    ctx.mail_queued.notify_one();
    Ok(view)
}

/// Makes a link to send by hand, which ends the one before. Whoever does becomes the invitation's sender; one
/// whose time is over lives once more.
pub(crate) async fn copy_link(
    ctx: Ctx,
    permit: Permit<CopyInvitationLink>,
    (): (),
) -> Result<CopiedLink, Refused> {
    let (id, delivery) = (permit.path().invitation, ctx.mail);
    let token = ctx.randomness.token()?;
    let hash = token.hash();
    let view = ctx
        .store
        .write(&permit, |tx| async move {
            let found = open_to_me(&tx, id).await?;
            let expires_at = match found.life.is_live(tx.now()) {
                true => found.life.expires_at,
                false => life::expiry(tx.now(), found.days),
            };
            let me = tx.me()?.account.id;
            invitation::set_link_token(tx.db(), id, hash, me, expires_at).await?;
            renewed(&tx, &found, AuditAction::InvitationLinkCopied, delivery).await
        })
        .await?;
    Ok(CopiedLink { link: link(&ctx, &token), invitation: view })
}

/// The link of an invitation's page, with its token.
pub(super) fn link(ctx: &Ctx, token: &NewToken) -> InvitationLink {
    InvitationLink::new(ctx.public_url.link_with_secret("/invitations", token.reveal()))
}

/// An invitation that the actor may send in their own name (D1, D5): it has not ended, and whom it invites has
/// not joined meanwhile.
async fn open_to_me(tx: &Tx, id: InvitationId) -> Result<Invitation, Refused> {
    let org = tx.membership()?.org;
    let found = invitation::load(tx.db(), org, id).await?.ok_or(Problem::NotFound)?;
    let (role, invites_self) = (found.role, found.email == tx.me()?.account.email);
    delegate::become_sender(&tx.actor()?, org, found.sender, RoleName::Org(role), role.set(), invites_self)?;
    found.life.check_open()?;
    check_not_joined(tx, &found.email).await?;
    Ok(found)
}

/// Refuses to invite whoever is a member and no Guest.
pub(super) async fn check_not_joined(tx: &Tx, email: &EmailAddress) -> Result<(), Refused> {
    let present = member::role_of_address(tx.db(), tx.membership()?.org, email).await?;
    let joined = |_| StateProblem::AlreadyMember { email: email.clone() };
    Ok(life::check_joining(present).map_err(joined)?)
}

/// What an invitation is now, and the entry that says who stands behind it instead of whom.
async fn renewed(
    tx: &Tx,
    before: &Invitation,
    action: AuditAction,
    delivery: MailDelivery,
) -> Result<Written<InvitationView>, Refused> {
    let view =
        pending::load(tx.db(), before.org, before.id, delivery, tx.now()).await?.ok_or(Problem::NotFound)?;
    let named = target(TargetKind::Invitation, before.id, before.email.as_str());
    let until = |at: DateTime<Utc>| Some(at.to_rfc3339());
    let changes = AuditChange::between([
        (AuditField::Sender, Some(before.sender_name.clone()), Some(view.sender_name.clone())),
        (AuditField::ExpiresAt, until(before.life.expires_at), until(view.expires_at)),
    ]);
    Ok(Written::new(view, Entry::in_org(before.org, action, named).with_changes(changes)))
}
