//! D1, D2, D7 and D10 over every combination of roles, by requests that no page would send. What is right is
//! read from the tables of `docs/permissions.md`; a refusal leaves the database as it was.

use slipway_core::access::role::OrgRole;
use slipway_tests::{
    client::Verdict,
    oracle::{Oracle, Set},
    person::Outcome,
    world::World,
};

use crate::routes::missing_of;

/// What the documents say of an act of delegation.
#[derive(Debug, PartialEq, Eq)]
enum Verdicts {
    Allowed,
    Refused(&'static str, Set),
}

use Verdicts::{Allowed, Refused};

/// The granting permission first, then the person (D2), then the role (D1).
fn judge(
    oracle: &Oracle,
    actor: &str,
    permission: &str,
    person: Option<&str>,
    role: Option<&str>,
) -> Verdicts {
    if !oracle.has(actor, permission) {
        return Refused("missing_permission", Set::from([permission.to_owned()]));
    }
    if let Some(person) = person.filter(|person| !oracle.includes(actor, person)) {
        return Refused("person_above_you", oracle.missing(actor, person));
    }
    if let Some(role) = role.filter(|role| !oracle.includes(actor, role)) {
        return Refused("role_above_yours", oracle.missing(actor, role));
    }
    Allowed
}

/// Holds an outcome to a verdict; tells whether it was done.
#[track_caller]
fn hold<T: std::fmt::Debug>(outcome: Outcome<T>, verdict: &Verdicts, what: &str) -> bool {
    match (outcome, verdict) {
        (Ok(_), Allowed) => true,
        (Err(refusal), Refused(code, missing)) => {
            assert_eq!((refusal.status, refusal.problem.code()), (403, *code), "{what}");
            assert_eq!(&missing_of(&refusal.problem), missing, "{what}");
            false
        }
        (outcome, verdict) => panic!("{what}: {verdict:?} expected, {outcome:?} answered"),
    }
}

#[tokio::test]
async fn nobody_invites_with_a_role_that_grants_more_than_their_own() {
    let oracle = Oracle::read();
    let world = World::new().await;
    for actor in OrgRole::ALL {
        for role in OrgRole::ALL {
            let what = format!("{} invites a {}", actor.key(), role.key());
            let verdict = match judge(&oracle, actor.key(), "members.invite", None, Some(role.key())) {
                // D7: an Owner could, and yet the Owner role is never carried by an invitation.
                Allowed if role == OrgRole::Owner => Refused("owner_not_by_invitation", Set::new()),
                other => other,
            };
            let before = world.database().snapshot();
            let email = format!("{}.{}@new.example", actor.key(), role.key());
            let outcome = world.role(actor).invite(world.org(), &email, role).await;
            if !hold(outcome, &verdict, &what) {
                before.assert_unchanged(&world.database().snapshot(), &what);
            }
        }
    }
}

#[tokio::test]
async fn nobody_changes_a_member_beyond_their_own_set_before_or_after() {
    let oracle = Oracle::read();
    let world = World::new().await;
    let org = world.org();
    for actor in OrgRole::ALL {
        for person in OrgRole::ALL {
            for role in OrgRole::ALL {
                let what = format!("{} makes a {} a {}", actor.key(), person.key(), role.key());
                let judged = (Some(person.key()), Some(role.key()));
                let verdict = judge(&oracle, actor.key(), "members.change_role", judged.0, judged.1);
                let before = world.database().snapshot();
                let whom = world.colleague(person).id;
                let outcome = world.role(actor).change_role(org, whom, role).await;
                if hold(outcome, &verdict, &what) {
                    // Back to where they were, so that every combination begins alike.
                    world.owner().change_role(org, whom, person).await.done();
                } else {
                    before.assert_unchanged(&world.database().snapshot(), &what);
                }
            }
        }
    }
}

#[tokio::test]
async fn nobody_removes_a_member_who_has_more_than_they_have() {
    let oracle = Oracle::read();
    for actor in OrgRole::ALL {
        let world = World::new().await;
        for person in OrgRole::ALL {
            let what = format!("{} removes a {}", actor.key(), person.key());
            let verdict = judge(&oracle, actor.key(), "members.remove", Some(person.key()), None);
            let before = world.database().snapshot();
            let outcome = world.role(actor).remove(world.org(), world.colleague(person).id).await;
            if !hold(outcome, &verdict, &what) {
                before.assert_unchanged(&world.database().snapshot(), &what);
            }
        }
    }
}

/// A right that was taken away is gone with the next request, in the same session.
#[tokio::test]
async fn a_lowered_role_counts_from_the_next_request_on() {
    let world = World::new().await;
    let (org, admin) = (world.org(), world.admin());
    admin.invite(org, "one@new.example", OrgRole::Admin).await.done();
    world.owner().change_role(org, admin.id, OrgRole::Developer).await.done();
    admin.invite(org, "two@new.example", OrgRole::Developer).await.done();
    admin.invite(org, "three@new.example", OrgRole::Admin).await.refused(403, "role_above_yours");
    world.owner().change_role(org, admin.id, OrgRole::Viewer).await.done();
    admin.invite(org, "four@new.example", OrgRole::Guest).await.refused(403, "missing_permission");
}

/// Nobody is served by being Owner somewhere else, nor by administering the installation.
#[tokio::test]
async fn rights_elsewhere_give_nothing_here() {
    let world = World::new().await;
    let other = world.invited(world.owner(), &world.stranger().email, OrgRole::Viewer).await;
    world.stranger().accept(&other.token).await.done();
    let refused = world.stranger().invite(world.org(), "x@new.example", OrgRole::Guest).await;
    assert_eq!(
        missing_of(&refused.refused(403, "missing_permission")),
        Set::from(["members.invite".to_owned()])
    );
    let refused = world.administrator().invite(world.org(), "x@new.example", OrgRole::Guest).await;
    refused.refused(404, "not_found");
}
