//! Accounts: the first one, signing in and out, one's profile and password, and the limits on trying.

use chrono::{TimeDelta, Utc};
use serde_json::json;
use slipway_core::{
    account::{ChangePasswordDraft, ProfileDraft},
    api::{
        endpoint::Method,
        page::NoQuery,
        path::NoPath,
        problem::{Limited, Problem},
        table::{self as t},
    },
    field::{FieldProblem, NoBody},
    locale::Locale,
    password::TypedPassword,
};
use slipway_tests::{
    client::{Client, Refusal, Verdict},
    database::Kind,
    person::password_for,
    program::Program,
    world::World,
};

use crate::requests::MADE_UP;

async fn change_password(client: &Client, current: &str, new: &str) -> Result<(), Refusal> {
    let body = ChangePasswordDraft { current: TypedPassword::new(current), new: TypedPassword::new(new) };
    client.call::<t::ChangePassword>(&NoPath {}, &NoQuery {}, &body).await.map(drop)
}

async fn sign_out(client: &Client) -> Result<(), Refusal> {
    client.call::<t::DeleteSession>(&NoPath {}, &NoQuery {}, &NoBody {}).await.map(drop)
}

#[track_caller]
fn field_problem(problem: &Problem, field: &str) -> FieldProblem {
    match problem {
        Problem::Fields { errors } => {
            errors.of(field).unwrap_or_else(|| panic!("nothing wrong with {field}: {errors:?}")).clone()
        }
        other => panic!("not a problem of fields: {other:?}"),
    }
}

#[tokio::test]
async fn the_printed_token_makes_the_first_account_and_signs_it_in() {
    let program = Program::start();
    let visitor = program.visitor();
    let before = visitor.session().await;
    assert!(!before.set_up && before.me.is_none());

    let token = program.set_up_token();
    let ines = visitor.set_up(&token, "Ines Installer", "Ines@Installer.Example").await.done();
    let after = ines.session().await;
    assert!(after.set_up);
    let me = after.me.expect("signed in");
    assert!(me.account.administrator);
    assert_eq!(me.account.email.as_str(), "ines@installer.example", "addresses are compared in lower case");
    assert!(me.orgs.is_empty());
    assert_eq!((me.places.held, me.places.limit), (0, 1));
}

#[tokio::test]
async fn the_set_up_token_is_needed_and_works_once() {
    let program = Program::start();
    let token = program.set_up_token();
    let before = program.database().snapshot();
    for wrong in [MADE_UP, "", &token[1..], &format!("{token}A")] {
        program.visitor().set_up(wrong, "Eve", "eve@example.com").await.refused(404, "not_found");
    }
    before.assert_unchanged(&program.database().snapshot(), "wrong tokens");

    program.visitor().set_up(&token, "Ines Installer", "ines@installer.example").await.done();
    let before = program.database().snapshot();
    for again in [token.as_str(), MADE_UP] {
        program.visitor().set_up(again, "Eve", "eve@example.com").await.refused(409, "already_set_up");
    }
    before.assert_unchanged(&program.database().snapshot(), "a spent token");
}

#[tokio::test]
async fn two_set_ups_at_the_same_moment_make_one_account() {
    let program = Program::start();
    let token = program.set_up_token();
    let (one, other) = tokio::join!(
        program.visitor().set_up(&token, "Ines Installer", "ines@installer.example"),
        program.visitor().set_up(&token, "Ivan Installer", "ivan@installer.example"),
    );
    let lost = if one.is_ok() { other } else { one };
    lost.refused(409, "already_set_up");
    assert_eq!(program.database().count("SELECT count(*) FROM accounts"), 1);
}

/// A restart before anybody set the installation up prints a token again.
#[tokio::test]
async fn an_installation_that_was_never_set_up_can_be_set_up_after_a_restart() {
    let start = slipway_tests::program::Start::default();
    let program = start.clone().start();
    let first = program.set_up_token();
    let program = program.crash_and_restart(&start);
    let second = program.set_up_token();
    assert_ne!(first, second, "the database keeps a hash, so the first cannot be printed again");
    // On a server the earlier may be another program's, which still runs: there any of the newest is good.
    if Kind::of_this_run() == Kind::Sqlite {
        program.visitor().set_up(&first, "Eve", "eve@example.com").await.refused(404, "not_found");
    }
    program.visitor().set_up(&second, "Ines Installer", "ines@installer.example").await.done();
}

#[tokio::test]
async fn signing_in_begins_a_session_and_signing_out_ends_it_for_every_copy() {
    let world = World::new().await;
    let owner = world.owner();
    let browser = world.visitor();
    let view = browser.sign_in(&owner.email.to_uppercase(), &owner.password).await.done();
    assert_eq!(view.me.expect("signed in").account.id, owner.id);
    let copy = browser.copied();
    copy.me().await;

    sign_out(&browser).await.done();
    assert_eq!(browser.session_cookie(), None, "the browser forgets the cookie");
    assert!(copy.session().await.me.is_none(), "the session is over in the server too");
    copy.get("/api/orgs/x").await.refused(404, "not_found");
    sign_out(&copy).await.refused(401, "not_signed_in");
    owner.me().await;
}

#[tokio::test]
async fn every_sign_in_gets_a_session_of_its_own() {
    let world = World::new().await;
    let owner = world.owner();
    let browser = world.visitor();
    let mut seen = Vec::new();
    for _ in 0..3 {
        browser.sign_in(&owner.email, &owner.password).await.done();
        let cookie = browser.session_cookie().expect("a cookie");
        assert!(!seen.contains(&cookie), "a session's token is never used again");
        seen.push(cookie);
    }
}

/// Whoever planted a session in a browser does not share what is signed in there later.
#[tokio::test]
async fn signing_in_again_ends_the_session_before_it_in_that_browser() {
    let world = World::new().await;
    let (guest, owner) = (world.role(slipway_core::access::role::OrgRole::Guest), world.owner());
    let planted = guest.copied();
    let browser = planted.copied();
    browser.sign_in(&owner.email, &owner.password).await.done();
    assert!(planted.session().await.me.is_none());
    assert_eq!(browser.me().await.account.id, owner.id);
}

#[tokio::test]
async fn an_unknown_address_and_a_wrong_password_are_answered_alike() {
    let world = World::new().await;
    let ask = async |email: &str, password: &str| {
        let client = world.visitor();
        let body = json!({ "email": email, "password": password });
        client.request(Method::Post, "/api/session").json(&body).send().await
    };
    let before = world.database().snapshot();
    let wrong = ask(&world.owner().email, "not the password at all").await;
    let unknown = ask("nobody@nowhere.example", "not the password at all").await;
    wrong.refused(401, "wrong_credentials");
    assert_eq!(wrong.bytes_that_tell(), unknown.bytes_that_tell());
    assert!(wrong.set_cookies().is_empty());
    before.assert_unchanged(&world.database().snapshot(), "wrong passwords");
}

#[tokio::test]
async fn an_account_can_be_tried_ten_times_a_minute_and_not_more() {
    let world = World::new().await;
    let owner = world.owner();
    let browser = world.visitor();
    for _ in 0..10 {
        let tried = browser.sign_in(&owner.email, "not the password at all").await;
        tried.refused(401, "wrong_credentials");
    }
    let body = json!({ "email": owner.email, "password": owner.password });
    let answer = browser.request(Method::Post, "/api/session").json(&body).send().await;
    let Problem::TooMany { of: Limited::Tries, retry_after } = answer.refused(429, "too_many") else {
        panic!("not for tries: {answer:?}")
    };
    assert!((1..=60).contains(&retry_after), "{retry_after}");
    assert_eq!(answer.header("retry-after"), Some(retry_after.to_string().as_str()));

    world.advance(TimeDelta::seconds(61)).await;
    browser.sign_in(&owner.email, &owner.password).await.done();
}

/// The count is taken before the password is compared, so that many tries at once count too.
#[tokio::test]
async fn tries_at_the_same_moment_count_as_well() {
    let world = World::new().await;
    let email = world.owner().email.clone();
    let mut tries = tokio::task::JoinSet::new();
    for _ in 0..40 {
        let (browser, email) = (world.visitor(), email.clone());
        tries.spawn(async move { browser.sign_in(&email, "not the password at all").await });
    }
    let answers = tries.join_all().await;
    let compared = answers.iter().filter(|answer| matches!(answer, Err(r) if r.status == 401)).count();
    let refused = answers.iter().filter(|answer| matches!(answer, Err(r) if r.status == 429)).count();
    assert_eq!((compared, refused), (10, 30));
}

/// What is typed for a change of password is counted as well as a sign-in.
#[tokio::test]
async fn a_stolen_session_cannot_try_passwords_without_end() {
    let world = World::new().await;
    let owner = world.owner();
    for _ in 0..10 {
        let tried = change_password(owner, "not the password at all", "eleven grey herons asleep").await;
        tried.refused(403, "wrong_password");
    }
    let tried = change_password(owner, &owner.password, "eleven grey herons asleep").await;
    tried.refused(429, "too_many");
}

#[tokio::test]
async fn a_session_ends_after_two_weeks_without_a_request() {
    let world = World::new().await;
    let (owner, admin) = (world.owner(), world.admin());
    world.advance(TimeDelta::days(13)).await;
    owner.me().await;
    let tomorrow = (Utc::now() + TimeDelta::days(1)).to_rfc3339();
    let seen = format!("SELECT count(*) FROM accounts WHERE last_seen_at > '{tomorrow}'");
    world.database().settled(&seen, 1).await;
    world.advance(TimeDelta::days(2)).await;
    owner.me().await;
    assert!(admin.session().await.me.is_none());
}

#[tokio::test]
async fn a_changed_password_ends_every_session_but_this_one_which_goes_on_under_a_new_token() {
    let world = World::new().await;
    let owner = world.owner();
    let elsewhere = world.visitor();
    elsewhere.sign_in(&owner.email, &owner.password).await.done();
    let copy = owner.copied();

    let new = "eleven grey herons asleep";
    change_password(owner, &owner.password, new).await.done();
    assert_eq!(owner.me().await.account.id, owner.id);
    assert!(elsewhere.session().await.me.is_none(), "other browsers are signed out");
    assert!(copy.session().await.me.is_none(), "the token before is worth nothing");

    let again = world.visitor();
    again.sign_in(&owner.email, &owner.password).await.refused(401, "wrong_credentials");
    again.sign_in(&owner.email, new).await.done();
}

#[tokio::test]
async fn a_new_password_must_be_long_new_and_nobodys_first_guess() {
    let world = World::new().await;
    let owner = world.owner();
    let current = owner.password.as_str();
    let before = world.database().snapshot();
    let olga = format!("{} olga", owner.email.split('@').next().unwrap_or_default());
    for (new, problem) in [
        ("", FieldProblem::Required),
        ("fourteen chars", FieldProblem::TooShort { min: 15 }),
        (&"a tide and a quay ".repeat(15), FieldProblem::TooLong { max: 256 }),
        ("passwordpassword1", FieldProblem::PasswordCommon),
        ("aaaaaaaaaaaaaaaa", FieldProblem::PasswordCommon),
        ("slipway-slipway-1", FieldProblem::PasswordPersonal),
        (&olga, FieldProblem::PasswordPersonal),
        (current, FieldProblem::PasswordUnchanged),
    ] {
        let refused = change_password(owner, current, new).await.refused(422, "fields");
        assert_eq!(field_problem(&refused, "new"), problem, "{new:?}");
    }
    before.assert_unchanged(&world.database().snapshot(), "refused passwords");
    change_password(owner, current, "ein Fährmann wartet nicht · 渡し船").await.done();
}

#[tokio::test]
async fn name_and_language_are_ones_own_to_change() {
    let world = World::new().await;
    let owner = world.owner();
    let body = ProfileDraft { name: "  Øyvind Ånes-Ñíguez 王  ".to_owned(), locale: "es".to_owned() };
    let view = owner.call::<t::UpdateProfile>(&NoPath {}, &NoQuery {}, &body).await.done();
    let account = view.me.expect("signed in").account;
    assert_eq!((account.name.as_str(), account.locale), ("Øyvind Ånes-Ñíguez 王", Locale::Es));
    assert_eq!(owner.me().await.account, account);
}

#[tokio::test]
async fn an_account_made_by_invitation_takes_its_address_from_there_and_a_language_of_its_own() {
    let world = World::new().await;
    let waiting = world.waiting();
    let body = json!({
        "token": waiting.token, "name": "Wanda", "password": password_for(&waiting.email), "locale": "fr",
    });
    let browser = world.visitor();
    let answer = browser.request(Method::Post, "/api/invitations/sign-up").json(&body).send().await;
    answer.done(201);
    let me = browser.me().await;
    assert_eq!((me.account.email.as_str(), me.account.locale), (waiting.email.as_str(), Locale::Fr));
    assert!(!me.account.administrator);
    assert!(me.orgs.is_empty(), "accepting is another act");
}

#[tokio::test]
async fn an_invitation_makes_one_account_and_no_second() {
    let world = World::new().await;
    let waiting = world.waiting();
    let password = password_for(&waiting.email);
    let (one, other) = tokio::join!(
        world.visitor().sign_up(&waiting.token, "Wanda", &password),
        world.visitor().sign_up(&waiting.token, "Wanda", &password),
    );
    let lost = if one.is_ok() { other } else { one };
    lost.refused(409, "address_taken");
    let accounts = format!("SELECT count(*) FROM accounts WHERE email = '{}'", waiting.email);
    assert_eq!(world.database().count(&accounts), 1);
}

#[tokio::test]
async fn a_password_made_of_the_invited_address_is_refused() {
    let world = World::new().await;
    let waiting = world.waiting();
    let before = world.database().snapshot();
    let made = world.visitor().sign_up(&waiting.token, "Bo", "wanda.waiting wanda.waiting").await;
    let problem = made.refused(422, "fields");
    assert_eq!(field_problem(&problem, "password"), FieldProblem::PasswordPersonal);
    before.assert_unchanged(&world.database().snapshot(), "a personal password");
}
