//! Hashing passwords: argon2id, few at once, and never faster for an account that does not exist.

use std::sync::Arc;

use argon2::{
    Algorithm, Argon2, Params, Version,
    password_hash::{PasswordHasher, PasswordVerifier, phc::PasswordHash},
};
use slipway_core::password::{NewPassword, TypedPassword};
use tokio::sync::Semaphore;

use crate::error::Refused;

/// Memory in KiB, passes and lanes: the least that OWASP's cheat sheet on storing passwords names.
const MEMORY: u32 = 19 * 1024;
const PASSES: u32 = 2;
const LANES: u32 = 1;
/// How many are hashed at once: a bound on memory, and on what strangers can make the machine do.
const AT_ONCE: usize = 2;

/// The hasher of passwords.
#[derive(Debug, Clone)]
pub struct Passwords {
    turns: Arc<Semaphore>,
    nobodys: Arc<str>,
}

impl Passwords {
    /// Prepares it, with the hash that is compared where there is no account.
    pub fn new() -> Result<Self, Refused> {
        let nobodys = hash("the password of an account that does not exist")?;
        Ok(Self { turns: Arc::new(Semaphore::new(AT_ONCE)), nobodys: nobodys.into() })
    }

    /// The hash of a new password, in the PHC form.
    pub async fn hash(&self, password: &NewPassword) -> Result<String, Refused> {
        let password = password.clone();
        self.in_turn(move || hash(password.reveal())).await
    }

    /// Whether a typed password is the one that was hashed. Without a hash the answer is no, after as long.
    pub async fn verify(&self, typed: &TypedPassword, stored: Option<&str>) -> Result<bool, Refused> {
        tracing::debug!("a password is compared");
        let typed = typed.clone();
        let known = stored.is_some();
        let stored = stored.unwrap_or(&self.nobodys).to_owned();
        self.in_turn(move || {
            let stored = PasswordHash::new(&stored).map_err(|error| Refused::internal(error.to_string()))?;
            let matches = hasher()?.verify_password(typed.reveal().as_bytes(), &stored).is_ok();
            Ok(matches && known)
        })
        .await
    }

    async fn in_turn<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> Result<T, Refused> + Send + 'static,
    ) -> Result<T, Refused> {
        let turn = Arc::clone(&self.turns).acquire_owned().await.map_err(Refused::internal)?;
        // The turn goes along: whoever asked may leave before the work is done.
        tokio::task::spawn_blocking(move || {
            let result = work();
            drop(turn);
            result
        })
        .await
        .map_err(Refused::internal)?
    }
}

fn hasher() -> Result<Argon2<'static>, Refused> {
    let params =
        Params::new(MEMORY, PASSES, LANES, None).map_err(|error| Refused::internal(error.to_string()))?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

fn hash(password: &str) -> Result<String, Refused> {
    let hash = hasher()?.hash_password(password.as_bytes());
    hash.map(|hash| hash.to_string()).map_err(|error| Refused::internal(error.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_password_is_known_by_its_hash_and_nobody_has_one() {
        let passwords = Passwords::new().unwrap();
        let typed = TypedPassword::new("seven green bottles of ink");
        let stored = passwords.hash(&NewPassword::parse(&typed, &[]).unwrap()).await.unwrap();
        assert!(stored.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{stored}");
        assert!(passwords.verify(&typed, Some(&stored)).await.unwrap());
        let other = TypedPassword::new("seven green bottles of Ink");
        assert!(!passwords.verify(&other, Some(&stored)).await.unwrap());
        let nobodys = TypedPassword::new("the password of an account that does not exist");
        assert!(!passwords.verify(&nobodys, None).await.unwrap());
    }
}
