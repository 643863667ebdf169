//! Organizations with their people, teams and projects as plain facts, in the words of the specification.

use super::spec::{Keys, SPEC};
use crate::chance::Chance;

/// A moment, in minutes.
pub(crate) type Time = i64;
/// From when on something does not count.
pub(crate) type End = Option<Time>;

/// A role by its name; own roles by their place in [`World::own_roles`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Role {
    Org(String),
    Project(String),
    Own(usize),
}

/// A role of an organization's own.
#[derive(Debug, Clone)]
pub(crate) struct OwnRole {
    pub(crate) org: usize,
    pub(crate) for_org: bool,
    pub(crate) keys: Keys,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum From {
    Membership,
    Direct,
    Team(usize),
}

/// Somebody has a role on an organization, or on one of its projects.
#[derive(Debug, Clone)]
pub(crate) struct Fact {
    pub(crate) org: usize,
    pub(crate) project: Option<usize>,
    pub(crate) role: Role,
    pub(crate) from: From,
    pub(crate) end: End,
}

#[derive(Debug, Clone, Copy)]
pub(crate) struct Place {
    pub(crate) person: usize,
    pub(crate) lead: bool,
    pub(crate) end: End,
}

#[derive(Debug, Clone)]
pub(crate) struct Team {
    pub(crate) org: usize,
    pub(crate) places: Vec<Place>,
    pub(crate) assignments: Vec<(usize, Role)>,
}

/// An invitation that is not answered.
#[derive(Debug, Clone)]
pub(crate) struct Invitation {
    pub(crate) org: usize,
    pub(crate) sender: usize,
    pub(crate) person: usize,
    pub(crate) role: Role,
}

#[derive(Debug, Clone)]
pub(crate) struct Person {
    pub(crate) enabled: bool,
    /// Memberships and direct collaborations.
    pub(crate) facts: Vec<Fact>,
}

/// Everything. People, teams, own roles and projects are named by their places.
#[derive(Debug, Clone)]
pub(crate) struct World {
    pub(crate) now: Time,
    pub(crate) orgs: usize,
    /// The organization of each project.
    pub(crate) projects: Vec<usize>,
    pub(crate) own_roles: Vec<OwnRole>,
    pub(crate) people: Vec<Person>,
    pub(crate) teams: Vec<Team>,
    pub(crate) invitations: Vec<Invitation>,
}

impl World {
    /// Two organizations by chance; the first person of each two is its Owner.
    pub(crate) fn random(chance: &mut Chance) -> Self {
        let mut world = Self {
            now: 1000,
            orgs: 2,
            projects: vec![0, 0, 1],
            own_roles: Vec::new(),
            people: vec![Person { enabled: true, facts: Vec::new() }; 6],
            teams: Vec::new(),
            invitations: Vec::new(),
        };
        for i in 0..4 {
            let (org, for_org) = (usize::from(i == 3), i % 2 == 0);
            world.own_roles.push(OwnRole { org, for_org, keys: random_own_set(chance, for_org) });
        }
        for (person, org) in (0..world.people.len()).flat_map(|person| [(person, 0), (person, 1)]) {
            let owns = person == org;
            if owns || !chance.once_in(3) {
                let role = if owns { Role::Org("owner".into()) } else { world.random_org_role(chance, org) };
                world.people[person].facts.push(Fact::membership(org, role));
                for project in world.projects_of(org) {
                    if chance.once_in(3) {
                        let role = world.random_project_role(chance, org);
                        let end = world.random_end(chance);
                        world.people[person].facts.push(Fact::direct(org, project, role, end));
                    }
                }
            }
        }
        for org in [0, 0, 1] {
            let mut team = Team { org, places: Vec::new(), assignments: Vec::new() };
            for person in world.members(org) {
                if chance.once_in(2) {
                    team.places.push(Place {
                        person,
                        lead: chance.once_in(3),
                        end: world.random_end(chance),
                    });
                }
            }
            for project in world.projects_of(org) {
                if chance.once_in(2) {
                    team.assignments.push((project, world.random_project_role(chance, org)));
                }
            }
            world.teams.push(team);
        }
        world
    }

    pub(crate) fn random_end(&self, chance: &mut Chance) -> End {
        let after = *chance.pick(&[None, None, Some(-100), Some(0), Some(100), Some(200), Some(300)]);
        after.map(|after: Time| self.now + after)
    }

    pub(crate) fn random_org_role(&self, chance: &mut Chance, org: usize) -> Role {
        let own = self.own_roles_of(org, true);
        if !own.is_empty() && chance.once_in(3) {
            return Role::Own(*chance.pick(&own));
        }
        // Guests are common: they are touched by those who have little themselves.
        if chance.once_in(3) {
            return Role::Org("guest".into());
        }
        Role::Org(chance.pick(&SPEC.org_roles).0.clone())
    }

    pub(crate) fn random_project_role(&self, chance: &mut Chance, org: usize) -> Role {
        let own = self.own_roles_of(org, false);
        if !own.is_empty() && chance.once_in(3) {
            return Role::Own(*chance.pick(&own));
        }
        Role::Project(chance.pick(&SPEC.project_roles).0.clone())
    }

    fn own_roles_of(&self, org: usize, for_org: bool) -> Vec<usize> {
        let fits = |role: &OwnRole| role.org == org && role.for_org == for_org;
        (0..self.own_roles.len()).filter(|role| fits(&self.own_roles[*role])).collect()
    }

    pub(crate) fn projects_of(&self, org: usize) -> Vec<usize> {
        (0..self.projects.len()).filter(|project| self.projects[*project] == org).collect()
    }

    pub(crate) fn members(&self, org: usize) -> Vec<usize> {
        (0..self.people.len()).filter(|person| self.membership(*person, org).is_some()).collect()
    }

    pub(crate) fn membership(&self, person: usize, org: usize) -> Option<&Fact> {
        self.people[person].facts.iter().find(|fact| fact.org == org && fact.from == From::Membership)
    }

    pub(crate) fn direct(&self, person: usize, project: usize) -> Option<&Fact> {
        let facts = &self.people[person].facts;
        facts.iter().find(|fact| fact.project == Some(project) && fact.from == From::Direct)
    }

    /// Everything that somebody has, what follows from teams included.
    pub(crate) fn facts_of(&self, person: usize) -> Vec<Fact> {
        let mut facts = self.people[person].facts.clone();
        for (i, team) in self.teams.iter().enumerate() {
            for place in team.places.iter().filter(|place| place.person == person) {
                for (project, role) in &team.assignments {
                    facts.push(Fact {
                        org: team.org,
                        project: Some(*project),
                        role: role.clone(),
                        from: From::Team(i),
                        end: place.end,
                    });
                }
            }
        }
        facts
    }

    /// Whether somebody is an Owner of an organization.
    pub(crate) fn is_owner(&self, person: usize, org: usize) -> bool {
        self.membership(person, org).is_some_and(|fact| fact.role == Role::Org("owner".into()))
    }
}

impl Fact {
    pub(crate) fn membership(org: usize, role: Role) -> Self {
        Self { org, project: None, role, from: From::Membership, end: None }
    }

    pub(crate) fn direct(org: usize, project: usize, role: Role, end: End) -> Self {
        Self { org, project: Some(project), role, from: From::Direct, end }
    }
}

/// A set that may be a role of an organization's own: with its views, and without what is the Owner's alone.
pub(crate) fn random_own_set(chance: &mut Chance, for_org: bool) -> Keys {
    let every: Vec<String> = SPEC.every_key().into_iter().collect();
    let mut keys = Keys::new();
    for _ in 0..=chance.below(12) {
        let key = chance.pick(&every);
        let owners_alone = ["org.delete", "org.transfer"].contains(&key.as_str());
        if !owners_alone && (for_org || !SPEC.org.contains(key)) {
            keys.insert(key.clone());
        }
    }
    // Roles that give and take access are where the rules matter.
    let delegating = ["members.remove", "members.change_role", "roles.manage", "teams.manage"];
    if for_org {
        keys.insert("org.view".into());
        keys.extend(chance.once_in(2).then(|| (*chance.pick(&delegating)).to_owned()));
    } else {
        keys.extend(chance.once_in(2).then(|| "collaborators.manage".to_owned()));
    }
    while let Some(view) =
        keys.iter().filter_map(|key| SPEC.views.get(key)).find(|view| !keys.contains(*view))
    {
        keys.insert(view.clone());
    }
    keys
}
