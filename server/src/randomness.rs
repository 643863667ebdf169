//! Chance: identifiers and secrets, from the operating system's source.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use chrono::{DateTime, Utc};
use sha2::{Digest, Sha256};
use slipway_core::token::PresentedToken;
use uuid::Uuid;

use crate::error::Refused;

/// The source of chance. It has no state; it is handed on like the clock so that nobody draws elsewhere.
#[derive(Debug, Clone, Copy, Default)]
pub struct Randomness;

/// What is stored of a secret token: it tells whether one that is presented is it, and nothing else.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct TokenHash([u8; 32]);

/// A secret token of 256 bits that was just made. It is handed out once and never stored.
#[derive(Clone, PartialEq, Eq)]
pub struct NewToken(String);

impl Randomness {
    /// An identifier of version 7: those made later sort later.
    pub fn uuid(self, now: DateTime<Utc>) -> Result<Uuid, Refused> {
        let mut random = [0; 10];
        getrandom::fill(&mut random).map_err(|error| Refused::internal(error.to_string()))?;
        let millis = u64::try_from(now.timestamp_millis()).unwrap_or_default();
        Ok(uuid::Builder::from_unix_timestamp_millis(millis, &random).into_uuid())
    }

    /// A secret token.
    pub fn token(self) -> Result<NewToken, Refused> {
        let mut random = [0; 32];
        getrandom::fill(&mut random).map_err(|error| Refused::internal(error.to_string()))?;
        Ok(NewToken(URL_SAFE_NO_PAD.encode(random)))
    }
}

impl TokenHash {
    /// The hash of a token that somebody presents; `None` where it does not even have a token's form.
    pub fn of_presented(token: &PresentedToken) -> Option<Self> {
        token.well_formed().map(Self::of_text)
    }

    fn of_text(text: &str) -> Self {
        Self(Sha256::digest(text.as_bytes()).into())
    }

    /// The bytes, for storage.
    pub fn to_vec(self) -> Vec<u8> {
        self.0.to_vec()
    }
}

impl NewToken {
    /// The text, for the one cookie, mail or line that carries it.
    pub fn reveal(&self) -> &str {
        &self.0
    }

    /// What is stored of it.
    pub fn hash(&self) -> TokenHash {
        TokenHash::of_text(&self.0)
    }
}

impl std::fmt::Debug for NewToken {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("NewToken(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_new_token_has_the_form_of_a_token_and_its_hash_knows_it() {
        let token = Randomness.token().unwrap();
        let presented = PresentedToken::new(token.reveal());
        assert_eq!(TokenHash::of_presented(&presented), Some(token.hash()));
        assert_ne!(Randomness.token().unwrap().hash(), token.hash());
        assert_eq!(TokenHash::of_presented(&PresentedToken::new("cut")), None);
        assert!(!format!("{token:?}").contains(token.reveal()));
    }
}
