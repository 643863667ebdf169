//! Searching in lists: what a person typed, as a pattern in which nothing of it is a wildcard.

/// What `LIKE … ESCAPE '!'` compares with: every text, or those with the searched one somewhere in them.
/// What it is compared with is stored in lower case.
pub(super) fn pattern(search: Option<&str>) -> String {
    let Some(search) = search else { return "%".to_owned() };
    let literal = search.to_lowercase().replace('!', "!!").replace('%', "!%").replace('_', "!_");
    format!("%{literal}%")
}

#[cfg(test)]
mod tests {
    use super::pattern;

    #[test]
    fn what_is_searched_for_has_no_wildcards() {
        assert_eq!(pattern(None), "%");
        assert_eq!(pattern(Some("Émile")), "%émile%");
        assert_eq!(pattern(Some("100%_!")), "%100!%!_!!%");
    }
}
