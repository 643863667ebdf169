//! Mails that follow from acts on accounts: queued in their transactions, and written when they are sent.

use slipway_core::{
    api::account::{AccountView, MailDelivery},
    email::EmailAddress,
    id::{AccountId, MailId},
    mail::MailKind,
};

use crate::{
    error::Refused,
    store::{Tx, account_token, address, mail},
};

/// Queues a mail to an address about an account; of a reset it is not known yet whether there is one. Where
/// the installation sends none, nothing is queued: it would go out whenever that changes.
pub(super) async fn queue(
    tx: &Tx,
    delivery: MailDelivery,
    kind: MailKind,
    account: Option<AccountId>,
    email: &EmailAddress,
) -> Result<(), Refused> {
    if delivery == MailDelivery::None {
        return Ok(());
    }
    let subject = mail::AccountMail { kind, account, email: email.clone() };
    mail::queue_account(tx.db(), MailId::from_uuid(tx.new_id()?), &subject, tx.now()).await?;
    Ok(())
}

/// What follows whenever a password was changed: nothing that was asked for before counts any more, and the
/// holder is told.
pub(super) async fn after_new_password(
    tx: &Tx,
    delivery: MailDelivery,
    account: &AccountView,
) -> Result<(), Refused> {
    account_token::end_all(tx.db(), account.id, tx.now()).await?;
    address::delete_change(tx.db(), account.id).await?;
    queue(tx, delivery, MailKind::PasswordChanged, Some(account.id), &account.email).await
}
