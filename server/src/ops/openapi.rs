//! The description of the interface, for other programs.

use std::sync::OnceLock;

use axum::body::Bytes;
use slipway_core::api::table::GetOpenApi;

use crate::{
    Ctx,
    error::Refused,
    gate::{api::Download, permit::Permit},
    openapi::document,
};

/// Answers with the document, which is made once and never changes while the program runs.
pub async fn get(_ctx: Ctx, _permit: Permit<GetOpenApi>, (): ()) -> Result<Download, Refused> {
    static DOCUMENT: OnceLock<Bytes> = OnceLock::new();
    let content = DOCUMENT.get_or_init(|| document().to_string().into()).clone();
    Ok(Download { content_type: "application/json", content })
}
