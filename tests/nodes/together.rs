//! Several programs on one database: what one does holds for all.

use std::{
    collections::BTreeMap,
    thread,
    time::{Duration, Instant},
};

use slipway_core::{access::role::OrgRole, api::endpoint::Method};
use slipway_tests::{
    client::Verdict,
    database::Database,
    program::{Program, Start},
    world::World,
};

/// How soon something done at one program is seen at another.
const SOON: Duration = Duration::from_secs(2);

#[tokio::test]
async fn several_can_start_at_once_on_an_empty_database_and_any_token_sets_it_up_once() {
    let database = Database::on_server();
    let started: Vec<Program> = thread::scope(|scope| {
        let starting: Vec<_> =
            (0..4).map(|_| scope.spawn(|| Start::default().sharing(&database).start())).collect();
        starting.into_iter().map(|program| program.join().expect("it starts")).collect()
    });
    // The token of the first is good at the last, and then none is good anywhere.
    let token = started[0].set_up_token();
    let owner = started[3].visitor().set_up(&token, "Ines", "ines@quay.example").await.done();
    for program in &started {
        assert_eq!(owner.at(program).me().await.account.id, owner.id);
        let late = program.visitor().set_up(&program.set_up_token(), "Eve", "eve@quay.example").await;
        late.refused(409, "already_set_up");
    }
}

#[tokio::test]
async fn sessions_and_roles_hold_at_every_program() {
    let world = World::with(Start::default().on_postgres()).await;
    let other = Start::default().beside(&world).start();
    let (org, owner, admin) = (world.org(), world.owner(), world.admin());
    let admin_there = admin.at(&other);
    assert_eq!(admin_there.me().await.account.id, admin.id);
    owner.change_role(org, admin.id, OrgRole::Viewer).await.done();
    let invite = serde_json::json!({ "emails": "x@new.example", "role": "guest", "locale": "en", "note": "", "days": "7" });
    let path = format!("/api/orgs/{org}/invitations");
    let tried = admin_there.request(Method::Post, &path).json(&invite).send().await;
    assert_eq!(tried.status, 403, "a role lowered at one is lowered at the other: {tried}");
    admin_there.request(Method::Delete, "/api/session").send().await.done(200);
    assert!(admin.session().await.me.is_none(), "a session ended at one has ended at the other");
    other.visitor().sign_in(&owner.email, &owner.password).await.done();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_mail_is_sent_once_whichever_program_sends_it() {
    let world = World::with(Start::default().on_postgres()).await;
    let other = Start::default().beside(&world).start();
    let (org, here, there) = (world.org(), world.owner().clone(), world.owner().at(&other));
    let many = 80;
    let send = async |n: u32| {
        let client = if n.is_multiple_of(2) { &here.client } else { &there };
        let body = serde_json::json!({ "emails": format!("p{n}@new.example"), "role": "guest", "locale": "en", "note": "", "days": "7" });
        let path = format!("/api/orgs/{org}/invitations");
        client.request(Method::Post, &path).json(&body).send().await.done(200);
    };
    for n in (0..many).step_by(2) {
        tokio::join!(send(n), send(n + 1));
    }
    world.database().mails_settled().await;
    let mut sent: BTreeMap<String, u32> = BTreeMap::new();
    let mails = world.mailbox().all().into_iter().chain(other.mailbox().all());
    for address in mails.flat_map(|mail| mail.to) {
        *sent.entry(address).or_default() += 1;
    }
    assert_eq!(sent.len(), many as usize, "{sent:?}");
    assert!(sent.values().all(|times| *times == 1), "{sent:?}");
    let tries = "SELECT count(*) FROM mails WHERE state = 'sent' AND tries = 1";
    assert!(world.database().count(tries) >= i64::from(many), "none was tried twice");
}

#[tokio::test]
async fn events_are_seen_at_every_program_within_two_seconds() {
    let world = World::with(Start::default().on_postgres()).await;
    let other = Start::default().beside(&world).start();
    let (org, owner) = (world.org(), world.owner());
    let mut watching = world.developer().at(&other).watch(org, None).await;
    let seq = watching.next().await.expect("an event");
    for n in 1..=3 {
        owner.invite(org, &format!("n{n}@new.example"), OrgRole::Guest).await.done();
        let done = Instant::now();
        watching.until(seq + n).await;
        assert!(done.elapsed() < SOON, "seen after {:?}", done.elapsed());
    }
    owner.remove(org, world.developer().id).await.done();
    let done = Instant::now();
    assert_eq!(watching.rest().await, Vec::<u64>::new(), "whoever was removed is told nothing more");
    assert!(done.elapsed() < SOON, "ended after {:?}", done.elapsed());
}
