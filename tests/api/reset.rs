//! A forgotten password: asking says nothing of the address, the link works once and for an hour, and whoever
//! uses it is the only one who is signed in afterwards.

use chrono::{TimeDelta, Utc};
use serde_json::json;
use slipway_core::{access::role::OrgRole, api::endpoint::Method, field::FieldProblem};
use slipway_tests::{
    client::{Client, Verdict},
    person::Person,
    world::World,
};
use uuid::Uuid;

use crate::requests::MADE_UP;

const NEW: &str = "eleven grey herons asleep";

async fn link_for(world: &World, email: &str) -> String {
    world.visitor().forgot(email).await.done();
    world.mailbox().next_to(email).await.token()
}

fn disable(world: &World, person: &Person) {
    let sql = "UPDATE accounts SET disabled_at = created_at WHERE email = $1";
    world.database().execute(sql, &[person.email.as_str().into()]);
}

#[tokio::test]
async fn a_forgotten_password_is_set_anew_by_the_link_of_a_mail() {
    let world = World::new().await;
    let owner = world.owner();
    let token = link_for(&world, &owner.email).await;
    let elsewhere = world.visitor();
    elsewhere.sign_in(&owner.email, &owner.password).await.done();

    let browser = world.visitor();
    let offer = browser.look_up_reset(&token).await.done();
    assert_eq!((offer.email.as_str(), offer.name.as_str()), (owner.email.as_str(), owner.name.as_str()));
    let view = browser.reset(&token, NEW).await.done();
    assert_eq!(view.me.expect("signed in").account.id, owner.id);
    browser.me().await;
    assert!(elsewhere.session().await.me.is_none(), "every session ends");
    assert!(owner.session().await.me.is_none(), "every session ends");
    world.visitor().sign_in(&owner.email, &owner.password).await.refused(401, "wrong_credentials");
    world.visitor().sign_in(&owner.email, NEW).await.done();
    let told = world.mailbox().next_to(&owner.email).await;
    assert_eq!(told.subject, "Your Slipway password was changed");
    assert!(!told.text.contains('#') && !told.text.contains(NEW), "{told:?}");
}

#[tokio::test]
async fn a_link_works_once_and_says_what_became_of_it() {
    let world = World::new().await;
    let owner = world.owner();
    let token = link_for(&world, &owner.email).await;
    let visitor = world.visitor();
    let before = world.database().snapshot();
    for wrong in [MADE_UP, "", &token[1..], &format!("{token}A"), &world.waiting().token] {
        visitor.look_up_reset(wrong).await.refused(404, "not_found");
        visitor.reset(wrong, NEW).await.refused(404, "not_found");
    }
    before.assert_unchanged(&world.database().snapshot(), "wrong links");
    visitor.reset(&token, NEW).await.done();
    let before = world.database().snapshot();
    visitor.look_up_reset(&token).await.refused(409, "link_used");
    visitor.reset(&token, "thirteen green apples").await.refused(409, "link_used");
    before.assert_unchanged(&world.database().snapshot(), "a used link");
}

/// Where no account can be looked for, the answer is the same and comes as well: what it takes, and so how long,
/// cannot depend on whether there is one. Only the mail finds out, and waits until it can.
#[tokio::test]
async fn asking_looks_for_no_account() {
    let world = World::new().await;
    let (database, known) = (world.database(), world.owner().email.as_str());
    database.execute("ALTER TABLE accounts RENAME TO accounts_out_of_reach", &[]);
    let ask = async |email: &str| {
        let asked = world.visitor().request(Method::Post, "/api/password/forgot");
        asked.json(&json!({ "email": email })).send().await
    };
    let (to_known, to_unknown) = (ask(known).await, ask("nobody@nowhere.example").await);
    to_known.done(200);
    assert_eq!(to_known.bytes_that_tell(), to_unknown.bytes_that_tell());
    let queued = "SELECT count(*) FROM mails WHERE kind = 'reset_password' AND state = 'queued'";
    assert_eq!(database.count(queued), 2);

    database.execute("ALTER TABLE accounts_out_of_reach RENAME TO accounts", &[]);
    world.advance(TimeDelta::minutes(1)).await;
    world.mailbox().next_to(known).await;
    database.settled(queued, 0).await;
}

#[tokio::test]
async fn two_resets_at_the_same_moment_are_one() {
    let world = World::new().await;
    let token = link_for(&world, &world.owner().email).await;
    let (one, other) = (world.visitor(), world.visitor());
    let (one, other) =
        tokio::join!(one.reset(&token, NEW), other.reset(&token, "thirteen green apples over"));
    let lost = if one.is_ok() { other } else { one };
    lost.refused(409, "link_used");
}

#[tokio::test]
async fn a_link_ends_after_an_hour_with_a_newer_one_and_with_a_changed_password() {
    let world = World::new().await;
    let (owner, visitor) = (world.owner(), world.visitor());
    let first = link_for(&world, &owner.email).await;
    let second = link_for(&world, &owner.email).await;
    visitor.look_up_reset(&first).await.refused(409, "link_ended");
    world.advance(TimeDelta::minutes(59)).await;
    visitor.look_up_reset(&second).await.done();
    world.advance(TimeDelta::minutes(1)).await;
    visitor.reset(&second, NEW).await.refused(409, "link_expired");

    let third = link_for(&world, &owner.email).await;
    let browser = world.visitor();
    browser.sign_in(&owner.email, &owner.password).await.done();
    let body = json!({ "current": owner.password, "new": NEW });
    browser.request(Method::Put, "/api/account/password").json(&body).send().await.done(200);
    visitor.reset(&third, "thirteen green apples over").await.refused(409, "link_ended");
}

#[tokio::test]
async fn a_new_password_keeps_the_rules_and_is_not_personal() {
    let world = World::new().await;
    let owner = world.owner();
    let token = link_for(&world, &owner.email).await;
    let before = world.database().snapshot();
    for (new, problem) in [
        ("", FieldProblem::Required),
        ("fourteen chars", FieldProblem::TooShort { min: 15 }),
        ("passwordpassword1", FieldProblem::PasswordCommon),
        ("olga.owner olga.owner", FieldProblem::PasswordPersonal),
    ] {
        let refused = world.visitor().reset(&token, new).await.refused(422, "fields");
        let expected = slipway_core::field::FieldErrors::one("password", problem);
        assert_eq!(refused, expected.into(), "{new:?}");
    }
    before.assert_unchanged(&world.database().snapshot(), "refused passwords");
    world.visitor().reset(&token, NEW).await.done();
}

/// An address with an account, one without, and one of a disabled account are answered by the same bytes,
/// leave the same rows, and only the first gets a mail.
#[tokio::test]
async fn asking_tells_nothing_of_the_address() {
    let world = World::new().await;
    let disabled = world.admin();
    disable(&world, disabled);
    let log = "SELECT count(*) FROM audit_entries WHERE action = 'account.reset_requested'";
    let before = world.database().count(log);
    let mut answers = Vec::new();
    let asked = [world.owner().email.as_str(), "nobody@nowhere.example", disabled.email.as_str()];
    for email in asked {
        let client = world.visitor();
        let body = json!({ "email": email });
        let answer = client.request(Method::Post, "/api/password/forgot").json(&body).send().await;
        answer.done(200);
        answers.push(answer.bytes_that_tell());
    }
    assert_eq!(answers[0], answers[1]);
    assert_eq!(answers[0], answers[2]);
    assert_eq!(world.database().count(log), before + 3);
    world.database().mails_settled().await;
    world.mailbox().next_to(&world.owner().email).await;
    let all = world.mailbox().all();
    assert!(all.iter().all(|mail| !mail.to.contains(&"nobody@nowhere.example".to_owned())));
    let to_disabled = all.iter().filter(|mail| mail.to.contains(&disabled.email));
    assert_eq!(to_disabled.filter(|mail| mail.text.contains("/reset#")).count(), 0);
    assert!(
        !world.database().dump().contains("nobody@nowhere.example"),
        "an address that was only typed is kept"
    );
}

/// Mails may leave late: what was asked for before the password was changed sets none any more.
#[tokio::test]
async fn a_mail_that_waited_while_the_password_was_changed_is_not_sent() {
    let world = World::new().await;
    let owner = world.owner();
    let token = link_for(&world, &owner.email).await;
    let late = "INSERT INTO mails (id, kind, email, state, tries, next_at, created_at) \
                VALUES ($1, 'reset_password', $2, 'queued', 0, $4, $3)";
    let now = Utc::now();
    let values = [
        Uuid::from_u128(7).into(),
        owner.email.as_str().into(),
        (now - TimeDelta::seconds(1)).into(),
        (now + TimeDelta::minutes(10)).into(),
    ];
    world.database().execute(late, &values);
    world.visitor().reset(&token, NEW).await.done();
    world.advance(TimeDelta::minutes(11)).await;
    world.database().mails_settled().await;
    let links = world.mailbox().all().into_iter().filter(|mail| mail.text.contains("/reset#"));
    let to_owner = links.filter(|mail| mail.to.contains(&owner.email)).count();
    assert_eq!(to_owner, 1, "only the first");
}

/// A link that was handed over is for somebody who gets no mail; anybody can ask for one by mail.
#[tokio::test]
async fn a_mail_that_anybody_asked_for_does_not_end_a_link_that_was_handed_over() {
    let world = World::new().await;
    let guest = world.role(OrgRole::Guest);
    let said = world.command(&["reset-password", &guest.email]);
    let handed = said.out.trim().rsplit_once('#').expect("a link").1.to_owned();
    let mailed = link_for(&world, &guest.email).await;
    world.visitor().look_up_reset(&handed).await.done();
    world.visitor().reset(&handed, NEW).await.done();
    world.visitor().look_up_reset(&mailed).await.refused(409, "link_ended");
}

#[tokio::test]
async fn the_link_of_an_account_that_was_disabled_since_does_nothing() {
    let world = World::new().await;
    let owner = world.owner();
    let token = link_for(&world, &owner.email).await;
    disable(&world, owner);
    world.visitor().look_up_reset(&token).await.refused(409, "link_ended");
    world.visitor().reset(&token, NEW).await.refused(409, "link_ended");
}

#[tokio::test]
async fn asking_is_limited_whether_there_is_an_account_or_not() {
    let world = World::new().await;
    for email in [world.owner().email.as_str(), "nobody@nowhere.example"] {
        for _ in 0..5 {
            world.visitor().forgot(email).await.done();
        }
        world.visitor().forgot(email).await.refused(429, "too_many");
    }
}

/// Whatever host a request names, a link leads to the public address.
#[tokio::test]
async fn a_forged_host_changes_no_link() {
    let world = World::new().await;
    let ask = async |client: &Client, header: &str| {
        let body = json!({ "email": world.owner().email });
        let asked = client.request(Method::Post, "/api/password/forgot").json(&body);
        asked.header(header, "evil.example").send().await
    };
    for header in ["x-forwarded-host", "x-forwarded-for", "forwarded"] {
        ask(&world.visitor(), header).await.done(200);
        let mail = world.mailbox().next_to(&world.owner().email).await;
        assert!(mail.link().starts_with(&format!("{}/reset#", world.url())), "{header}: {mail:?}");
        assert!(!mail.raw.contains("evil.example"), "{header}");
    }
}
