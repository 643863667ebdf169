//! Refusals, and the one place that turns them into a status and a body.
//!
//! What is shown is a [`Problem`] of the core; what is logged is its cause. The two never mix.

use std::borrow::Cow;

use axum::{
    Json,
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use sea_orm::{DbErr, RuntimeErr};
use serde::Serialize;
use slipway_core::{
    access::decide::Denial,
    api::problem::{Problem, StateProblem},
    field::{FieldErrors, FieldProblem},
};

type Cause = Box<dyn std::error::Error + Send + Sync>;

/// Why a request is not answered with its reply.
#[derive(Debug)]
pub struct Refused(Box<Inner>);

#[derive(Debug)]
struct Inner {
    problem: Problem,
    cause: Option<Cause>,
}

/// The body of every refusal.
#[derive(Debug, Serialize)]
struct Body {
    error: Problem,
}

/// After how many seconds a request is worth another try while the database is busy or away.
const RETRY_AFTER: u32 = 2;

impl Refused {
    /// Something in the server failed: shown as such, logged with its cause.
    pub fn internal(cause: impl Into<Cause>) -> Self {
        Self(Box::new(Inner { problem: Problem::Internal, cause: Some(cause.into()) }))
    }

    /// The database cannot be used just now.
    pub fn unavailable(cause: impl Into<Cause>) -> Self {
        let problem = Problem::Unavailable { retry_after: RETRY_AFTER };
        Self(Box::new(Inner { problem, cause: Some(cause.into()) }))
    }

    /// One field is wrong, which only the server could see.
    pub fn field(field: &str, problem: FieldProblem) -> Self {
        FieldErrors::one(field, problem).into()
    }

    /// Whether the database gave up a transaction because of another one: the same may succeed at once.
    pub fn is_conflict(&self) -> bool {
        let error = self.0.cause.as_ref().and_then(|cause| cause.downcast_ref::<DbErr>());
        let code = error.and_then(code_of);
        code.is_some_and(|code| code == "40001" || code == "40P01")
    }

    /// What is answered.
    pub fn problem(&self) -> &Problem {
        &self.0.problem
    }

    /// The denial that a person is told of; `None` for every other refusal, a hidden thing included.
    pub fn denial(&self) -> Option<Denial> {
        match self.0.problem {
            Problem::Denied { denial: Denial::Hidden } => None,
            Problem::Denied { denial } => Some(denial),
            _ => None,
        }
    }
}

impl std::fmt::Display for Refused {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match &self.0.cause {
            Some(cause) => write!(f, "{}: {cause}", self.0.problem.code()),
            None => f.write_str(self.0.problem.code()),
        }
    }
}

impl std::error::Error for Refused {}

impl From<Problem> for Refused {
    fn from(problem: Problem) -> Self {
        Self(Box::new(Inner { problem, cause: None }))
    }
}

impl From<Denial> for Refused {
    fn from(denial: Denial) -> Self {
        Problem::from(denial).into()
    }
}

impl From<StateProblem> for Refused {
    fn from(problem: StateProblem) -> Self {
        Problem::from(problem).into()
    }
}

impl From<FieldErrors> for Refused {
    fn from(errors: FieldErrors) -> Self {
        Problem::from(errors).into()
    }
}

impl From<DbErr> for Refused {
    fn from(error: DbErr) -> Self {
        if is_passing(&error) { Self::unavailable(error) } else { Self::internal(error) }
    }
}

/// Whether the database may answer the same request a little later: it is busy, away, or its disk is full.
fn is_passing(error: &DbErr) -> bool {
    match error {
        DbErr::ConnectionAcquire(_) | DbErr::Conn(_) => true,
        DbErr::Exec(RuntimeErr::SqlxError(error)) | DbErr::Query(RuntimeErr::SqlxError(error)) => match error
            .as_ref()
        {
            sea_orm::SqlxError::Io(_)
            | sea_orm::SqlxError::PoolTimedOut
            | sea_orm::SqlxError::PoolClosed
            | sea_orm::SqlxError::WorkerCrashed => true,
            sea_orm::SqlxError::Database(error) => error.code().is_some_and(|code| is_passing_code(&code)),
            _ => false,
        },
        _ => false,
    }
}

/// The database's own code of what went wrong.
fn code_of(error: &DbErr) -> Option<String> {
    match error {
        DbErr::Exec(RuntimeErr::SqlxError(error)) | DbErr::Query(RuntimeErr::SqlxError(error)) => {
            error.as_database_error().and_then(|error| error.code()).map(Cow::into_owned)
        }
        _ => None,
    }
}

/// SQLite's primary codes for busy, locked, read-only, I/O error, full and cannot open, with their extended
/// forms; PostgreSQL's codes for a lock that does not come and for a server that allows no writing, and its
/// classes of connection failures, conflicts, lack of resources and an operator's intervention.
fn is_passing_code(code: &str) -> bool {
    match code.parse::<u32>() {
        Ok(number) if code.len() < 5 => matches!(number & 0xFF, 5 | 6 | 8 | 10 | 13 | 14),
        _ => ["08", "40", "53", "57", "55P03", "25006", "25P03"].iter().any(|start| code.starts_with(start)),
    }
}

impl IntoResponse for Refused {
    fn into_response(self) -> Response {
        let Inner { problem, cause } = *self.0;
        let status = StatusCode::from_u16(problem.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        if let Some(cause) = cause {
            tracing::error!(status = status.as_u16(), %cause, "a request failed");
        }
        let retry_after = match problem {
            Problem::TooMany { retry_after, .. } | Problem::Unavailable { retry_after } => Some(retry_after),
            _ => None,
        };
        let mut response = (status, Json(Body { error: problem.outward() })).into_response();
        let headers = response.headers_mut();
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        if let Some(seconds) = retry_after {
            headers.insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        response
    }
}

#[cfg(test)]
mod tests {
    use slipway_core::api::problem::Limited;

    use super::*;

    #[test]
    fn a_hidden_thing_is_answered_exactly_like_a_missing_one() {
        let hidden = Refused::from(Denial::Hidden).into_response();
        let missing = Refused::from(Problem::NotFound).into_response();
        assert_eq!(hidden.status(), missing.status());
        assert_eq!(hidden.headers(), missing.headers());
    }

    #[test]
    fn busy_and_full_databases_pass_and_constraints_do_not() {
        for code in ["5", "517", "6", "13", "10", "1546", "14", "08006", "53100", "57P01", "55P03"] {
            assert!(is_passing_code(code), "{code}");
        }
        for code in ["19", "2067", "1555", "1", "23505", "42P01"] {
            assert!(!is_passing_code(code), "{code}");
        }
    }

    #[test]
    fn a_refusal_for_lack_of_time_says_when_to_come_back() {
        let response =
            Refused::from(Problem::TooMany { of: Limited::Tries, retry_after: 30 }).into_response();
        assert_eq!(response.status(), StatusCode::TOO_MANY_REQUESTS);
        assert_eq!(response.headers().get(header::RETRY_AFTER), Some(&HeaderValue::from(30)));
    }
}
