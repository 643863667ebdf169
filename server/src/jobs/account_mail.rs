//! Mails about accounts, when they are sent: whether each is still of use, its token, its words.

use chrono::{DateTime, Utc};
use slipway_core::{api::account::AccountView, mail::MailKind, mailed_link::LinkPurpose};

use crate::{
    error::Refused,
    mail::{
        account::{AccountMessage, AddressChange, Link},
        letter::Letter,
    },
    public_url::PublicUrl,
    randomness::NewToken,
    store::{
        Tx, account,
        account_token::{self, NewAccountToken},
        address,
        mail::AccountMail,
    },
};

/// A mail that is about to be written.
pub(super) struct AccountJob<'a> {
    /// The transaction that claimed it.
    pub(super) tx: &'a Tx,
    /// The mail.
    pub(super) mail: &'a AccountMail,
    /// When it was queued.
    pub(super) queued_at: DateTime<Utc>,
    /// The token for its link, where it has one.
    pub(super) token: &'a NewToken,
    /// Where links lead.
    pub(super) public_url: &'a PublicUrl,
}

impl AccountJob<'_> {
    /// The words of the mail, its token put in force; `None` where what it would say is no longer so.
    pub(super) async fn letter(&self) -> Result<Option<Letter>, Refused> {
        let Some(account) = self.account().await? else { return Ok(None) };
        // Whoever changed the password since has no use for a link that was asked for before.
        let since = self.queued_at;
        if self.mail.kind == MailKind::ResetPassword
            && account::password_changed_since(self.tx.db(), account.id, since).await?
        {
            return Ok(None);
        }
        let email = self.mail.email.clone();
        let message = match self.mail.kind {
            // That one carries an invitation, and is about no account.
            MailKind::Invitation => None,
            MailKind::PasswordChanged => Some(AccountMessage::PasswordChanged { email }),
            MailKind::AddressChanged => {
                Some(AccountMessage::AddressChanged { old: email, new: account.email.clone() })
            }
            MailKind::VerifyAddress if account.verified || account.email != email => None,
            MailKind::VerifyAddress => self
                .link(&account, LinkPurpose::VerifyAddress, None)
                .await?
                .map(|link| AccountMessage::VerifyAddress { email, link }),
            MailKind::ResetPassword => self
                .link(&account, LinkPurpose::ResetPassword, None)
                .await?
                .map(|link| AccountMessage::ResetPassword { email, link }),
            MailKind::ConfirmNewAddress => self
                .change(&account, LinkPurpose::ConfirmNewAddress)
                .await?
                .map(AccountMessage::ConfirmNewAddress),
            MailKind::ConfirmOldAddress => self
                .change(&account, LinkPurpose::ConfirmOldAddress)
                .await?
                .map(AccountMessage::ConfirmOldAddress),
        };
        Ok(message.map(|message| message.letter(account.locale)))
    }

    /// The account, where it exists and is enabled. That of a reset is found by its address. It is held: what ends
    /// the links of an account must not miss one that is put in force beside it.
    async fn account(&self) -> Result<Option<AccountView>, Refused> {
        let (db, email) = (self.tx.db(), &self.mail.email);
        let id = match self.mail.account {
            Some(id) => id,
            None => match account::credentials(db, email).await? {
                Some(found) => found.view.id,
                None => return Ok(None),
            },
        };
        self.tx.lock_account(id).await?;
        let found = account::enabled(db, id).await?;
        Ok(found.filter(|held| self.mail.account.is_some() || held.email == *email))
    }

    /// The change of address that is to be confirmed, where it still is.
    async fn change(
        &self,
        account: &AccountView,
        purpose: LinkPurpose,
    ) -> Result<Option<AddressChange>, Refused> {
        let found = address::live_change(self.tx.db(), account.id, self.tx.now()).await?;
        let Some(found) = found else { return Ok(None) };
        let (asked_at, is_confirmed, other_confirmed) = match purpose {
            LinkPurpose::ConfirmNewAddress => (&found.email, found.new_confirmed, found.old_confirmed),
            _ => (&account.email, found.old_confirmed, found.new_confirmed),
        };
        if is_confirmed || *asked_at != self.mail.email {
            return Ok(None);
        }
        let link = self.link(account, purpose, Some(found.expires_at)).await?;
        let (present, new) = (account.email.clone(), found.email);
        Ok(link.map(|link| AddressChange { present, new, other_confirmed, link }))
    }

    /// Puts the token in force. What was asked for so long ago that its link would be over is not asked for
    /// any more.
    async fn link(
        &self,
        account: &AccountView,
        purpose: LinkPurpose,
        expires_at: Option<DateTime<Utc>>,
    ) -> Result<Option<Link>, Refused> {
        let now = self.tx.now();
        if purpose.expiry(self.queued_at) <= now {
            return Ok(None);
        }
        let expires_at = expires_at.unwrap_or_else(|| purpose.expiry(now));
        let new = NewAccountToken {
            id: self.tx.new_id()?,
            account: account.id,
            purpose,
            hash: self.token.hash(),
            email: &self.mail.email,
            mailed: true,
            expires_at,
        };
        account_token::put_in_force(self.tx.db(), &new, now).await?;
        let page = match purpose {
            LinkPurpose::VerifyAddress => "/verify",
            LinkPurpose::ResetPassword => "/reset",
            LinkPurpose::ConfirmNewAddress | LinkPurpose::ConfirmOldAddress => "/confirm-address",
        };
        let address = self.public_url.link_with_secret(page, self.token.reveal());
        Ok(Some(Link { address, expires_at }))
    }
}
