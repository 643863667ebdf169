//! Inviting: one address, or many at once with a result for each.
//!
//! Each address is a write of its own, with its audit entry: the right is judged for each by what the database
//! says at that moment, the good ones stand whatever becomes of the others, and a program that ends in between
//! leaves whole invitations. Sending the same list again replaces what was sent.

use std::time::Duration;

use slipway_core::{
    access::{decide::Denial, delegate, grant::RoleName},
    address_list::Listed,
    api::{
        account::MailDelivery,
        endpoint::Endpoint,
        invitation::{InvitationView, InviteOutcome, InviteResult, InviteResults},
        problem::{Problem, StateProblem},
        table::SendInvitation,
    },
    audit::{AuditAction, AuditChange, AuditField, TargetKind},
    email::EmailAddress,
    id::{InvitationId, MailId},
    invitation::{InvitationEvent, Invite},
    verification::{self, NeedsProof},
};
use tokio::time::{Instant, timeout_at};

use super::invitation::{check_not_joined, link};
use crate::{
    Ctx,
    audit::{Entry, target},
    error::Refused,
    gate::permit::Permit,
    limits::LimitKind,
    randomness::TokenHash,
    store::{Tx, Written, invitation, limit, mail, pending},
};

/// How long a list may take: less than a request, so that there is an answer.
const PATIENCE: Duration = Duration::from_secs(10);

/// Invites everybody on the list (D1, D7, D10), each in the place of an earlier invitation to the same address.
///
/// A request that sends nothing is refused where its only address is, or where something stands against all.
/// Otherwise each address has its result; what stands against all from some point on is the result of the rest.
/// So is the time: a request that is cut off in the middle would leave nobody knowing whom it invited.
pub(crate) async fn send(
    ctx: Ctx,
    permit: Permit<SendInvitation>,
    invite: Invite,
) -> Result<InviteResults, Refused> {
    let (entries, until) = (invite.emails.entries(), Instant::now() + PATIENCE);
    let subject = permit.me()?.account.id.to_string();
    limit::check_room(&ctx.store, LimitKind::Invitations, &subject, permit.now()).await?;
    let (mut results, mut sends, mut stopped) = (Vec::with_capacity(entries.len()), false, None);
    for Listed { text, address } in entries {
        let outcome = match (address, &stopped) {
            (Err(problem), _) => InviteOutcome::Unusable { problem: problem.clone() },
            (Ok(_), Some(problem)) => InviteOutcome::Refused { problem: Problem::clone(problem) },
            (Ok(email), None) => match in_time(until, send_to(&ctx, &permit, &invite, email)).await {
                Ok(outcome) => {
                    sends = true;
                    outcome
                }
                Err(refused) => {
                    let concerns_one = concerns_one_address(refused.problem());
                    if !sends && (entries.len() == 1 || !concerns_one) {
                        return Err(refused);
                    }
                    let problem = note(&ctx, &permit, &refused);
                    if !concerns_one {
                        stopped = Some(problem.clone());
                    }
                    InviteOutcome::Refused { problem }
                }
            },
        };
        results.push(InviteResult { text: text.clone(), outcome });
    }
    ctx.mail_queued.notify_one();
    Ok(InviteResults { results })
}

/// Gives up what is not done by then.
async fn in_time<T>(until: Instant, work: impl Future<Output = Result<T, Refused>>) -> Result<T, Refused> {
    let done = timeout_at(until, work).await;
    done.unwrap_or_else(|_| Err(Refused::unavailable("inviting everybody of a list took too long")))
}

/// Invites one of them.
async fn send_to(
    ctx: &Ctx,
    permit: &Permit<SendInvitation>,
    invite: &Invite,
    email: &EmailAddress,
) -> Result<InviteOutcome, Refused> {
    // Where nobody is told by mail, whoever invites gets the link to tell them by.
    let token = match ctx.mail {
        MailDelivery::None => Some(ctx.randomness.token()?),
        MailDelivery::Smtp | MailDelivery::Folder => None,
    };
    let hash = token.as_ref().map(|token| token.hash());
    let delivery = ctx.mail;
    let (invitation, replaced) =
        ctx.store.write(permit, |tx| store(tx, invite, email, hash, delivery)).await?;
    Ok(InviteOutcome::Invited { invitation, replaced, link: token.map(|token| link(ctx, &token)) })
}

async fn store(
    tx: Tx,
    invite: &Invite,
    email: &EmailAddress,
    link: Option<TokenHash>,
    delivery: MailDelivery,
) -> Result<Written<(InvitationView, bool)>, Refused> {
    let (me, org, now) = (&tx.me()?.account, tx.membership()?.org, tx.now());
    verification::check(NeedsProof::SendMail, me.verified, delivery)?;
    let earlier = invitation::pending_to(tx.db(), org, email).await?;
    if let Some(earlier) = earlier.as_ref().filter(|earlier| earlier.life.is_live(now)) {
        delegate::manage_invitation(&tx.actor()?, org, earlier.sender)?;
    }
    let role = RoleName::Org(invite.role);
    delegate::invite_member(&tx.actor()?, org, role, invite.role.set(), *email == me.email)?;
    check_not_joined(&tx, email).await?;
    limit::take(&tx, LimitKind::Invitations, &me.id.to_string(), 1).await?;
    if let Some(earlier) = &earlier {
        let state = earlier.life.after(InvitationEvent::Replace, now)?;
        invitation::end(tx.db(), earlier.id, state, now).await?;
    }
    let id = InvitationId::from_uuid(tx.new_id()?);
    let new = invitation::NewInvitation {
        id,
        org,
        email,
        role: invite.role,
        locale: invite.locale,
        note: invite.note.as_ref(),
        days: invite.life,
        link,
        sender: me.id,
        sent_at: now,
    };
    invitation::insert(tx.db(), &new).await?;
    if delivery != MailDelivery::None {
        mail::queue_invitation(tx.db(), MailId::from_uuid(tx.new_id()?), id, now).await?;
    }
    let view = pending::load(tx.db(), org, id, delivery, now).await?.ok_or(Problem::NotFound)?;
    let named = target(TargetKind::Invitation, id, email.as_str());
    let entry = Entry::in_org(org, AuditAction::InvitationSent, named);
    let changes = changes(earlier.as_ref(), &view, invite);
    Ok(Written::new((view, earlier.is_some()), entry.with_changes(changes)))
}

/// Whether a problem stands against one address and says nothing of the others.
const fn concerns_one_address(problem: &Problem) -> bool {
    matches!(
        problem,
        Problem::State { problem: StateProblem::AlreadyMember { .. } }
            | Problem::Denied { denial: Denial::OwnGrant | Denial::InvitationOfAnother { .. } }
    )
}

/// Notes a refusal that is told as a result of one address, as the gate notes those that are answers.
fn note(ctx: &Ctx, permit: &Permit<SendInvitation>, refused: &Refused) -> Problem {
    if let (Some(denial), Some(who)) = (refused.denial(), permit.signed_in()) {
        let (org, request) = (permit.org_id(), permit.request().clone());
        ctx.refusals.note(SendInvitation::NAME, org, &who.account, denial, request);
    } else {
        tracing::warn!(error = %refused, "could not invite everybody of a list");
    }
    refused.problem().clone().outward()
}

fn changes(
    earlier: Option<&invitation::Invitation>,
    new: &InvitationView,
    invite: &Invite,
) -> Vec<AuditChange> {
    let before = |read: fn(&invitation::Invitation) -> String| earlier.map(read);
    let note = invite.note.as_ref().map(|note| note.as_str().to_owned());
    AuditChange::between([
        (AuditField::Role, before(|i| i.role.key().to_owned()), Some(new.role.key().to_owned())),
        (AuditField::Locale, before(|i| i.locale.tag().to_owned()), Some(new.locale.tag().to_owned())),
        (
            AuditField::ExpiresAt,
            before(|i| i.life.expires_at.to_rfc3339()),
            Some(new.expires_at.to_rfc3339()),
        ),
        (AuditField::Note, earlier.and_then(|earlier| earlier.note.clone()), note),
    ])
}
