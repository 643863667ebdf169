//! Passwords: long, not guessable first, and nothing else asked of them.
//!
//! The rules are NIST SP 800-63B-4 for a password that is the only factor: at least 15 characters, any
//! character, no composition rules, a list of refused ones. Hashing is the server's work.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::field::FieldProblem;

/// What was typed as a password; it is never shown, logged or stored as it is.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct TypedPassword(String);

impl TypedPassword {
    /// Takes what was typed.
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// The characters, for the one place that hashes them.
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for TypedPassword {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("TypedPassword(…)")
    }
}

/// A password that may be set.
#[derive(Clone, PartialEq, Eq)]
pub struct NewPassword(String);

impl NewPassword {
    /// The least number of characters.
    pub const MIN: u16 = 15;
    /// The greatest number of characters: enough for any phrase, and a bound on the work of hashing.
    pub const MAX: u16 = 256;

    /// Checks a password that somebody wants to set; `personal` are texts of their own (name, address)
    /// that it must not be made of. Nothing is trimmed: a password is what was typed.
    pub fn parse(typed: &TypedPassword, personal: &[&str]) -> Result<Self, FieldProblem> {
        let text = typed.reveal();
        let count = text.chars().count();
        if text.is_empty() {
            return Err(FieldProblem::Required);
        }
        if count < usize::from(Self::MIN) {
            return Err(FieldProblem::TooShort { min: Self::MIN });
        }
        if count > usize::from(Self::MAX) {
            return Err(FieldProblem::TooLong { max: Self::MAX });
        }
        let squeezed = squeeze(text);
        if is_common(text, &squeezed) {
            return Err(FieldProblem::PasswordCommon);
        }
        let is_own = |own: &&str| {
            let own = squeeze(own);
            own.chars().count() >= 4 && remainder(&squeezed, &own) < 6
        };
        if personal.iter().chain(&["slipway", "odoo"]).any(is_own) {
            return Err(FieldProblem::PasswordPersonal);
        }
        Ok(Self(text.to_owned()))
    }

    /// The characters, for the one place that hashes them.
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for NewPassword {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("NewPassword(…)")
    }
}

/// What the long passwords that leak most are built from: words, keyboard walks and counting.
const COMMON_PARTS: [&str; 40] = [
    "password",
    "passwort",
    "motdepasse",
    "contrasena",
    "contraseña",
    "qwertyuiop",
    "qwerty",
    "azerty",
    "asdfghjkl",
    "zxcvbnm",
    "1q2w3e4r5t6y",
    "1q2w3e4r",
    "1qaz2wsx3edc",
    "1qaz2wsx",
    "qazwsxedc",
    "1234567890",
    "123456789",
    "12345678",
    "1234567",
    "123456",
    "12345",
    "1234",
    "0987654321",
    "987654321",
    "abcdefghijklmnopqrstuvwxyz",
    "abcdefgh",
    "abcdef",
    "letmein",
    "welcome",
    "iloveyou",
    "trustno",
    "administrator",
    "admin",
    "changeme",
    "secret",
    "default",
    "monkey",
    "dragon",
    "football",
    "correcthorsebatterystaple",
];

/// Letters and digits in lower case, so that `Pass-Word` and `password` are the same guess.
fn squeeze(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// How many characters are left once every occurrence of a part is taken out.
fn remainder(text: &str, part: &str) -> usize {
    text.replace(part, "").chars().count()
}

fn is_common(text: &str, squeezed: &str) -> bool {
    let mut distinct: Vec<char> = text.chars().collect();
    distinct.sort_unstable();
    distinct.dedup();
    if distinct.len() < 5 {
        return true;
    }
    let rest = COMMON_PARTS.iter().fold(squeezed.to_owned(), |rest, part| rest.replace(part, ""));
    squeezed.chars().count() > rest.chars().count() && rest.chars().count() < 6
}
