//! Collaborators of a project: people and teams, and the role each has there.

use chrono::{DateTime, Utc};

use super::{check_holds, check_not_above, check_within_own};
use crate::{
    access::{
        decide::Denial,
        effective::Actor,
        grant::{Grant, Scope},
        permission::ProjectPermission,
        set::PermissionSet,
        team::{Assignment, Team},
    },
    id::{AccountId, OrgId, ProjectId},
};

/// A project role that is to be given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Collaboration {
    /// The organization.
    pub org: OrgId,
    /// The project.
    pub project: ProjectId,
    /// The role's whole set.
    pub set: PermissionSet,
    /// From when on it does not count.
    pub end: Option<DateTime<Utc>>,
}

impl Collaboration {
    const fn scope(&self) -> Scope {
        Scope::Project { org: self.org, project: self.project }
    }
}

/// Judges Add User (D1, D10). Somebody from outside joins the organization as Guest by it: that follows
/// from `collaborators.manage` and is not judged by itself (D9).
///
/// `person` is `None` for an address that has no account yet.
pub fn give_project_role(
    actor: &Actor<'_>,
    person: Option<AccountId>,
    given: &Collaboration,
) -> Result<(), Denial> {
    check_holds(actor, ProjectPermission::CollaboratorsManage, given.scope())?;
    if person == Some(actor.account) {
        return Err(Denial::OwnGrant);
    }
    check_within_own(actor, given.scope(), given.set, given.end)
}

/// Judges a change of a collaborator's role or end (D2 for the present grant, D1 for the new one, D10).
pub fn change_collaborator(
    actor: &Actor<'_>,
    person: AccountId,
    present: &Grant,
    given: &Collaboration,
) -> Result<(), Denial> {
    give_project_role(actor, Some(person), given)?;
    check_not_above(actor, [present])
}

/// Judges taking a direct collaboration away (D2).
pub fn remove_collaborator(actor: &Actor<'_>, present: &Grant) -> Result<(), Denial> {
    check_holds(actor, ProjectPermission::CollaboratorsManage, present.scope)?;
    check_not_above(actor, [present])
}

/// Judges Add Team: as granting the role to everybody in it (D4), which nobody does who is in it (D10).
pub fn assign_team(actor: &Actor<'_>, team: &Team, assignment: &Assignment) -> Result<(), Denial> {
    let scope = Scope::Project { org: team.org, project: assignment.project };
    check_holds(actor, ProjectPermission::CollaboratorsManage, scope)?;
    if team.place(actor.account).is_some() {
        return Err(Denial::OwnGrant);
    }
    check_within_own(actor, scope, assignment.set, None)
}

/// Judges taking a team off a project (D4, D2).
pub fn unassign_team(actor: &Actor<'_>, team: &Team, assignment: &Assignment) -> Result<(), Denial> {
    let scope = Scope::Project { org: team.org, project: assignment.project };
    check_holds(actor, ProjectPermission::CollaboratorsManage, scope)?;
    let own = actor.effective(scope);
    if own.includes(assignment.set) {
        Ok(())
    } else {
        Err(Denial::PersonAboveYou { missing: assignment.set - own })
    }
}
