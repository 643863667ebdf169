//! What kept a mail from leaving: which of the troubles that an administrator is told of a failure is.

use std::{error::Error, io};

use lettre::transport::smtp::{self, response::Code};
use slipway_core::mail::MailTrouble;

use super::{
    mailer::MailerError,
    smtp::{Broken, Point},
};

impl MailerError {
    /// The trouble that it is.
    pub fn trouble(&self) -> MailTrouble {
        match self {
            Self::Folder { .. } => MailTrouble::Folder,
            Self::Smtp(broken) => of_conversation(broken),
            Self::Timeout => MailTrouble::NoAnswer,
            Self::Address(_) => MailTrouble::Address,
            Self::Encryption(_) => MailTrouble::Encryption,
            Self::Sender(_) | Self::Compose(_) | Self::Interrupted | Self::NoWay => MailTrouble::Other,
        }
    }
}

fn of_conversation(Broken { at, source: error }: &Broken) -> MailTrouble {
    match error.status() {
        // What stands against the login stands against every mail, and is put right without them.
        Some(code) if *at == Point::SignIn || is_of_login(code) => MailTrouble::SignIn,
        Some(_) if !error.is_permanent() => MailTrouble::PutOff,
        // So does what stands against this program or its sender.
        Some(_) if *at != Point::Mail || is_of_policy(error) => MailTrouble::NotAdmitted,
        Some(_) => MailTrouble::Refused,
        None if error.is_timeout() => MailTrouble::NoAnswer,
        // The client found no way of signing in that both know.
        None if error.is_client() && *at == Point::SignIn => MailTrouble::SignIn,
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

/// Many servers hear everything out up to the recipient before they refuse whom they hear. The enhanced codes
/// of RFC 3463 tell: 5.7 is about who may send, 5.1.7 and 5.1.8 about the sender's address.
fn is_of_policy(error: &smtp::Error) -> bool {
    let said = error.source().map(ToString::to_string).unwrap_or_default();
    ["5.7.", "5.1.7 ", "5.1.8 "].iter().any(|code| said.starts_with(code))
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
