//! What the installation's administrator sees of it.

use serde::{Deserialize, Serialize};

use crate::settings::{SettingsDraft, SignUp};

/// The settings of the installation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SettingsView {
    /// Whether anybody may make an account.
    pub sign_up_open: bool,
    /// How many organizations an account may create; absent where nothing was set.
    pub orgs_per_account: Option<u32>,
    /// What holds where nothing was set: what the program was started with.
    pub started_with: u32,
}

impl SettingsView {
    /// The settings as a form begins with them.
    pub fn draft(&self) -> SettingsDraft {
        SettingsDraft {
            sign_up: SignUp::when_open(self.sign_up_open).key().to_owned(),
            orgs_per_account: self.orgs_per_account.map(|limit| limit.to_string()).unwrap_or_default(),
        }
    }
}
