//! Acts of delegation as plain facts: by chance, and what becomes of the world when one is done.

use super::{
    spec::{Keys, SPEC},
    world::{End, Fact, From, Invitation, OwnRole, Person, Place, Role, Team, World, random_own_set},
};
use crate::chance::Chance;

/// Something that a person wants to do to somebody's access.
#[derive(Debug, Clone)]
pub(crate) enum Act {
    Invite { org: usize, person: usize, role: Role },
    ManageInvitation { org: usize, sender: usize },
    SeeInvitation { org: usize, sender: usize },
    ChangeRole { org: usize, person: usize, role: Role },
    Remove { org: usize, person: usize },
    Transfer { org: usize, person: usize },
    DefineRole { role: OwnRole },
    RedefineRole { role: usize, keys: Keys },
    AddUser { project: usize, person: usize, role: Role, end: End },
    ChangeCollaborator { project: usize, person: usize, role: Role, end: End },
    RemoveCollaborator { project: usize, person: usize },
    AssignTeam { team: usize, project: usize, role: Role },
    UnassignTeam { team: usize, assignment: usize },
    JoinTeam { team: usize, person: usize, lead: bool, end: End },
    ChangePlace { team: usize, place: usize, lead: bool, end: End },
    TakeOffTeam { team: usize, place: usize },
}

impl Act {
    /// An act by chance, where the facts that it is about exist.
    pub(crate) fn random(chance: &mut Chance, world: &World) -> Option<Self> {
        let org = chance.below(world.orgs);
        let person = chance.below(world.people.len());
        let project = *chance.pick(&world.projects_of(org));
        let (lead, end) = (chance.once_in(3), world.random_end(chance));
        let team = chance.below(world.teams.len());
        let of_team = &world.teams[team];
        let is_member = world.membership(person, org).is_some();
        Some(match chance.below(16) {
            0 => Self::Invite { org, person, role: world.random_org_role(chance, org) },
            1 => Self::ManageInvitation { org, sender: person },
            2 => Self::SeeInvitation { org, sender: person },
            3 | 4 if is_member => Self::ChangeRole { org, person, role: world.random_org_role(chance, org) },
            5 if is_member => Self::Remove { org, person },
            6 if is_member => Self::Transfer { org, person },
            7 => {
                let for_org = chance.once_in(2);
                Self::DefineRole { role: OwnRole { org, for_org, keys: random_own_set(chance, for_org) } }
            }
            8 if !world.own_roles.is_empty() => {
                let role = chance.below(world.own_roles.len());
                let keys = random_own_set(chance, world.own_roles[role].for_org);
                Self::RedefineRole { role, keys }
            }
            9 if world.direct(person, project).is_none() => {
                Self::AddUser { project, person, role: world.random_project_role(chance, org), end }
            }
            10 if world.direct(person, project).is_some() => {
                let role = world.random_project_role(chance, org);
                Self::ChangeCollaborator { project, person, role, end }
            }
            11 if world.direct(person, project).is_some() => Self::RemoveCollaborator { project, person },
            12 => {
                let project = *chance.pick(&world.projects_of(of_team.org));
                if of_team.assignments.iter().any(|(assigned, _)| *assigned == project) {
                    return None;
                }
                Self::AssignTeam { team, project, role: world.random_project_role(chance, of_team.org) }
            }
            13 if !of_team.assignments.is_empty() => {
                Self::UnassignTeam { team, assignment: chance.below(of_team.assignments.len()) }
            }
            14 if of_team.places.iter().all(|place| place.person != person) => {
                Self::JoinTeam { team, person, lead, end }
            }
            15 if !of_team.places.is_empty() => {
                let place = chance.below(of_team.places.len());
                if chance.once_in(3) {
                    Self::TakeOffTeam { team, place }
                } else {
                    Self::ChangePlace { team, place, lead, end }
                }
            }
            _ => return None,
        })
    }

    /// The organization that the act belongs to.
    pub(crate) fn org(&self, world: &World) -> usize {
        match self {
            Self::Invite { org, .. }
            | Self::ManageInvitation { org, .. }
            | Self::SeeInvitation { org, .. }
            | Self::ChangeRole { org, .. }
            | Self::Remove { org, .. }
            | Self::Transfer { org, .. } => *org,
            Self::DefineRole { role } => role.org,
            Self::RedefineRole { role, .. } => world.own_roles[*role].org,
            Self::AddUser { project, .. }
            | Self::ChangeCollaborator { project, .. }
            | Self::RemoveCollaborator { project, .. } => world.projects[*project],
            Self::AssignTeam { team, .. }
            | Self::UnassignTeam { team, .. }
            | Self::JoinTeam { team, .. }
            | Self::ChangePlace { team, .. }
            | Self::TakeOffTeam { team, .. } => world.teams[*team].org,
        }
    }
}

impl World {
    /// Does what was allowed.
    pub(crate) fn apply(&mut self, actor: usize, act: &Act) {
        match act.clone() {
            Act::Invite { org, person, role } => {
                self.invitations.retain(|live| (live.org, live.person) != (org, person));
                self.invitations.push(Invitation { org, sender: actor, person, role });
            }
            Act::ManageInvitation { .. } | Act::SeeInvitation { .. } => {}
            Act::ChangeRole { org, person, role } => self.set_role(org, person, role),
            Act::Remove { org, person } => self.end_membership(org, person),
            Act::Transfer { org, person } => {
                self.set_role(org, person, Role::Org("owner".into()));
                self.set_role(org, actor, Role::Org("admin".into()));
            }
            Act::DefineRole { role } => self.own_roles.push(role),
            Act::RedefineRole { role, keys } => self.own_roles[role].keys = keys,
            Act::AddUser { project, person, role, end } => {
                self.admit_as_guest(self.projects[project], person);
                let fact = Fact::direct(self.projects[project], project, role, end);
                self.people[person].facts.push(fact);
            }
            Act::ChangeCollaborator { project, person, role, end } => {
                let direct = |fact: &&mut Fact| fact.project == Some(project) && fact.from == From::Direct;
                let fact = self.people[person].facts.iter_mut().find(direct).unwrap();
                (fact.role, fact.end) = (role, end);
            }
            Act::RemoveCollaborator { project, person } => {
                let direct = |fact: &Fact| fact.project == Some(project) && fact.from == From::Direct;
                self.people[person].facts.retain(|fact| !direct(fact));
            }
            Act::AssignTeam { team, project, role } => self.teams[team].assignments.push((project, role)),
            Act::UnassignTeam { team, assignment } => {
                self.teams[team].assignments.remove(assignment);
            }
            Act::JoinTeam { team, person, lead, end } => {
                self.admit_as_guest(self.teams[team].org, person);
                self.teams[team].places.push(Place { person, lead, end });
            }
            Act::ChangePlace { team, place, lead, end } => {
                let place = &mut self.teams[team].places[place];
                (place.lead, place.end) = (lead, end);
            }
            Act::TakeOffTeam { team, place } => {
                self.teams[team].places.remove(place);
            }
        }
    }

    fn set_role(&mut self, org: usize, person: usize, role: Role) {
        let membership = |fact: &&mut Fact| fact.org == org && fact.from == From::Membership;
        self.people[person].facts.iter_mut().find(membership).unwrap().role = role;
    }

    /// D9: whoever is given something in an organization is a member of it, as Guest at least.
    fn admit_as_guest(&mut self, org: usize, person: usize) {
        if self.membership(person, org).is_none() {
            self.people[person].facts.push(Fact::membership(org, Role::Org("guest".into())));
        }
    }

    /// Joins by an invitation that was judged once more (D5); a Guest is raised.
    pub(crate) fn join(&mut self, invitation: &Invitation) {
        self.admit_as_guest(invitation.org, invitation.person);
        self.set_role(invitation.org, invitation.person, invitation.role.clone());
    }

    /// D11.
    pub(crate) fn end_membership(&mut self, org: usize, person: usize) {
        self.people[person].facts.retain(|fact| fact.org != org);
        for team in self.teams.iter_mut().filter(|team| team.org == org) {
            team.places.retain(|place| place.person != person);
        }
        self.invitations.retain(|live| (live.org, live.sender) != (org, person));
    }

    /// D8: a project's maker is its Admin.
    pub(crate) fn create_project(&mut self, org: usize, maker: usize) {
        let project = self.projects.len();
        self.projects.push(org);
        let role = Role::Project("admin".into());
        self.people[maker].facts.push(Fact::direct(org, project, role, None));
    }

    /// D8: a team's maker is its first lead.
    pub(crate) fn create_team(&mut self, org: usize, maker: usize) {
        let place = Place { person: maker, lead: true, end: None };
        self.teams.push(Team { org, places: vec![place], assignments: Vec::new() });
    }

    /// Somebody new, who is in no organization.
    pub(crate) fn create_account(&mut self) {
        self.people.push(Person { enabled: true, facts: Vec::new() });
    }

    /// The set of a role.
    pub(crate) fn keys_of(&self, role: &Role) -> Keys {
        match role {
            Role::Org(name) => SPEC.org_set(name),
            Role::Project(name) => SPEC.project_set(name),
            Role::Own(own) => self.own_roles[*own].keys.clone(),
        }
    }
}
