//! Making an account through an invitation. Accepting it is another act.

use sea_orm::ConnectionTrait;
use slipway_core::{
    account::SignUp,
    api::{
        account::{AccountView, SessionView},
        problem::{Problem, StateProblem},
        table::SignUpByInvitation,
    },
    audit::AuditAction,
    id::AccountId,
};

use super::{
    account::check_not_personal,
    session::{self, of_account},
};
use crate::{
    Ctx,
    auth::cookie::SessionCookie,
    clock::Clock,
    error::Refused,
    gate::permit::Permit,
    randomness::TokenHash,
    store::{
        Written,
        account::{self, AccountRow},
        invitation::{self, ByToken},
        session as sessions,
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
    let before = permit.signed_in().map(|who| who.session);
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
            };
            let email_verified_at = found.proves_address.then(|| tx.now());
            let row = AccountRow { view, password_hash: password_hash.clone(), email_verified_at };
            account::insert(tx.db(), &row, tx.now()).await?;
            if let Some(before) = before {
                sessions::delete(tx.db(), before).await?;
            }
            session::begin(&tx, &row.view, hash, request).await?;
            let entry = of_account(AuditAction::AccountCreated, &row.view);
            Ok(Written::new(row.view, entry))
        })
        .await?;
    Ok((session::view(&ctx, Some(account)).await?, SessionCookie::Begin(token)))
}

/// The live invitation of a token, to an address that has no account yet.
async fn live(db: &impl ConnectionTrait, token: TokenHash, clock: &Clock) -> Result<ByToken, Refused> {
    let found = invitation::by_token(db, token).await?.ok_or(Problem::NotFound)?;
    found.invitation.life.check_live(clock.now())?;
    let email = &found.invitation.email;
    if account::exists(db, email).await? {
        return Err(StateProblem::AddressTaken { email: email.clone() }.into());
    }
    Ok(found)
}
