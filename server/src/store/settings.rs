//! What an administrator sets for the whole installation, as stored: columns of the installation's one row.

use sea_orm::{ConnectionTrait, DbErr};
use slipway_core::settings::{Settings, SignUp};

use super::sql::{self, Columns};

/// Reads the settings.
pub async fn load(db: &impl ConnectionTrait) -> Result<Settings, DbErr> {
    const LOAD: &str = "SELECT sign_up_open, orgs_per_account FROM installation WHERE id = 1";
    let row = sql::one(db, LOAD, []).await?;
    let row = row.ok_or_else(|| DbErr::RecordNotFound("installation".to_owned()))?;
    let limit: Option<i32> = row.column("orgs_per_account")?;
    Ok(Settings {
        sign_up: SignUp::when_open(row.column("sign_up_open")?),
        orgs_per_account: limit.and_then(|limit| u32::try_from(limit).ok()),
    })
}

/// Changes the settings.
pub async fn save(db: &impl ConnectionTrait, settings: Settings) -> Result<(), DbErr> {
    const SAVE: &str = "UPDATE installation SET sign_up_open = $1, orgs_per_account = $2 WHERE id = 1";
    let limit = settings.orgs_per_account.map(stored).transpose()?;
    match sql::run(db, SAVE, [settings.sign_up.is_open().into(), limit.into()]).await? {
        0 => Err(DbErr::RecordNotUpdated),
        _ => Ok(()),
    }
}

/// A number of organizations as a column holds it.
pub(super) fn stored(limit: u32) -> Result<i32, DbErr> {
    i32::try_from(limit).map_err(|_| DbErr::Type("a number is too large".to_owned()))
}
