//! Mail that does not leave: a server that is down, refuses, puts off, is slow, hangs up in the middle. What the
//! administrator sees of each, what is tried again, and what is given up at once.

use std::net::TcpListener;

use chrono::{DateTime, TimeDelta, Utc};
use serde_json::{Value, json};
use slipway_core::{access::role::OrgRole, api::endpoint::Method};
use slipway_tests::{client::Verdict, program::Start, smtp::SmtpServer, world::World};

const TO: &str = "nina@new.example";

/// A program that sends through a port of this machine.
fn through(port: u16) -> Start {
    let port = port.to_string();
    let args =
        ["--smtp-host", "127.0.0.1", "--smtp-port", &port, "--smtp-tls", "none", "--smtp-timeout", "2"];
    Start::default().without_mail().args(args.into_iter().chain(["--mail-from", "slipway@quay.example"]))
}

async fn overview(world: &World) -> Value {
    world.administrator().get("/api/admin/overview").await.done(200)["mails"].clone()
}

/// The one mail to somebody, as the administrator sees it.
async fn mail(world: &World) -> Value {
    let found = world.administrator().get(&format!("/api/admin/mails?search={TO}")).await.done(200);
    assert_eq!(found["items"].as_array().map(Vec::len), Some(1), "{found}");
    found["items"][0].clone()
}

/// Invites somebody and waits until the first try has come to this.
async fn invite_into(world: &World, trouble: &str) -> Value {
    world.admin().invite(world.org(), TO, OrgRole::Guest).await.done();
    let noted = format!("SELECT count(*) FROM mails WHERE trouble = '{trouble}'");
    world.database().settled(&noted, 1).await;
    mail(world).await
}

async fn try_again(world: &World, mail: &Value) -> Value {
    let path = format!("/api/admin/mails/{}/retry", mail["id"].as_str().expect("an id"));
    world.administrator().request(Method::Post, &path).json(&json!({})).send().await.done(200)
}

fn time(value: &Value) -> DateTime<Utc> {
    serde_json::from_value(value.clone()).unwrap_or_else(|e| panic!("{value}: {e}"))
}

#[tokio::test]
async fn a_server_that_is_down_is_told_and_what_waited_leaves_once_it_is_back() {
    let port =
        TcpListener::bind("127.0.0.1:0").and_then(|free| free.local_addr()).expect("a free port").port();
    let world = World::with(through(port)).await;
    let began = Utc::now() - TimeDelta::seconds(1);
    let waits = invite_into(&world, "unreachable").await;
    assert_eq!((&waits["stage"], &waits["tries"]), (&json!("retrying"), &json!(1)));
    assert!(time(&waits["next_at"]) > Utc::now(), "{waits}");

    let told = world.administrator().get("/api/admin/overview").await.done(200);
    assert_eq!(told["mail_way"], format!("127.0.0.1:{port}"));
    assert_eq!((&told["mails"]["waiting"], &told["mails"]["failed"]), (&json!(1), &json!(0)));
    let failing = &told["mails"]["failing"];
    assert_eq!(failing["trouble"], "unreachable");
    assert!(failing["said"].as_str().is_some_and(|said| said.contains("refused")), "{failing}");
    assert_eq!(failing["next"], waits["next_at"]);
    assert!(time(&failing["since"]) >= began && time(&failing["since"]) <= Utc::now(), "{failing}");

    // A further try that fails changes nothing of since when.
    let since = failing["since"].clone();
    try_again(&world, &waits).await;
    world.database().settled("SELECT count(*) FROM mails WHERE trouble = 'unreachable'", 1).await;
    assert_eq!(overview(&world).await["failing"]["since"], since);

    let Some(server) = SmtpServer::start_at(port) else { return };
    let again = try_again(&world, &mail(&world).await).await;
    assert_eq!((&again["tries"], &again["trouble"]), (&json!(0), &json!(null)));
    server.mailbox().next_to(TO).await;
    world.database().settled("SELECT count(*) FROM mails WHERE state = 'queued'", 0).await;
    let after = overview(&world).await;
    assert!(after["failing"].is_null() && after["last_sent_at"].is_string(), "{after}");
    let entry = &world.administrator().get("/api/admin/audit?limit=1").await.done(200)["items"][0];
    assert_eq!((&entry["action"], &entry["target"]["name"]), (&json!("mail.retried"), &json!(TO)));
}

#[tokio::test]
async fn what_is_refused_for_good_is_given_up_at_once_and_told_as_such() {
    let Some(server) = SmtpServer::start() else { return };
    let world = World::with(through(server.port())).await;
    server.answer_with("550 nobody of that name here");
    let given_up = invite_into(&world, "refused").await;
    assert_eq!((&given_up["stage"], &given_up["tries"]), (&json!("failed"), &json!(1)));
    assert!(given_up["next_at"].is_null(), "{given_up}");
    assert!(given_up["said"].as_str().is_some_and(|said| said.contains("nobody of that name")), "{given_up}");
    let told = overview(&world).await;
    assert_eq!((&told["waiting"], &told["failed"]), (&json!(0), &json!(1)));
    assert!(told["failing"].is_null(), "one address says nothing of the others: {told}");
    // Time alone does not bring it back; somebody who knows better does.
    world.advance(TimeDelta::hours(30)).await;
    assert_eq!(mail(&world).await["tries"], 1);
    server.accept_again();
    try_again(&world, &given_up).await;
    server.mailbox().next_to(TO).await;
}

/// A mail that was given up and whose invitation was sent once more is not tried beside the one that left: it
/// would end the link that somebody has.
#[tokio::test]
async fn what_was_given_up_gives_way_to_the_mail_that_is_sent_after_it() {
    let Some(server) = SmtpServer::start() else { return };
    let world = World::with(through(server.port())).await;
    server.answer_with("550 nobody of that name here");
    let sent = world.admin().invite(world.org(), TO, OrgRole::Guest).await.done();
    world.database().settled("SELECT count(*) FROM mails WHERE state = 'failed'", 1).await;
    let given_up = mail(&world).await;
    server.accept_again();
    world.admin().resend(world.org(), sent.id).await.done();
    let link = server.mailbox().next_to(TO).await;
    world.database().mails_settled().await;

    let path = format!("/api/admin/mails/{}/retry", given_up["id"].as_str().expect("an id"));
    let asked = world.administrator().request(Method::Post, &path).json(&json!({}));
    asked.send().await.refused(409, "mail_not_in_trouble");
    let states = world.database().texts("SELECT state FROM mails WHERE state <> 'sent'");
    assert_eq!(states, ["dropped"]);
    let body = json!({ "token": link.token() });
    world.visitor().request(Method::Post, "/api/invitations/look-up").json(&body).send().await.done(200);
}

/// A server that takes nothing from this installation, at whichever step it says so, gives no mail up: all that
/// waits would be lost before anybody can put it right.
#[tokio::test]
async fn a_server_that_does_not_admit_the_installation_gives_no_mail_up_and_is_told() {
    let Some(server) = SmtpServer::start() else { return };
    let world = World::with(through(server.port())).await;
    let refuse: [&dyn Fn(); 3] = [
        &|| server.greet_with("554 no mail from this machine"),
        &|| server.answer_sender_with("550 not from this sender"),
        &|| server.answer_with("554 5.7.1 relay access denied"),
    ];
    for (step, refuse) in refuse.into_iter().enumerate() {
        refuse();
        let to = format!("step{step}@new.example");
        world.admin().invite(world.org(), &to, OrgRole::Guest).await.done();
        let noted = "SELECT count(*) FROM mails WHERE trouble = 'not_admitted' AND state = 'queued'";
        world.database().settled(noted, 1).await;
        let told = overview(&world).await;
        assert_eq!((&told["waiting"], &told["failed"]), (&json!(1), &json!(0)), "{told}");
        assert_eq!(told["failing"]["trouble"], "not_admitted", "{told}");
        server.accept_again();
        world.advance(TimeDelta::minutes(2)).await;
        server.mailbox().next_to(&to).await;
        world.database().mails_settled().await;
        assert!(overview(&world).await["failing"].is_null());
    }
}

#[tokio::test]
async fn what_is_put_off_is_tried_again_by_itself() {
    let Some(server) = SmtpServer::start() else { return };
    let world = World::with(through(server.port())).await;
    server.answer_with("451 later, please");
    let waits = invite_into(&world, "put_off").await;
    assert_eq!(waits["stage"], "retrying");
    assert_eq!(overview(&world).await["failing"]["trouble"], "put_off");
    server.accept_again();
    world.advance(TimeDelta::minutes(2)).await;
    server.mailbox().next_to(TO).await;
}

/// A login that is refused is about this program, and not about the mail: it is put right, and the mail leaves.
#[tokio::test]
async fn a_login_that_is_refused_gives_no_mail_up() {
    let Some(server) = SmtpServer::start() else { return };
    let world = World::with(through(server.port())).await;
    server.answer_with("535 not with this password");
    assert_eq!(invite_into(&world, "sign_in").await["stage"], "retrying");
    assert_eq!(overview(&world).await["failing"]["trouble"], "sign_in");
    server.accept_again();
    world.advance(TimeDelta::minutes(2)).await;
    server.mailbox().next_to(TO).await;
}

#[tokio::test]
async fn a_slow_server_holds_up_nobody_and_one_that_is_too_slow_is_given_another_time() {
    let Some(server) = SmtpServer::start() else { return };
    let world = World::with(through(server.port())).await;
    server.answer_after(1);
    world.admin().invite(world.org(), "slow@new.example", OrgRole::Guest).await.done();
    // The page is answered while the server takes its time.
    assert_eq!(overview(&world).await["waiting"], 1);
    server.mailbox().next_to("slow@new.example").await;
    world.database().mails_settled().await;

    server.answer_after(4);
    assert_eq!(invite_into(&world, "no_answer").await["stage"], "retrying");
    server.accept_again();
    world.advance(TimeDelta::minutes(2)).await;
    server.mailbox().next_to(TO).await;
}

#[tokio::test]
async fn a_server_that_dies_in_the_middle_gets_the_mail_another_time() {
    let Some(server) = SmtpServer::start() else { return };
    let world = World::with(through(server.port())).await;
    server.hang_up();
    let waits = invite_into(&world, "broke_off").await;
    assert_eq!(waits["stage"], "retrying");
    assert!(server.mailbox().all().is_empty());
    server.accept_again();
    world.advance(TimeDelta::minutes(2)).await;
    server.mailbox().next_to(TO).await;
    world.database().mails_settled().await;
    assert_eq!(server.mailbox().all().len(), 1, "once");
}
