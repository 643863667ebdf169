//! Invitations as the invited person sees them: looking one up by its token, accepting, declining.

use slipway_core::{
    access::{delegate, effective::Actor, grant::RoleName},
    api::{
        invitation::{InvitationOffer, Joined},
        problem::{Problem, StateProblem},
        table::{AcceptInvitation, DeclineInvitation, LookUpInvitation},
    },
    audit::{AuditAction, AuditActor, AuditChange, AuditField, TargetKind},
    field::NoBody,
    invitation::{self as life, InvitationEvent, InvitationLife, VoidReason},
    token::PresentedToken,
    verification::{self, NeedsProof},
};

use crate::{
    Ctx,
    audit::{Entry, target},
    error::Refused,
    gate::permit::Permit,
    randomness::TokenHash,
    store::{
        Tx, Written, account, address,
        invitation::{self, ByToken, Invitation},
        member, signed_in,
    },
};

/// Shows an invitation to whoever holds its token; one that has ended tells how.
pub(crate) async fn look_up(
    ctx: Ctx,
    permit: Permit<LookUpInvitation>,
    token: PresentedToken,
) -> Result<InvitationOffer, Refused> {
    let db = ctx.store.reader();
    let found = invitation::by_token(db, hash(&token)?).await?.ok_or(Problem::NotFound)?.invitation;
    found.life.check_live(permit.now())?;
    let has_account = account::exists(db, &found.email).await?;
    Ok(InvitationOffer {
        organization: found.org_name,
        sender_name: found.sender_name,
        role: found.role,
        note: found.note,
        email: found.email,
        expires_at: found.life.expires_at,
        has_account,
    })
}

/// Joins the organization that invites, by the invitation's token.
pub(crate) async fn accept(
    ctx: Ctx,
    permit: Permit<AcceptInvitation>,
    token: PresentedToken,
) -> Result<Joined, Refused> {
    let (token, delivery) = (hash(&token)?, ctx.mail);
    let outcome = ctx
        .store
        .write(&permit, |tx| async move {
            let ByToken { invitation, proves_address } = held(&tx, token).await?;
            let me = &tx.me()?.account;
            let proven = me.verified || proves_address;
            if !proven && address::link_org(tx.db(), me.id).await? != Some(invitation.org) {
                InvitationLife::check_addressee(&invitation.email, &me.email)?;
                verification::check(NeedsProof::JoinByCopiedLink, proven, delivery)?;
            }
            join(&tx, invitation, proves_address).await
        })
        .await?;
    Ok(outcome?)
}

/// Joins the organization that invites, if whoever sent the invitation could send it now (D5).
///
/// Where that fails the invitation becomes void: a change of its own that is committed with its entry,
/// and answered with a refusal. So the job's value is itself a result. Where the invitation came by mail,
/// `proves_address`, joining proves the address too.
pub(super) async fn join(
    tx: &Tx,
    found: Invitation,
    proves_address: bool,
) -> Result<Written<Result<Joined, StateProblem>>, Refused> {
    let me = &tx.me()?.account;
    let accepted = found.life.after(InvitationEvent::Accept, tx.now())?;
    InvitationLife::check_addressee(&found.email, &me.email)?;
    let present = member::load(tx.db(), found.org, me.id).await?.map(|member| member.view.role);
    let judged = match life::check_joining(present) {
        Ok(()) => judge_sender(tx, &found).await?,
        Err(reason) => Err(reason),
    };
    if let Err(reason) = judged {
        return void(tx, &found, reason).await;
    }
    invitation::end(tx.db(), found.id, accepted, tx.now()).await?;
    let newly_proven = proves_address && !me.verified;
    if newly_proven {
        address::set_verified(tx.db(), me.id, tx.now()).await?;
    }
    match present {
        Some(_) => member::set_role(tx.db(), found.org, me.id, found.role).await?,
        None => member::insert(tx.db(), found.org, me.id, found.role, tx.now()).await?,
    }
    let named = target(TargetKind::Member, me.id, &me.name);
    let entry = Entry::in_org(found.org, AuditAction::MemberJoined, named).without_right();
    let before = present.map(|role| role.key().to_owned());
    let changes = AuditChange::between([
        (AuditField::Role, before, Some(found.role.key().to_owned())),
        (AuditField::VerifiedAddress, None, newly_proven.then(|| me.email.to_string())),
    ]);
    let joined = Joined { org: found.org, slug: found.org_slug, name: found.org_name, role: found.role };
    Ok(Written::new(Ok(joined), entry.with_changes(changes)))
}

/// Declines an invitation, signed in or not.
pub(crate) async fn decline(
    ctx: Ctx,
    permit: Permit<DeclineInvitation>,
    token: PresentedToken,
) -> Result<NoBody, Refused> {
    let token = hash(&token)?;
    ctx.store
        .write(&permit, |tx| async move {
            let found = held(&tx, token).await?.invitation;
            turn_down(&tx, &found).await
        })
        .await
}

/// Declines it, whoever does.
pub(super) async fn turn_down(tx: &Tx, found: &Invitation) -> Result<Written<NoBody>, Refused> {
    let declined = found.life.after(InvitationEvent::Decline, tx.now())?;
    invitation::end(tx.db(), found.id, declined, tx.now()).await?;
    let named = target(TargetKind::Invitation, found.id, found.email.as_str());
    let mut entry = Entry::in_org(found.org, AuditAction::InvitationDeclined, named).without_right();
    if tx.me().is_err() {
        // Nobody is signed in: all that is known is the address that the token was sent to.
        entry = entry.by(AuditActor { account: None, name: found.email.to_string() });
    }
    let role = Some(found.role.key().to_owned());
    Ok(Written::new(NoBody {}, entry.with_changes(AuditChange::between([(AuditField::Role, role, None)]))))
}

/// A token that does not even have the form of one is answered like one that nobody ever made.
fn hash(token: &PresentedToken) -> Result<TokenHash, Refused> {
    TokenHash::of_presented(token).ok_or_else(|| Problem::NotFound.into())
}

/// The invitation of a token, as it is while its organization's row is held.
async fn held(tx: &Tx, token: TokenHash) -> Result<ByToken, Refused> {
    let seen = invitation::by_token(tx.db(), token).await?.ok_or(Problem::NotFound)?;
    tx.lock_org(seen.invitation.org).await?;
    Ok(invitation::by_token(tx.db(), token).await?.ok_or(Problem::NotFound)?)
}

/// D5: judges the invitation once more, by its sender's rights of this moment.
async fn judge_sender(tx: &Tx, found: &Invitation) -> Result<Result<(), VoidReason>, Refused> {
    let grants = signed_in::grants_in(tx.db(), found.sender, found.org).await?;
    let sender = Actor { account: found.sender, grants: &grants, now: tx.now() };
    let verdict =
        delegate::invite_member(&sender, found.org, RoleName::Org(found.role), found.role.set(), false);
    Ok(verdict.map_err(|_| VoidReason::SenderLostRight))
}

/// Ends an invitation that cannot take effect, and says so to the log and to whoever accepted it.
async fn void<T>(
    tx: &Tx,
    found: &Invitation,
    reason: VoidReason,
) -> Result<Written<Result<T, StateProblem>>, Refused> {
    let state = found.life.after(InvitationEvent::Void(reason), tx.now())?;
    invitation::end(tx.db(), found.id, state, tx.now()).await?;
    let named = target(TargetKind::Invitation, found.id, found.email.as_str());
    let entry = Entry::in_org(found.org, AuditAction::InvitationVoided, named).without_right();
    let changes = AuditChange::between([
        (AuditField::Role, Some(found.role.key().to_owned()), None),
        (AuditField::Reason, None, Some(invitation::reason_key(reason).to_owned())),
    ]);
    Ok(Written::new(Err(StateProblem::InvitationVoid { void: reason }), entry.with_changes(changes)))
}
