//! Signing in and out, and who is signed in.

use slipway_core::{
    account::SignIn,
    api::{
        account::{AccountView, Me, SessionView},
        problem::Problem,
        table::{ConfirmPassword, DeleteSession, GetSession, PostSession},
    },
    audit::{AuditAction, AuditActor, TargetKind},
    id::SessionId,
    password::TypedPassword,
};

use crate::{
    Ctx,
    audit::{Entry, target},
    auth::{cookie::SessionCookie, tries},
    error::Refused,
    gate::{permit::Permit, request::RequestContext},
    randomness::TokenHash,
    store::{Tx, Written, account, address, installation, session, settings},
};

/// Who is signed in, and whether the installation is set up.
pub async fn get(ctx: Ctx, permit: Permit<GetSession>, (): ()) -> Result<SessionView, Refused> {
    view(&ctx, permit.signed_in().map(|who| who.account.clone())).await
}

/// Signs in. An address without an account, a disabled account and a wrong password are answered alike,
/// and as late.
pub async fn sign_in(
    ctx: Ctx,
    permit: Permit<PostSession>,
    sign_in: SignIn,
) -> Result<(SessionView, SessionCookie), Refused> {
    let taken = tries::take(&ctx, &sign_in.email, permit.request(), permit.now()).await?;
    let found = account::credentials(ctx.store.reader(), &sign_in.email).await?;
    let stored = found.as_ref().map(|found| found.password_hash.as_str());
    let is_right = ctx.passwords.verify(&sign_in.password, stored).await?;
    let found = found.filter(|_| is_right).ok_or(Problem::WrongCredentials)?;

    let token = ctx.randomness.token()?;
    // Held, so that no session is begun beside a change of password or a disabling that ends all of them.
    let permit = permit.concerning(found.view.id);
    let (hash, sign_in, found, request) = (token.hash(), &sign_in, &found, permit.request());
    let (ctx, taken) = (&ctx, &taken);
    let before = permit.signed_in().map(|who| who.session);
    let account = ctx
        .store
        .write(&permit, |tx| async move {
            // Between the comparison and now the account may have been disabled, or its password changed.
            let now_found = account::credentials(tx.db(), &sign_in.email).await?;
            let account = now_found
                .filter(|now| now.password_hash == found.password_hash)
                .map(|now| now.view)
                .ok_or(Problem::WrongCredentials)?;
            taken.give_back(ctx, &tx).await?;
            if let Some(before) = before {
                session::delete(tx.db(), before).await?;
            }
            begin(&tx, &account, hash, request).await?;
            let entry = of_account(AuditAction::AccountSignedIn, &account);
            Ok(Written::new(account, entry))
        })
        .await?;
    Ok((view(ctx, Some(account)).await?, SessionCookie::Begin(token)))
}

/// Signs out: the session ends here, not only in the browser.
pub async fn sign_out(
    ctx: Ctx,
    permit: Permit<DeleteSession>,
    (): (),
) -> Result<(SessionView, SessionCookie), Refused> {
    ctx.store
        .write(&permit, |tx| async move {
            let me = tx.me()?;
            session::delete(tx.db(), me.session).await?;
            Ok(Written::new((), of_account(AuditAction::AccountSignedOut, &me.account)))
        })
        .await?;
    Ok((view(&ctx, None).await?, SessionCookie::End))
}

/// Confirms the password once more, which dangerous acts ask for. The session goes on under a new token.
pub async fn confirm_password(
    ctx: Ctx,
    permit: Permit<ConfirmPassword>,
    password: TypedPassword,
) -> Result<(SessionView, SessionCookie), Refused> {
    let me = &permit.me()?.account;
    let taken = tries::take(&ctx, &me.email, permit.request(), permit.now()).await?;
    let proven = account::credentials(ctx.store.reader(), &me.email).await?.ok_or(Problem::NotSignedIn)?;
    if !ctx.passwords.verify(&password, Some(&proven.password_hash)).await? {
        return Err(Problem::WrongPassword.into());
    }

    let token = ctx.randomness.token()?;
    let (ctx, taken, proven, hash) = (&ctx, &taken, &proven, token.hash());
    let account = ctx
        .store
        .write(&permit, |tx| async move {
            let me = tx.me()?;
            // Somebody may have changed it meanwhile; then what was proven proves nothing any more.
            let now_found = account::credentials(tx.db(), &me.account.email).await?;
            if now_found.is_none_or(|now| now.password_hash != proven.password_hash) {
                return Err(Problem::WrongPassword.into());
            }
            taken.give_back(ctx, &tx).await?;
            session::renew(tx.db(), me.session, hash, tx.now()).await?;
            let entry = of_account(AuditAction::AccountPasswordConfirmed, &me.account);
            Ok(Written::new(me.account.clone(), entry))
        })
        .await?;
    Ok((view(ctx, Some(account)).await?, SessionCookie::Begin(token)))
}

/// Begins a session in a transaction.
pub(super) async fn begin(
    tx: &Tx,
    account: &AccountView,
    token: TokenHash,
    request: &RequestContext,
) -> Result<(), Refused> {
    let id = SessionId::from_uuid(tx.new_id()?);
    session::insert(tx, id, token, account.id, request, tx.now()).await?;
    session::note_seen(tx.db(), id, account.id, tx.now()).await?;
    Ok(())
}

/// The entry of an act on one's own account.
pub(super) fn of_account(action: AuditAction, account: &AccountView) -> Entry {
    let actor = AuditActor { account: Some(account.id), name: account.name.clone() };
    let on = target(TargetKind::Account, account.id, account.email.as_str());
    Entry::in_installation(action, on).by(actor)
}

/// What the page asks first.
pub async fn view(ctx: &Ctx, account: Option<AccountView>) -> Result<SessionView, Refused> {
    let db = ctx.store.reader();
    let set_up = installation::load(db).await?.set_up;
    let me = match account {
        Some(account) => Some(Me {
            orgs: account::orgs(db, account.id).await?,
            address_change: address::live_change(db, account.id, ctx.clock.now()).await?,
            places: account::places(db, account.id, ctx.max_orgs_per_account).await?,
            account,
        }),
        None => None,
    };
    let sign_up_open = settings::load(db).await?.sign_up.is_open();
    Ok(SessionView { set_up, sign_up_open, mail: ctx.mail, me })
}
