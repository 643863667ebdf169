//! One's own account: name, language, password.

use slipway_core::{
    account::{ChangePassword as NewAndOld, Profile},
    account_end::check_address,
    api::{
        account::{AccountView, SessionView},
        problem::Problem,
        table::{ChangePassword, DeleteAccount, UpdateProfile},
    },
    audit::{AuditAction, AuditChange, AuditField},
    email::EmailAddress,
    field::FieldErrors,
    password::{NewPassword, TypedPassword},
};

use super::{
    account_mail::after_new_password,
    session::{self, of_account},
};
use crate::{
    Ctx,
    auth::{cookie::SessionCookie, tries},
    error::Refused,
    gate::permit::Permit,
    store::{Written, account, account_end, session as sessions},
};

/// Changes name and language.
pub async fn update_profile(
    ctx: Ctx,
    permit: Permit<UpdateProfile>,
    profile: Profile,
) -> Result<SessionView, Refused> {
    let profile = &profile;
    let account = ctx
        .store
        .write(&permit, |tx| async move {
            let before = &tx.me()?.account;
            let after = AccountView {
                name: profile.name.as_str().to_owned(),
                locale: profile.locale,
                ..before.clone()
            };
            let changes = AuditChange::between([
                (AuditField::Name, Some(before.name.clone()), Some(after.name.clone())),
                (
                    AuditField::Locale,
                    Some(before.locale.tag().to_owned()),
                    Some(after.locale.tag().to_owned()),
                ),
            ]);
            if changes.is_empty() {
                return Ok(Written::unchanged(after));
            }
            account::update_profile(tx.db(), after.id, profile).await?;
            let entry = of_account(AuditAction::AccountUpdated, before).with_changes(changes);
            Ok(Written::new(after, entry))
        })
        .await?;
    session::view(&ctx, Some(account)).await
}

/// Changes the password. Every session ends; this browser goes on in a new one.
pub async fn change_password(
    ctx: Ctx,
    permit: Permit<ChangePassword>,
    change: NewAndOld,
) -> Result<(SessionView, SessionCookie), Refused> {
    let me = &permit.me()?.account;
    check_not_personal(&change.new, "new", &[&me.name, me.email.local_part()])?;

    let taken = tries::take(&ctx, &me.email, permit.request(), permit.now()).await?;
    let proven = account::credentials(ctx.store.reader(), &me.email).await?.ok_or(Problem::NotSignedIn)?;
    if !ctx.passwords.verify(&change.current, Some(&proven.password_hash)).await? {
        return Err(Problem::WrongPassword.into());
    }

    let password_hash = ctx.passwords.hash(&change.new).await?;
    let token = ctx.randomness.token()?;
    let (proven, password_hash, hash) = (&proven.password_hash, &password_hash, token.hash());
    let (ctx, taken, request, delivery) = (&ctx, &taken, permit.request(), ctx.mail);
    let account = ctx
        .store
        .write(&permit, |tx| async move {
            let account = tx.me()?.account.clone();
            let db = tx.db();
            // Somebody else may have changed it meanwhile; then what was proven proves nothing any more.
            if !account::replace_password(db, account.id, proven, password_hash, tx.now()).await? {
                return Err(Problem::WrongPassword.into());
            }
            taken.give_back(ctx, &tx).await?;
            sessions::delete_all(db, account.id).await?;
            session::begin(&tx, &account, hash, request).await?;
            after_new_password(&tx, delivery, &account).await?;
            let entry = of_account(AuditAction::AccountPasswordChanged, &account);
            Ok(Written::new(account, entry))
        })
        .await?;
    ctx.mail_queued.notify_one();
    Ok((session::view(ctx, Some(account)).await?, SessionCookie::Begin(token)))
}

/// Deletes one's own account, with everything that goes with it.
pub async fn delete(
    ctx: Ctx,
    permit: Permit<DeleteAccount>,
    typed: EmailAddress,
) -> Result<(SessionView, SessionCookie), Refused> {
    let typed = &typed;
    ctx.store
        .write(&permit, |tx| async move {
            let me = &tx.me()?.account;
            check_address(typed, &me.email)?;
            Ok(Written::in_logs((), account_end::delete(&tx, me.id).await?))
        })
        .await?;
    Ok((session::view(&ctx, None).await?, SessionCookie::End))
}

/// Refuses a password made of what the form did not know: one's own name and address.
pub(super) fn check_not_personal(
    password: &NewPassword,
    field: &str,
    personal: &[&str],
) -> Result<(), Refused> {
    let typed = TypedPassword::new(password.reveal());
    match NewPassword::parse(&typed, personal) {
        Ok(_) => Ok(()),
        Err(problem) => Err(FieldErrors::one(field, problem).into()),
    }
}
