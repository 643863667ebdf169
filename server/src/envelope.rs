//! What every answer bears, whatever it is: its request's id, the headers that make a browser careful,
//! and a line in the log.

use std::{any::Any, time::Instant};

use axum::{
    extract::{MatchedPath, Request, State},
    http::{HeaderMap, HeaderName, HeaderValue, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use tracing::Instrument;

use crate::{Ctx, error::Refused, gate::request::RequestId};

/// The policy of every answer that is not the page itself: it loads nothing.
const NOTHING_LOADED: &str = "default-src 'none'; frame-ancestors 'none'";

const CAREFUL: [(HeaderName, &str); 6] = [
    (header::CONTENT_SECURITY_POLICY, NOTHING_LOADED),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::REFERRER_POLICY, "no-referrer"),
    (
        HeaderName::from_static("permissions-policy"),
        "accelerometer=(), camera=(), geolocation=(), gyroscope=(), magnetometer=(), microphone=(), \
         payment=(), usb=()",
    ),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
];

/// A year, in seconds.
const HSTS: &str = "max-age=31536000";

/// Puts a request's answer into its envelope.
pub async fn envelope(State(ctx): State<Ctx>, mut request: Request, next: Next) -> Response {
    let began = Instant::now();
    let id = match ctx.randomness.uuid(ctx.clock.now()) {
        Ok(id) => id.simple().to_string(),
        Err(refused) => return refused.into_response(),
    };
    request.extensions_mut().insert(RequestId(id.clone()));
    let method = request.method().clone();
    // The template, never the address itself: nothing that somebody put into an address is logged.
    let route = request.extensions().get::<MatchedPath>().cloned();
    let route = route.as_ref().map_or("page", MatchedPath::as_str);

    let span = tracing::info_span!("request", id);
    let mut response = next.run(request).instrument(span).await;
    seal(response.headers_mut(), &id, ctx.public_url.is_secure());
    tracing::info!(
        id,
        %method,
        route,
        status = response.status().as_u16(),
        micros = u64::try_from(began.elapsed().as_micros()).unwrap_or(u64::MAX),
        "answered"
    );
    response
}

fn seal(headers: &mut HeaderMap, id: &str, secure: bool) {
    for (name, value) in CAREFUL {
        headers.entry(name).or_insert(HeaderValue::from_static(value));
    }
    if secure {
        headers.insert(header::STRICT_TRANSPORT_SECURITY, HeaderValue::from_static(HSTS));
    }
    if let Ok(id) = HeaderValue::from_str(id) {
        headers.insert("x-request-id", id);
    }
}

/// The answer of an operation that panicked.
#[expect(clippy::needless_pass_by_value, reason = "the layer that calls it hands the panic over")]
pub fn after_panic(panic: Box<dyn Any + Send + 'static>) -> Response {
    let text = panic.downcast_ref::<String>().map(String::as_str);
    let text = text.or_else(|| panic.downcast_ref::<&str>().copied()).unwrap_or("a panic");
    Refused::internal(format!("an operation panicked: {text}")).into_response()
}
