//! Whether the program is ready: its database can be read and written, and has the tables of this program.

use slipway_core::api::{health::Health, table::GetHealth};

use crate::{Ctx, error::Refused, gate::permit::Permit, store::installation};

/// Answers `ready`, or that the database is not available.
pub async fn get(ctx: Ctx, _permit: Permit<GetHealth>, (): ()) -> Result<Health, Refused> {
    installation::load(ctx.store.reader()).await.map_err(Refused::unavailable)?;
    let beat =
        ctx.store.keep_books(|tx| async move { Ok(installation::beat(tx.db(), tx.now()).await?) }).await;
    beat.map_err(Refused::unavailable)?;
    Ok(Health { status: "ready".to_owned(), version: env!("CARGO_PKG_VERSION").to_owned() })
}
