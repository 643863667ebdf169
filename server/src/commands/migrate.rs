//! `slipway admin migrate`: brings the tables up to date and ends.

use super::CommandError;
use crate::{
    clock::Clock,
    config::Config,
    data_folder,
    randomness::Randomness,
    store::{
        Store,
        open::{Location, OpenError},
    },
};

/// Brings the tables up to date; a database that is not there is made, as `slipway serve` makes it.
pub(super) async fn run(config: &Config) -> Result<String, CommandError> {
    if let Location::File(_) = config.database {
        data_folder::make(&config.data)?;
    }
    let before = match Store::open_as_it_is(&config.database, Clock::default(), Randomness).await {
        Ok((store, missing)) => {
            store.close().await;
            Some(missing)
        }
        Err(OpenError::NoFile(_)) => None,
        Err(error) => return Err(error.into()),
    };
    if before.as_ref().is_some_and(Vec::is_empty) {
        return Ok("the tables were up to date".to_owned());
    }
    Store::open(&config.database, Clock::default(), Randomness).await?.close().await;
    Ok(match before {
        Some(missing) => format!("the tables are up to date now; new: {}", missing.join(", ")),
        None => "made the database with its tables".to_owned(),
    })
}

/// Says whether something is missing, and changes nothing.
pub(super) async fn check(config: &Config) -> Result<String, CommandError> {
    super::opened(config).await?.close().await;
    Ok("the tables are up to date".to_owned())
}
