//! The mails that go to the holder of an account: proofs of an address, new passwords, changes of address.
//!
//! None of them carries a name: whoever signs up with an address of somebody else must not have words of
//! their own sent there.

mod en;
mod es;
mod fr;

use chrono::{DateTime, Utc};
use slipway_core::{email::EmailAddress, locale::Locale};

use super::letter::Letter;

/// What a mail to the holder of an account says.
#[derive(Clone)]
pub enum AccountMessage {
    /// Asks them to prove their address.
    VerifyAddress {
        /// The address.
        email: EmailAddress,
        /// The way to do so.
        link: Link,
    },
    /// Lets them set a new password.
    ResetPassword {
        /// The account's address.
        email: EmailAddress,
        /// The way to do so.
        link: Link,
    },
    /// Asks at the new address whether it is to take the place of the present one.
    ConfirmNewAddress(AddressChange),
    /// Asks the same at the present one.
    ConfirmOldAddress(AddressChange),
    /// Says that the password was changed.
    PasswordChanged {
        /// The account's address.
        email: EmailAddress,
    },
    /// Says at the address before that another took its place.
    AddressChanged {
        /// The address before.
        old: EmailAddress,
        /// The address now.
        new: EmailAddress,
    },
}

/// A link with its token, and until when it leads somewhere.
#[derive(Clone)]
pub struct Link {
    /// The address of the page, with its token.
    pub address: String,
    /// When its time is over.
    pub expires_at: DateTime<Utc>,
}

/// A change of address that is to be confirmed.
#[derive(Clone)]
pub struct AddressChange {
    /// The present address.
    pub present: EmailAddress,
    /// The new one.
    pub new: EmailAddress,
    /// Whether the other of the two has nothing to confirm any more, so that this one decides alone.
    pub other_confirmed: bool,
    /// The way to confirm it.
    pub link: Link,
}

impl std::fmt::Debug for AccountMessage {
    /// Leaves the link out: it carries the token.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (name, to) = match self {
            Self::VerifyAddress { email, .. } => ("VerifyAddress", email),
            Self::ResetPassword { email, .. } => ("ResetPassword", email),
            Self::ConfirmNewAddress(change) => ("ConfirmNewAddress", &change.new),
            Self::ConfirmOldAddress(change) => ("ConfirmOldAddress", &change.present),
            Self::PasswordChanged { email } => ("PasswordChanged", email),
            Self::AddressChanged { old, .. } => ("AddressChanged", old),
        };
        f.debug_struct(name).field("to", to).finish_non_exhaustive()
    }
}

impl AccountMessage {
    /// The words of the mail.
    pub fn letter(&self, locale: Locale) -> Letter {
        match locale {
            Locale::Fr => fr::letter(self),
            Locale::Es => es::letter(self),
            // English, and whatever language exists for tests alone.
            _ => en::letter(self),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use chrono::TimeZone;

    use super::*;

    fn address(name: &str) -> EmailAddress {
        EmailAddress::parse(&format!("{name}@example.com")).unwrap()
    }

    fn every() -> [AccountMessage; 6] {
        let email = address("bo");
        let link = |page: &str| Link {
            address: format!("https://slipway.example.com/{page}#{}", "a".repeat(43)),
            expires_at: Utc.with_ymd_and_hms(2026, 11, 29, 9, 5, 0).unwrap(),
        };
        let change = AddressChange {
            present: email.clone(),
            new: address("new"),
            other_confirmed: false,
            link: link("confirm-address"),
        };
        [
            AccountMessage::VerifyAddress { email: email.clone(), link: link("verify") },
            AccountMessage::ResetPassword { email: email.clone(), link: link("reset") },
            AccountMessage::ConfirmNewAddress(change.clone()),
            AccountMessage::ConfirmOldAddress(change),
            AccountMessage::PasswordChanged { email: email.clone() },
            AccountMessage::AddressChanged { old: email, new: address("new") },
        ]
    }

    #[test]
    fn every_mail_has_words_of_its_own_in_every_language() {
        let mut subjects = BTreeSet::new();
        for locale in Locale::ALL {
            for message in every() {
                let letter = message.letter(locale);
                let text = letter.text();
                assert_eq!(letter.locale, locale);
                assert!(![" :", " ?", "« ", " »"].iter().any(|space| text.contains(space)), "{text}");
                assert!(text.contains("bo@example.com"), "{message:?} in {locale:?}: {text}");
                if let Some(button) = &letter.button {
                    for part in ["29", "2026", "09:05 UTC", &button.link] {
                        assert!(text.contains(part), "{message:?} in {locale:?} lacks {part}: {text}");
                    }
                }
                assert!(subjects.insert(letter.subject), "{message:?} in {locale:?} has another's subject");
            }
        }
    }

    #[test]
    fn a_change_of_address_names_both() {
        for locale in Locale::ALL {
            for message in &every()[2..4] {
                let text = message.letter(locale).text();
                assert!(text.contains("bo@example.com") && text.contains("new@example.com"), "{text}");
            }
        }
    }

    #[test]
    fn a_change_that_waits_for_one_address_alone_does_not_speak_of_two() {
        for locale in Locale::ALL {
            let said = [false, true].map(|other_confirmed| {
                let AccountMessage::ConfirmNewAddress(change) = every()[2].clone() else { panic!("another") };
                let change = AddressChange { other_confirmed, ..change };
                AccountMessage::ConfirmNewAddress(change).letter(locale).text()
            });
            let both = ["both addresses", "deux adresses", "dos direcciones"];
            assert_eq!(said.map(|text| both.iter().any(|word| text.contains(word))), [true, false]);
        }
    }

    #[test]
    fn the_links_are_not_shown_by_debug() {
        for message in every() {
            assert!(!format!("{message:?}").contains('#'));
        }
    }
}
