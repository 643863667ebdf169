//! Laws 5 and 6: random walks over whole organizations, with ends, teams, leads, guests, own roles and
//! disabled accounts. What `core` allows is done; after every step nobody has anything from nowhere, and
//! every organization has an enabled Owner.

use std::collections::BTreeMap;

use slipway_core::{access::role::OrgRole, invitation::check_joining, member::Owners};

use super::{
    act::Act,
    bridge,
    spec::SPEC,
    world::{Fact, Invitation, Role, Time, World},
};
use crate::chance::Chance;

const FOR_EVER: Time = Time::MAX;

/// Until when somebody has a permission on a target.
type Holds = BTreeMap<(usize, Option<usize>, String), Time>;

impl World {
    fn holds(&self, person: usize) -> Holds {
        let mut holds = Holds::new();
        for fact in self.facts_of(person) {
            let until = fact.end.unwrap_or(FOR_EVER);
            if until <= self.now {
                continue;
            }
            let keys = self.keys_of(&fact.role);
            let targets = match fact.project {
                Some(project) => vec![Some(project)],
                None => [None].into_iter().chain(self.projects_of(fact.org).into_iter().map(Some)).collect(),
            };
            for target in targets {
                for key in &keys {
                    let hold = holds.entry((fact.org, target, key.clone())).or_insert(until);
                    *hold = until.max(*hold);
                }
            }
        }
        holds
    }

    fn owners(&self, org: usize) -> Owners {
        let owners =
            (0..self.people.len()).filter(|who| self.people[*who].enabled && self.is_owner(*who, org));
        Owners { enabled: u32::try_from(owners.count()).unwrap() }
    }

    /// D3 for an act that ends or changes a hold.
    fn keeps_an_owner(&self, act: &Act) -> bool {
        match act {
            Act::ChangeRole { org, person, role } => {
                let (present, enabled) = self.present(*org, *person);
                let new = match role {
                    Role::Org(name) => OrgRole::from_key(name).unwrap(),
                    _ => OrgRole::Member,
                };
                self.owners(*org).check_change(present, new, enabled).is_ok()
            }
            Act::Remove { org, person } => self.may_end(*org, *person),
            // The one who becomes Owner has to be able to act as one.
            Act::Transfer { person, .. } => self.people[*person].enabled,
            _ => true,
        }
    }

    fn may_end(&self, org: usize, person: usize) -> bool {
        let (present, enabled) = self.present(org, person);
        self.owners(org).check_end(present, enabled).is_ok()
    }

    fn present(&self, org: usize, person: usize) -> (OrgRole, bool) {
        let role = match self.membership(person, org) {
            Some(Fact { role: Role::Org(name), .. }) => OrgRole::from_key(name).unwrap(),
            _ => OrgRole::Member,
        };
        (role, self.people[person].enabled)
    }
}

/// What a step did: whose right it rests on, and whether D8 gave something.
struct Step {
    giver: usize,
    by_making: bool,
}

/// One step by chance, where it is allowed.
fn step(chance: &mut Chance, world: &mut World) -> Option<Step> {
    let actor = chance.below(world.people.len());
    if !world.people[actor].enabled {
        world.people[actor].enabled = chance.once_in(4);
        return None;
    }
    let org = chance.below(world.orgs);
    let done = |by_making: bool| Some(Step { giver: actor, by_making });
    match chance.below(30) {
        0 => {
            world.now += 50;
            done(false)
        }
        1 if world.projects.len() < 5 && world.has(actor, org, None).contains("projects.create") => {
            world.create_project(org, actor);
            done(true)
        }
        2 if world.teams.len() < 6 && world.has(actor, org, None).contains("teams.manage") => {
            world.create_team(org, actor);
            done(true)
        }
        3 if world.people.len() < 9 => {
            world.create_account();
            done(false)
        }
        4 if world.membership(actor, org).is_some() && world.may_end(org, actor) => {
            world.end_membership(org, actor);
            done(false)
        }
        5 if (0..world.orgs).all(|org| world.may_end(org, actor)) => {
            world.people[actor].enabled = false;
            done(false)
        }
        6..=10 if !world.invitations.is_empty() => {
            let invitation = world.invitations.remove(chance.below(world.invitations.len()));
            accept(world, &invitation)
        }
        _ => {
            let act = Act::random(chance, world)?;
            let allowed = bridge::judge(world, actor, &act).is_ok();
            if !allowed || !world.keeps_an_owner(&act) || world.own_roles.len() > 12 {
                return None;
            }
            world.apply(actor, &act);
            done(false)
        }
    }
}

/// D5: judged again by its sender's rights of this moment.
fn accept(world: &mut World, invitation: &Invitation) -> Option<Step> {
    let Invitation { org, sender, person, role } = invitation.clone();
    let present = world.membership(person, org).map(|_| world.present(org, person).0);
    let again = Act::Invite { org, person, role };
    let judged = bridge::judge(world, sender, &again);
    if check_joining(present).is_err() || judged.is_err() || !world.people[person].enabled {
        return None;
    }
    world.join(invitation);
    Some(Step { giver: sender, by_making: false })
}

/// The widest holds among those who are Owner nowhere.
fn raise(ceiling: &mut Holds, holds: &Holds) {
    for (what, until) in holds {
        let highest = ceiling.entry(what.clone()).or_insert(*until);
        *highest = (*until).max(*highest);
    }
}

#[test]
fn laws_5_and_6_nothing_comes_from_nowhere_and_an_owner_stays() {
    let mut chance = Chance::new(5);
    let (mut steps, mut gains, mut by_others) = (0, 0, 0);
    for walk in 0..120 {
        let mut world = World::random(&mut chance);
        let mut before: Vec<Holds> = (0..world.people.len()).map(|person| world.holds(person)).collect();
        // What those who own nothing hold at the start counts as given by an Owner.
        let mut ceiling = Holds::new();
        before.iter().for_each(|holds| raise(&mut ceiling, holds));
        for _ in 0..120 {
            let was_owner: Vec<bool> = (0..world.people.len())
                .map(|who| (0..world.orgs).any(|org| world.is_owner(who, org)))
                .collect();
            let Some(Step { giver, by_making }) = step(&mut chance, &mut world) else { continue };
            steps += 1;
            let after: Vec<Holds> = (0..world.people.len()).map(|person| world.holds(person)).collect();
            for (person, holds) in after.iter().enumerate() {
                let none = Holds::new();
                for (what, until) in holds {
                    let had = before.get(person).unwrap_or(&none).get(what);
                    if by_making || had.is_some_and(|had| had >= until) {
                        continue;
                    }
                    gains += 1;
                    by_others += usize::from(!was_owner[giver]);
                    assert!(person != giver, "walk {walk}: {person} raised themselves to {what:?}");
                    let giver_had = before[giver].get(what);
                    assert!(
                        giver_had.is_some_and(|had| had >= until),
                        "walk {walk}: {person} has {what:?} until {until}, {giver} until {giver_had:?}"
                    );
                    let known = was_owner[giver] || ceiling.get(what).is_some_and(|highest| highest >= until);
                    assert!(known, "walk {walk}: {what:?} goes back to nobody");
                }
            }
            if was_owner[giver] || by_making {
                after.iter().for_each(|holds| raise(&mut ceiling, holds));
            }
            for org in 0..world.orgs {
                assert!(world.owners(org).enabled > 0, "walk {walk}: organization {org} has no Owner");
            }
            before = after;
        }
    }
    assert!(steps > 3000 && gains > 5000 && by_others > 500, "{steps} steps, {gains} gains, {by_others}");
}

#[test]
fn the_walks_start_from_an_owner_who_has_everything() {
    let world = World::random(&mut Chance::new(1));
    assert_eq!(world.has(0, 0, None), SPEC.every_key());
}
