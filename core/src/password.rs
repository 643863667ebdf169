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
        if is_common(text) {
            return Err(FieldProblem::PasswordCommon);
        }
        if is_personal(text, personal) {
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

/// What the long passwords that leak most are built from: whole phrases first, then words, keyboard walks
/// and counting. A part stands before those that are contained in it.
const COMMON_PARTS: &str = "correcthorsebatterystaple supercalifragilisticexpialidocious \
thequickbrownfox jumpsoverthelazydog jumpsoveralazydog maytheforcebewithyou tobeornottobe thatisthequestion \
jesuschristislord inthebeginning winteriscoming hakunamatata happybirthday neverforget \
iloveyousomuch iloveyouforever ilovemyfamily onetwothreefourfive onetwothreefour \
thisismypassword thisisapassword mypassword passphrase password passwort motdepasse contrasena contraseña \
1q2w3e4r5t6y7u8i9o0p 1q2w3e4r5t6y 1q2w3e4r 1qaz2wsx3edc4rfv 1qaz2wsx3edc 1qaz2wsx zaq12wsxcde34rfv zaq12wsx \
qazwsxedcrfv qazwsxedc qwertyuiop qwerty azertyuiop azerty qwertzuiop qwertz asdfghjkl zxcvbnm \
1234567890 123456789 12345678 1234567 123456 12345 1234 0987654321 987654321 \
abcdefghijklmnopqrstuvwxyz abcdefgh abcdef administrator admin letmein welcome bienvenue bienvenido \
iloveyou jetaime teamo trustno changeme secret default monkey dragon football baseball princess sunshine";

/// Letters and digits in lower case, so that `Pass-Word` and `password` are the same guess.
fn squeeze(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Letters for the signs that are put in their place, so that `p@ssw0rd` and `password` are the same guess.
fn unmask(text: &str) -> String {
    let letter = |c| match c {
        '@' | '4' => 'a',
        '0' => 'o',
        '1' | '!' => 'i',
        '3' => 'e',
        '$' | '5' => 's',
        other => other,
    };
    text.chars().map(letter).collect()
}

/// Whether a squeezed text is made of some parts and next to nothing else.
fn is_made_of<'a>(squeezed: &str, parts: impl IntoIterator<Item = &'a str>) -> bool {
    const NEXT_TO_NOTHING: usize = 6;
    let rest = parts.into_iter().fold(squeezed.to_owned(), |rest, part| rest.replace(part, ""));
    rest.len() < squeezed.len() && rest.chars().count() < NEXT_TO_NOTHING
}

fn is_common(text: &str) -> bool {
    let mut distinct: Vec<char> = text.chars().collect();
    distinct.sort_unstable();
    distinct.dedup();
    let is_listed = |squeezed: &str| is_made_of(squeezed, COMMON_PARTS.split_ascii_whitespace());
    distinct.len() < 5 || is_listed(&squeeze(text)) || is_listed(&squeeze(&unmask(text)))
}

/// Whether a password is made of texts of a person's own, whole or word by word, or of the product's name.
fn is_personal(text: &str, personal: &[&str]) -> bool {
    let of_weight = |part: &String| part.chars().count() >= 4;
    let mut parts: Vec<String> = personal
        .iter()
        .chain(&["slipway", "odoo"])
        .flat_map(|own| std::iter::once(*own).chain(own.split(|c: char| !c.is_alphanumeric())))
        .map(squeeze)
        .filter(of_weight)
        .collect();
    parts.sort_unstable_by_key(|part| std::cmp::Reverse(part.len()));
    is_made_of(&squeeze(text), parts.iter().map(String::as_str))
}
