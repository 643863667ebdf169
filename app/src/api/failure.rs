//! What a request can come to instead of its reply.

use slipway_core::{
    api::problem::{Problem, StateProblem},
    field::FieldErrors,
    words,
};

use crate::locale::{I18n, ts};

/// What a request can come to instead of its reply.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Failure {
    /// The server answered with a problem.
    Refused {
        /// Which.
        problem: Problem,
        /// What the server's log names the request by.
        request_id: Option<String>,
    },
    /// No answer came.
    NoAnswer,
    /// An answer came that this page cannot read, as after an update of the server.
    Unreadable {
        /// What the server's log names the request by.
        request_id: Option<String>,
    },
}

impl Failure {
    /// What happened and what to do next.
    pub fn words(&self, i18n: I18n) -> String {
        match self {
            Self::Refused { problem, .. } => words::problem(i18n.locale(), problem),
            Self::NoAnswer => ts!(i18n, common.no_answer),
            Self::Unreadable { .. } => ts!(i18n, common.unreadable_answer),
        }
    }

    /// The problem that the server named.
    pub const fn problem(&self) -> Option<&Problem> {
        match self {
            Self::Refused { problem, .. } => Some(problem),
            Self::NoAnswer | Self::Unreadable { .. } => None,
        }
    }

    /// The rule of state that stood against it.
    pub const fn state_problem(&self) -> Option<&StateProblem> {
        match self {
            Self::Refused { problem: Problem::State { problem }, .. } => Some(problem),
            _ => None,
        }
    }

    /// The fields that were wrong.
    pub const fn field_errors(&self) -> Option<&FieldErrors> {
        match self {
            Self::Refused { problem: Problem::Fields { errors }, .. } => Some(errors),
            _ => None,
        }
    }

    /// Whether nobody is signed in any more.
    pub const fn is_signed_out(&self) -> bool {
        matches!(self, Self::Refused { problem: Problem::NotSignedIn, .. })
    }

    /// Whether the password has to be typed once more first.
    pub const fn is_not_fresh(&self) -> bool {
        matches!(self, Self::Refused { problem: Problem::NotFresh, .. })
    }

    /// What the server's log names the request by, so that it can be copied and asked about.
    pub fn request_id(&self) -> Option<&str> {
        match self {
            Self::Refused { request_id, .. } | Self::Unreadable { request_id } => request_id.as_deref(),
            Self::NoAnswer => None,
        }
    }
}
