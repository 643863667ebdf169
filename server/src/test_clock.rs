//! What tests can bring about in the real program alone: its clock is moved, so that no test waits for days,
//! and an operation panics, which none does by itself. Never part of a release.

use axum::{Json, Router, extract::State, http::StatusCode, routing::post};
use serde::Deserialize;

use crate::Ctx;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Move {
    advance_seconds: u32,
}

/// The routes.
pub(crate) fn routes() -> Router<Ctx> {
    Router::new().route("/test/clock", post(advance)).route("/test/panic", post(panic))
}

async fn advance(State(ctx): State<Ctx>, Json(by): Json<Move>) -> StatusCode {
    ctx.clock.advance(by.advance_seconds);
    StatusCode::NO_CONTENT
}

#[expect(clippy::panic, reason = "this is what it is for")]
async fn panic() -> StatusCode {
    panic!("a test asked for it")
}
