//! Watching an organization.

use axum::response::{IntoResponse, Response};
use slipway_core::api::table::WatchOrg;

use crate::{Ctx, error::Refused, events, gate::permit::Permit};

/// Tells whenever something in the organization has changed, for as long as the right to see it is there.
pub(crate) async fn watch(ctx: Ctx, permit: Permit<WatchOrg>, (): ()) -> Result<Response, Refused> {
    Ok(events::watch(&ctx, &permit, *permit.query())?.into_response())
}
