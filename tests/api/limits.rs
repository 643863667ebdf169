//! How often something may be done: counted exactly, whatever comes at once, in between or from where.

use std::collections::BTreeMap;

use chrono::TimeDelta;
use serde_json::json;
use slipway_core::api::{endpoint::Method, problem::Problem};
use slipway_tests::{
    client::{Answer, Verdict},
    log::Output,
    program::{Program, Start},
    world::World,
};

const WRONG: &str = "not the password at all";

/// A try to sign in that came through these hops, as proxies write them.
async fn try_from(program: &Program, email: &str, password: &str, hops: &str) -> Answer {
    let body = json!({ "email": email, "password": password });
    let asked = program.visitor().request(Method::Post, "/api/session").json(&body);
    asked.header("x-forwarded-for", hops).send().await
}

#[track_caller]
fn is_refused_for_now(answer: &Answer, at_most: u32) {
    let Problem::TooMany { retry_after, .. } = answer.refused(429, "too_many") else { unreachable!() };
    assert!((1..=at_most).contains(&retry_after), "{retry_after}");
    assert_eq!(answer.header("retry-after"), Some(retry_after.to_string().as_str()));
}

/// R12: a thousand at once, and ten of them are compared.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_a_thousand_tries_at_once_ten_are_compared() {
    let world = World::with(Start::default().args(["--tries-per-address", "100000"])).await;
    let email = world.owner().email.clone();
    let mut tries = tokio::task::JoinSet::new();
    for _ in 0..1000 {
        let (browser, email) = (world.visitor(), email.clone());
        tries.spawn(async move {
            let body = json!({ "email": email, "password": WRONG });
            browser.request(Method::Post, "/api/session").json(&body).send().await.status
        });
    }
    let mut answers = BTreeMap::new();
    for status in tries.join_all().await {
        *answers.entry(status).or_insert(0) += 1;
    }
    assert_eq!(answers, BTreeMap::from([(401, 10), (429, 990)]));
    // And whoever else signs in meanwhile is let in.
    let other = world.admin();
    world.visitor().sign_in(&other.email, &other.password).await.done();
}

#[tokio::test]
async fn a_restart_gives_no_fresh_tries_and_a_right_password_gives_its_try_back() {
    let world = World::new().await;
    let (owner, start) = (world.owner().clone(), Start::default());
    for _ in 0..12 {
        world.visitor().sign_in(&owner.email, &owner.password).await.done();
    }
    for _ in 0..10 {
        world.visitor().sign_in(&owner.email, WRONG).await.refused(401, "wrong_credentials");
    }
    let program = world.into_program().crash_and_restart(&start);
    program.visitor().sign_in(&owner.email, &owner.password).await.refused(429, "too_many");
    program.advance(TimeDelta::seconds(61)).await;
    program.visitor().sign_in(&owner.email, &owner.password).await.done();
}

/// An address that has no account is counted like one that has.
#[tokio::test]
async fn an_unknown_address_runs_out_of_tries_as_well() {
    let world = World::with(Start::default().args(["--tries-per-account", "2"])).await;
    for email in [world.owner().email.as_str(), "nobody@nowhere.example"] {
        for _ in 0..2 {
            world.visitor().sign_in(email, WRONG).await.refused(401, "wrong_credentials");
        }
        world.visitor().sign_in(email, WRONG).await.refused(429, "too_many");
    }
    assert!(!world.database().dump().contains("nobody@nowhere"), "what was typed is kept as a hash");
}

/// What a proxy says counts where it is trusted, and nowhere else.
#[tokio::test]
async fn an_address_is_the_clients_where_a_trusted_proxy_says_so() {
    let start = Start::default().args(["--tries-per-address", "2", "--trusted-proxy", "10.0.0.0/8"]);
    let world = World::with(start.args(["--trusted-proxy", "127.0.0.1"])).await;
    let (owner, nobody) = (world.owner(), "nobody@nowhere.example");
    for hops in ["198.51.100.7", "203.0.113.1, 198.51.100.7, 10.1.1.1"] {
        try_from(&world, nobody, WRONG, hops).await.refused(401, "wrong_credentials");
    }
    is_refused_for_now(&try_from(&world, nobody, WRONG, "198.51.100.7").await, 60);
    try_from(&world, nobody, WRONG, "198.51.100.8").await.refused(401, "wrong_credentials");
    // One subscriber of IPv6 has many addresses, which count as one.
    for hops in ["2001:db8:1:2::1", "2001:db8:1:2:ffff::1"] {
        try_from(&world, nobody, WRONG, hops).await.refused(401, "wrong_credentials");
    }
    is_refused_for_now(&try_from(&world, nobody, WRONG, "2001:db8:1:2::3").await, 60);

    let answer = try_from(&world, &owner.email, &owner.password, "6.6.6.6, 198.51.100.9").await;
    answer.done(200);
    for seen in [
        "SELECT address FROM sessions ORDER BY created_at DESC LIMIT 1",
        "SELECT address FROM audit_entries WHERE org_id IS NULL ORDER BY seq DESC LIMIT 1",
    ] {
        assert_eq!(world.database().texts(seen), ["198.51.100.9"], "{seen}");
    }
}

#[tokio::test]
async fn nobody_chooses_their_own_address() {
    let world = World::with(Start::default().args(["--tries-per-address", "2"])).await;
    for hops in ["198.51.100.7", "198.51.100.8"] {
        try_from(&world, "nobody@nowhere.example", WRONG, hops).await.refused(401, "wrong_credentials");
    }
    is_refused_for_now(&try_from(&world, "nobody@nowhere.example", WRONG, "198.51.100.9").await, 60);
    world.advance(TimeDelta::seconds(61)).await;
    try_from(&world, &world.owner().email, &world.owner().password, "198.51.100.9").await.done(200);
    let address = "SELECT address FROM sessions ORDER BY created_at DESC LIMIT 1";
    assert_eq!(world.database().texts(address), ["127.0.0.1"]);
}

/// What the program did for a request: each statement and each comparison of a password, in their order.
fn steps(program: &Program, answer: &Answer) -> Vec<String> {
    let id = answer.header("x-request-id").expect("an id");
    let answered = |_, line: &str| (line.contains(id) && line.contains("answered")).then_some(());
    program.log().wait_for(std::time::Duration::from_secs(10), answered).expect("a line for the answer");
    let log = program.log().text(Output::Stderr);
    let of_request = log.lines().filter(|line| line.contains(id));
    let did = of_request.filter(|line| line.contains("asked") || line.contains("is compared"));
    did.map(|line| line.split_once("slipway_server").expect("where it was said").1.to_owned()).collect()
}

/// At sign-in nobody learns whether an address has an account: the same statements, and one password compared,
/// whether there is one, none, or a disabled one. How long that takes is measured by `make bench`.
#[tokio::test]
async fn signing_in_does_the_same_for_every_address() {
    let world = World::with(Start::default().args(["--log", "slipway_server=trace"])).await;
    let disabled = world.developer().email.clone();
    let disable = format!("UPDATE accounts SET disabled_at = created_at WHERE email = '{disabled}'");
    world.database().execute(&disable, &[]);
    let ask = async |email: &str| try_from(&world, email, WRONG, "").await;
    let known = ask(&world.owner().email).await;
    known.refused(401, "wrong_credentials");
    let expected = steps(&world, &known);
    let compared = expected.iter().filter(|step| step.contains("is compared")).count();
    assert_eq!(compared, 1, "{expected:#?}");
    assert!(expected.iter().any(|step| step.contains("INSERT INTO limit_takes")), "{expected:#?}");
    for email in [disabled.as_str(), "nobody@nowhere.example"] {
        let answer = ask(email).await;
        assert_eq!(answer.bytes_that_tell(), known.bytes_that_tell(), "{email}");
        assert_eq!(steps(&world, &answer), expected, "{email}");
    }
}
