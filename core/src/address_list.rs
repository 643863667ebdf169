//! Many addresses in one field, as people paste them: out of a mail, a table, a list of their own.
//!
//! Commas, semicolons, line breaks and white space part one from the next, and a name may stand before an
//! address in angle brackets. Nothing that was pasted is lost: what is no address is kept with its problem,
//! and what stands there twice is kept as such, so that a person can be told what becomes of each.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::{email::EmailAddress, field::FieldProblem, text};

/// One of the addresses, as it was pasted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// What stood there, fit to be shown: not too long, and without characters that nobody sees.
    pub text: String,
    /// The address, or why nobody is reached by it.
    pub address: Result<EmailAddress, ListedProblem>,
}

/// Why an entry of the list reaches nobody.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(tag = "why", rename_all = "snake_case")]
pub enum ListedProblem {
    /// It is no address.
    Broken {
        /// What is wrong with it.
        problem: FieldProblem,
    },
    /// The same address stands further up.
    Double,
}

/// A list of addresses of which at least one can be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AddressList(Vec<Listed>);

impl AddressList {
    /// The most entries of a list, usable or not.
    pub const MAX: u16 = 50;

    /// The characters of an entry that are shown.
    const SHOWN: usize = 100;

    /// Reads everything that was pasted, however much it is and whether any of it can be used.
    pub fn read(raw: &str) -> Vec<Listed> {
        Self::listed(raw).collect()
    }

    /// Every entry in turn, compared with those further up.
    fn listed(raw: &str) -> impl Iterator<Item = Listed> {
        let mut seen = BTreeSet::<EmailAddress>::new();
        entries(raw).into_iter().map(move |Entry { whole, address }| {
            let address = match EmailAddress::parse(&address) {
                Ok(address) if seen.insert(address.clone()) => Ok(address),
                Ok(_) => Err(ListedProblem::Double),
                // Brackets with nothing between them are an address of the wrong form.
                Err(FieldProblem::Required) => {
                    Err(ListedProblem::Broken { problem: FieldProblem::EmailForm })
                }
                Err(problem) => Err(ListedProblem::Broken { problem }),
            };
            Listed { text: text::shown(&whole, Self::SHOWN), address }
        })
    }

    /// Reads a list to work with: not empty, not too long, and with an address in it. Of one that is too long no
    /// more is read than tells so.
    ///
    /// Where there is none, the first entry's problem is the list's.
    pub fn parse(raw: &str) -> Result<Self, FieldProblem> {
        let max = usize::from(Self::MAX);
        let list: Vec<_> = Self::listed(raw).take(max + 1).collect();
        if list.len() > max {
            return Err(FieldProblem::TooManyAddresses { max: Self::MAX });
        }
        if list.iter().any(|listed| listed.address.is_ok()) {
            return Ok(Self(list));
        }
        match list.into_iter().find_map(|listed| listed.address.err()) {
            Some(ListedProblem::Broken { problem }) => Err(problem),
            _ => Err(FieldProblem::Required),
        }
    }

    /// Every entry, in the order in which they were pasted.
    pub fn entries(&self) -> &[Listed] {
        &self.0
    }
}

/// An entry before its address is parsed.
struct Entry {
    whole: String,
    address: String,
}

/// Parts what was pasted.
fn entries(raw: &str) -> Vec<Entry> {
    let mut found = Vec::new();
    for line in raw.split(['\n', '\r']) {
        for part in parts(line) {
            entries_of_part(part, &mut found);
        }
    }
    found
}

/// The parts of a line between commas and semicolons, those inside of quotation marks left alone. A mark
/// that nothing closes is a character like any other.
fn parts(line: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let (mut start, mut quoted_until) = (0, 0);
    for (at, c) in line.char_indices() {
        if at < quoted_until {
            continue;
        }
        if c == '"' {
            let rest = line.get(at + 1..).unwrap_or_default();
            quoted_until = rest.find('"').map_or(quoted_until, |length| at + length + 2);
        } else if matches!(c, ',' | ';' | '，' | '；' | '、') {
            parts.extend(line.get(start..at));
            start = at + c.len_utf8();
        }
    }
    parts.extend(line.get(start..));
    parts
}

/// The entries of a part: addresses in brackets with the name before them, and single words.
fn entries_of_part(part: &str, found: &mut Vec<Entry>) {
    let mut rest = part;
    while let Some((before, inner, after)) = in_brackets(rest) {
        // An address among the words is an entry of its own; the name begins behind the last one.
        let name = match before.rfind('@') {
            Some(at) => {
                let (_, tail) = before.split_at(at);
                let end = tail.find(char::is_whitespace).map_or(before.len(), |length| at + length);
                let (words, name) = before.split_at(end);
                found.extend(words.split_whitespace().filter_map(word));
                name
            }
            None => before,
        };
        let address = trimmed(inner);
        let address = address.strip_prefix("mailto:").unwrap_or(address).to_owned();
        found.push(Entry { whole: format!("{name}<{inner}>").trim().to_owned(), address });
        rest = after;
    }
    found.extend(rest.split_whitespace().filter_map(word));
}

/// What stands before, between and behind the first pair of angle brackets.
fn in_brackets(text: &str) -> Option<(&str, &str, &str)> {
    let (before, rest) = text.split_once('<')?;
    let (inner, after) = rest.split_once('>')?;
    Some((before, inner, after))
}

/// A single word; none where it is a bullet or a dash, which lists are pasted with.
fn word(word: &str) -> Option<Entry> {
    let address = trimmed(word);
    let is_attempt = address.contains(|c: char| c.is_alphanumeric() || c == '@');
    is_attempt.then(|| Entry { whole: address.to_owned(), address: address.to_owned() })
}

/// Without the characters at its ends that nobody sees, such as those that mail programs put there.
fn trimmed(text: &str) -> &str {
    text.trim_matches(|c: char| c.is_whitespace() || text::is_hidden(c))
}
