//! Whether the program is ready: its database can be read and written, and has no tables of a newer program.

use std::time::{Duration, Instant};

use slipway_core::api::{health::Health, table::GetHealth};
use tokio::sync::Mutex;

use crate::{
    Ctx,
    error::Refused,
    gate::permit::Permit,
    migration::unknown_migration,
    store::{Tx, installation, open::OpenError},
};

/// When everything was last seen to work. Anybody may ask, so it is not tried for each who does.
#[derive(Debug, Default)]
pub struct Heartbeat(Mutex<Option<Instant>>);

/// How long a heartbeat stands for the ones after it.
const FRESH: Duration = Duration::from_secs(1);

/// Answers `ready`, or that the database is not available.
pub async fn get(ctx: Ctx, _permit: Permit<GetHealth>, (): ()) -> Result<Health, Refused> {
    installation::load(ctx.store.reader()).await.map_err(Refused::unavailable)?;
    let mut last = ctx.heartbeat.0.lock().await;
    if last.is_none_or(|last| last.elapsed() >= FRESH) {
        *last = None;
        let beat = |tx: Tx| async move {
            // A newer program may have been at the same database since this one started.
            if let Some(version) = unknown_migration(tx.db()).await? {
                return Err(Refused::internal(OpenError::Newer(version)));
            }
            Ok(installation::beat(tx.db(), tx.now()).await?)
        };
        ctx.store.keep_books(beat).await.map_err(Refused::unavailable)?;
        *last = Some(Instant::now());
    }
    Ok(Health { status: "ready".to_owned(), version: env!("CARGO_PKG_VERSION").to_owned() })
}
