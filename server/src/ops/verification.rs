//! Proving the address of an account by the link of a mail.

use chrono::{DateTime, Utc};
use slipway_core::{
    api::{
        account::{AccountView, MailDelivery, Verified},
        endpoint::Endpoint,
        problem::{Problem, StateProblem},
        table::{SendVerification, VerifyAddress},
    },
    audit::AuditAction,
    field::NoBody,
    mail::MailKind,
    mailed_link::LinkPurpose,
    token::PresentedToken,
};
use uuid::Uuid;

use super::{account_mail::queue, session::of_account};
use crate::{
    Ctx,
    error::Refused,
    gate::permit::Permit,
    limits::LimitKind,
    randomness::TokenHash,
    store::{
        Tx, Written,
        account_token::{self, AccountToken},
        address, limit,
    },
};

/// Proves the address that the link was sent to, whoever is signed in.
pub(crate) async fn verify(
    ctx: Ctx,
    permit: Permit<VerifyAddress>,
    token: PresentedToken,
) -> Result<Verified, Refused> {
    let hash = TokenHash::of_presented(&token).ok_or(Problem::NotFound)?;
    let permit = concerning_holder(&ctx, permit, hash).await?;
    ctx.store
        .write(&permit, |tx| async move {
            let AccountToken { id, account, .. } = in_force(&tx, hash, &[LinkPurpose::VerifyAddress]).await?;
            use_up(&tx, id, LinkPurpose::VerifyAddress).await?;
            address::set_verified(tx.db(), account.id, tx.now()).await?;
            let entry = of_account(AuditAction::AccountVerified, &account);
            Ok(Written::new(Verified { email: account.email }, entry))
        })
        .await
}

/// Has the mail with the link sent once more.
pub(crate) async fn send_again(
    ctx: Ctx,
    permit: Permit<SendVerification>,
    (): (),
) -> Result<NoBody, Refused> {
    let delivery = ctx.mail;
    delivery.check(LinkPurpose::VerifyAddress)?;
    let subject = permit.me()?.account.id.to_string();
    limit::check_room(&ctx.store, LimitKind::MailToSelf, &subject, permit.now()).await?;
    ctx.store
        .write(&permit, |tx| async move {
            let me = &tx.me()?.account;
            if me.verified {
                return Err(StateProblem::AlreadyVerified.into());
            }
            limit::take(&tx, LimitKind::MailToSelf, &me.id.to_string(), 1).await?;
            queue(&tx, delivery, MailKind::VerifyAddress, Some(me.id), &me.email).await?;
            Ok(Written::new(NoBody {}, of_account(AuditAction::AccountVerificationSent, me)))
        })
        .await?;
    ctx.mail_queued.notify_one();
    Ok(NoBody {})
}

/// The permit, concerning the account that a link belongs to as well, so that its row is held with that of
/// whoever opens it, in the order of both. Whose a link is never changes.
pub(super) async fn concerning_holder<E: Endpoint>(
    ctx: &Ctx,
    permit: Permit<E>,
    hash: TokenHash,
) -> Result<Permit<E>, Refused> {
    let found = account_token::by_hash(ctx.store.reader(), hash).await?.ok_or(Problem::NotFound)?;
    Ok(permit.concerning(found.account.id))
}

/// The token of a link that still does what it is for. The permit concerns its account, whose row is held. One
/// that is for something else is answered like one that nobody ever made.
pub(super) async fn in_force(
    tx: &Tx,
    hash: TokenHash,
    purposes: &[LinkPurpose],
) -> Result<AccountToken, Refused> {
    let found = account_token::by_hash(tx.db(), hash).await?.ok_or(Problem::NotFound)?;
    check(found, purposes, tx.now())
}

/// The same of one that was just read.
pub(super) fn check(
    found: AccountToken,
    purposes: &[LinkPurpose],
    now: DateTime<Utc>,
) -> Result<AccountToken, Refused> {
    if !purposes.contains(&found.life.purpose) {
        return Err(Problem::NotFound.into());
    }
    found.life.check(now)?;
    Ok(found)
}

/// Uses a token; of several requests at the same moment one does.
pub(super) async fn use_up(tx: &Tx, id: Uuid, of: LinkPurpose) -> Result<(), Refused> {
    if account_token::use_up(tx.db(), id, tx.now()).await? {
        Ok(())
    } else {
        Err(StateProblem::LinkUsed { of }.into())
    }
}

/// Has an account's address proven by mail, where nothing has proven it.
pub(super) async fn begin(tx: &Tx, delivery: MailDelivery, account: &AccountView) -> Result<(), Refused> {
    if account.verified {
        return Ok(());
    }
    queue(tx, delivery, MailKind::VerifyAddress, Some(account.id), &account.email).await
}
