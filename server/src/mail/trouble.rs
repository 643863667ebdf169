//! What kept a mail from leaving: which of the troubles that an administrator is told of a failure is.

use std::{error::Error, io};

use lettre::transport::smtp::{self, response::Code};
use slipway_core::mail::MailTrouble;

use super::mailer::MailerError;

impl MailerError {
    /// The trouble that it is.
    pub fn trouble(&self) -> MailTrouble {
        match self {
            Self::Folder { .. } => MailTrouble::Folder,
            Self::Smtp(error) => of_conversation(error),
            Self::Timeout => MailTrouble::NoAnswer,
            Self::Address(_) => MailTrouble::Address,
            Self::Sender(_) | Self::Compose(_) | Self::Interrupted | Self::NoWay => MailTrouble::Other,
        }
    }
}

fn of_conversation(error: &smtp::Error) -> MailTrouble {
    match error.status() {
        // What stands against the login stands against every mail, and is put right without them.
        Some(code) if is_of_login(code) => MailTrouble::SignIn,
        Some(_) if error.is_permanent() => MailTrouble::Refused,
        Some(_) => MailTrouble::PutOff,
        None if error.is_timeout() => MailTrouble::NoAnswer,
        // Where STARTTLS has to be and is not offered, the client ends the conversation by itself.
        None if error.is_tls() || error.is_client() || is_of_encryption(error) => MailTrouble::Encryption,
        None if error.is_response() => MailTrouble::BrokeOff,
        None => MailTrouble::Unreachable,
    }
}

/// The codes of RFC 4954 for a login that is needed, refused, or too weak.
fn is_of_login(code: Code) -> bool {
    matches!(u16::from(code), 454 | 530 | 534 | 535 | 538)
}

/// A handshake that fails comes as data that cannot be read.
fn is_of_encryption(error: &smtp::Error) -> bool {
    let mut next = error.source();
    while let Some(cause) = next {
        if cause.downcast_ref::<io::Error>().is_some_and(|e| e.kind() == io::ErrorKind::InvalidData) {
            return true;
        }
        next = cause.source();
    }
    false
}

/// What the server or the system said, for whoever looks after it: one line, and not without end.
pub fn said(error: &MailerError) -> String {
    /// The characters that are kept.
    const MAX: usize = 300;
    let text = error.to_string();
    text.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(MAX).collect()
}
