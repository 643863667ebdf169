//! Teams as grants: what a place in a team gives, and to whom.

use chrono::{DateTime, Utc};

use super::{
    grant::{Grant, RoleName, Scope, Source},
    set::PermissionSet,
};
use crate::id::{AccountId, OrgId, ProjectId, TeamId};

/// A person's place in a team.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// The person.
    pub person: AccountId,
    /// Whether they lead it.
    pub lead: bool,
    /// From when on the place does not count.
    pub end: Option<DateTime<Utc>>,
}

/// A team's role on a project.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Assignment {
    /// The project.
    pub project: ProjectId,
    /// The role's name.
    pub role: RoleName,
    /// The role's whole set.
    pub set: PermissionSet,
}

/// A team with its people and its projects.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Team {
    /// The team.
    pub id: TeamId,
    /// The organization that it belongs to.
    pub org: OrgId,
    /// The people in it.
    pub places: Vec<Place>,
    /// The projects that it is assigned to.
    pub assignments: Vec<Assignment>,
}

impl Team {
    /// The grants that a place with this end gives.
    pub fn grants_until(&self, end: Option<DateTime<Utc>>) -> impl Iterator<Item = Grant> {
        self.assignments.iter().map(move |assignment| Grant {
            scope: Scope::Project { org: self.org, project: assignment.project },
            role: assignment.role,
            set: assignment.set,
            source: Source::Team { team: self.id },
            end,
        })
    }

    /// A person's place, if they have one.
    pub fn place(&self, person: AccountId) -> Option<Place> {
        self.places.iter().copied().find(|place| place.person == person)
    }

    /// Whether a person leads the team at this moment.
    pub fn is_led_by(&self, person: AccountId, now: DateTime<Utc>) -> bool {
        self.place(person).is_some_and(|place| place.lead && place.end.is_none_or(|end| now < end))
    }
}
