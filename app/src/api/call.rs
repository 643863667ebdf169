//! One exchange with the server. Method, address, body and reply come from the endpoint's type.

use gloo_net::http::{Method, Request, RequestBuilder, Response};
use serde::Deserialize;
use slipway_core::api::{
    endpoint::{self, Endpoint},
    problem::Problem,
};
use web_sys::AbortSignal;

use super::failure::Failure;

/// After how many milliseconds a server that does not answer is given up.
const PATIENCE: u32 = 20_000;
/// Carries the id that the server's log names a request by.
const REQUEST_ID: &str = "x-request-id";

/// How the server writes what is not a reply.
#[derive(Deserialize)]
struct Refused {
    error: Problem,
}

/// Asks the server.
pub async fn call<E: Endpoint>(
    path: &E::Path,
    query: &E::Query,
    body: &E::Body,
) -> Result<E::Reply, Failure> {
    let signal = AbortSignal::timeout_with_u32(PATIENCE);
    let builder =
        RequestBuilder::new(&E::url(path, query)).method(method(E::METHOD)).abort_signal(Some(&signal));
    let request = if E::METHOD.changes() { builder.json(body) } else { builder.build() };
    let response = send(request).await?;
    let request_id = response.headers().get(REQUEST_ID);
    let text = response.text().await.map_err(|_| Failure::NoAnswer)?;
    let unreadable = || Failure::Unreadable { request_id: request_id.clone() };
    if response.ok() {
        serde_json::from_str(&text).map_err(|_| unreadable())
    } else {
        let refused: Refused = serde_json::from_str(&text).map_err(|_| unreadable())?;
        Err(Failure::Refused { problem: refused.error, request_id })
    }
}

async fn send(request: Result<Request, gloo_net::Error>) -> Result<Response, Failure> {
    let request = request.map_err(|_| Failure::Unreadable { request_id: None })?;
    request.send().await.map_err(|_| Failure::NoAnswer)
}

const fn method(method: endpoint::Method) -> Method {
    match method {
        endpoint::Method::Get => Method::GET,
        endpoint::Method::Post => Method::POST,
        endpoint::Method::Put => Method::PUT,
        endpoint::Method::Patch => Method::PATCH,
        endpoint::Method::Delete => Method::DELETE,
    }
}
