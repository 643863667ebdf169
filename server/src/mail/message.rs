//! The mails that Slipway writes: one variant a kind, with everything that its words need.

use chrono::{DateTime, Utc};
use slipway_core::{access::role::OrgRole, email::EmailAddress, locale::Locale};

use super::{
    account::AccountMessage,
    en, es, fr,
    letter::{Letter, Quote},
    unlinked::unlinked,
};

/// A mail before it is put into words.
#[derive(Debug, Clone)]
pub enum Message {
    /// Somebody is invited to an organization.
    Invitation(InvitationMail),
    /// Something is to be told to, or confirmed by, the holder of an account.
    Account(AccountMessage),
}

/// What the mail of an invitation says.
#[derive(Clone)]
pub struct InvitationMail {
    /// The organization's name.
    pub organization: String,
    /// The name of whoever invites.
    pub sender: String,
    /// The role offered.
    pub role: OrgRole,
    /// A few words of whoever invites.
    pub note: Option<String>,
    /// The address invited.
    pub invited: EmailAddress,
    /// When the invitation's time is over.
    pub expires_at: DateTime<Utc>,
    /// The address of the invitation's page, with its token.
    pub link: String,
}

impl InvitationMail {
    /// The note as a quotation, with the words of a language before it.
    pub(super) fn quote(&self, lead: String) -> Option<Quote> {
        let lines = self.note.as_ref()?.lines().map(str::to_owned).collect();
        Some(Quote { lead, lines })
    }
}

impl std::fmt::Debug for InvitationMail {
    /// Leaves the link out: it carries the token.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("InvitationMail")
            .field("organization", &self.organization)
            .field("role", &self.role)
            .field("invited", &self.invited)
            .finish_non_exhaustive()
    }
}

impl Message {
    /// The words of the mail.
    pub fn letter(&self, locale: Locale) -> Letter {
        let mail = match self {
            Self::Invitation(mail) => mail,
            Self::Account(message) => return message.letter(locale),
        };
        let mail = InvitationMail {
            organization: unlinked(&mail.organization),
            sender: unlinked(&mail.sender),
            note: mail.note.as_deref().map(|note| {
                let lines: Vec<String> = note.lines().map(unlinked).collect();
                lines.join("\n")
            }),
            ..mail.clone()
        };
        match locale {
            Locale::Fr => fr::invitation(&mail),
            Locale::Es => es::invitation(&mail),
            // English, and whatever language exists for tests alone.
            _ => en::invitation(&mail),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mail::letter::tests::invitation;

    #[test]
    fn every_language_has_words_of_its_own_and_names_everything() {
        let mut subjects = std::collections::HashSet::new();
        for locale in Locale::ALL {
            let letter = Message::Invitation(invitation("Ada", "Harbour")).letter(locale);
            let text = letter.text();
            let link = &letter.button.as_ref().unwrap().link;
            for part in ["Ada", "Harbour", "bo@example.com", "29", "2026", "09:05 UTC", link] {
                assert!(text.contains(part), "{locale:?} lacks {part}: {text}");
            }
            assert!(letter.subject.contains("Ada") && letter.subject.contains("Harbour"));
            assert!(subjects.insert(letter.subject));
        }
    }

    #[test]
    fn the_link_is_not_shown_by_debug() {
        let shown = format!("{:?}", Message::Invitation(invitation("Ada", "Harbour")));
        assert!(!shown.contains("invitations#"), "{shown}");
    }
}
