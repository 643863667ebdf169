//! What an administrator sets for the whole installation, while it runs.

use serde::{Deserialize, Serialize};

use crate::{
    api::problem::StateProblem,
    field::{Draft, FieldErrors, FieldProblem},
};

/// The most organizations that an account may be allowed to create.
pub const MAX_ORG_LIMIT: u32 = 1000;

/// Whether anybody may make an account, or only whoever is invited.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SignUp {
    /// Anybody may.
    Open,
    /// Only whoever is invited.
    Closed,
}

impl SignUp {
    /// Both, in the order they are offered.
    pub const ALL: [Self; 2] = [Self::Closed, Self::Open];

    /// The word on the wire.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Closed => "closed",
        }
    }

    /// Whether it is open.
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Open)
    }

    /// Refuses to make an account without an invitation where it is closed.
    pub const fn check_open(self) -> Result<(), StateProblem> {
        match self {
            Self::Open => Ok(()),
            Self::Closed => Err(StateProblem::SignUpClosed),
        }
    }

    /// The one or the other.
    pub const fn when_open(open: bool) -> Self {
        if open { Self::Open } else { Self::Closed }
    }
}

/// The settings as an administrator fills them in.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct SettingsDraft {
    /// `open` or `closed`.
    pub sign_up: String,
    /// How many organizations an account may create; empty for what the program was started with.
    pub orgs_per_account: String,
}

/// A parsed [`SettingsDraft`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Settings {
    /// Whether anybody may make an account.
    pub sign_up: SignUp,
    /// How many organizations an account may create; `None` for what the program was started with.
    pub orgs_per_account: Option<u32>,
}

impl Draft for SettingsDraft {
    type Value = Settings;

    fn parse(&self) -> Result<Settings, FieldErrors> {
        let mut errors = FieldErrors::default();
        let sign_up = errors.keep("sign_up", parse_sign_up(&self.sign_up));
        let limit = errors.keep("orgs_per_account", parse_org_limit(&self.orgs_per_account));
        match (sign_up, limit) {
            (Some(sign_up), Some(orgs_per_account)) => Ok(Settings { sign_up, orgs_per_account }),
            _ => Err(errors),
        }
    }
}

/// How many organizations one account may create, as an administrator fills it in.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct OrgLimitDraft {
    /// The number; empty for what holds for everybody.
    pub org_limit: String,
}

impl Draft for OrgLimitDraft {
    type Value = Option<u32>;

    fn parse(&self) -> Result<Option<u32>, FieldErrors> {
        parse_org_limit(&self.org_limit).map_err(|problem| FieldErrors::one("org_limit", problem))
    }
}

fn parse_sign_up(key: &str) -> Result<SignUp, FieldProblem> {
    if key.trim().is_empty() {
        return Err(FieldProblem::Required);
    }
    SignUp::ALL.into_iter().find(|choice| choice.key() == key).ok_or(FieldProblem::UnknownChoice)
}

/// Reads a number of organizations; nothing entered stands for what holds otherwise.
fn parse_org_limit(text: &str) -> Result<Option<u32>, FieldProblem> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    let number = text.parse().ok().filter(|_| text.bytes().all(|b| b.is_ascii_digit()));
    number
        .filter(|number| *number <= MAX_ORG_LIMIT)
        .map(Some)
        .ok_or(FieldProblem::OutOfRange { min: 0, max: MAX_ORG_LIMIT })
}
