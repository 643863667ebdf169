//! The installation's one row: whether it is set up, and by which token it can be.

use chrono::{DateTime, Utc};
use sea_orm::{ConnectionTrait, DbBackend, DbErr};

use super::{
    Tx,
    sql::{self, Columns},
};
use crate::{error::Refused, randomness::TokenHash};

/// The bytes of a hash.
const HASH: usize = 32;
/// How many programs on one server offer a token that is good.
const OFFERS: usize = 8;

/// How far the installation is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Installation {
    /// Whether the first account was made.
    pub set_up: bool,
    /// The hashes of the tokens that are offered, the newest first.
    token_hashes: Vec<u8>,
}

impl Installation {
    /// Whether this token may make the first account.
    pub fn accepts(&self, token: TokenHash) -> bool {
        !self.set_up && self.token_hashes.chunks(HASH).any(|hash| *hash == token.to_vec())
    }
}

/// Reads it.
pub async fn load(db: &impl ConnectionTrait) -> Result<Installation, DbErr> {
    const LOAD: &str = "SELECT set_up_at, set_up_token_hash FROM installation WHERE id = 1";
    let row = sql::one(db, LOAD, []).await?;
    let row = row.ok_or_else(|| DbErr::RecordNotFound("installation".to_owned()))?;
    Ok(Installation {
        set_up: row.column::<Option<DateTime<Utc>>>("set_up_at")?.is_some(),
        token_hashes: row.column::<Option<Vec<u8>>>("set_up_token_hash")?.unwrap_or_default(),
    })
}

/// Puts a new set-up token in the place of the one before. On a server several programs offer one each, and any
/// of the newest is good.
pub async fn offer_set_up(tx: &Tx, token: TokenHash) -> Result<(), Refused> {
    const OFFER: &str = "\
UPDATE installation SET set_up_token_hash = $1 WHERE id = 1 AND set_up_at IS NULL";
    tx.lock_installation().await?;
    let mut hashes = token.to_vec();
    if tx.db().get_database_backend() == DbBackend::Postgres {
        hashes.extend(load(tx.db()).await?.token_hashes);
        hashes.truncate(OFFERS * HASH);
    }
    sql::run(tx.db(), OFFER, [hashes.into()]).await?;
    Ok(())
}

/// Notes that it is set up, and uses the token; tells whether it was not set up until then. Of several at the
/// same moment one hears that.
pub async fn finish_set_up(db: &impl ConnectionTrait, now: DateTime<Utc>) -> Result<bool, DbErr> {
    const FINISH: &str = "\
UPDATE installation SET set_up_at = $1, set_up_token_hash = NULL WHERE id = 1 AND set_up_at IS NULL";
    Ok(sql::run(db, FINISH, [now.into()]).await? > 0)
}

/// Writes, to find out whether writing is possible.
pub async fn beat(db: &impl ConnectionTrait, now: DateTime<Utc>) -> Result<(), DbErr> {
    const BEAT: &str = "UPDATE installation SET heartbeat_at = $1 WHERE id = 1";
    match sql::run(db, BEAT, [now.into()]).await? {
        0 => Err(DbErr::RecordNotUpdated),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        clock::Clock,
        randomness::Randomness,
        store::{Store, open::Location},
    };

    #[tokio::test]
    async fn it_is_set_up_once() {
        let folder = tempfile::tempdir().unwrap();
        let file = Location::File(folder.path().join("slipway.db"));
        let store = Store::open(&file, Clock::default(), Randomness).await.unwrap();
        let finish = || store.keep_books(|tx| async move { Ok(finish_set_up(tx.db(), tx.now()).await?) });
        assert!(finish().await.unwrap());
        assert!(!finish().await.unwrap());
        assert!(load(store.reader()).await.unwrap().set_up);
    }
}
