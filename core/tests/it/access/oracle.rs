//! The second implementation: slow, obvious, and written from the specification alone. Sets are sets of
//! keys; nothing of `core::access` is used.

use super::{
    act::Act,
    spec::Keys,
    world::{End, Fact, Place, Role, World},
};

/// Allowed, or the code of the denial with the keys that are missing.
pub(crate) type Verdict = Result<(), (&'static str, Keys)>;

fn refuse(code: &'static str) -> Verdict {
    Err((code, Keys::new()))
}

impl World {
    fn is_live(&self, fact: &Fact) -> bool {
        match fact.end {
            None => true,
            Some(end) => self.now < end,
        }
    }

    /// The facts of a person that count now on an organization (`project` is `None`) or a project of it.
    fn reaching(&self, person: usize, org: usize, project: Option<usize>) -> Vec<Fact> {
        let reaches = |fact: &Fact| fact.org == org && (fact.project.is_none() || fact.project == project);
        self.facts_of(person).into_iter().filter(|fact| self.is_live(fact) && reaches(fact)).collect()
    }

    /// The effective set.
    pub(crate) fn has(&self, person: usize, org: usize, project: Option<usize>) -> Keys {
        let facts = self.reaching(person, org, project);
        facts.iter().flat_map(|fact| self.keys_of(&fact.role)).collect()
    }

    /// The effective set by those facts alone that last as long as something would.
    fn has_until(&self, person: usize, org: usize, project: Option<usize>, end: End) -> Keys {
        let lasts = |fact: &&Fact| match (fact.end, end) {
            (None, _) => true,
            (Some(_), None) => false,
            (Some(own), Some(end)) => own >= end,
        };
        let facts = self.reaching(person, org, project);
        facts.iter().filter(lasts).flat_map(|fact| self.keys_of(&fact.role)).collect()
    }

    /// May this person do this here?
    pub(crate) fn asks(&self, person: usize, key: &str, org: usize, project: Option<usize>) -> Verdict {
        let has = self.has(person, org, project);
        let root = if project.is_some() { "project.view" } else { "org.view" };
        if has.contains(key) {
            Ok(())
        } else if has.contains(root) {
            Err(("missing_permission", Keys::from([key.to_owned()])))
        } else {
            refuse("hidden")
        }
    }

    /// D1.
    fn may_give(&self, giver: usize, org: usize, project: Option<usize>, set: &Keys, end: End) -> Verdict {
        let above: Keys = set - &self.has(giver, org, project);
        if !above.is_empty() {
            return Err(("role_above_yours", above));
        }
        let outlasting: Keys = set - &self.has_until(giver, org, project, end);
        if outlasting.is_empty() { Ok(()) } else { Err(("outlasts_yours", outlasting)) }
    }

    /// D2.
    fn may_touch(&self, actor: usize, org: usize, project: Option<usize>, set: &Keys) -> Verdict {
        let above: Keys = set - &self.has(actor, org, project);
        if above.is_empty() { Ok(()) } else { Err(("person_above_you", above)) }
    }

    fn may_touch_facts(&self, actor: usize, facts: &[Fact]) -> Verdict {
        facts
            .iter()
            .filter(|fact| self.is_live(fact))
            .try_for_each(|fact| self.may_touch(actor, fact.org, fact.project, &self.keys_of(&fact.role)))
    }

    /// May this person do this act?
    pub(crate) fn judge(&self, actor: usize, act: &Act) -> Verdict {
        let org = act.org(self);
        match act {
            Act::Invite { person, role, .. } => {
                self.asks(actor, "members.invite", org, None)?;
                if *person == actor {
                    return refuse("own_grant");
                }
                self.may_give(actor, org, None, &self.keys_of(role), None)?;
                if *role == Role::Org("owner".into()) { refuse("owner_not_by_invitation") } else { Ok(()) }
            }
            Act::ManageInvitation { sender, .. } => {
                self.asks(actor, "org.view", org, None)?;
                let covers = "invitations.manage".to_owned();
                if *sender == actor || self.has(actor, org, None).contains(&covers) {
                    Ok(())
                } else {
                    Err(("invitation_of_another", Keys::from([covers])))
                }
            }
            Act::SeeInvitation { sender, .. } => {
                let has = self.has(actor, org, None);
                let sees = *sender == actor || has.contains("invitations.manage");
                if has.contains("org.view") && sees { Ok(()) } else { refuse("hidden") }
            }
            Act::ChangeRole { person, role, .. } => {
                self.asks(actor, "members.change_role", org, None)?;
                if *person == actor {
                    return refuse("own_grant");
                }
                let present = self.keys_of(&self.membership(*person, org).unwrap().role);
                self.may_touch(actor, org, None, &present)?;
                self.may_give(actor, org, None, &self.keys_of(role), None)
            }
            Act::Remove { person, .. } => {
                self.asks(actor, "members.remove", org, None)?;
                let ending: Vec<Fact> =
                    self.facts_of(*person).into_iter().filter(|fact| fact.org == org).collect();
                self.may_touch_facts(actor, &ending)
            }
            Act::Transfer { person, .. } => {
                self.asks(actor, "org.transfer", org, None)?;
                if *person == actor {
                    return refuse("own_grant");
                }
                self.may_give(actor, org, None, &self.keys_of(&Role::Org("owner".into())), None)
            }
            Act::DefineRole { role } => {
                self.asks(actor, "roles.manage", org, None)?;
                self.may_give(actor, org, None, &role.keys, None)
            }
            Act::RedefineRole { role, keys } => {
                self.asks(actor, "roles.manage", org, None)?;
                if self.facts_of(actor).iter().any(|fact| fact.role == Role::Own(*role)) {
                    return refuse("own_grant");
                }
                self.may_touch(actor, org, None, &self.own_roles[*role].keys)?;
                self.may_give(actor, org, None, keys, None)
            }
            Act::AddUser { .. }
            | Act::ChangeCollaborator { .. }
            | Act::RemoveCollaborator { .. }
            | Act::AssignTeam { .. }
            | Act::UnassignTeam { .. } => self.judge_on_project(actor, org, act),
            Act::JoinTeam { .. } | Act::ChangePlace { .. } | Act::TakeOffTeam { .. } => {
                self.judge_in_team(actor, org, act)
            }
        }
    }

    fn judge_on_project(&self, actor: usize, org: usize, act: &Act) -> Verdict {
        let needs = |project: usize| self.asks(actor, "collaborators.manage", org, Some(project));
        match act {
            Act::AddUser { project, person, role, end }
            | Act::ChangeCollaborator { project, person, role, end } => {
                needs(*project)?;
                if *person == actor {
                    return refuse("own_grant");
                }
                self.may_give(actor, org, Some(*project), &self.keys_of(role), *end)?;
                match act {
                    Act::AddUser { .. } => Ok(()),
                    _ => self.may_touch_facts(actor, &[self.direct(*person, *project).unwrap().clone()]),
                }
            }
            Act::RemoveCollaborator { project, person } => {
                needs(*project)?;
                self.may_touch_facts(actor, &[self.direct(*person, *project).unwrap().clone()])
            }
            Act::AssignTeam { team, project, role } => {
                needs(*project)?;
                if self.teams[*team].places.iter().any(|place| place.person == actor) {
                    return refuse("own_grant");
                }
                self.may_give(actor, org, Some(*project), &self.keys_of(role), None)
            }
            Act::UnassignTeam { team, assignment } => {
                let (project, role) = &self.teams[*team].assignments[*assignment];
                needs(*project)?;
                self.may_touch(actor, org, Some(*project), &self.keys_of(role))
            }
            _ => panic!("not an act on a project"),
        }
    }

    fn judge_in_team(&self, actor: usize, org: usize, act: &Act) -> Verdict {
        let (Act::JoinTeam { team, .. } | Act::ChangePlace { team, .. } | Act::TakeOffTeam { team, .. }) =
            act
        else {
            panic!("not an act in a team")
        };
        let team = &self.teams[*team];
        let has = self.has(actor, org, None);
        let leads =
            |place: &Place| place.person == actor && place.lead && place.end.is_none_or(|end| self.now < end);
        let as_lead = !has.contains("teams.manage");
        let power = if as_lead && !(has.contains("org.view") && team.places.iter().any(leads)) {
            self.asks(actor, "teams.manage", org, None)
        } else {
            Ok(())
        };
        let gives = |end: End| {
            team.assignments.iter().try_for_each(|(project, role)| {
                self.may_give(actor, org, Some(*project), &self.keys_of(role), end)
            })
        };
        let touches = |end: End| {
            let over = end.is_some_and(|end| end <= self.now);
            team.assignments.iter().filter(|_| !over).try_for_each(|(project, role)| {
                self.may_touch(actor, org, Some(*project), &self.keys_of(role))
            })
        };
        match act {
            Act::JoinTeam { person, lead, end, .. } => {
                power?;
                if *person == actor {
                    return refuse("own_grant");
                }
                if *lead && as_lead {
                    return refuse("leads_make_no_leads");
                }
                let outsider = self.membership(*person, org).is_none();
                if outsider && !has.contains("members.invite") {
                    return if as_lead {
                        refuse("leads_add_members_only")
                    } else {
                        Err(("missing_permission", Keys::from(["members.invite".to_owned()])))
                    };
                }
                gives(*end)
            }
            Act::ChangePlace { place, lead, end, .. } => {
                power?;
                let place = &team.places[*place];
                if place.person == actor {
                    return refuse("own_grant");
                }
                let longer = match (*end, place.end) {
                    (_, None) => false,
                    (None, Some(_)) => true,
                    (Some(new), Some(present)) => new > present,
                };
                if as_lead && *lead && (longer || !place.lead) {
                    return refuse("leads_make_no_leads");
                }
                touches(place.end)?;
                gives(*end)
            }
            Act::TakeOffTeam { place, .. } => {
                let place = &team.places[*place];
                if place.person == actor {
                    return Ok(());
                }
                power?;
                touches(place.end)
            }
            _ => panic!("not an act in a team"),
        }
    }
}
