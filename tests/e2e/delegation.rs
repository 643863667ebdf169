//! Nobody gives more than they have: the page says so before anything is sent, and the server says the
//! same of a request that was made without the page.

use serde_json::json;
use slipway_core::{
    access::{decide::Denial, delegate, effective::Actor, grant::Grant, role::OrgRole},
    api::{endpoint::Endpoint as _, page::NoQuery, path::OrgPath, problem::Problem, table::SendInvitation},
    locale::Locale,
    words,
};
use slipway_tests::{
    browser::{Browser, Found},
    world::World,
};

/// Why a Developer may not invite an Admin, from the rules alone.
fn reason(world: &World) -> Denial {
    let grants = [Grant::membership(world.org(), OrgRole::Developer)];
    let actor = Actor { account: world.developer().id, grants: &grants, now: chrono::DateTime::UNIX_EPOCH };
    let choices = delegate::invite_choices(&actor, world.org());
    let admin = choices.into_iter().find(|choice| choice.role == OrgRole::Admin).expect("every role");
    admin.verdict.expect_err("a Developer may not invite an Admin")
}

#[tokio::test]
async fn a_developer_sees_admin_disabled_with_the_reason_and_a_forged_request_gets_the_same() {
    let world = World::new().await;
    let browser = Browser::of(&world, world.developer()).await;
    browser.opens("/orgs/blue-quay/settings/members").await;
    browser.clicks_button("Invite Members").await;
    let shown = browser.sees_refused(Found::Choice("Role", "Admin")).await;
    assert!(shown.contains(&words::denial(Locale::En, &reason(&world))), "{shown}");

    // Clicking it all the same chooses nothing, and what was chosen before stays.
    browser.chooses("Role", "Viewer").await;
    browser.chooses("Role", "Admin").await;
    let chosen = "return document.querySelector('[role=radio][aria-checked=true]').dataset.role;";
    assert_eq!(browser.runs(chosen, Vec::new()).await, "viewer");

    let forge = r#"
        const [url, body, done] = arguments;
        fetch(url, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) })
            .then(async (answer) => done({ status: answer.status, body: await answer.json() }))
            .catch((failure) => done({ status: 0, body: String(failure) }));"#;
    let url = SendInvitation::url(&OrgPath { org: world.org() }, &NoQuery {});
    let body =
        json!({ "emails": "ada@new.example", "role": "admin", "locale": "en", "note": "", "days": "7" });
    let before = world.database().snapshot();
    let answer = browser.runs_async(forge, vec![json!(url), body]).await;
    assert_eq!(answer["status"], 403, "{answer}");
    let problem: Problem = serde_json::from_value(answer["body"]["error"].clone()).expect("a problem");
    assert_eq!(problem.code(), "role_above_yours");
    let said = words::problem(Locale::En, &problem);
    assert!(shown.contains(&said), "the page said “{shown}”, the server “{said}”");
    before.assert_unchanged(&world.database().snapshot(), "the forged request");
}

#[tokio::test]
async fn what_is_disabled_for_each_role_is_what_the_rules_refuse() {
    let world = World::new().await;
    for role in [OrgRole::Owner, OrgRole::Admin, OrgRole::Developer] {
        let browser = Browser::of(&world, world.role(role)).await;
        browser.opens("/orgs/blue-quay/settings/members").await;
        browser.clicks_button("Invite Members").await;
        let grants = [Grant::membership(world.org(), role)];
        let actor =
            Actor { account: world.role(role).id, grants: &grants, now: chrono::DateTime::UNIX_EPOCH };
        for choice in delegate::invite_choices(&actor, world.org()) {
            let name = words::org_role_name(Locale::En, choice.role);
            let found = Found::Choice("Role", &name);
            match choice.verdict {
                Ok(_) => browser.clicks(found).await,
                Err(denial) => browser.sees_disabled(found, &words::denial(Locale::En, &denial)).await,
            }
        }
    }
}

#[tokio::test]
async fn who_may_not_invite_sees_the_button_with_the_reason() {
    let world = World::new().await;
    let browser = Browser::of(&world, world.role(OrgRole::Viewer)).await;
    browser.opens("/orgs/blue-quay/settings/members").await;
    browser.sees_disabled(Found::Role("button", "Invite Members"), "“Invite members”").await;
    let sent = browser.changes_sent().await;
    assert_eq!(sent, [], "looking changes nothing");
}
