//! Whether a changing request comes from the page itself.
//!
//! A browser tells so in `Sec-Fetch-Site`; where it sends none, its `Origin` has to be ours. There is no
//! third way: a request with neither is refused.

use axum::http::{HeaderMap, header};

/// Whether a changing request comes from the page of this origin, as in `https://slipway.example.com`.
pub fn is_own(headers: &HeaderMap, own: &str) -> bool {
    match headers.get("sec-fetch-site") {
        Some(site) => site.as_bytes() == b"same-origin",
        None => headers.get(header::ORIGIN).is_some_and(|origin| origin.as_bytes() == own.as_bytes()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(headers: &[(&'static str, &'static str)], expected: bool) {
        let map =
            headers.iter().map(|(name, value)| (name.parse().unwrap(), value.parse().unwrap())).collect();
        assert_eq!(is_own(&map, "https://a.example"), expected, "{headers:?}");
    }

    #[test]
    fn only_the_page_itself_is_let_through() {
        check(&[("sec-fetch-site", "same-origin")], true);
        check(&[("origin", "https://a.example")], true);
        check(&[], false);
        check(&[("sec-fetch-site", "same-site")], false);
        check(&[("sec-fetch-site", "cross-site")], false);
        check(&[("sec-fetch-site", "none")], false);
        check(&[("sec-fetch-site", "same-site"), ("origin", "https://a.example")], false);
        check(&[("origin", "http://a.example")], false);
        check(&[("origin", "https://a.example.evil.test")], false);
        check(&[("origin", "null")], false);
    }
}
