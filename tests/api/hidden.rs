//! A hidden thing and a missing thing give the same bytes, and ids of one organization open nothing in
//! another, wherever they are put.

use slipway_core::api::{
    endpoint::{Endpoint, Gate, Row},
    table::{self as t, TABLE},
};
use slipway_tests::{client::Answer, world::World};

use crate::{
    requests::{Ids, MADE_UP, body, request},
    routes::Actor,
};

fn in_an_org() -> impl Iterator<Item = &'static Row> {
    TABLE.iter().filter(|row| matches!(row.gate, Gate::Org(_)))
}

/// What an actor is answered by each row with these ids, the database staying as it is.
async fn ask(world: &World, row: &Row, actor: Actor, ids: &Ids) -> Answer {
    let body = body(row, world, actor.person(world));
    let before = world.database().snapshot();
    let answer = request(&actor.client(world), row, ids, body.as_ref()).send().await;
    before.assert_unchanged(&world.database().snapshot(), &format!("{} by {actor:?}", row.name));
    answer
}

#[track_caller]
fn same_bytes(hidden: &Answer, missing: &Answer, what: &str) {
    assert_eq!(hidden.status, 404, "{what}: {hidden}");
    assert_eq!(hidden.bytes_that_tell(), missing.bytes_that_tell(), "{what}");
}

#[tokio::test]
async fn an_organization_that_is_hidden_is_answered_like_one_that_does_not_exist() {
    let world = World::new().await;
    for row in in_an_org() {
        for actor in Actor::all().into_iter().filter(|actor| *actor != Actor::Anonymous) {
            // To members of the first the other is hidden, and to everybody else the first is.
            let hidden = match actor.role() {
                Some(_) => Ids::elsewhere(&world),
                None => Ids::of(&world),
            };
            let what = format!("{} by {actor:?}", row.name);
            let hidden = ask(&world, row, actor, &hidden).await;
            let missing = ask(&world, row, actor, &Ids::missing()).await;
            same_bytes(&hidden, &missing, &what);
            let unreadable = Ids { org: "blue-quay".to_owned(), ..Ids::missing() };
            same_bytes(&ask(&world, row, actor, &unreadable).await, &missing, &what);
        }
    }
}

#[tokio::test]
async fn a_thing_of_another_organization_is_not_found_under_ones_own() {
    let world = World::new().await;
    let (own, elsewhere) = (Ids::of(&world), Ids::elsewhere(&world));
    let owner =
        Actor::Person(slipway_tests::world::Standing::Holds(slipway_core::access::role::OrgRole::Owner));
    for row in in_an_org().filter(|row| row.path.contains("{member}") || row.path.contains("{invitation}")) {
        let swapped = Ids { org: own.org.clone(), ..elsewhere.clone() };
        let missing = Ids { org: own.org.clone(), ..Ids::missing() };
        let unreadable = Ids { member: "everybody".to_owned(), invitation: "all".to_owned(), ..own.clone() };
        let missing = ask(&world, row, owner, &missing).await;
        same_bytes(&ask(&world, row, owner, &swapped).await, &missing, row.name);
        same_bytes(&ask(&world, row, owner, &unreadable).await, &missing, row.name);
        // And one's own things are not found under the other organization.
        let swapped = Ids { org: elsewhere.org.clone(), ..own.clone() };
        same_bytes(&ask(&world, row, owner, &swapped).await, &missing, row.name);
    }
}

#[tokio::test]
async fn an_id_has_one_form_in_addresses() {
    let world = World::new().await;
    let id = world.org().to_string();
    let other_forms = [
        id.to_uppercase(),
        id.replace('-', ""),
        format!("{{{id}}}"),
        format!("urn:uuid:{id}"),
        format!("{id}%20"),
    ];
    for form in other_forms {
        world.owner().get(&format!("/api/orgs/{form}")).await.refused(404, "not_found");
    }
    world.owner().get(&format!("/api/orgs/{id}")).await.done(200);
}

/// Somebody else's invitation is hidden from those who may see their own alone.
#[tokio::test]
async fn an_invitation_of_another_is_answered_like_one_that_does_not_exist() {
    let world = World::new().await;
    let row = TABLE.iter().find(|row| row.name == t::RevokeInvitation::NAME).expect("the endpoint");
    let missing = Ids { org: world.org().to_string(), ..Ids::missing() };
    for role in ["developer", "viewer", "member", "guest", "billing"] {
        let role = slipway_core::access::role::OrgRole::from_key(role).expect("a role");
        let actor = Actor::Person(slipway_tests::world::Standing::Holds(role));
        let hidden = ask(&world, row, actor, &Ids::of(&world)).await;
        same_bytes(&hidden, &ask(&world, row, actor, &missing).await, role.key());
    }
}

#[tokio::test]
async fn a_token_that_is_cut_or_made_up_is_answered_like_one_that_does_not_exist() {
    let world = World::new().await;
    let true_token = &world.waiting().token;
    let made_up = [
        String::new(),
        MADE_UP[1..].to_owned(),
        true_token[..true_token.len() - 1].to_owned(),
        true_token[1..].to_owned(),
        format!("{true_token}A"),
        format!(" {true_token}"),
        true_token.chars().map(swap_case).collect(),
        true_token.chars().rev().collect(),
        world.waiting().id.to_string(),
        "' OR 1=1 --".to_owned(),
        "é".repeat(43),
    ];
    let owner =
        Actor::Person(slipway_tests::world::Standing::Holds(slipway_core::access::role::OrgRole::Owner));
    for row in TABLE.iter().filter(|row| row.path.starts_with("/api/invitations/")) {
        for actor in [Actor::Anonymous, owner] {
            if actor == Actor::Anonymous && row.gate == Gate::SignedIn {
                continue;
            }
            let mut asked = body(row, &world, None).expect("a body");
            asked["token"] = MADE_UP.into();
            let missing = request(&actor.client(&world), row, &Ids::missing(), Some(&asked)).send().await;
            missing.refused(404, "not_found");
            for token in &made_up {
                asked["token"] = token.as_str().into();
                let before = world.database().snapshot();
                let answer = request(&actor.client(&world), row, &Ids::missing(), Some(&asked)).send().await;
                same_bytes(&answer, &missing, &format!("{} with {token:?}", row.name));
                before.assert_unchanged(&world.database().snapshot(), row.name);
            }
        }
    }
}

fn swap_case(c: char) -> char {
    if c.is_ascii_lowercase() { c.to_ascii_uppercase() } else { c.to_ascii_lowercase() }
}
