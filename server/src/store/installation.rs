//! The installation's one row: whether it is set up, and by which token it can be.

use chrono::{DateTime, Utc};
use sea_orm::{ConnectionTrait, DbErr};

use super::sql::{self, Columns};
use crate::randomness::TokenHash;

/// How far the installation is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Installation {
    /// Whether the first account was made.
    pub set_up: bool,
    token_hash: Option<Vec<u8>>,
}

impl Installation {
    /// Whether this token may make the first account.
    pub fn accepts(&self, token: TokenHash) -> bool {
        !self.set_up && self.token_hash.as_ref().is_some_and(|hash| *hash == token.to_vec())
    }
}

/// Reads it.
pub async fn load(db: &impl ConnectionTrait) -> Result<Installation, DbErr> {
    const LOAD: &str = "SELECT set_up_at, set_up_token_hash FROM installation WHERE id = 1";
    let row = sql::one(db, LOAD, []).await?;
    let row = row.ok_or_else(|| DbErr::RecordNotFound("installation".to_owned()))?;
    Ok(Installation {
        set_up: row.column::<Option<DateTime<Utc>>>("set_up_at")?.is_some(),
        token_hash: row.column("set_up_token_hash")?,
    })
}

/// Puts a new set-up token in the place of the one before.
pub async fn offer_set_up(db: &impl ConnectionTrait, token: TokenHash) -> Result<(), DbErr> {
    const OFFER: &str = "\
UPDATE installation SET set_up_token_hash = $1 WHERE id = 1 AND set_up_at IS NULL";
    sql::run(db, OFFER, [token.to_vec().into()]).await.map(drop)
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
