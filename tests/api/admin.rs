//! What the installation's administrator does: the settings that hold for everybody, at once and for good.

use serde_json::json;
use slipway_core::{access::role::OrgRole, api::endpoint::Method};
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

#[tokio::test]
async fn the_overview_tells_what_the_program_works_with_and_no_secret() {
    let world = World::new().await;
    let shown = administrator(&world).get("/api/admin/overview").await.done(200);
    assert_eq!(shown["version"], env!("CARGO_PKG_VERSION"));
    assert!(shown["database"]["bytes"].as_u64().is_some_and(|bytes| bytes > 10_000), "{shown}");
    let migrations = world.database().count("SELECT count(*) FROM seaql_migrations");
    assert_eq!(shown["database"]["migrations"], migrations);
    let newest = world.database().texts("SELECT max(version) FROM seaql_migrations");
    assert_eq!(shown["database"]["migration"], newest[0]);
    assert_eq!(shown["delivery"], "folder");
    assert!(shown["mail_way"].as_str().is_some_and(|way| way.ends_with("mail")), "{shown}");
    assert_eq!((&shown["mails"]["waiting"], &shown["mails"]["failed"]), (&json!(0), &json!(0)));
    assert!(shown["mails"]["failing"].is_null() && shown["mails"]["last_sent_at"].is_string(), "{shown}");
}

#[tokio::test]
async fn accounts_are_listed_by_name_and_searched_by_name_and_address() {
    let world = World::new().await;
    let root = administrator(&world);
    let mut names = Vec::new();
    let mut after = String::new();
    loop {
        let page = root.get(&format!("/api/admin/accounts?limit=4{after}")).await.done(200);
        let items = page["items"].as_array().expect("a list");
        names.extend(items.iter().map(|item| item["name"].as_str().expect("a name").to_owned()));
        let Some(next) = page["next"].as_str() else { break };
        after = format!("&after={next}");
    }
    let mut sorted = names.clone();
    sorted.sort();
    assert_eq!(names, sorted, "by name");
    let all = world.database().count("SELECT count(*) FROM accounts");
    assert_eq!(i64::try_from(names.len()), Ok(all), "each once");

    for search in ["olga", "OLGA.owner@quay"] {
        let found = root.get(&format!("/api/admin/accounts?search={search}")).await.done(200);
        assert_eq!(found["items"].as_array().map(Vec::len), Some(1), "{search}: {found}");
        let olga = &found["items"][0];
        assert_eq!((&olga["email"], &olga["orgs_created"]), (&json!("olga.owner@quay.example"), &json!(1)));
        assert_eq!((&olga["administrator"], &olga["org_limit"]), (&json!(false), &json!(null)));
        assert_eq!(olga["verified"], true, "the invitation's mail proved the address");
    }
    let installer = root.get("/api/admin/accounts?search=installer").await.done(200);
    assert_eq!(installer["items"][0]["administrator"], true);
}

#[tokio::test]
async fn one_accounts_limit_outweighs_what_holds_for_all() {
    let world = World::new().await;
    let (root, owner) = (administrator(&world), world.owner());
    owner.create_org("A Second", "a-second").await.refused(409, "organization_limit");
    let path = format!("/api/admin/accounts/{}/org-limit", owner.id);
    let set = async |limit: &str| {
        root.request(Method::Put, &path).json(&json!({ "org_limit": limit })).send().await.done(200)
    };
    assert_eq!(set("2").await["org_limit"], 2);
    assert_eq!(owner.me().await.places.limit, 2);
    owner.create_org("A Second", "a-second").await.done();
    world.stranger().create_org("Another", "another").await.refused(409, "organization_limit");
    assert!(set("").await["org_limit"].is_null());
    owner.create_org("A Third", "a-third").await.refused(409, "organization_limit");
    let nobody = format!("/api/admin/accounts/{}/org-limit", slipway_tests::world::nobody());
    let answer = root.request(Method::Put, &nobody).json(&json!({ "org_limit": "2" })).send().await;
    answer.refused(404, "not_found");
}

#[tokio::test]
async fn the_installations_log_has_what_no_organizations_log_has() {
    let world = World::new().await;
    let root = administrator(&world);
    set(&world, "open", "4").await.done(200);
    let log = root.get("/api/admin/audit?limit=100").await.done(200);
    let entries = log["items"].as_array().expect("a list");
    let newest = &entries[0];
    assert_eq!(newest["action"], "installation.settings_changed");
    assert_eq!(newest["actor"]["name"], root.name.as_str());
    let changes = json!([
        { "field": "sign_up", "before": "closed", "after": "open" },
        { "field": "orgs_per_account", "before": null, "after": "4" },
    ]);
    assert_eq!(newest["changes"], changes);
    let first = newest["seq"].as_u64().expect("a number");
    let numbers: Vec<u64> = entries.iter().filter_map(|entry| entry["seq"].as_u64()).collect();
    assert!(numbers.iter().copied().eq((1..=first).rev().take(100)), "newest first, without gaps");
    assert!(entries.iter().all(|entry| entry["action"] != "member.joined"), "another log's entries");
}

/// The administrator sees mails by how far they are, and never what makes them worth stealing.
#[tokio::test]
async fn mails_are_listed_by_stage_without_a_secret() {
    let world = World::new().await;
    let root = administrator(&world);
    let sent = root.get("/api/admin/mails?stage=sent&search=wanda").await.done(200);
    let mail = &sent["items"][0];
    assert_eq!((&mail["kind"], &mail["to"]), (&json!("invitation"), &json!("wanda.waiting@quay.example")));
    assert_eq!((&mail["stage"], &mail["next_at"]), (&json!("sent"), &json!(null)));
    assert!(!sent.to_string().contains(&world.waiting().token));
    for stage in ["waiting", "retrying", "failed", "dropped"] {
        let none = root.get(&format!("/api/admin/mails?stage={stage}")).await.done(200);
        assert_eq!(none["items"], json!([]), "{stage}");
    }
    let all = root.get("/api/admin/mails?limit=100").await.done(200);
    let count = world.database().count("SELECT count(*) FROM mails");
    assert_eq!(all["items"].as_array().map(|items| items.len() as i64), Some(count));
    root.get("/api/admin/mails?stage=lost").await.refused(422, "fields");
}

fn account_path(person: &Person, act: &str) -> String {
    format!("/api/admin/accounts/{}{act}", person.id)
}

async fn act(by: &Person, method: Method, on: &Person, act: &str) -> Answer {
    by.request(method, &account_path(on, act)).json(&json!({})).send().await
}

#[tokio::test]
async fn a_disabled_account_is_out_at_once_and_comes_back_by_signing_in() {
    let world = World::new().await;
    let (root, guest) = (administrator(&world), world.role(OrgRole::Guest));
    let elsewhere = world.visitor();
    elsewhere.sign_in(&guest.email, &guest.password).await.done();
    let disabled = act(root, Method::Post, guest, "/disable").await.done(200);
    assert!(disabled["disabled_at"].is_string(), "{disabled}");
    for browser in [&guest.client, &elsewhere] {
        assert!(browser.session().await.me.is_none(), "every session ended");
        browser.get(&format!("/api/orgs/{}", world.org())).await.refused(401, "not_signed_in");
    }
    elsewhere.sign_in(&guest.email, &guest.password).await.refused(401, "wrong_credentials");

    // Once more changes nothing and leaves no entry.
    let before = world.database().snapshot();
    act(root, Method::Post, guest, "/disable").await.done(200);
    before.assert_unchanged(&world.database().snapshot(), "disabled twice");

    let enabled = act(root, Method::Post, guest, "/enable").await.done(200);
    assert!(enabled["disabled_at"].is_null(), "{enabled}");
    assert!(guest.session().await.me.is_none(), "what ended stays ended");
    elsewhere.sign_in(&guest.email, &guest.password).await.done();
}

#[tokio::test]
async fn the_last_owner_and_the_last_administrator_stay() {
    let world = World::new().await;
    let root = administrator(&world);
    world.leave_one_owner().await;
    let before = world.database().snapshot();
    act(root, Method::Post, world.owner(), "/disable").await.refused(409, "last_owner");
    act(root, Method::Delete, world.owner(), "").await.refused(409, "last_owner");
    act(root, Method::Delete, root, "/administrator").await.refused(409, "last_administrator");
    act(root, Method::Post, root, "/disable").await.refused(409, "last_administrator");
    act(root, Method::Delete, root, "").await.refused(409, "last_administrator");
    before.assert_unchanged(&world.database().snapshot(), "what the rules of state refuse");
}

#[tokio::test]
async fn an_administrator_is_made_and_unmade_at_once() {
    let world = World::new().await;
    let (root, viewer) = (administrator(&world), world.role(OrgRole::Viewer));
    viewer.get("/api/admin/overview").await.refused(403, "administrator_only");
    let made = act(root, Method::Post, viewer, "/administrator").await.done(200);
    assert_eq!(made["administrator"], true);
    viewer.get("/api/admin/overview").await.done(200);
    // The flag gives nothing inside any organization.
    viewer.get(&format!("/api/orgs/{}/audit", world.org())).await.refused(403, "missing_permission");
    viewer.get(&format!("/api/orgs/{}", world.other())).await.refused(404, "not_found");
    // Now the first one can go: by the other, and the other stays.
    let ended = act(viewer, Method::Delete, root, "/administrator").await.done(200);
    assert_eq!(ended["administrator"], false);
    root.get("/api/admin/overview").await.refused(403, "administrator_only");
    act(viewer, Method::Delete, viewer, "/administrator").await.refused(409, "last_administrator");
}

#[tokio::test]
async fn a_deleted_account_is_in_no_list_and_its_address_is_free() {
    let world = World::new().await;
    let (root, guest) = (administrator(&world), world.role(OrgRole::Guest));
    act(root, Method::Delete, guest, "").await.done(200);
    assert!(guest.session().await.me.is_none());
    let found = root.get("/api/admin/accounts?search=gus.guest").await.done(200);
    assert_eq!(found["items"], json!([]));
    act(root, Method::Post, guest, "/enable").await.refused(404, "not_found");
    act(root, Method::Delete, guest, "").await.refused(404, "not_found");
    let again = world.invited(world.owner(), &guest.email, OrgRole::Guest).await;
    world.visitor().sign_up(&again.token, "Gus Again", &guest.password).await.done();
}
