//! The address of an organization's own site: shown as a link, so only `http` and `https` may stand in it.

use serde::Serialize;

use crate::field::FieldProblem;

/// An absolute `http` or `https` address of at most 200 characters.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Website(String);

impl Website {
    /// The greatest length in characters.
    pub const MAX: u16 = 200;

    /// Trims and checks what was typed. User names in the address are refused: they serve deception alone.
    pub fn parse(raw: &str) -> Result<Self, FieldProblem> {
        let text = raw.trim();
        if text.is_empty() {
            return Err(FieldProblem::Required);
        }
        if text.chars().count() > usize::from(Self::MAX) {
            return Err(FieldProblem::TooLong { max: Self::MAX });
        }
        if text.chars().any(char::is_control) {
            return Err(FieldProblem::ControlCharacter);
        }
        let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
        let well_formed = rest.is_some_and(|rest| {
            let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
            match authority.split_once(':') {
                Some((host, port)) => is_host(host) && is_port(port),
                None => is_host(authority),
            }
        });
        let plain = text.bytes().all(|b| b.is_ascii_graphic() && !matches!(b, b'"' | b'<' | b'>' | b'\\'));
        if well_formed && plain { Ok(Self(text.to_owned())) } else { Err(FieldProblem::WebsiteForm) }
    }

    /// The address.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

fn is_host(host: &str) -> bool {
    let is_label = |label: &str| {
        !label.is_empty()
            && label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    host.contains('.') && host.split('.').all(is_label)
}

fn is_port(port: &str) -> bool {
    port.bytes().all(|b| b.is_ascii_digit()) && port.parse::<u16>().is_ok_and(|port| port > 0)
}
