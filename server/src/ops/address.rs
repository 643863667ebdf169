//! Changing the address of one's account: asked for once, confirmed at both addresses, in either order.

use slipway_core::{
    api::{
        account::{AddressChangeOffer, AddressChangeView, AddressConfirmed, AddressSide, SessionView},
        problem::{Problem, StateProblem},
        table::{CancelAddressChange, ChangeAddress, ConfirmAddress, LookUpAddressChange},
    },
    audit::{AuditAction, AuditChange, AuditField},
    email::EmailAddress,
    id::AccountId,
    mail::MailKind,
    mailed_link::LinkPurpose,
    token::PresentedToken,
};

use super::{
    account_mail::queue,
    session::{self, of_account},
    verification::{check, concerning_holder, in_force, use_up},
};
use crate::{
    Ctx,
    error::Refused,
    gate::permit::Permit,
    limits::LimitKind,
    randomness::TokenHash,
    store::{
        Tx, Written, account,
        account_token::{self, AccountToken},
        address, limit,
    },
};

const CONFIRM: [LinkPurpose; 2] = [AddressSide::New.link(), AddressSide::Old.link()];

/// Asks for another address, in the place of whatever was asked for before. Whether somebody else has it is
/// told to whoever confirms it there, and to nobody before. Anybody can name any address, so what is sent to one
/// is counted for it, whoever asks.
pub(crate) async fn change(
    ctx: Ctx,
    permit: Permit<ChangeAddress>,
    email: EmailAddress,
) -> Result<SessionView, Refused> {
    let (email, delivery) = (&email, ctx.mail);
    delivery.check(LinkPurpose::ConfirmNewAddress)?;
    for subject in [&permit.me()?.account.id.to_string(), email.as_str()] {
        limit::check_room(&ctx.store, LimitKind::MailToSelf, subject, permit.now()).await?;
    }
    let account = ctx
        .store
        .write(&permit, |tx| async move {
            let me = &tx.me()?.account;
            let pending = AddressChangeView::begin(me, email.clone(), tx.now())?;
            for subject in [&me.id.to_string(), email.as_str()] {
                limit::take(&tx, LimitKind::MailToSelf, subject, 1).await?;
            }
            take_back(&tx, me.id).await?;
            address::put_change(tx.db(), me.id, &pending, tx.now()).await?;
            queue(&tx, delivery, MailKind::ConfirmNewAddress, Some(me.id), email).await?;
            if !pending.old_confirmed {
                queue(&tx, delivery, MailKind::ConfirmOldAddress, Some(me.id), &me.email).await?;
            }
            let changes = AuditChange::between([(AuditField::NewAddress, None, Some(email.to_string()))]);
            let entry = of_account(AuditAction::AccountAddressChangeRequested, me).with_changes(changes);
            Ok(Written::new(me.clone(), entry))
        })
        .await?;
    ctx.mail_queued.notify_one();
    session::view(&ctx, Some(account)).await
}

/// Takes back what was asked for.
pub(crate) async fn cancel(
    ctx: Ctx,
    permit: Permit<CancelAddressChange>,
    (): (),
) -> Result<SessionView, Refused> {
    let account = ctx
        .store
        .write(&permit, |tx| async move {
            let me = &tx.me()?.account;
            let pending = address::live_change(tx.db(), me.id, tx.now()).await?.ok_or(Problem::NotFound)?;
            take_back(&tx, me.id).await?;
            let changes =
                AuditChange::between([(AuditField::NewAddress, Some(pending.email.to_string()), None)]);
            let entry = of_account(AuditAction::AccountAddressChangeCancelled, me).with_changes(changes);
            Ok(Written::new(me.clone(), entry))
        })
        .await?;
    session::view(&ctx, Some(account)).await
}

/// Tells what a link confirms, or what became of it.
pub(crate) async fn look_up(
    ctx: Ctx,
    permit: Permit<LookUpAddressChange>,
    token: PresentedToken,
) -> Result<AddressChangeOffer, Refused> {
    let hash = TokenHash::of_presented(&token).ok_or(Problem::NotFound)?;
    let db = ctx.store.reader();
    let found = account_token::by_hash(db, hash).await?.ok_or(Problem::NotFound)?;
    let found = check(found, &CONFIRM, permit.now())?;
    let pending = address::live_change(db, found.account.id, permit.now()).await?;
    let (at, pending) = of_change(&found, pending)?;
    Ok(AddressChangeOffer {
        present: found.account.email,
        other_confirmed: pending.missing_after(at).is_none(),
        new: pending.email,
        at,
        expires_at: pending.expires_at,
    })
}

/// Confirms a change at one of the two addresses; with the second it takes effect.
pub(crate) async fn confirm(
    ctx: Ctx,
    permit: Permit<ConfirmAddress>,
    token: PresentedToken,
) -> Result<AddressConfirmed, Refused> {
    let hash = TokenHash::of_presented(&token).ok_or(Problem::NotFound)?;
    let permit = concerning_holder(&ctx, permit, hash).await?;
    let delivery = ctx.mail;
    let confirmed = ctx
        .store
        .write(&permit, |tx| async move {
            let (db, now) = (tx.db(), tx.now());
            let found = in_force(&tx, hash, &CONFIRM).await?;
            let (at, pending) = of_change(&found, address::live_change(db, found.account.id, now).await?)?;
            let email = pending.email.clone();
            if at == AddressSide::New && account::exists(db, &email).await? {
                return Err(StateProblem::AddressTaken { email }.into());
            }
            use_up(&tx, found.id, found.life.purpose).await?;
            if let Some(missing) = pending.missing_after(at) {
                address::confirm_change(db, found.account.id, at, now).await?;
                let changes = AuditChange::between([
                    (AuditField::NewAddress, None, Some(email.to_string())),
                    (AuditField::ConfirmedAt, None, Some(found.email.to_string())),
                ]);
                let entry = of_account(AuditAction::AccountAddressConfirmed, &found.account);
                let confirmed = AddressConfirmed { email, missing: Some(missing) };
                return Ok(Written::new(confirmed, entry.with_changes(changes)));
            }
            address::set_address(db, found.account.id, &email, now).await?;
            address::delete_change(db, found.account.id).await?;
            account_token::end_all(db, found.account.id, now).await?;
            let before = &found.account;
            queue(&tx, delivery, MailKind::AddressChanged, Some(before.id), &before.email).await?;
            let both = [(AuditField::Email, Some(before.email.to_string()), Some(email.to_string()))];
            let entry = of_account(AuditAction::AccountAddressChanged, before);
            let entry = entry.with_changes(AuditChange::between(both));
            Ok(Written::new(AddressConfirmed { email, missing: None }, entry))
        })
        .await?;
    ctx.mail_queued.notify_one();
    Ok(confirmed)
}

/// Ends what was asked for before, with its links.
async fn take_back(tx: &Tx, account: AccountId) -> Result<(), Refused> {
    address::delete_change(tx.db(), account).await?;
    for purpose in CONFIRM {
        account_token::end(tx.db(), account, purpose, tx.now()).await?;
    }
    Ok(())
}

/// The change that a link belongs to, and at which of its addresses it arrived.
fn of_change(
    found: &AccountToken,
    pending: Option<AddressChangeView>,
) -> Result<(AddressSide, AddressChangeView), Refused> {
    let of = found.life.purpose;
    let of_it = AddressSide::of_link(of).zip(pending);
    of_it
        .filter(|(at, pending)| pending.is_of(&found.account, *at, &found.email))
        .ok_or_else(|| StateProblem::LinkEnded { of }.into())
}
