//! What the installation's administrator sees of it.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::{
    account::MailDelivery,
    page::{PageQuery, PageRequest, PagedQuery, Query},
};
use crate::{
    email::EmailAddress,
    field::{FieldErrors, FieldProblem},
    id::{AccountId, MailId},
    mail::{MailKind, MailStage, MailTrouble},
    settings::{SettingsDraft, SignUp},
};

/// The settings of the installation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SettingsView {
    /// Whether anybody may make an account.
    pub sign_up_open: bool,
    /// How many organizations an account may create; absent where nothing was set.
    pub orgs_per_account: Option<u32>,
    /// What holds where nothing was set: what the program was started with.
    pub started_with: u32,
}

impl SettingsView {
    /// How many organizations an account may create for which nothing else was said.
    pub fn org_limit(&self) -> u32 {
        self.orgs_per_account.unwrap_or(self.started_with)
    }

    /// The settings as a form begins with them.
    pub fn draft(&self) -> SettingsDraft {
        SettingsDraft {
            sign_up: SignUp::when_open(self.sign_up_open).key().to_owned(),
            orgs_per_account: self.orgs_per_account.map(|limit| limit.to_string()).unwrap_or_default(),
        }
    }
}

/// What an administrator sees first: what the program works with, and how it stands with its mail.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OverviewView {
    /// The program's version.
    pub version: String,
    /// The database.
    pub database: DatabaseView,
    /// How mail leaves.
    pub delivery: MailDelivery,
    /// Where it goes: the server with its port, or the folder. Never a password.
    pub mail_way: Option<String>,
    /// How it stands with the mails.
    pub mails: MailQueueView,
}

/// The database as an administrator sees it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DatabaseView {
    /// Which it is.
    pub kind: DatabaseKind,
    /// Its own version.
    pub version: String,
    /// How many bytes it takes.
    pub bytes: u64,
    /// The newest of its migrations.
    pub migration: String,
    /// How many migrations it has.
    pub migrations: u32,
}

/// Which database it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum DatabaseKind {
    /// A file of SQLite.
    Sqlite,
    /// PostgreSQL.
    Postgres,
}

/// How it stands with the mails.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MailQueueView {
    /// How many wait for a try; [`Self::COUNTED`] stands for that many or more.
    pub waiting: u32,
    /// How many are given up, counted alike.
    pub failed: u32,
    /// When one was handed over last.
    pub last_sent_at: Option<DateTime<Utc>>,
    /// What keeps mail from leaving, since the last one that left.
    pub failing: Option<MailFailing>,
}

impl MailQueueView {
    /// Up to here mails are counted.
    pub const COUNTED: u32 = 1000;
}

/// Why mail does not leave.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MailFailing {
    /// Since when.
    pub since: DateTime<Utc>,
    /// What is in the way.
    pub trouble: MailTrouble,
    /// What the server or the system said last.
    pub said: String,
    /// When the next try is.
    pub next: Option<DateTime<Utc>>,
}

/// An account as the installation's administrator sees it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AccountEntryView {
    /// Its id.
    pub id: AccountId,
    /// The person's name.
    pub name: String,
    /// Their address.
    pub email: EmailAddress,
    /// Whether the address is proven.
    pub verified: bool,
    /// Whether they administer the installation.
    pub administrator: bool,
    /// Since when they cannot sign in any more; absent where they can.
    pub disabled_at: Option<DateTime<Utc>>,
    /// When the account was made.
    pub created_at: DateTime<Utc>,
    /// When they were last seen, to the minute; absent before the first time.
    pub last_seen_at: Option<DateTime<Utc>>,
    /// How many organizations they have created that still stand.
    pub orgs_created: u32,
    /// How many they may create, where it was said for them alone.
    pub org_limit: Option<u32>,
}

/// A mail as the installation's administrator sees it: never its text, its link or its token.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MailView {
    /// Its id.
    pub id: MailId,
    /// What it is for.
    pub kind: MailKind,
    /// To which address.
    pub to: EmailAddress,
    /// How far it is.
    pub stage: MailStage,
    /// How many tries there were.
    pub tries: u32,
    /// When it was queued.
    pub created_at: DateTime<Utc>,
    /// When the next try is, where one follows.
    pub next_at: Option<DateTime<Utc>>,
    /// When it was handed over.
    pub sent_at: Option<DateTime<Utc>>,
    /// What the last try came to.
    pub trouble: Option<MailTrouble>,
    /// What the server or the system said then.
    pub said: Option<String>,
}

/// Which page of the mails.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[serde(deny_unknown_fields, default)]
pub struct MailsQuery {
    /// The cursor that the page before gave; absent for the first page.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(nullable = false))]
    pub after: Option<String>,
    /// How many items at most.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(nullable = false, minimum = 1, maximum = 100))]
    pub limit: Option<u32>,
    /// A text that addresses are searched for.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(nullable = false))]
    pub search: Option<String>,
    /// How far the mails are; absent for all.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(nullable = false))]
    pub stage: Option<String>,
}

impl MailsQuery {
    fn page(&self) -> PageQuery {
        PageQuery { after: self.after.clone(), limit: self.limit, search: self.search.clone() }
    }
}

impl Query for MailsQuery {
    type Value = (PageRequest, Option<MailStage>);

    fn pairs(&self) -> Vec<(&'static str, String)> {
        let stage = self.stage.clone().map(|stage| ("stage", stage));
        self.page().pairs().into_iter().chain(stage).collect()
    }

    fn value(&self) -> Result<Self::Value, FieldErrors> {
        let mut errors = FieldErrors::default();
        let known = |key: &str| MailStage::from_key(key).ok_or(FieldProblem::UnknownChoice);
        let stage = errors.keep("stage", self.stage.as_deref().map(known).transpose());
        match (self.page().parse(), stage) {
            (Ok(page), Some(stage)) => Ok((page, stage)),
            (Ok(_), None) => Err(errors),
            (Err(mut all), _) => {
                all.0.extend(errors.0);
                Err(all)
            }
        }
    }
}

impl PagedQuery for MailsQuery {
    fn at(&self, after: Option<String>, search: Option<String>) -> Self {
        Self { after, search, ..self.clone() }
    }
}
