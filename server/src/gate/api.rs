//! Registering operations under the endpoints of the core, and the way of every request through the gate.

use std::{collections::BTreeSet, fmt::Debug, future::Future, sync::Arc, time::Duration};

use axum::{
    Json, Router,
    body::{Body, Bytes},
    extract::{Query as UrlQuery, Request, State},
    http::{HeaderMap, HeaderValue, StatusCode, header, request::Parts},
    response::{IntoResponse, Response},
    routing::{MethodFilter, on},
};
use slipway_core::{
    api::{
        endpoint::{Endpoint, Kind, Method, Row},
        page::Query,
        problem::Problem,
        table::TABLE,
    },
    field::Draft,
};

use super::{
    admit::admit,
    body, origin, path,
    permit::{Caller, Permit, org_of},
    request::RequestContext,
};
use crate::{
    Ctx,
    auth::cookie::{self, SessionCookie},
    error::Refused,
    store::signed_in,
};

/// The value that an operation is handed: the body, parsed.
pub type Value<E> = <<E as Endpoint>::Body as Draft>::Value;

/// How long an operation may take, once everything that it was sent is there.
const PATIENCE: Duration = Duration::from_secs(15);

/// A file that an operation answers with.
#[derive(Debug, Clone)]
pub struct Download {
    /// Its type.
    pub content_type: &'static str,
    /// Its content.
    pub content: Bytes,
}

impl IntoResponse for Download {
    fn into_response(self) -> Response {
        let headers = [(header::CONTENT_TYPE, self.content_type), (header::CACHE_CONTROL, "no-store")];
        (headers, self.content).into_response()
    }
}

/// What is registered is not what the contract lists.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum RouteError {
    /// An endpoint of the contract has no operation.
    #[error("the endpoint `{0}` has no operation")]
    Missing(&'static str),
    /// An endpoint has two operations.
    #[error("the endpoint `{0}` has more than one operation")]
    Twice(&'static str),
}

/// The API while it is being put together.
#[derive(Debug, Default)]
pub struct Api {
    router: Router<Ctx>,
    registered: Vec<Row>,
}

impl Api {
    /// Registers the operation of an endpoint.
    #[must_use]
    pub fn on<E, H, F>(self, operation: H) -> Self
    where
        E: Endpoint,
        Value<E>: Send,
        H: Fn(Ctx, Permit<E>, Value<E>) -> F + Clone + Send + Sync + 'static,
        F: Future<Output = Result<E::Reply, Refused>> + Send,
    {
        const { assert!(matches!(E::KIND, Kind::Json), "a reply is JSON") };
        self.register::<E, _, _>(move |ctx, permit, value| {
            let work = operation(Arc::clone(&ctx), permit, value);
            async move { work.await.map(|reply| reply_with::<E>(&ctx, &reply, None)) }
        })
    }

    /// Registers the operation of an endpoint that begins or ends a session.
    #[must_use]
    pub fn on_session<E, H, F>(self, operation: H) -> Self
    where
        E: Endpoint,
        Value<E>: Send,
        H: Fn(Ctx, Permit<E>, Value<E>) -> F + Clone + Send + Sync + 'static,
        F: Future<Output = Result<(E::Reply, SessionCookie), Refused>> + Send,
    {
        const { assert!(matches!(E::KIND, Kind::Json), "a reply is JSON") };
        self.register::<E, _, _>(move |ctx, permit, value| {
            let work = operation(Arc::clone(&ctx), permit, value);
            async move { work.await.map(|(reply, cookie)| reply_with::<E>(&ctx, &reply, Some(cookie))) }
        })
    }

    /// Registers the operation of an endpoint that is answered with a file.
    #[must_use]
    pub fn on_download<E, H, F>(self, operation: H) -> Self
    where
        E: Endpoint,
        Value<E>: Send,
        H: Fn(Ctx, Permit<E>, Value<E>) -> F + Clone + Send + Sync + 'static,
        F: Future<Output = Result<Download, Refused>> + Send,
    {
        const { assert!(matches!(E::KIND, Kind::Download), "a file is a download") };
        self.register::<E, _, _>(move |ctx, permit, value| {
            let work = operation(ctx, permit, value);
            async move { work.await.map(IntoResponse::into_response) }
        })
    }

    /// Registers the operation of an endpoint that is answered with a stream of events.
    #[must_use]
    pub fn on_events<E, H, F>(self, operation: H) -> Self
    where
        E: Endpoint,
        Value<E>: Send,
        H: Fn(Ctx, Permit<E>, Value<E>) -> F + Clone + Send + Sync + 'static,
        F: Future<Output = Result<Response, Refused>> + Send,
    {
        const { assert!(matches!(E::KIND, Kind::EventStream), "a stream is one of events") };
        self.register::<E, _, _>(operation)
    }

    fn register<E, H, F>(mut self, operation: H) -> Self
    where
        E: Endpoint,
        Value<E>: Send,
        H: FnOnce(Ctx, Permit<E>, Value<E>) -> F + Clone + Send + Sync + 'static,
        F: Future<Output = Result<Response, Refused>> + Send,
    {
        let handler = async move |State(ctx): State<Ctx>, request: Request| {
            let (mut parts, mut body) = request.into_parts();
            let answered = answer::<E, H, F>(ctx, &mut parts, &mut body, operation).await;
            // Whoever is refused at the gate is still sending, and would lose the answer otherwise.
            body::drain(body).await;
            answered.unwrap_or_else(IntoResponse::into_response)
        };
        // A second one for the same endpoint is only counted: putting it into the router would panic.
        if !self.registered.contains(&Row::of::<E>()) {
            self.router = self.router.route(E::PATH, on(filter(E::METHOD), handler));
        }
        self.registered.push(Row::of::<E>());
        self
    }

    /// The router, where exactly what the contract lists was registered.
    pub fn finish(self) -> Result<Router<Ctx>, RouteError> {
        let mut names = BTreeSet::new();
        if let Some(twice) = self.registered.iter().find(|row| !names.insert(row.name)) {
            return Err(RouteError::Twice(twice.name));
        }
        match TABLE.iter().find(|row| !self.registered.contains(row)) {
            Some(missing) => Err(RouteError::Missing(missing.name)),
            None => Ok(self.router),
        }
    }
}

/// The way through. What is refused with a reason is noted on the way out.
async fn answer<E, H, F>(
    ctx: Ctx,
    parts: &mut Parts,
    body: &mut Body,
    operation: H,
) -> Result<Response, Refused>
where
    E: Endpoint,
    Value<E>: Send,
    H: FnOnce(Ctx, Permit<E>, Value<E>) -> F + Send,
    F: Future<Output = Result<Response, Refused>> + Send,
{
    if E::METHOD.changes() && !origin::is_own(&parts.headers, ctx.public_url.origin()) {
        return Err(Problem::ForeignOrigin.into());
    }
    let path = path::read::<E::Path>(parts).await?;
    let org = org_of(&path);
    let caller = in_time(caller(&ctx, parts, org)).await?;
    let who = caller.signed_in.clone();
    let context = caller.request.clone();

    let through = async {
        admit::<E>(caller.signed_in.as_ref(), org, caller.now)?;
        let query = query::<E>(parts)?;
        let draft: E::Body = match E::METHOD {
            Method::Get => body::read(&HeaderMap::new(), &mut Body::empty()).await?,
            _ => body::read(&parts.headers, body).await?,
        };
        let permit = Permit::new(path, query.value()?, caller);
        in_time(operation(ctx.clone(), permit, draft.parse()?)).await
    };
    match through.await {
        Ok(response) => Ok(response),
        Err(refused) => {
            if let (Some(denial), Some(who)) = (refused.denial(), who) {
                ctx.refusals.note(E::NAME, org, &who.account, denial, context);
            }
            Err(refused)
        }
    }
}

/// Gives up what a database that has fallen silent in the middle would hold up for ever. What was not committed
/// then never happened.
async fn in_time<T>(work: impl Future<Output = Result<T, Refused>> + Send) -> Result<T, Refused> {
    let done = tokio::time::timeout(PATIENCE, work).await;
    done.unwrap_or_else(|_| Err(Refused::unavailable("an operation took too long")))
}

/// Whoever asks, with their rights of this moment.
async fn caller(ctx: &Ctx, parts: &Parts, org: Option<slipway_core::id::OrgId>) -> Result<Caller, Refused> {
    let now = ctx.clock.now();
    let session_token = cookie::presented(&parts.headers, &ctx.public_url);
    let signed_in = match session_token {
        Some(token) => signed_in::load(ctx.store.reader(), ctx.store.session_life(), token, org, now).await?,
        None => None,
    };
    if let Some(who) = &signed_in {
        ctx.last_seen.note(who, now);
    }
    let request = RequestContext::of(parts, &ctx.trusted_proxies);
    Ok(Caller { signed_in, session_token, request, now })
}

fn query<E: Endpoint>(parts: &Parts) -> Result<E::Query, Refused> {
    let read = UrlQuery::<E::Query>::try_from_uri(&parts.uri);
    read.map(|UrlQuery(query)| query).map_err(|error| body::malformed("", &error.body_text()))
}

fn reply_with<E: Endpoint>(ctx: &Ctx, reply: &E::Reply, cookie: Option<SessionCookie>) -> Response {
    let status = StatusCode::from_u16(E::STATUS).unwrap_or(StatusCode::OK);
    let mut response = (status, Json(reply)).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    if let Some(cookie) = cookie {
        match HeaderValue::try_from(cookie.header(&ctx.public_url, ctx.store.session_life())) {
            Ok(value) => drop(headers.insert(header::SET_COOKIE, value)),
            Err(error) => return Refused::internal(error).into_response(),
        }
    }
    response
}

const fn filter(method: Method) -> MethodFilter {
    match method {
        Method::Get => MethodFilter::GET,
        Method::Post => MethodFilter::POST,
        Method::Put => MethodFilter::PUT,
        Method::Patch => MethodFilter::PATCH,
        Method::Delete => MethodFilter::DELETE,
    }
}

#[cfg(test)]
mod tests {
    use slipway_core::api::table::{GetHealth, GetOpenApi, GetSession};

    use super::*;
    use crate::{
        ops::{health, session},
        router,
    };

    #[test]
    fn the_router_comes_into_being_only_as_the_contract_lists_it() {
        assert!(router::api().is_ok());
        let lacking = Api::default().on::<GetHealth, _, _>(health::get);
        assert_eq!(lacking.finish().err(), Some(RouteError::Missing(GetOpenApi::NAME)));
        let twice = Api::default()
            .on::<GetHealth, _, _>(health::get)
            .on::<GetSession, _, _>(session::get)
            .on::<GetHealth, _, _>(health::get);
        assert_eq!(twice.finish().err(), Some(RouteError::Twice(GetHealth::NAME)));
    }
}
