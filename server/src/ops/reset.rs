//! A forgotten password: asking for a link, and setting a new one by it.
//!
//! Asking says nothing about the address. A request for one that has no account, or a disabled one, does the
//! same work and is answered the same; what differs is done by the mail queue.

use chrono::{DateTime, Utc};
use slipway_core::{
    account::ResetPassword as NewAndToken,
    api::{
        account::{ResetOffer, SessionView},
        problem::Problem,
        table::{ForgotPassword, LookUpReset, ResetPassword},
    },
    audit::{AuditAction, AuditActor, TargetKind},
    email::EmailAddress,
    field::NoBody,
    mail::MailKind,
    mailed_link::LinkPurpose,
    token::PresentedToken,
};

use super::{
    account::check_not_personal,
    account_mail::{after_new_password, queue},
    session::{self, of_account},
    verification::{check, in_force, use_up},
};
use crate::{
    Ctx,
    audit::{Entry, target},
    auth::cookie::SessionCookie,
    error::Refused,
    gate::permit::Permit,
    limits::{AddressLimit, LimitKind},
    randomness::TokenHash,
    store::{
        Written, account,
        account_token::{self, AccountToken},
        address, limit, session as sessions,
    },
};

const RESET: [LinkPurpose; 1] = [LinkPurpose::ResetPassword];

/// Has a link sent, should an account have this address.
pub(crate) async fn forgot(
    ctx: Ctx,
    permit: Permit<ForgotPassword>,
    email: EmailAddress,
) -> Result<NoBody, Refused> {
    let (email, delivery, request) = (&email, ctx.mail, permit.request());
    delivery.check(LinkPurpose::ResetPassword)?;
    ctx.per_address.take(AddressLimit::Reset, request, permit.now())?;
    limit::check_room(&ctx.store, LimitKind::Reset, email.as_str(), permit.now()).await?;
    ctx.store
        .write(&permit, |tx| async move {
            limit::take(&tx, LimitKind::Reset, email.as_str(), 1).await?;
            queue(&tx, delivery, MailKind::ResetPassword, None, email).await?;
            // Whoever asks is not known, only from where; and the address that they typed is not kept, since whether
            // somebody here has it is not looked up.
            let on = target(TargetKind::Account, "", "");
            let actor = AuditActor { account: None, name: request.address.clone().unwrap_or_default() };
            let entry = Entry::in_installation(AuditAction::AccountResetRequested, on).by(actor);
            Ok(Written::new(NoBody {}, entry))
        })
        .await?;
    ctx.mail_queued.notify_one();
    Ok(NoBody {})
}

/// Tells whose password a link sets, or what became of it.
pub(crate) async fn look_up(
    ctx: Ctx,
    permit: Permit<LookUpReset>,
    token: PresentedToken,
) -> Result<ResetOffer, Refused> {
    let AccountToken { account, life, .. } = found(&ctx, &token, permit.now()).await?;
    Ok(ResetOffer { email: account.email, name: account.name, expires_at: life.expires_at })
}

/// Sets a new password. Every session ends; this browser goes on in a new one.
pub(crate) async fn reset(
    ctx: Ctx,
    permit: Permit<ResetPassword>,
    new: NewAndToken,
) -> Result<(SessionView, SessionCookie), Refused> {
    let hash = TokenHash::of_presented(&new.token).ok_or(Problem::NotFound)?;
    let holder = found(&ctx, &new.token, permit.now()).await?.account;
    check_not_personal(&new.password, "password", &[&holder.name, holder.email.local_part()])?;

    let permit = permit.concerning(holder.id);
    let password_hash = &ctx.passwords.hash(&new.password).await?;
    let token = ctx.randomness.token()?;
    let (session_hash, delivery, request) = (token.hash(), ctx.mail, permit.request());
    let before = permit.signed_in().map(|who| who.session);
    let account = ctx
        .store
        .write(&permit, |tx| async move {
            let AccountToken { id, mut account, mailed, .. } = in_force(&tx, hash, &RESET).await?;
            use_up(&tx, id, LinkPurpose::ResetPassword).await?;
            account::set_password(tx.db(), account.id, password_hash, tx.now()).await?;
            if mailed {
                // Whoever holds the link reads the mail of its address.
                address::set_verified(tx.db(), account.id, tx.now()).await?;
                account.verified = true;
            }
            sessions::delete_all(tx.db(), account.id).await?;
            if let Some(before) = before {
                sessions::delete(tx.db(), before).await?;
            }
            session::begin(&tx, &account, session_hash, request).await?;
            after_new_password(&tx, delivery, &account).await?;
            let entry = of_account(AuditAction::AccountPasswordReset, &account);
            Ok(Written::new(account, entry))
        })
        .await?;
    ctx.mail_queued.notify_one();
    Ok((session::view(&ctx, Some(account)).await?, SessionCookie::Begin(token)))
}

async fn found(ctx: &Ctx, token: &PresentedToken, now: DateTime<Utc>) -> Result<AccountToken, Refused> {
    let hash = TokenHash::of_presented(token).ok_or(Problem::NotFound)?;
    let found = account_token::by_hash(ctx.store.reader(), hash).await?.ok_or(Problem::NotFound)?;
    check(found, &RESET, now)
}
