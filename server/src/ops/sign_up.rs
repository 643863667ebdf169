//! Making an account: through an invitation, which to accept is another act, or where sign-up is open.

use sea_orm::ConnectionTrait;
use slipway_core::{
    account::{NewAccount, SignUp},
    api::{
        account::{AccountView, SessionView},
        problem::{Problem, StateProblem},
        table::{SignUpByInvitation, SignUpOpenly},
    },
    audit::AuditAction,
    email::EmailAddress,
    id::AccountId,
};

use super::{
    account::check_not_personal,
    session::{self, of_account},
    verification,
};
use crate::{
    Ctx,
    auth::cookie::SessionCookie,
    clock::Clock,
    error::Refused,
    gate::permit::Permit,
    limits::AddressLimit,
    randomness::TokenHash,
    store::{
        Written,
        account::{self, AccountRow},
        invitation::{self, ByToken},
        session as sessions, settings,
    },
};

/// Makes an account for the invited address, and signs it in. The address counts as verified where the
/// token came to it by mail.
pub async fn sign_up_by_invitation(
    ctx: Ctx,
    permit: Permit<SignUpByInvitation>,
    sign_up: SignUp,
) -> Result<(SessionView, SessionCookie), Refused> {
    let presented = TokenHash::of_presented(&sign_up.token).ok_or(Problem::NotFound)?;
    let found = live(ctx.store.reader(), presented, &ctx.clock).await?;
    check_not_personal(&sign_up.password, "password", &[found.invitation.email.local_part()])?;

    let password_hash = ctx.passwords.hash(&sign_up.password).await?;
    let token = ctx.randomness.token()?;
    let (sign_up, password_hash, hash) = (&sign_up, &password_hash, token.hash());
    let (clock, request) = (&ctx.clock, permit.request());
    let (before, delivery) = (permit.signed_in().map(|who| who.session), ctx.mail);
    let account = ctx
        .store
        .write(&permit, |tx| async move {
            let found = live(tx.db(), presented, clock).await?;
            let view = AccountView {
                id: AccountId::from_uuid(tx.new_id()?),
                name: sign_up.name.as_str().to_owned(),
                email: found.invitation.email,
                locale: sign_up.locale,
                administrator: false,
                verified: found.proves_address,
            };
            let link_org = (!found.proves_address).then_some(found.invitation.org);
            let row = AccountRow { view, password_hash: password_hash.clone(), link_org };
            account::insert(tx.db(), &row, tx.now()).await?;
            if let Some(before) = before {
                sessions::delete(tx.db(), before).await?;
            }
            session::begin(&tx, &row.view, hash, request).await?;
            verification::begin(&tx, delivery, &row.view).await?;
            let entry = of_account(AuditAction::AccountCreated, &row.view);
            Ok(Written::new(row.view, entry))
        })
        .await?;
    ctx.mail_queued.notify_one();
    Ok((session::view(&ctx, Some(account)).await?, SessionCookie::Begin(token)))
}

/// Makes an account for an address that is to be proven, where sign-up is open, and signs it in. Unlike
/// signing in it says whether an account has the address: whoever signs up has to know.
pub async fn sign_up_openly(
    ctx: Ctx,
    permit: Permit<SignUpOpenly>,
    new: NewAccount,
) -> Result<(SessionView, SessionCookie), Refused> {
    check_open(ctx.store.reader()).await?;
    ctx.per_address.take(AddressLimit::SignUp, permit.request(), permit.now())?;
    check_free(ctx.store.reader(), &new.email).await?;
    let password_hash = &ctx.passwords.hash(&new.password).await?;
    let token = ctx.randomness.token()?;
    let (new, hash, delivery, request) = (&new, token.hash(), ctx.mail, permit.request());
    let before = permit.signed_in().map(|who| who.session);
    let account = ctx
        .store
        .write(&permit, |tx| async move {
            check_open(tx.db()).await?;
            check_free(tx.db(), &new.email).await?;
            let view = AccountView {
                id: AccountId::from_uuid(tx.new_id()?),
                name: new.name.as_str().to_owned(),
                email: new.email.clone(),
                locale: new.locale,
                administrator: false,
                verified: false,
            };
            let row = AccountRow { view, password_hash: password_hash.clone(), link_org: None };
            account::insert(tx.db(), &row, tx.now()).await?;
            if let Some(before) = before {
                sessions::delete(tx.db(), before).await?;
            }
            session::begin(&tx, &row.view, hash, request).await?;
            verification::begin(&tx, delivery, &row.view).await?;
            let entry = of_account(AuditAction::AccountCreated, &row.view);
            Ok(Written::new(row.view, entry))
        })
        .await?;
    ctx.mail_queued.notify_one();
    Ok((session::view(&ctx, Some(account)).await?, SessionCookie::Begin(token)))
}

async fn check_open(db: &impl ConnectionTrait) -> Result<(), Refused> {
    Ok(settings::load(db).await?.sign_up.check_open()?)
}

async fn check_free(db: &impl ConnectionTrait, email: &EmailAddress) -> Result<(), Refused> {
    if account::exists(db, email).await? {
        return Err(StateProblem::AddressTaken { email: email.clone() }.into());
    }
    Ok(())
}

/// The live invitation of a token, to an address that has no account yet.
async fn live(db: &impl ConnectionTrait, token: TokenHash, clock: &Clock) -> Result<ByToken, Refused> {
    let found = invitation::by_token(db, token).await?.ok_or(Problem::NotFound)?;
    found.invitation.life.check_live(clock.now())?;
    check_free(db, &found.invitation.email).await?;
    Ok(found)
}
