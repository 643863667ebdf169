//! `slipway admin reset-password`: a link for somebody who cannot get one by mail, to be handed over.

use slipway_core::{
    audit::{AuditAction, TargetKind},
    email::EmailAddress,
    mailed_link::LinkPurpose,
};

use super::{CommandError, enabled_account};
use crate::{
    audit::{Entry, target},
    public_url::PublicUrl,
    randomness::Randomness,
    store::{
        Store, Written,
        account_token::{self, NewAccountToken},
    },
};

/// Makes the link, in the place of every earlier one. It proves no address, because it came by no mail.
pub(super) async fn run(
    store: &Store,
    public_url: &PublicUrl,
    email: &EmailAddress,
) -> Result<String, CommandError> {
    let account = enabled_account(store, email).await?;
    let token = Randomness.token()?;
    let (account, hash) = (&account, token.hash());
    let expires_at = store
        .write_on_the_machine("reset-password", |tx| async move {
            tx.lock_account(account.id).await?;
            let expires_at = LinkPurpose::ResetPassword.expiry(tx.now());
            let new = NewAccountToken {
                id: tx.new_id()?,
                account: account.id,
                purpose: LinkPurpose::ResetPassword,
                hash,
                email: &account.email,
                mailed: false,
                expires_at,
            };
            account_token::put_in_force(tx.db(), &new, tx.now()).await?;
            let on = target(TargetKind::Account, account.id, account.email.as_str());
            let entry = Entry::in_installation(AuditAction::AccountResetLinkMade, on);
            Ok(Written::new(expires_at, entry))
        })
        .await?;
    let link = public_url.link_with_secret("/reset", token.reveal());
    let until = expires_at.format("%Y-%m-%d %H:%M UTC");
    Ok(format!("Hand this address over to {email}; it sets a new password once, until {until}:\n\n  {link}"))
}
