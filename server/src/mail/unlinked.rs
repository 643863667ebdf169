//! Names in mail: text that somebody typed must never become something to click.
//!
//! Mail programs make links of what looks like an address, also in plain text. A name is whatever a person
//! chose, so the spots by which such an address is known are parted by a zero-width space.

const ZERO_WIDTH_SPACE: char = '\u{200B}';

/// The same text to the eye, in which no mail program finds an address.
pub(super) fn unlinked(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        // Names are parsed without control characters; a mail does not rely on it.
        if c.is_control() {
            out.push(' ');
            continue;
        }
        out.push(c);
        let joins = matches!(c, '.' | ':' | '/' | '@' | '。' | '．' | '｡');
        if joins && chars.peek().is_some_and(|next| !next.is_whitespace()) {
            out.push(ZERO_WIDTH_SPACE);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::unlinked;

    #[test]
    fn addresses_fall_apart_and_other_names_stay() {
        for (name, expected) in [
            ("Ada Lovelace", "Ada Lovelace"),
            ("Acme Ltd.", "Acme Ltd."),
            ("evil.example", "evil.\u{200B}example"),
            ("https://evil.example", "https:\u{200B}/\u{200B}/\u{200B}evil.\u{200B}example"),
            ("bo@evil.example", "bo@\u{200B}evil.\u{200B}example"),
            ("two\r\nlines", "two  lines"),
        ] {
            assert_eq!(unlinked(name), expected);
        }
    }
}
