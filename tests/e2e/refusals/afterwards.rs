//! What only the server can know is said when it has answered, in the words of the rules, and nothing typed
//! is lost.

use chrono::TimeDelta;
use slipway_core::{
    access::role::OrgRole,
    api::problem::{Problem, StateProblem},
    email::EmailAddress,
    locale::Locale,
    words,
};
use slipway_tests::{
    browser::Found,
    client::Verdict,
    person::{invite_draft, password_for},
    program::Start,
};

use super::Stage;

fn said(problem: &Problem) -> String {
    words::problem(Locale::En, problem)
}

#[tokio::test]
async fn a_slug_that_is_taken() {
    let stage = Stage::set().await;
    let newcomer = stage.world.newcomer("nora.newcomer@quay.example").await;
    stage.opens(Some(&newcomer), "/orgs/new").await;
    stage.browser.fills("Name", "Blue Quay").await;
    stage.browser.clicks_button("Submit").await;
    // "slug_taken" stands under the slug, and goes when it changes.
    let taken = StateProblem::SlugTaken { slug: "blue-quay".to_owned() };
    stage.browser.sees_error("Slug", &words::state_problem(Locale::En, &taken)).await;
    stage.browser.sees_value("Name", "Blue Quay").await;
    stage.browser.fills("Slug", "blue-quay-2").await;
    stage.browser.sees_no_error("Slug").await;
    stage.browser.clicks_button("Submit").await;
    stage.browser.is_at("/orgs").await;
}

#[tokio::test]
async fn an_account_that_was_made_meanwhile() {
    let stage = Stage::set().await;
    let waiting = stage.world.waiting();
    stage.opens(None, &format!("/invitations#{}", waiting.token)).await;
    stage.browser.fills("Your name", "Wanda Waiting").await;
    stage.browser.fills("Password", &password_for(&waiting.email)).await;
    let faster = stage.world.visitor();
    faster.sign_up(&waiting.token, "Wanda Waiting", &password_for(&waiting.email)).await.done();
    stage.browser.clicks_button("Make account and accept").await;
    // "address_taken"
    let email = EmailAddress::parse(&waiting.email).expect("an address");
    stage.browser.sees(&words::state_problem(Locale::En, &StateProblem::AddressTaken { email })).await;
}

#[tokio::test]
async fn wrong_passwords_and_too_many_of_them() {
    let stage = Stage::set().await;
    let owner = stage.world.owner();
    stage.opens(Some(owner), "/account").await;
    stage.browser.fills("Current password", "not the password at all").await;
    stage.browser.fills("New password", "eleven grey herons asleep").await;
    stage.browser.clicks_button("Change password").await;
    // "wrong_password"
    stage.browser.sees(&said(&Problem::WrongPassword)).await;

    stage.opens(None, "/login").await;
    stage.browser.signs_in(&owner.email, "not the password at all").await;
    // "wrong_credentials"
    stage.browser.sees(&said(&Problem::WrongCredentials)).await;
    stage.browser.sees_value("Email address", &owner.email).await;

    for _ in 0..10 {
        drop(stage.world.visitor().sign_in(&owner.email, "not the password at all").await);
    }
    stage.browser.clicks_button("Sign in").await;
    // "too_many"
    stage.browser.sees("Too many tries. Try again in").await;
}

/// The time that is left runs down, the button comes back when it is over, and what was typed is still there.
#[tokio::test]
async fn too_many_tries_are_over_after_a_while() {
    let stage = Stage::with(Start::default().args(["--tries-per-account", "1"])).await;
    let (owner, browser) = (stage.world.owner(), &stage.browser);
    stage.opens(None, "/login").await;
    browser.fills("Email address", &owner.email).await;
    browser.fills("Password", &owner.password).await;
    drop(stage.world.visitor().sign_in(&owner.email, "not the password at all").await);
    // Most of the minute is over at once, and the rest passes as it does.
    stage.world.advance(TimeDelta::seconds(52)).await;
    browser.clicks_button("Sign in").await;
    browser.sees("Too many tries. Try again in").await;
    let button = Found::Role("button", "Sign in");
    browser.sees_disabled(button, "Too many tries. Try again in").await;
    browser.sees("Try again in 2 seconds.").await;
    browser.sees_no("Too many tries.").await;
    browser.sees_value("Email address", &owner.email).await;
    browser.sees_value("Password", &owner.password).await;
    browser.clicks_button("Sign in").await;
    browser.is_at("/orgs").await;
}

/// A dialog that asks before an act is held as a form is, and lets the act be done once it is over.
#[tokio::test]
async fn a_dialog_that_came_too_often_is_held_for_a_while() {
    let stage = Stage::with(Start::default().args(["--invitations-per-account", "20"])).await;
    let (admin, browser) = (stage.world.admin(), &stage.browser);
    let emails: Vec<String> = (0..20).map(|n| format!("person-{n}@new.example")).collect();
    let draft = invite_draft(&emails.join("\n"), OrgRole::Viewer);
    admin.invite_all(stage.world.org(), &draft).await.done();
    // Most of the day is over at once, and the rest passes as it does.
    stage.world.advance(TimeDelta::days(1) - TimeDelta::seconds(8)).await;
    stage.opens(Some(admin), "/orgs/blue-quay/settings/members").await;
    let waiting = stage.world.waiting();
    browser.clicks_button(&format!("Actions for the invitation to {}", waiting.email)).await;
    browser.clicks_item("Resend…").await;
    browser.clicks_button("Resend invitation").await;
    browser.sees("Too many invitations were sent. Send more in").await;
    let button = Found::Role("button", "Resend invitation");
    browser.sees_disabled(button, "Too many invitations were sent. Send more in").await;
    browser.sees("Send more in 2 seconds.").await;
    browser.sees_no("Too many invitations were sent.").await;
    browser.clicks(button).await;
    browser.sees_toast(&format!("The invitation to {} is on its way once more.", waiting.email)).await;
}

#[tokio::test]
async fn a_database_that_is_busy() {
    let stage = Stage::set().await;
    stage.opens(Some(stage.world.owner()), "/orgs/blue-quay/settings/general").await;
    stage.browser.fills("Name", "Blue Quay and Sons").await;
    let in_the_way = stage.world.database().held_against_writers();
    stage.browser.clicks_button("Save changes").await;
    // "unavailable"
    stage.browser.sees("The server cannot reach its database.").await;
    stage.browser.sees_value("Name", "Blue Quay and Sons").await;
    in_the_way.give_back();
    stage.browser.clicks_button("Save changes").await;
    stage.browser.sees_toast("The profile of Blue Quay and Sons was saved.").await;
    stage.browser.sees_none(Found::Role("alert", "")).await;
}
