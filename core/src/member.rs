//! Members: accounts in an organization, each with a role, and the rule that one Owner always stays.

use serde::{Deserialize, Serialize};

use crate::{
    access::role::OrgRole,
    api::problem::StateProblem,
    field::{Draft, FieldErrors, FieldProblem},
};

/// Reads the key of an organization role.
pub fn parse_org_role(key: &str) -> Result<OrgRole, FieldProblem> {
    if key.trim().is_empty() {
        return Err(FieldProblem::Required);
    }
    OrgRole::from_key(key).ok_or(FieldProblem::UnknownRole)
}

/// A change of a member's role.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ChangeRoleDraft {
    /// The key of the new role.
    pub role: String,
}

impl Draft for ChangeRoleDraft {
    type Value = OrgRole;

    fn parse(&self) -> Result<OrgRole, FieldErrors> {
        parse_org_role(&self.role).map_err(|problem| FieldErrors::one("role", problem))
    }
}

/// Whether what becomes of a member asks for the password once more: nobody is made an Owner, and no Owner is
/// demoted or removed, by a browser that somebody left open. `new` is `None` where the membership ends.
pub fn needs_fresh(present: OrgRole, new: Option<OrgRole>) -> bool {
    (present == OrgRole::Owner) != (new == Some(OrgRole::Owner))
}

/// What rule D3 has to know of an organization.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Owners {
    /// How many Owners have an account that is enabled.
    pub enabled: u32,
}

impl Owners {
    /// D3: refuses what would end the hold of one Owner, where nobody enabled would be left to hold the role.
    ///
    /// `present` is the role that ends, `enabled` whether its account is; every act that ends a hold
    /// (demoting, removing, leaving, disabling, deleting) asks here.
    pub fn check_end(self, present: OrgRole, enabled: bool) -> Result<(), StateProblem> {
        if present == OrgRole::Owner && enabled && self.enabled <= 1 {
            Err(StateProblem::LastOwner { organization: None })
        } else {
            Ok(())
        }
    }

    /// D3 for a change of role: staying Owner ends nothing.
    pub fn check_change(self, present: OrgRole, new: OrgRole, enabled: bool) -> Result<(), StateProblem> {
        if new == OrgRole::Owner { Ok(()) } else { self.check_end(present, enabled) }
    }
}
