//! A disk that is really full: whatever would write is answered that it cannot be done now, nothing is half done,
//! reading goes on, and as soon as there is room again so does everything, without anybody's doing.
//!
//! On a file of SQLite, whatever the run is on: that is where the program's own disk holds the data.

use serde_json::{Value, json};
use slipway_core::{
    access::role::OrgRole,
    api::{endpoint::Method, problem::Problem},
};
use slipway_tests::{
    chain,
    client::{Answer, Verdict},
    person::{Person, invite_draft},
    program::Start,
    world::World,
};

/// Room for the data and for some hundred changes.
const DISK: u32 = 6 * 1024;

fn start() -> Start {
    Start::default().on_disk_of(DISK)
}

#[track_caller]
fn is_unavailable(answer: &Answer) {
    let Problem::Unavailable { retry_after } = answer.refused(503, "unavailable") else { unreachable!() };
    assert_eq!(answer.header("retry-after"), Some(retry_after.to_string().as_str()));
}

async fn asks(who: &Person, method: Method, path: &str, body: &Value) -> Answer {
    who.request(method, path).json(body).unchecked().await
}

fn inviting(email: &str) -> Value {
    serde_json::to_value(invite_draft(email, OrgRole::Guest)).expect("a body")
}

#[tokio::test]
async fn on_a_full_disk_nothing_is_half_done_and_with_room_everything_goes_on_by_itself() {
    let world = World::with(start()).await;
    let (org, owner, disk) = (world.org(), world.owner(), world.disk());
    owner.invite(org, "before@new.example", OrgRole::Guest).await.done();
    world.mailbox().next_to("before@new.example").await;
    let (_before, database) = disk.database();
    let before = database.snapshot();
    disk.fill_but(0);

    let invitations = format!("/api/orgs/{org}/invitations");
    let gone = world.developer().id;
    let member = format!("/api/orgs/{org}/members/{gone}");
    let sign_in = json!({ "email": owner.email, "password": owner.password });
    let changes = [
        (Method::Post, invitations.as_str(), inviting("after@new.example")),
        (Method::Patch, &member, json!({ "role": "viewer" })),
        (Method::Post, "/api/session", sign_in),
        (Method::Delete, &member, json!({})),
    ];
    // More than once, so that what a failure leaves of a connection is met by the next.
    for _ in 0..3 {
        for (method, path, body) in &changes {
            is_unavailable(&asks(owner, *method, path, body).await);
        }
        let health = world.visitor().request(Method::Get, "/api/health").unchecked().await;
        is_unavailable(&health);
        owner.me().await;
        owner.get(&invitations).await.done(200);
        owner.get(&format!("/api/orgs/{org}/audit")).await.done(200);
    }
    let (_meanwhile, database) = disk.database();
    before.assert_unchanged(&database.snapshot(), "writes that found no room");

    disk.make_room();
    // A transaction that is given up for a reason of its own, and then those that found no room.
    owner.create_org("Red Quay", "red-quay").await.refused(409, "organization_limit");
    for (method, path, body) in &changes {
        let answer = asks(owner, *method, path, body).await;
        assert!((200..300).contains(&answer.status), "{path}: {answer}");
    }
    world.visitor().get("/api/health").await.done(200);
    world.advance(chrono::TimeDelta::minutes(10)).await;
    world.mailbox().next_to("after@new.example").await;
    // What was acknowledged stands on the disk, and not only in a transaction that nobody ends.
    let (_after, database) = disk.database();
    let invited = "SELECT count(*) FROM invitations WHERE email = 'after@new.example'";
    let developer =
        format!("SELECT count(*) FROM memberships WHERE account_id = x'{}'", gone.as_uuid().simple());
    assert_eq!((database.count(invited), database.count(&developer)), (1, 0));
    assert_eq!(database.texts("PRAGMA integrity_check"), ["ok"]);
    chain::assert_unbroken(&database);
}

/// The disk runs full in the middle of many requests: what was acknowledged is there, and what was not is not.
#[tokio::test]
async fn what_was_acknowledged_while_the_disk_ran_full_is_kept_whole() {
    let world = World::with(start()).await;
    let (org, owner, disk) = (world.org(), world.owner(), world.disk());
    let invitations = format!("/api/orgs/{org}/invitations");
    disk.fill_but(64);
    let mut acknowledged = Vec::new();
    let refused = loop {
        let email = format!("p{:03}@full.example", acknowledged.len());
        match asks(owner, Method::Post, &invitations, &inviting(&email)).await {
            answer if answer.status == 200 => acknowledged.push(email),
            answer => break (email, answer),
        }
    };
    is_unavailable(&refused.1);
    assert!(!acknowledged.is_empty(), "there was some room");

    let (_full, database) = disk.database();
    assert_eq!(database.texts("PRAGMA integrity_check"), ["ok"]);
    chain::assert_unbroken(&database);
    let invited = "SELECT email FROM invitations WHERE email LIKE '%@full.example' ORDER BY 1";
    assert_eq!(database.texts(invited), acknowledged);
    let with_mail = "SELECT i.email FROM mails m JOIN invitations i ON i.id = m.invitation_id \
                     WHERE i.email LIKE '%@full.example' ORDER BY 1";
    assert_eq!(database.texts(with_mail), acknowledged);
    let recorded = "SELECT count(*) FROM audit_entries \
                    WHERE action = 'invitation.sent' AND target LIKE '%@full.example%'";
    assert_eq!(database.count(recorded), i64::try_from(acknowledged.len()).expect("a number"));

    disk.make_room();
    asks(owner, Method::Post, &invitations, &inviting(&refused.0)).await.done(200);
    world.advance(chrono::TimeDelta::minutes(10)).await;
    for email in acknowledged.iter().chain([&refused.0]) {
        world.mailbox().next_to(email).await;
    }
}
