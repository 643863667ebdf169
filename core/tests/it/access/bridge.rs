//! The same facts and acts, put to `core::access`.

use chrono::{DateTime, Utc};
use slipway_core::{
    access::{
        decide::{Denial, decide},
        delegate::{self, Collaboration, Joining},
        effective::Actor,
        grant::{Grant, RoleName, Scope, Source},
        permission::Permission,
        role::{OrgRole, ProjectRole},
        set::PermissionSet,
        team::{Assignment, Place, Team},
    },
    id::{AccountId, OrgId, OwnRoleId, ProjectId, TeamId},
};
use uuid::Uuid;

use super::{
    act::Act,
    oracle::Verdict,
    spec::Keys,
    world::{End, Fact, From, Role, Time, World},
};

fn uuid(noun: u128, i: usize) -> Uuid {
    Uuid::from_u128(noun << 64 | u128::try_from(i).unwrap())
}

pub(crate) fn account(i: usize) -> AccountId {
    AccountId::from_uuid(uuid(1, i))
}

pub(crate) fn org(i: usize) -> OrgId {
    OrgId::from_uuid(uuid(2, i))
}

pub(crate) fn project(i: usize) -> ProjectId {
    ProjectId::from_uuid(uuid(3, i))
}

fn team(i: usize) -> TeamId {
    TeamId::from_uuid(uuid(4, i))
}

fn own_role(i: usize) -> OwnRoleId {
    OwnRoleId::from_uuid(uuid(5, i))
}

pub(crate) fn moment(minutes: Time) -> DateTime<Utc> {
    DateTime::from_timestamp(minutes * 60, 0).unwrap()
}

pub(crate) fn end(end: End) -> Option<DateTime<Utc>> {
    end.map(moment)
}

/// A set of core from keys.
pub(crate) fn set(keys: &Keys) -> PermissionSet {
    keys.iter().map(|key| permission(key)).collect()
}

pub(crate) fn permission(key: &str) -> Permission {
    Permission::from_key(key).unwrap_or_else(|| panic!("core does not know `{key}`"))
}

/// The keys of a set of core.
pub(crate) fn keys(set: PermissionSet) -> Keys {
    set.iter().map(Permission::key).collect()
}

pub(crate) fn scope(of: usize, on: Option<usize>) -> Scope {
    match on {
        None => Scope::Org { org: org(of) },
        Some(on) => Scope::Project { org: org(of), project: project(on) },
    }
}

fn verdict(result: Result<(), Denial>) -> Verdict {
    result.map_err(|denial| (denial.code(), keys(denial.missing())))
}

/// What core says to a question.
pub(crate) fn asks(world: &World, person: usize, key: &str, of: usize, on: Option<usize>) -> Verdict {
    let grants = grants(world, person);
    verdict(decide(&actor(world, person, &grants), permission(key), scope(of, on)).map(drop))
}

/// The grants of a person.
pub(crate) fn grants(world: &World, person: usize) -> Vec<Grant> {
    world.facts_of(person).iter().map(|fact| grant(world, fact)).collect()
}

pub(crate) fn actor<'a>(world: &World, person: usize, grants: &'a [Grant]) -> Actor<'a> {
    Actor { account: account(person), grants, now: moment(world.now) }
}

fn role_name(role: &Role) -> RoleName {
    match role {
        Role::Org(name) => RoleName::Org(OrgRole::from_key(name).unwrap()),
        Role::Project(name) => RoleName::Project(ProjectRole::from_key(name).unwrap()),
        Role::Own(i) => RoleName::Own(own_role(*i)),
    }
}

/// The set of a role: core's own for the roles that every organization has.
fn role_set(world: &World, role: &Role) -> PermissionSet {
    match role_name(role) {
        RoleName::Org(role) => role.set(),
        RoleName::Project(role) => role.set(),
        RoleName::Own(_) => set(&world.keys_of(role)),
    }
}

fn grant(world: &World, fact: &Fact) -> Grant {
    Grant {
        scope: scope(fact.org, fact.project),
        role: role_name(&fact.role),
        set: role_set(world, &fact.role),
        source: match fact.from {
            From::Membership => Source::Membership,
            From::Direct => Source::Direct,
            From::Team(i) => Source::Team { team: team(i) },
        },
        end: end(fact.end),
    }
}

fn place(of: &super::world::Place) -> Place {
    Place { person: account(of.person), lead: of.lead, end: end(of.end) }
}

fn assignment(world: &World, on: usize, role: &Role) -> Assignment {
    Assignment { project: project(on), role: role_name(role), set: role_set(world, role) }
}

fn whole_team(world: &World, i: usize) -> Team {
    let of = &world.teams[i];
    Team {
        id: team(i),
        org: org(of.org),
        places: of.places.iter().map(place).collect(),
        assignments: of.assignments.iter().map(|(on, role)| assignment(world, *on, role)).collect(),
    }
}

fn collaboration(world: &World, on: usize, role: &Role, until: End) -> Collaboration {
    Collaboration {
        org: org(world.projects[on]),
        project: project(on),
        set: role_set(world, role),
        end: end(until),
    }
}

/// What core says to an act.
pub(crate) fn judge(world: &World, person: usize, act: &Act) -> Verdict {
    let grants = grants(world, person);
    let actor = actor(world, person, &grants);
    let of = org(act.org(world));
    let direct = |person: usize, project: usize| grant(world, world.direct(person, project).unwrap());
    verdict(match act {
        Act::Invite { person: invited, role, .. } => {
            delegate::invite_member(&actor, of, role_name(role), role_set(world, role), *invited == person)
        }
        Act::ManageInvitation { sender, .. } => delegate::manage_invitation(&actor, of, account(*sender)),
        Act::SeeInvitation { sender, .. } => delegate::see_invitation(&actor, of, account(*sender)),
        Act::ChangeRole { org, person, role } => {
            let present = grant(world, world.membership(*person, *org).unwrap());
            delegate::change_member_role(&actor, account(*person), &present, role_set(world, role))
        }
        Act::Remove { person, .. } => delegate::remove_member(&actor, of, &self::grants(world, *person)),
        Act::Transfer { person, .. } => delegate::transfer_ownership(&actor, of, account(*person)),
        Act::DefineRole { role } => delegate::define_role(&actor, of, set(&role.keys)),
        Act::RedefineRole { role, keys } => {
            let present = set(&world.own_roles[*role].keys);
            delegate::redefine_role(&actor, of, own_role(*role), present, set(keys))
        }
        Act::AddUser { project, person, role, end } => {
            let given = collaboration(world, *project, role, *end);
            delegate::give_project_role(&actor, Some(account(*person)), &given)
        }
        Act::ChangeCollaborator { project, person, role, end } => {
            let given = collaboration(world, *project, role, *end);
            let present = direct(*person, *project);
            delegate::change_collaborator(&actor, account(*person), &present, &given)
        }
        Act::RemoveCollaborator { project, person } => {
            delegate::remove_collaborator(&actor, &direct(*person, *project))
        }
        Act::AssignTeam { team, project, role } => {
            delegate::assign_team(&actor, &whole_team(world, *team), &assignment(world, *project, role))
        }
        Act::UnassignTeam { team, assignment } => {
            let team = whole_team(world, *team);
            delegate::unassign_team(&actor, &team, &team.assignments[*assignment])
        }
        Act::JoinTeam { team, person, lead, end: until } => {
            let joining = Joining {
                person: Some(account(*person)),
                is_member: world.membership(*person, act.org(world)).is_some(),
                lead: *lead,
                end: end(*until),
            };
            delegate::join_team(&actor, &whole_team(world, *team), &joining)
        }
        Act::ChangePlace { team, place, lead, end: until } => {
            let team = whole_team(world, *team);
            delegate::change_place(&actor, &team, &team.places[*place], *lead, end(*until))
        }
        Act::TakeOffTeam { team, place } => {
            let team = whole_team(world, *team);
            delegate::leave_team_by_removal(&actor, &team, &team.places[*place])
        }
    })
}
