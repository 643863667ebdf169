//! The stream of events: it tells that something has changed and nothing else, goes on where it was left, and
//! ends with the right to see it.

use std::time::{Duration, Instant};

use slipway_core::access::role::OrgRole;
use slipway_tests::{
    client::Verdict,
    program::{Program, Start},
    world::World,
};

#[tokio::test]
async fn whoever_watches_is_told_the_number_of_the_last_entry_and_no_more() {
    let world = World::new().await;
    let (org, owner) = (world.org(), world.owner());
    let answer = owner.get(&format!("/api/orgs/{org}/events")).await;
    assert_eq!(answer.header("content-type"), Some("text/event-stream"));
    assert_eq!(answer.header("cache-control"), Some("no-cache"));
    let told = answer.done(200);
    let seq = told["seq"].as_u64().expect("a number");
    assert_eq!(told.as_object().map(serde_json::Map::len), Some(1), "nothing else: {told}");

    let mut guest = world.role(OrgRole::Guest).watch(org, None).await;
    assert_eq!(guest.next().await, Some(seq));
    owner.invite(org, "nina@new.example", OrgRole::Guest).await.done();
    assert_eq!(guest.next().await, Some(seq + 1));
    // Whoever comes back hears at once what they missed, and nothing where they missed nothing.
    assert_eq!(world.admin().watch(org, Some(seq)).await.next().await, Some(seq + 1));
    let mut missed_nothing = world.admin().watch(org, Some(seq + 1)).await;
    owner.invite(org, "nora@new.example", OrgRole::Guest).await.done();
    assert_eq!(missed_nothing.next().await, Some(seq + 2));
    // Another organization's changes are not among them.
    world.stranger().invite(world.other(), "x@new.example", OrgRole::Guest).await.done();
    owner.invite(org, "nick@new.example", OrgRole::Guest).await.done();
    assert_eq!(missed_nothing.next().await, Some(seq + 3));
}

#[tokio::test]
async fn a_stream_ends_with_the_right_to_it() {
    let world = World::new().await;
    let (org, owner) = (world.org(), world.owner());
    let ends = async |what: &str, watching: &mut slipway_tests::watching::Watching, since: Instant| {
        assert_eq!(watching.rest().await, Vec::<u64>::new(), "{what}: nothing is told any more");
        assert!(since.elapsed() < Duration::from_secs(2), "{what}: it ended after {:?}", since.elapsed());
    };
    let mut removed = world.developer().watch(org, None).await;
    removed.next().await.expect("an event");
    owner.remove(org, world.developer().id).await.done();
    ends("removed", &mut removed, Instant::now()).await;

    let viewer = world.role(OrgRole::Viewer);
    let mut signed_out = viewer.watch(org, None).await;
    signed_out.next().await.expect("an event");
    viewer
        .copied()
        .request(slipway_core::api::endpoint::Method::Delete, "/api/session")
        .send()
        .await
        .done(200);
    ends("signed out", &mut signed_out, Instant::now()).await;

    let member = world.role(OrgRole::Member);
    let mut disabled = member.watch(org, None).await;
    disabled.next().await.expect("an event");
    let disable = "UPDATE accounts SET disabled_at = created_at WHERE email = $1";
    world.database().execute(disable, &[(&member.email).into()]);
    ends("disabled", &mut disabled, Instant::now()).await;
}

#[tokio::test]
async fn an_account_has_so_many_streams_and_a_closed_one_makes_room() {
    let world = World::new().await;
    let (org, owner) = (world.org(), world.owner());
    let mut open = Vec::new();
    for _ in 0..12 {
        let mut watching = owner.watch(org, None).await;
        watching.next().await.expect("an event");
        open.push(watching);
    }
    let refused = owner.get(&format!("/api/orgs/{org}/events")).await;
    refused.refused(429, "too_many");
    assert!(refused.header("retry-after").is_some());
    world.admin().watch(org, None).await.next().await.expect("others are not in the way");
    drop(open.pop());
    let again = async { while owner.get(&format!("/api/orgs/{org}/events")).await.status != 200 {} };
    tokio::time::timeout(Duration::from_secs(10), again).await.expect("a closed stream makes room");
}

#[tokio::test]
async fn open_streams_do_not_hold_the_end_of_the_program_up() {
    let start = Start::default();
    let program: Program = start.start();
    let owner = program.visitor().set_up(&program.set_up_token(), "Ines", "ines@quay.example").await.done();
    let org = owner.create_org("Blue Quay", "blue-quay").await.done().id;
    let mut watching = owner.watch(org, None).await;
    watching.next().await.expect("an event");
    let asked = Instant::now();
    let stopped = program.stop();
    assert_eq!(stopped.status.code(), Some(0), "{}", stopped.log.dump());
    assert!(asked.elapsed() < Duration::from_secs(5), "it ended after {:?}", asked.elapsed());
    assert_eq!(watching.rest().await, Vec::<u64>::new());
}
