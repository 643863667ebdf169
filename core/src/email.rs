//! Addresses of electronic mail.
//!
//! An address is ASCII (an international domain in punycode) and compared in lower case, so that two
//! addresses that look alike are alike. Whether it can be reached only a mail sent to it can tell.

use serde::{Deserialize, Serialize};

use crate::field::FieldProblem;

/// An address of the form `name@example.com`, in lower case.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(value_type = String, format = Email, max_length = 254))]
#[serde(try_from = "String", into = "String")]
pub struct EmailAddress(String);

impl EmailAddress {
    /// The greatest length of a whole address in octets (RFC 5321, 4.5.3.1.3, less the angle brackets).
    pub const MAX: u16 = 254;

    /// Trims, lowers and checks what was typed: the dot-atom form of RFC 5322 with a host name of two
    /// labels or more. Quoted local parts and address literals are refused.
    pub fn parse(raw: &str) -> Result<Self, FieldProblem> {
        let text = raw.trim();
        if text.is_empty() {
            return Err(FieldProblem::Required);
        }
        if text.chars().any(char::is_control) {
            return Err(FieldProblem::ControlCharacter);
        }
        if !text.is_ascii() {
            return Err(FieldProblem::EmailNotAscii);
        }
        if text.len() > usize::from(Self::MAX) {
            return Err(FieldProblem::TooLong { max: Self::MAX });
        }
        let lowered = text.to_ascii_lowercase();
        match lowered.split_once('@') {
            Some((local, domain)) if is_local_part(local) && is_domain(domain) => Ok(Self(lowered)),
            _ => Err(FieldProblem::EmailForm),
        }
    }

    /// The address.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What stands before the `@`.
    pub fn local_part(&self) -> &str {
        self.0.split('@').next().unwrap_or_default()
    }
}

impl std::fmt::Display for EmailAddress {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl From<EmailAddress> for String {
    fn from(address: EmailAddress) -> Self {
        address.0
    }
}

impl TryFrom<String> for EmailAddress {
    type Error = String;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text).map_err(|_| "not a mail address".to_owned())
    }
}

fn is_local_part(local: &str) -> bool {
    let allowed = |b: u8| b.is_ascii_alphanumeric() || b"!#$%&'*+-/=?^_`{|}~".contains(&b);
    local.len() <= 64 && local.split('.').all(|atom| !atom.is_empty() && atom.bytes().all(allowed))
}

fn is_domain(domain: &str) -> bool {
    let is_label = |label: &str| {
        (1..=63).contains(&label.len())
            && label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    let top_is_not_a_number =
        domain.rsplit('.').next().is_some_and(|top| top.bytes().any(|b| b.is_ascii_alphabetic()));
    domain.contains('.') && domain.split('.').all(is_label) && top_is_not_a_number
}
