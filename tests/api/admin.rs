//! What the installation's administrator does: the settings that hold for everybody, at once and for good.

use serde_json::json;
use slipway_core::api::endpoint::Method;
use slipway_tests::{
    client::{Answer, Verdict},
    person::Person,
    program::Start,
    world::World,
};

fn administrator(world: &World) -> &Person {
    world.administrator()
}

async fn set(world: &World, sign_up: &str, limit: &str) -> Answer {
    let body = json!({ "sign_up": sign_up, "orgs_per_account": limit });
    administrator(world).request(Method::Put, "/api/admin/settings").json(&body).send().await
}

#[tokio::test]
async fn settings_hold_at_once_and_after_a_restart() {
    let start = Start::default().args(["--max-orgs-per-account", "2"]);
    let world = World::with(start.clone()).await;
    let (owner, visitor) = (world.owner().clone(), world.visitor());
    let shown = administrator(&world).get("/api/admin/settings").await.done(200);
    assert_eq!(shown, json!({ "sign_up_open": false, "orgs_per_account": null, "started_with": 2 }));
    assert!(!visitor.session().await.sign_up_open);
    assert_eq!(owner.me().await.places.limit, 2, "what the program was started with");

    let saved = set(&world, "open", "5").await.done(200);
    assert_eq!(saved, json!({ "sign_up_open": true, "orgs_per_account": 5, "started_with": 2 }));
    assert!(visitor.session().await.sign_up_open);
    assert_eq!(owner.me().await.places.limit, 5, "what was set outweighs it");
    owner.create_org("A Second", "a-second").await.done();

    let program = world.into_program().crash_and_restart(&start);
    assert!(program.visitor().session().await.sign_up_open, "it is kept");
    let again = program.visitor();
    again.sign_in(&owner.email, &owner.password).await.done();
    assert_eq!(again.session().await.me.expect("signed in").places.limit, 5);
}

#[tokio::test]
async fn a_limit_of_none_lets_nobody_create_and_none_said_goes_back() {
    let world = World::new().await;
    set(&world, "closed", "0").await.done(200);
    world.admin().create_org("No Room", "no-room").await.refused(409, "organization_limit");
    set(&world, "closed", "").await.done(200);
    assert_eq!(world.owner().me().await.places.limit, 1);
    world.admin().create_org("Room", "room").await.done();
}

#[tokio::test]
async fn what_changes_nothing_leaves_no_entry() {
    let world = World::new().await;
    let before = world.database().snapshot();
    set(&world, "closed", "").await.done(200);
    before.assert_unchanged(&world.database().snapshot(), "settings as they were");
}
