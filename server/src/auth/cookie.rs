//! The session cookie.
//!
//! Where the way is encrypted its name begins with `__Host-`, so that no other host can set it. Script
//! never reads it, and no other site's request brings it along except by following a link.

use axum::http::{HeaderMap, header};
use slipway_core::token::PresentedToken;

use crate::{
    public_url::PublicUrl,
    randomness::{NewToken, TokenHash},
    store::signed_in::SessionLife,
};

/// What an answer does to the session of a browser.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SessionCookie {
    /// A session begins, or goes on under a new token.
    Begin(NewToken),
    /// The session is over.
    End,
}

const SECURE_NAME: &str = "__Host-slipway";
const PLAIN_NAME: &str = "slipway";

fn name(url: &PublicUrl) -> &'static str {
    if url.is_secure() { SECURE_NAME } else { PLAIN_NAME }
}

/// The session token that a request presents, hashed.
pub fn presented(headers: &HeaderMap, url: &PublicUrl) -> Option<TokenHash> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|line| line.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .filter(|(key, _)| *key == name(url))
        .find_map(|(_, value)| TokenHash::of_presented(&PresentedToken::new(value)))
}

impl SessionCookie {
    /// The value of `Set-Cookie`.
    pub fn header(&self, url: &PublicUrl, life: SessionLife) -> String {
        let (value, seconds) = match self {
            Self::Begin(token) => (token.reveal(), life.cookie_seconds()),
            Self::End => ("", 0),
        };
        let secure = if url.is_secure() { "; Secure" } else { "" };
        format!("{}={value}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Lax{secure}", name(url))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::randomness::Randomness;

    fn presented_by(cookies: &[&str], url: &PublicUrl) -> Option<TokenHash> {
        let headers = cookies.iter().map(|line| (header::COOKIE, line.parse().unwrap())).collect();
        presented(&headers, url)
    }

    #[test]
    fn what_is_set_is_what_is_read() {
        let token = Randomness.token().unwrap();
        for (url, attributes) in
            [("https://a.example", "__Host-slipway="), ("http://localhost:8080", "slipway=")]
        {
            let url = PublicUrl::parse(url).unwrap();
            let set = SessionCookie::Begin(token.clone()).header(&url, SessionLife::default());
            assert!(set.starts_with(attributes), "{set}");
            assert!(set.contains("; Path=/; ") && set.contains("; HttpOnly; SameSite=Lax"), "{set}");
            assert_eq!(set.ends_with("; Secure"), url.is_secure());
            let pair = set.split(';').next().unwrap();
            assert_eq!(presented_by(&["other=1", &format!("a=b; {pair}")], &url), Some(token.hash()));
        }
    }

    #[test]
    fn a_cookie_without_the_prefix_does_not_count_where_the_way_is_encrypted() {
        let token = Randomness.token().unwrap();
        let url = PublicUrl::parse("https://a.example").unwrap();
        assert_eq!(presented_by(&[&format!("slipway={}", token.reveal())], &url), None);
        assert_eq!(presented_by(&["__Host-slipway=cut"], &url), None);
        assert!(
            SessionCookie::End
                .header(&url, SessionLife::default())
                .contains("__Host-slipway=; Path=/; Max-Age=0;")
        );
    }
}
