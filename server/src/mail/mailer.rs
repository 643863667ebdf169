//! The way out: mail goes to a folder, to an SMTP server, or nowhere.

use std::{io, path::PathBuf};

use lettre::message::Mailbox;
use slipway_core::api::account::MailDelivery;

pub use super::compose::Outgoing;
use super::{
    compose::compose,
    folder,
    smtp::{Broken, Server, SmtpSettings},
};

/// The ways that mail can take.
#[derive(Debug, Clone)]
pub enum Transport {
    /// Files in a folder.
    Folder(PathBuf),
    /// An SMTP server.
    Smtp(SmtpSettings),
}

impl Transport {
    /// Where mail goes, in words without a secret: the server with its port, or the folder.
    pub fn place(&self) -> String {
        match self {
            Self::Folder(folder) => folder.display().to_string(),
            Self::Smtp(settings) => settings.place(),
        }
    }
}

enum Way {
    Folder(PathBuf),
    Smtp(Box<Server>),
}

/// Hands mail over.
pub struct Mailer {
    from: Mailbox,
    way: Option<Way>,
}

/// Why mail cannot be handed over.
#[derive(Debug, thiserror::Error)]
pub enum MailerError {
    /// What was configured as the sender is none.
    #[error("`{0}` is not a sender of mail, as in `Slipway <slipway@example.com>`")]
    Sender(String),
    /// The folder cannot be used.
    #[error("the mail folder `{}` cannot be written: {source}", folder.display())]
    Folder {
        /// Which.
        folder: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// The SMTP server refused, or could not be reached.
    #[error(transparent)]
    Smtp(#[from] Broken),
    /// Encrypted conversations with the SMTP server cannot be prepared.
    #[error("smtp: {0}")]
    Encryption(lettre::transport::smtp::Error),
    /// The SMTP server did not come to an end.
    #[error("smtp: no answer in time")]
    Timeout,
    /// The recipient's address is not one that mail can be sent to.
    #[error("`{0}` is not an address that mail can be sent to")]
    Address(String),
    /// The mail could not be built.
    #[error("the mail could not be built: {0}")]
    Compose(lettre::error::Error),
    /// The program ended while a file was being written.
    #[error("writing the mail was interrupted")]
    Interrupted,
    /// No way is configured.
    #[error("no way of sending mail is configured")]
    NoWay,
}

impl std::fmt::Debug for Mailer {
    /// Leaves out how a server is spoken to, the login above all.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Mailer").field("delivery", &self.delivery()).finish_non_exhaustive()
    }
}

impl Mailer {
    /// Prepares a way out. A folder is made where it is missing; a server is not asked yet.
    pub fn new(from: &str, transport: Option<Transport>) -> Result<Self, MailerError> {
        let from = from.parse().map_err(|_| MailerError::Sender(from.to_owned()))?;
        let way = match transport {
            None => None,
            Some(Transport::Folder(folder)) => match folder::prepare(&folder) {
                Ok(()) => Some(Way::Folder(folder)),
                Err(source) => return Err(MailerError::Folder { folder, source }),
            },
            Some(Transport::Smtp(settings)) => {
                let server = Server::new(settings).map_err(MailerError::Encryption)?;
                Some(Way::Smtp(Box::new(server)))
            }
        };
        Ok(Self { from, way })
    }

    /// How mail leaves, as pages tell it.
    pub const fn delivery(&self) -> MailDelivery {
        match &self.way {
            None => MailDelivery::None,
            Some(Way::Folder(_)) => MailDelivery::Folder,
            Some(Way::Smtp(_)) => MailDelivery::Smtp,
        }
    }

    /// Hands one mail over; when this returns without an error, somebody else is responsible for it.
    pub async fn send(&self, outgoing: &Outgoing) -> Result<(), MailerError> {
        let mail = compose(&self.from, outgoing)?;
        match &self.way {
            None => Err(MailerError::NoWay),
            Some(Way::Folder(folder)) => {
                let (folder, id, at) = (folder.clone(), outgoing.id, outgoing.at);
                let written = tokio::task::spawn_blocking(move || {
                    folder::write(&folder, id, at, &mail.formatted())
                        .map_err(|source| MailerError::Folder { folder, source })
                });
                written.await.map_err(|_| MailerError::Interrupted)?.map(drop)
            }
            Some(Way::Smtp(server)) => server.take(&mail).await,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;
    use crate::mail::smtp::SmtpTls;

    #[test]
    fn the_delivery_is_what_was_configured() {
        let smtp = SmtpSettings {
            host: "mail.example.com".into(),
            port: None,
            tls: SmtpTls::StartTls,
            timeout: Duration::from_secs(90),
            login: None,
        };
        let mailer = |transport| Mailer::new("slipway@example.com", transport).unwrap().delivery();
        assert_eq!(mailer(None), MailDelivery::None);
        assert_eq!(mailer(Some(Transport::Smtp(smtp))), MailDelivery::Smtp);
    }

    #[test]
    fn a_sender_that_is_none_is_refused() {
        let refused = Mailer::new("not a sender", None).map(|_| ()).unwrap_err();
        assert_eq!(
            refused.to_string(),
            "`not a sender` is not a sender of mail, as in `Slipway <slipway@example.com>`"
        );
    }
}
