//! Laws 1 to 4 and 7 of the specification, as properties of lists of grants.

use std::collections::BTreeSet;

use proptest::{
    collection::vec,
    option,
    prelude::*,
    sample::{select, subsequence},
    test_runner::RngSeed,
};
use slipway_core::{
    access::{
        decide::{Denial, decide},
        effective::Actor,
        explain::{explain, holders, provenance},
        grant::{Grant, RoleName, Scope, Source},
        permission::Permission,
        role::{OrgRole, ProjectRole},
        set::PermissionSet,
    },
    id::{OwnRoleId, TeamId},
};
use uuid::Uuid;

use super::bridge::{account, moment, org, project, scope};

const NOW: i64 = 1000;

fn config() -> ProptestConfig {
    ProptestConfig {
        cases: 400,
        rng_seed: RngSeed::Fixed(7),
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

fn actor(grants: &[Grant]) -> Actor<'_> {
    Actor { account: account(0), grants, now: moment(NOW) }
}

/// Targets: the first two projects are in the first organization, the third in the second.
fn any_target() -> impl Strategy<Value = Scope> {
    select(vec![scope(0, None), scope(1, None), scope(0, Some(0)), scope(0, Some(1)), scope(1, Some(2))])
}

fn any_grant() -> impl Strategy<Value = Grant> {
    let any_set = subsequence(Permission::all().collect::<Vec<_>>(), 0..30);
    let role = prop_oneof![
        select(OrgRole::ALL.to_vec()).prop_map(|role| (RoleName::Org(role), role.set())),
        select(ProjectRole::ALL.to_vec()).prop_map(|role| (RoleName::Project(role), role.set())),
        any_set.prop_map(|set| {
            let set: PermissionSet = set.into_iter().collect();
            (RoleName::Own(id_of(set)), set)
        }),
    ];
    let source = select(vec![
        Source::Membership,
        Source::Direct,
        Source::Team { team: TeamId::from_uuid(Uuid::nil()) },
    ]);
    let end = option::of(select(vec![NOW - 1, NOW, NOW + 1, NOW + 100]).prop_map(moment));
    (any_target(), role, source, end).prop_map(|(scope, (role, set), source, end)| Grant {
        scope,
        role,
        set,
        source,
        end,
    })
}

/// One role has one set: an id made from the set.
fn id_of(set: PermissionSet) -> OwnRoleId {
    let bits = Permission::all().enumerate().filter(|(_, permission)| set.contains(*permission));
    OwnRoleId::from_uuid(Uuid::from_u128(bits.fold(0, |id, (bit, _)| id | 1 << bit)))
}

fn any_grants() -> impl Strategy<Value = Vec<Grant>> {
    vec(any_grant(), 0..6)
}

fn every_target() -> [Scope; 5] {
    [scope(0, None), scope(1, None), scope(0, Some(0)), scope(0, Some(1)), scope(1, Some(2))]
}

#[test]
fn law_1_without_a_grant_there_is_no_permission() {
    for target in every_target() {
        for permission in Permission::all() {
            assert_eq!(decide(&actor(&[]), permission, target), Err(Denial::Hidden));
        }
    }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn law_1_a_grant_gives_its_set_where_it_reaches_while_it_lasts(
        grant in any_grant(), target in any_target(),
    ) {
        let live = grant.end.is_none_or(|end| end > moment(NOW));
        let reaches = match grant.scope {
            Scope::Org { org } => org == target.org(),
            on_project @ Scope::Project { .. } => on_project == target,
        };
        let expected = if live && reaches { grant.set } else { PermissionSet::EMPTY };
        prop_assert_eq!(actor(&[grant]).effective(target), expected);
    }

    #[test]
    fn law_2_one_grant_more_takes_nothing_away(
        grants in any_grants(), more in any_grant(), target in any_target(),
    ) {
        let before = actor(&grants).effective(target);
        let with_more: Vec<Grant> = grants.iter().copied().chain([more]).collect();
        prop_assert!(actor(&with_more).effective(target).includes(before));
        for permission in before.iter() {
            prop_assert!(decide(&actor(&with_more), permission, target).is_ok());
        }
    }

    #[test]
    fn law_2_one_grant_less_adds_nothing(
        grants in vec(any_grant(), 1..6), less in any::<prop::sample::Index>(), target in any_target(),
    ) {
        let mut fewer = grants.clone();
        fewer.remove(less.index(grants.len()));
        prop_assert!(actor(&grants).effective(target).includes(actor(&fewer).effective(target)));
    }

    #[test]
    fn law_3_the_order_of_grants_does_not_matter(
        (grants, shuffled) in any_grants()
            .prop_flat_map(|grants| (Just(grants.clone()), Just(grants).prop_shuffle())),
        target in any_target(),
    ) {
        for permission in Permission::all() {
            prop_assert_eq!(
                decide(&actor(&grants), permission, target),
                decide(&actor(&shuffled), permission, target)
            );
        }
    }

    #[test]
    fn law_4_another_organization_does_not_matter(grants in any_grants(), target in any_target()) {
        let of_target: Vec<Grant> =
            grants.iter().copied().filter(|grant| grant.scope.org() == target.org()).collect();
        for permission in Permission::all() {
            prop_assert_eq!(
                decide(&actor(&grants), permission, target),
                decide(&actor(&of_target), permission, target)
            );
        }
    }

    #[test]
    fn law_7_both_directions_agree_with_the_decision(
        people in vec(any_grants(), 1..4), target in any_target(),
    ) {
        let actors: Vec<Actor<'_>> = people
            .iter()
            .enumerate()
            .map(|(i, grants)| Actor { account: account(i), grants, now: moment(NOW) })
            .collect();
        for permission in Permission::all() {
            let who: BTreeSet<_> =
                holders(actors.iter().copied(), permission, target).into_iter().map(|(who, _)| who).collect();
            for actor in &actors {
                let decision = decide(actor, permission, target);
                let what: BTreeSet<Permission> =
                    provenance(actor, target).into_iter().map(|(permission, _)| permission).collect();
                prop_assert_eq!(who.contains(&actor.account), decision.is_ok());
                prop_assert_eq!(what.contains(&permission), decision.is_ok());
                let explained = explain(actor, permission, target);
                let counts = explained.bearings.iter().any(|bearing| bearing.live && bearing.gives);
                prop_assert_eq!(counts, decision.is_ok());
                prop_assert_eq!(explained.decision, decision);
                if let Ok(allowed) = decision {
                    prop_assert_eq!(explained.bearings[0].grant.source, allowed.by.source);
                }
            }
        }
    }

    #[test]
    fn sets_are_sent_as_the_sorted_list_of_their_keys(
        permissions in subsequence(Permission::all().collect::<Vec<_>>(), 0..66),
    ) {
        let set: PermissionSet = permissions.iter().copied().collect();
        let sent = serde_json::to_value(set).unwrap();
        let mut keys: Vec<String> = permissions.iter().map(|permission| permission.key()).collect();
        keys.sort();
        prop_assert_eq!(&sent, &serde_json::json!(keys));
        prop_assert_eq!(serde_json::from_value::<PermissionSet>(sent).unwrap(), set);
    }
}

#[test]
fn a_membership_confers_on_projects_that_do_not_exist_yet() {
    let owner = [Grant::membership(org(0), OrgRole::Owner)];
    let later = Scope::Project { org: org(0), project: project(99) };
    assert!(actor(&owner).effective(later).includes(ProjectRole::Admin.set()));
}
