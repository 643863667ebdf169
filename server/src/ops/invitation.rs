//! Invitations as the organization sees them: sending, listing, revoking. Answering one is in
//! [`super::answer`].

use slipway_core::{
    access::{
        decide::decide,
        delegate,
        grant::{RoleName, Scope},
        permission::OrgPermission,
    },
    api::{
        account::MailDelivery,
        invitation::InvitationView,
        page::Page,
        problem::{Problem, StateProblem},
        table::{ListInvitations, RevokeInvitation, SendInvitation},
    },
    audit::{AuditAction, AuditChange, TargetKind},
    field::NoBody,
    id::{InvitationId, MailId},
    invitation::{self as life, InvitationEvent, Invite},
};

use crate::{
    Ctx,
    audit::{Entry, target},
    error::Refused,
    gate::permit::Permit,
    store::{
        Written, invitation, mail, member,
        pending::{self, Whose},
    },
};

/// Invites somebody (D1, D7, D10), in the place of an earlier invitation to the same address.
pub(crate) async fn send(
    ctx: Ctx,
    permit: Permit<SendInvitation>,
    invite: Invite,
) -> Result<InvitationView, Refused> {
    let (invite, delivery) = (&invite, ctx.mail);
    let view = ctx
        .store
        .write(&permit, |tx| async move {
            let (me, org, now) = (&tx.me()?.account, tx.membership()?.org, tx.now());
            let earlier = invitation::pending_to(tx.db(), org, &invite.email).await?;
            if let Some(earlier) = earlier.as_ref().filter(|earlier| earlier.life.is_live(now)) {
                delegate::manage_invitation(&tx.actor()?, org, earlier.sender)?;
            }
            let invites_self = invite.email == me.email;
            let role = RoleName::Org(invite.role);
            delegate::invite_member(&tx.actor()?, org, role, invite.role.set(), invites_self)?;
            let present = member::role_of_address(tx.db(), org, &invite.email).await?;
            if life::check_joining(present).is_err() {
                return Err(StateProblem::AlreadyMember { email: invite.email.clone() }.into());
            }
            if let Some(earlier) = &earlier {
                let state = earlier.life.after(InvitationEvent::Replace, now)?;
                invitation::end(tx.db(), earlier.id, state, now).await?;
            }
            let id = InvitationId::from_uuid(tx.new_id()?);
            let new = invitation::NewInvitation {
                id,
                org,
                email: &invite.email,
                role: invite.role,
                locale: invite.locale,
                sender: me.id,
                sent_at: now,
                expires_at: life::expiry(now),
            };
            invitation::insert(tx.db(), &new).await?;
            if delivery != MailDelivery::None {
                mail::queue_invitation(tx.db(), MailId::from_uuid(tx.new_id()?), id, now).await?;
            }
            let view = pending::load(tx.db(), org, id, delivery, now).await?.ok_or(Problem::NotFound)?;
            let named = target(TargetKind::Invitation, id, invite.email.as_str());
            let entry = Entry::in_org(org, AuditAction::InvitationSent, named);
            let changes = sent_changes(earlier.as_ref(), &view);
            Ok(Written::new(view, entry.with_changes(changes)))
        })
        .await?;
    ctx.mail_queued.notify_one();
    Ok(view)
}

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
            let changes = AuditChange::between([("role", role, None)]);
            Ok(Written::new(NoBody {}, entry.with_changes(changes)))
        })
        .await
}

fn sent_changes(earlier: Option<&invitation::Invitation>, new: &InvitationView) -> Vec<AuditChange> {
    let before = |read: fn(&invitation::Invitation) -> String| earlier.map(read);
    AuditChange::between([
        ("role", before(|i| i.role.key().to_owned()), Some(new.role.key().to_owned())),
        ("locale", before(|i| i.locale.tag().to_owned()), Some(new.locale.tag().to_owned())),
        ("expires_at", before(|i| i.life.expires_at.to_rfc3339()), Some(new.expires_at.to_rfc3339())),
    ])
}
