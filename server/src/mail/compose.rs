//! From a letter to a mail as RFC 5322 wants it: headers, both forms, encodings.

use std::time::SystemTime;

use chrono::{DateTime, Utc};
use lettre::{
    Message as Mail,
    message::{
        Mailbox, MultiPart,
        header::{HeaderName, HeaderValue},
    },
};
use slipway_core::email::EmailAddress;
use uuid::Uuid;

use super::{letter::Letter, mailer::MailerError};

/// What is to be handed over.
#[derive(Clone)]
pub struct Outgoing {
    /// The id of this try; two tries are two mails, since each carries a token of its own.
    pub id: Uuid,
    /// Whom it goes to.
    pub to: EmailAddress,
    /// When it is written.
    pub at: DateTime<Utc>,
    /// What it says.
    pub letter: Letter,
}

/// Builds the mail.
pub(super) fn compose(from: &Mailbox, outgoing: &Outgoing) -> Result<Mail, MailerError> {
    let to = outgoing.to.as_str().parse().map_err(|_| MailerError::Address(outgoing.to.to_string()))?;
    let letter = &outgoing.letter;
    let header = |name, value: &str| HeaderValue::new(name, value.to_owned());
    Mail::builder()
        .from(from.clone())
        .to(Mailbox::new(None, to))
        .subject(letter.subject.as_str())
        .date(SystemTime::from(outgoing.at))
        .message_id(Some(format!("<{}@{}>", outgoing.id, from.email.domain())))
        .raw_header(header(HeaderName::new_from_ascii_str("Auto-Submitted"), "auto-generated"))
        .raw_header(header(HeaderName::new_from_ascii_str("Content-Language"), letter.locale.tag()))
        .multipart(MultiPart::alternative_plain_html(letter.text(), letter.html()))
        .map_err(MailerError::Compose)
}

#[cfg(test)]
mod tests {
    use chrono::TimeZone;
    use slipway_core::locale::Locale;

    use super::*;
    use crate::mail::{letter::tests::invitation, message::Message};

    fn composed(sender: &str, locale: Locale) -> String {
        let outgoing = Outgoing {
            id: Uuid::nil(),
            to: EmailAddress::parse("bo@example.com").unwrap(),
            at: Utc.with_ymd_and_hms(2026, 11, 22, 9, 5, 0).unwrap(),
            letter: Message::Invitation(invitation(sender, "Harbour")).letter(locale),
        };
        let from = "Slipway <slipway@localhost>".parse().unwrap();
        String::from_utf8(compose(&from, &outgoing).unwrap().formatted()).unwrap()
    }

    #[test]
    fn the_headers_say_from_whom_to_whom_when_and_what() {
        let mail = composed("Ada", Locale::En);
        for line in [
            "From: Slipway <slipway@localhost>",
            "To: bo@example.com",
            "Subject: Ada invites you to Harbour on Slipway",
            "Date: Sun, 22 Nov 2026 09:05:00 +0000",
            "Message-ID: <00000000-0000-0000-0000-000000000000@localhost>",
            "Auto-Submitted: auto-generated",
            "Content-Language: en",
            "MIME-Version: 1.0",
        ] {
            assert!(mail.lines().any(|l| l == line), "no line `{line}` in\n{mail}");
        }
        assert!(mail.contains("multipart/alternative"));
        assert!(mail.contains("text/plain; charset=utf-8") && mail.contains("text/html; charset=utf-8"));
    }

    #[test]
    fn a_name_makes_no_header() {
        let mail = composed("Ada\r\nBcc: mallory@evil.example\r\n\r\nbody", Locale::En);
        let (headers, _) = mail.split_once("\r\n\r\n").unwrap();
        assert!(headers.lines().all(|line| !line.to_ascii_lowercase().starts_with("bcc")), "{headers}");
        assert_eq!(headers.lines().filter(|line| line.starts_with("Subject:")).count(), 1);
    }

    #[test]
    fn letters_outside_ascii_are_encoded() {
        let mail = composed("Zoé Łucja 李", Locale::Fr);
        assert!(mail.is_ascii(), "headers and bodies are encoded: {mail}");
        assert!(mail.contains("Subject: =?utf-8?b?"), "{mail}");
    }
}
