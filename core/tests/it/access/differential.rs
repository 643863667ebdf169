//! `core::access` beside the oracle: the same catalogue, the same roles, the same answer to every question.

use std::{
    collections::{BTreeMap, BTreeSet},
    mem,
};

use slipway_core::access::{
    own_role::{OwnOrgRole, OwnProjectRole},
    permission::{OrgPermission, Permission, ProjectPermission, StagePermission},
    role::{OrgRole, ProjectRole},
    set::PermissionSet,
};

use super::{
    act::Act,
    bridge,
    spec::{Keys, SPEC},
    world::{World, random_own_set},
};
use crate::chance::Chance;

#[test]
fn the_catalogue_is_that_of_the_specification() {
    let of_core = |keys: &[&str]| keys.iter().map(|key| (*key).to_owned()).collect::<Keys>();
    let org: Vec<&str> = OrgPermission::ALL.iter().map(|p| p.key()).collect();
    let project: Vec<&str> = ProjectPermission::ALL.iter().map(|p| p.key()).collect();
    let stage: Vec<&str> = StagePermission::ALL.iter().map(|p| p.key()).collect();
    assert_eq!(of_core(&org), SPEC.org);
    assert_eq!(of_core(&project), SPEC.project);
    assert_eq!(of_core(&stage), SPEC.stage);
    assert_eq!(Permission::all().map(Permission::key).collect::<Keys>(), SPEC.every_key());
}

#[test]
fn every_permission_presupposes_the_view_that_the_specification_names() {
    for permission in Permission::all() {
        let view = permission.view().map(Permission::key);
        assert_eq!(view.as_ref(), SPEC.views.get(&permission.key()), "of {permission}");
    }
}

#[test]
fn the_roles_are_those_of_the_specification() {
    let org: Vec<&str> = OrgRole::ALL.iter().map(|role| role.key()).collect();
    let project: Vec<&str> = ProjectRole::ALL.iter().map(|role| role.key()).collect();
    assert_eq!(org, SPEC.org_roles.iter().map(|(name, ..)| name.as_str()).collect::<Vec<_>>());
    assert_eq!(project, SPEC.project_roles.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>());
    for (name, on_org, confers) in &SPEC.org_roles {
        let role = OrgRole::from_key(name).unwrap();
        assert_eq!(bridge::keys(role.organization_set()), *on_org, "of {name}");
        assert_eq!(role.confers().map(ProjectRole::key), confers.as_deref(), "of {name}");
        assert_eq!(bridge::keys(role.set()), SPEC.org_set(name), "of {name}");
    }
    for (name, set) in &SPEC.project_roles {
        assert_eq!(bridge::keys(ProjectRole::from_key(name).unwrap().set()), *set, "of {name}");
    }
}

#[test]
fn every_role_holds_the_views_that_its_permissions_presuppose() {
    let sets = OrgRole::ALL.map(OrgRole::set).into_iter().chain(ProjectRole::ALL.map(ProjectRole::set));
    for set in sets {
        assert_eq!(set.missing_views(), PermissionSet::EMPTY);
    }
}

#[test]
fn a_role_of_ones_own_parses_exactly_where_the_specification_lets_it() {
    let mut chance = Chance::new(11);
    let every: Vec<String> = SPEC.every_key().into_iter().collect();
    let (mut parsed, mut refused) = (0, 0);
    for _ in 0..2000 {
        let for_org = chance.once_in(2);
        let mut keys = random_own_set(&mut chance, for_org);
        if chance.once_in(2) {
            // A fault: one permission more, or one less.
            let key = chance.pick(&every).clone();
            if !keys.remove(&key) {
                keys.insert(key);
            }
        }
        let (on_org, on_projects): (Keys, Keys) =
            keys.iter().cloned().partition(|key| SPEC.org.contains(key));
        let closed = keys.iter().filter_map(|key| SPEC.views.get(key)).all(|view| keys.contains(view));
        let owners_alone = keys.contains("org.delete") || keys.contains("org.transfer");
        let (lawful, answer) = if for_org {
            let answer = OwnOrgRole::parse(bridge::set(&on_org), bridge::set(&on_projects));
            (closed && !owners_alone && keys.contains("org.view"), answer.map(OwnOrgRole::set))
        } else {
            (closed && on_org.is_empty(), OwnProjectRole::parse(bridge::set(&keys)).map(OwnProjectRole::set))
        };
        assert_eq!(answer.is_ok(), lawful, "for {keys:?}: {answer:?}");
        match answer {
            Ok(set) => {
                parsed += 1;
                assert_eq!(bridge::keys(set), keys);
            }
            Err(_) => refused += 1,
        }
    }
    assert!(parsed > 500 && refused > 200, "{parsed} parsed, {refused} were refused");
}

#[test]
fn every_question_gets_the_answer_of_the_oracle() {
    let mut chance = Chance::new(1);
    let every: Vec<String> = SPEC.every_key().into_iter().collect();
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    for _ in 0..400 {
        let world = World::random(&mut chance);
        for _ in 0..60 {
            let (person, org) = (chance.below(world.people.len()), chance.below(world.orgs));
            let project = (!chance.once_in(3)).then(|| *chance.pick(&world.projects_of(org)));
            let key = chance.pick(&every);
            let expected = world.asks(person, key, org, project);
            let actual = bridge::asks(&world, person, key, org, project);
            assert_eq!(actual, expected, "{key} of person {person} on {org} {project:?} in {world:#?}");
            *seen.entry(expected.map_or_else(|(code, _)| code, |()| "allowed")).or_default() += 1;
        }
    }
    for answer in ["allowed", "missing_permission", "hidden"] {
        assert!(seen.get(answer).copied().unwrap_or_default() > 1000, "{answer} is rare: {seen:?}");
    }
}

#[test]
fn every_act_gets_the_answer_of_the_oracle() {
    let mut chance = Chance::new(2);
    let mut codes: BTreeMap<&str, usize> = BTreeMap::new();
    let mut allowed = BTreeSet::new();
    let mut refused = BTreeSet::new();
    for _ in 0..500 {
        let mut world = World::random(&mut chance);
        for _ in 0..80 {
            let actor = chance.below(world.people.len());
            let Some(act) = Act::random(&mut chance, &world) else { continue };
            let expected = world.judge(actor, &act);
            let actual = bridge::judge(&world, actor, &act);
            assert_eq!(actual, expected, "{act:?} by person {actor} in {world:#?}");
            let kind = mem::discriminant(&act);
            match expected {
                Ok(()) => {
                    allowed.insert(format!("{kind:?}"));
                    if !matches!(act, Act::Remove { .. }) {
                        world.apply(actor, &act);
                    }
                }
                Err((code, _)) => {
                    refused.insert(format!("{kind:?}"));
                    *codes.entry(code).or_default() += 1;
                }
            }
        }
    }
    assert_eq!((allowed.len(), refused.len()), (16, 16), "every kind of act is both allowed and refused");
    let reached: Vec<&str> = codes.keys().copied().collect();
    assert_eq!(
        reached,
        [
            "hidden",
            "invitation_of_another",
            "leads_add_members_only",
            "leads_make_no_leads",
            "missing_permission",
            "outlasts_yours",
            "own_grant",
            "owner_not_by_invitation",
            "person_above_you",
            "role_above_yours",
        ],
        "{codes:?}"
    );
}
