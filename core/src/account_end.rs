//! The end of an account: what has to be typed before, and what stands against it.

use crate::{
    api::problem::StateProblem,
    email::EmailAddress,
    field::{FieldErrors, FieldProblem},
};

/// The name of an account that was deleted. Its row stays, since organizations and logs refer to it.
pub const DELETED_NAME: &str = "Deleted account";

/// Refuses to delete an account by another address than its own.
pub fn check_address(typed: &EmailAddress, own: &EmailAddress) -> Result<(), FieldErrors> {
    if typed == own { Ok(()) } else { Err(FieldErrors::one("email", FieldProblem::NotYourAddress)) }
}

/// What has to be known of the installation before an administrator ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Administrators {
    /// How many administrators have an account that is enabled.
    pub enabled: u32,
}

impl Administrators {
    /// Refuses what would leave the installation without an administrator who can sign in. `administrator` and
    /// `enabled` are what the account is that is to be disabled, demoted or deleted.
    pub fn check_end(self, administrator: bool, enabled: bool) -> Result<(), StateProblem> {
        if administrator && enabled && self.enabled <= 1 {
            Err(StateProblem::LastAdministrator)
        } else {
            Ok(())
        }
    }
}
