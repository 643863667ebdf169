//! The form of free text: which characters may stand in it, and how long it may be.
//!
//! Every script is welcome. What is refused is what a reader cannot see: control characters, and the
//! characters that reorder or hide text and so make one name look like another.

use crate::field::FieldProblem;

/// How a text may be laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lines {
    /// A single line.
    One,
    /// Line breaks are kept.
    Many,
}

/// Trims a text and checks its characters and its length in characters (Unicode scalar values).
pub fn parse(raw: &str, lines: Lines, min: u16, max: u16) -> Result<String, FieldProblem> {
    let unified = raw.replace("\r\n", "\n");
    let text = unified.trim();
    if text.is_empty() && min > 0 {
        return Err(FieldProblem::Required);
    }
    if let Some(problem) = text.chars().find_map(|c| character_problem(c, lines)) {
        return Err(problem);
    }
    if !text.is_empty() && text.chars().all(is_blank) {
        return Err(FieldProblem::HiddenCharacter);
    }
    let count = text.chars().count();
    if count < usize::from(min) {
        return Err(FieldProblem::TooShort { min });
    }
    if count > usize::from(max) {
        return Err(FieldProblem::TooLong { max });
    }
    Ok(text.to_owned())
}

fn character_problem(c: char, lines: Lines) -> Option<FieldProblem> {
    if c == '\n' && lines == Lines::Many {
        return None;
    }
    if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}') {
        return Some(FieldProblem::ControlCharacter);
    }
    is_hidden(c).then_some(FieldProblem::HiddenCharacter)
}

/// Bidirectional controls, invisible joiners outside the scripts that need them, tags, fillers and
/// noncharacters.
///
/// The zero-width joiner and non-joiner stay allowed: Persian, Hindi and emoji are written with them.
pub(crate) fn is_hidden(c: char) -> bool {
    matches!(c,
        '\u{00AD}' | '\u{034F}' | '\u{061C}' | '\u{115F}' | '\u{1160}' | '\u{180E}'
        | '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{206F}' | '\u{3164}' | '\u{FEFF}' | '\u{FFA0}'
        | '\u{FFF0}'..='\u{FFFB}' | '\u{FDD0}'..='\u{FDEF}' | '\u{E0000}'..='\u{E0FFF}')
        || (u32::from(c) & 0xFFFE) == 0xFFFE
}

/// A text that somebody typed, fit to be shown where it was refused: cut to so many characters, and with a
/// mark in the place of what cannot be seen.
pub(crate) fn shown(raw: &str, max: usize) -> String {
    let visible = |c: char| if character_problem(c, Lines::One).is_some() { '\u{FFFD}' } else { c };
    let mut shown: String = raw.chars().take(max).map(visible).collect();
    if raw.chars().nth(max).is_some() {
        shown.push('…');
    }
    shown
}

/// Characters that are allowed between others, and leave nothing to see by themselves.
fn is_blank(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200C}' | '\u{200D}' | '\u{2800}' | '\u{FE00}'..='\u{FE0F}')
}
