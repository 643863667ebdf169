//! Making the first account, with the token that the program printed.

use slipway_core::{
    account::SetUp,
    api::{
        account::{AccountView, SessionView},
        problem::{Problem, StateProblem},
        table::SetUpInstallation,
    },
    audit::{AuditAction, AuditActor, TargetKind},
    id::AccountId,
};

use super::session;
use crate::{
    Ctx,
    audit::{Entry, target},
    auth::cookie::SessionCookie,
    error::Refused,
    gate::permit::Permit,
    randomness::TokenHash,
    store::{
        Written,
        account::{self, AccountRow},
        installation::{self, Installation},
    },
};

/// Makes the installation's administrator, and signs them in.
pub async fn set_up(
    ctx: Ctx,
    permit: Permit<SetUpInstallation>,
    set_up: SetUp,
) -> Result<(SessionView, SessionCookie), Refused> {
    let presented = TokenHash::of_presented(&set_up.token);
    // Before anything is hashed: only whoever has the token can make the machine work.
    check(&installation::load(ctx.store.reader()).await?, presented)?;
    let new = set_up.account;
    let password_hash = ctx.passwords.hash(&new.password).await?;
    let token = ctx.randomness.token()?;
    let (new, password_hash, hash, request) = (&new, &password_hash, token.hash(), permit.request());
    let account = ctx
        .store
        .write(&permit, |tx| async move {
            check(&installation::load(tx.db()).await?, presented)?;
            if !installation::finish_set_up(tx.db(), tx.now()).await? {
                return Err(StateProblem::AlreadySetUp.into());
            }
            let view = AccountView {
                id: AccountId::from_uuid(tx.new_id()?),
                name: new.name.as_str().to_owned(),
                email: new.email.clone(),
                locale: new.locale,
                administrator: true,
                // Whoever holds the machine made it.
                verified: true,
            };
            let row = AccountRow { view, password_hash: password_hash.clone(), link_org: None };
            account::insert(tx.db(), &row, tx.now()).await?;
            session::begin(&tx, &row.view, hash, request).await?;
            let actor = AuditActor { account: Some(row.view.id), name: row.view.name.clone() };
            let on = target(TargetKind::Installation, "", row.view.email.as_str());
            let entry = Entry::in_installation(AuditAction::InstallationSetUp, on).by(actor);
            Ok(Written::new(row.view, entry))
        })
        .await?;
    Ok((session::view(&ctx, Some(account)).await?, SessionCookie::Begin(token)))
}

fn check(installation: &Installation, presented: Option<TokenHash>) -> Result<(), Refused> {
    if installation.set_up {
        return Err(StateProblem::AlreadySetUp.into());
    }
    match presented {
        Some(token) if installation.accepts(token) => Ok(()),
        _ => Err(Problem::NotFound.into()),
    }
}
