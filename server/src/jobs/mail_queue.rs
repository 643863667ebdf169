//! The mail queue: what an operation queued in its transaction is written and handed over here.
//!
//! A try goes in three steps: claim the mail, make a token and commit its hash; hand the mail over; note
//! what came of it. A program that ends in between leaves a claim that runs out, and the mail is sent once
//! more, with a token of its own that takes the place of the one before. Rights are not judged here: they
//! were when the invitation was sent, and are again when it is accepted.

use std::sync::Arc;

use chrono::TimeDelta;
use slipway_core::{api::account::MailDelivery, email::EmailAddress, id::InvitationId};
use tokio::sync::Notify;

use super::{account_mail::AccountJob, backoff::next_try};
use crate::{
    clock::Clock,
    error::Refused,
    mail::{
        letter::Letter,
        mailer::{Mailer, MailerError, Outgoing},
        message::{InvitationMail, Message},
        trouble::said,
    },
    public_url::PublicUrl,
    randomness::{NewToken, Randomness},
    store::{
        Store, Tx,
        invitation::{self, Invitation},
        mail::{self, Claimed, Failed, Subject},
        mail_state,
    },
};

/// How long a claim holds: longer than handing over may take.
const LEASE: TimeDelta = TimeDelta::minutes(5);
/// How long the queue rests at most, so that it also sees what another node queued.
const REST: TimeDelta = TimeDelta::seconds(30);

/// The queue, and everything that it works with.
#[derive(Debug)]
pub struct MailQueue {
    /// The database.
    pub store: Store,
    /// The present time.
    pub clock: Clock,
    /// Where tokens come from.
    pub randomness: Randomness,
    /// Where links lead.
    pub public_url: PublicUrl,
    /// The way out.
    pub mailer: Mailer,
    /// Rings when a mail was queued.
    pub queued: Arc<Notify>,
}

/// What is left to do once a mail is claimed and its token is in force.
struct Ready {
    claimed: Claimed,
    to: EmailAddress,
    letter: Letter,
}

impl MailQueue {
    /// Sends what is due, for as long as the program runs. Where no way out is configured it leaves alone
    /// what an earlier run queued: it is sent when there is one again.
    pub async fn run(self) {
        if self.mailer.delivery() == MailDelivery::None {
            return;
        }
        loop {
            if let Err(error) = self.send_all_due().await {
                tracing::error!(%error, "could not work on the mail queue");
                self.clock.sleep_until(self.clock.now() + REST).await;
                continue;
            }
            let latest = self.clock.now() + REST;
            let due = match mail::next_due(self.store.reader()).await {
                Ok(Some(due)) => due.min(latest),
                Ok(None) | Err(_) => latest,
            };
            tokio::select! {
                () = self.queued.notified() => {}
                () = self.clock.sleep_until(due) => {}
            }
        }
    }

    async fn send_all_due(&self) -> Result<(), Refused> {
        while mail::next_due(self.store.reader()).await?.is_some_and(|due| due <= self.clock.now()) {
            self.send_next().await?;
        }
        Ok(())
    }

    async fn send_next(&self) -> Result<(), Refused> {
        let token = self.randomness.token()?;
        let Some(Ready { claimed, to, letter }) = self.claim(&token).await? else { return Ok(()) };
        let at = self.clock.now();
        let outgoing = Outgoing { id: self.randomness.uuid(at)?, to, at, letter };
        let outcome = self.mailer.send(&outgoing).await;
        self.note(claimed, outcome).await
    }

    /// Takes the mail that is due first, and puts its token in force.
    async fn claim(&self, token: &NewToken) -> Result<Option<Ready>, Refused> {
        self.store
            .keep_books(|tx| async move {
                let now = tx.now();
                let Some(claimed) = mail::claim(tx.db(), now, now + LEASE).await? else { return Ok(None) };
                let written = match &claimed.subject {
                    Subject::Invitation(id) => self.invitation(&tx, *id, token).await?,
                    Subject::Account(mail) => {
                        let queued_at = claimed.queued_at;
                        let job =
                            AccountJob { tx: &tx, mail, queued_at, token, public_url: &self.public_url };
                        job.letter().await?.map(|letter| (mail.email.clone(), letter))
                    }
                };
                match (written, &claimed.subject) {
                    (Some((to, letter)), _) => return Ok(Some(Ready { claimed, to, letter })),
                    (None, Subject::Account(_)) => mail::forget(tx.db(), claimed.id).await?,
                    (None, Subject::Invitation(_)) => mail::drop_pointless(tx.db(), claimed.id).await?,
                }
                Ok(None)
            })
            .await
    }

    /// The mail of an invitation that can still be answered, and whom it goes to.
    async fn invitation(
        &self,
        tx: &Tx,
        id: InvitationId,
        token: &NewToken,
    ) -> Result<Option<(EmailAddress, Letter)>, Refused> {
        let found = invitation::pending(tx.db(), id).await?.filter(|found| found.life.is_live(tx.now()));
        let Some(found) = found else { return Ok(None) };
        invitation::set_mailed_token(tx.db(), found.id, token.hash()).await?;
        let letter = self.letter(&found, token);
        Ok(Some((found.email, letter)))
    }

    fn letter(&self, found: &Invitation, token: &NewToken) -> Letter {
        let message = Message::Invitation(InvitationMail {
            organization: found.org_name.clone(),
            sender: found.sender_name.clone(),
            role: found.role,
            note: found.note.clone(),
            invited: found.email.clone(),
            expires_at: found.life.expires_at,
            link: self.public_url.link_with_secret("/invitations", token.reveal()),
        });
        message.letter(found.locale)
    }

    /// Notes what came of a try.
    async fn note(&self, claimed: Claimed, outcome: Result<(), MailerError>) -> Result<(), Refused> {
        let Claimed { id, tries, .. } = claimed;
        match &outcome {
            Ok(()) => tracing::info!(mail = %id, tries, "handed a mail over"),
            Err(error) => tracing::warn!(mail = %id, tries, %error, "could not hand a mail over"),
        }
        let failed = outcome.err().map(|error| Failed { trouble: error.trouble(), said: said(&error) });
        let failed = failed.as_ref();
        self.store
            .keep_books(|tx| async move {
                let (db, now) = (tx.db(), tx.now());
                let Some(failed) = failed else {
                    mail::note_sent(db, id, now).await?;
                    return Ok(mail_state::note_leaving(db, now).await?);
                };
                match next_try(tries, now).filter(|_| !failed.trouble.is_final()) {
                    Some(next) => mail::note_retry(db, id, next, failed).await?,
                    None => mail::note_failed(db, id, failed).await?,
                }
                // A mail that is refused for good says nothing of those that follow.
                if !failed.trouble.is_final() {
                    mail_state::note_trouble(db, failed, now).await?;
                }
                Ok(())
            })
            .await
    }
}
