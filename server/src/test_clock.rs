//! Moving the clock of the real program, so that no test waits for days. Never part of a release.

use axum::{Json, Router, extract::State, http::StatusCode, routing::post};
use serde::Deserialize;

use crate::Ctx;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Move {
    advance_seconds: u32,
}

/// The one route.
pub(crate) fn routes() -> Router<Ctx> {
    Router::new().route("/test/clock", post(advance))
}

async fn advance(State(ctx): State<Ctx>, Json(by): Json<Move>) -> StatusCode {
    ctx.clock.advance(by.advance_seconds);
    StatusCode::NO_CONTENT
}
