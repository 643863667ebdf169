//! Accented English: on a screen, whatever is not accented was written there by hand.

/// Accents a text and puts it in brackets; what stands in quotation marks is a person's own and stays.
pub(super) fn accent(text: &str) -> String {
    let mut quoted = false;
    let accented: String = text
        .chars()
        .map(|c| {
            match c {
                '“' => quoted = true,
                '”' => quoted = false,
                _ => {}
            }
            if quoted { c } else { accented(c) }
        })
        .collect();
    format!("⟦{accented}⟧")
}

const fn accented(c: char) -> char {
    match c {
        'a' => 'á',
        'c' => 'ç',
        'e' => 'é',
        'i' => 'í',
        'n' => 'ñ',
        'o' => 'ó',
        's' => 'š',
        'u' => 'ú',
        'y' => 'ý',
        'z' => 'ž',
        'A' => 'Á',
        'C' => 'Ç',
        'E' => 'É',
        'I' => 'Í',
        'N' => 'Ñ',
        'O' => 'Ó',
        'S' => 'Š',
        'U' => 'Ú',
        'Y' => 'Ý',
        'Z' => 'Ž',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::accent;

    #[test]
    fn letters_are_accented_and_quoted_texts_stay() {
        assert_eq!(accent("Choose “acme” soon."), "⟦Çhóóšé “acme” šóóñ.⟧");
        assert_eq!(accent(""), "⟦⟧");
    }
}
