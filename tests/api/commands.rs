//! `slipway admin …`: what whoever holds the machine does, beside the running program, on the same data.

use serde_json::json;
use slipway_core::{access::role::OrgRole, api::endpoint::Method};
use slipway_tests::{
    client::Verdict,
    program::{Program, Said, bare, said},
    world::World,
};

/// Holds that it was done, in one line with these words.
#[track_caller]
fn done(said: &Said, words: &[&str]) {
    assert_eq!((said.code, said.complaint.as_str()), (Some(0), ""), "{said:?}");
    for word in words {
        assert!(said.out.contains(word), "{word} in: {said:?}");
    }
}

/// Holds that it refused, in one line as logs are written, with these words.
#[track_caller]
fn refused(said: &Said, code: i32, words: &[&str]) {
    assert_eq!((said.code, said.out.as_str()), (Some(code), ""), "{said:?}");
    let line = said.complaint.trim_end();
    assert!(line.lines().count() == 1 && line.starts_with("slipway: ") && !line.ends_with('.'), "{said:?}");
    for word in words {
        assert!(line.contains(word), "{word} in: {line}");
    }
}

#[tokio::test]
async fn an_organization_without_an_owner_gets_one_from_the_machine_and_its_log_says_so() {
    let world = World::new().await;
    let viewer = world.role(OrgRole::Viewer);
    done(&world.command(&["make-owner", "blue-quay", &viewer.email]), &[&viewer.email, "Blue Quay"]);
    assert_eq!(viewer.me().await.orgs[0].role, OrgRole::Owner, "at once, beside the running program");
    let log = viewer.get(&format!("/api/orgs/{}/audit", world.org())).await.done(200);
    let entry = &log["items"][0];
    assert_eq!(entry["action"], "member.made_owner");
    assert_eq!(entry["actor"], json!({ "account": null, "name": "slipway admin" }));
    assert_eq!(entry["target"]["id"], json!(viewer.id));
    assert_eq!(entry["changes"], json!([{ "field": "role", "before": "viewer", "after": "owner" }]));
    assert!(entry["right"].is_null(), "no right stands behind it");

    // Somebody who was no member becomes one; whoever is an Owner stays one, without an entry.
    done(&world.command(&["make-owner", "blue-quay", &world.stranger().email]), &["is an Owner"]);
    let before = world.database().snapshot();
    done(&world.command(&["make-owner", "blue-quay", &world.stranger().email]), &["already"]);
    before.assert_unchanged(&world.database().snapshot(), "an Owner made an Owner");
    assert!(world.stranger().me().await.orgs.iter().any(|org| org.id == world.org()));
}

#[tokio::test]
async fn an_administrator_is_made_from_the_machine() {
    let world = World::new().await;
    let guest = world.role(OrgRole::Guest);
    guest.get("/api/admin/overview").await.refused(403, "administrator_only");
    done(&world.command(&["make-administrator", &guest.email]), &[&guest.email, "is an administrator"]);
    let newest = guest.get("/api/admin/audit?limit=1").await.done(200)["items"][0].clone();
    assert_eq!(newest["action"], "account.made_administrator");
    assert_eq!(newest["actor"]["name"], "slipway admin");
    let before = world.database().snapshot();
    done(&world.command(&["make-administrator", &guest.email]), &["already"]);
    refused(&world.command(&["make-administrator", "nobody@quay.example"]), 1, &["nobody@quay.example"]);
    before.assert_unchanged(&world.database().snapshot(), "nothing to do");

    // Who cannot sign in would be no way out.
    let gone = world.role(OrgRole::Viewer);
    let path = format!("/api/admin/accounts/{}/disable", gone.id);
    guest.request(Method::Post, &path).json(&json!({})).send().await.done(200);
    refused(&world.command(&["make-administrator", &gone.email]), 1, &["disabled", "/admin"]);
}

/// Somebody who gets no mail is handed a link; it works once, for an hour, and the account is theirs again.
#[tokio::test]
async fn a_forgotten_password_is_reset_by_a_link_from_the_machine() {
    let world = World::new().await;
    let guest = world.role(OrgRole::Guest);
    let said = world.command(&["reset-password", &guest.email, "--public-url", "https://slipway.example"]);
    done(&said, &[&guest.email, "https://slipway.example/reset#"]);
    let token = said.out.trim().rsplit_once('#').expect("a link").1.to_owned();
    assert_eq!(token.len(), 43, "256 bits");
    assert!(!world.database().dump().contains(&token), "stored by its hash alone");
    let newest = world.administrator().get("/api/admin/audit?limit=1").await.done(200)["items"][0].clone();
    assert_eq!(newest["action"], "account.reset_link_made");
    assert!(!newest.to_string().contains(&token));
    refused(&world.command(&["reset-password", "nobody@quay.example"]), 1, &["nobody@quay.example"]);

    let body = json!({ "token": token, "password": "eleven grey herons asleep" });
    let reset = || world.visitor().request(Method::Post, "/api/password/reset").json(&body).send();
    reset().await.done(200);
    assert!(guest.session().await.me.is_none(), "the sessions before it ended");
    world.visitor().sign_in(&guest.email, "eleven grey herons asleep").await.done();
    reset().await.refused(409, "link_used");
}

#[tokio::test]
async fn what_a_command_cannot_do_is_said_in_one_line_and_changes_nothing() {
    let world = World::new().await;
    let email = &world.owner().email;
    let before = world.database().snapshot();
    refused(&world.command(&["make-owner", "no-such-quay", email]), 1, &["no organization `no-such-quay`"]);
    refused(&world.command(&["make-owner", "../etc", email]), 1, &["no organization `../etc`"]);
    refused(&world.command(&["make-owner", "blue-quay", "nobody@quay.example"]), 1, &["nobody@quay.example"]);
    refused(&world.command(&["make-owner", "blue-quay", "nobody"]), 1, &["`nobody` is not a mail address"]);
    refused(&world.command(&["make-owner", "blue-quay"]), 2, &["EMAIL"]);
    refused(&world.command(&["make-king", "blue-quay"]), 2, &["make-king"]);
    refused(&world.command(&["migrate", "--database", "mysql://x@127.0.0.1/slipway"]), 2, &["database"]);
    before.assert_unchanged(&world.database().snapshot(), "refused commands");
}

#[test]
fn a_database_that_is_not_there_is_not_made_but_by_migrate() {
    let folder = tempfile::tempdir().expect("a folder");
    let admin = |args: &[&str]| {
        let mut command = bare(folder.path());
        command.arg("admin").args(args).args(["--data", "data"]);
        said(command)
    };
    refused(&admin(&["make-owner", "blue-quay", "a@x.example"]), 2, &["no database", "slipway.db"]);
    refused(&admin(&["migrate", "--check"]), 2, &["no database"]);
    assert!(!folder.path().join("data").exists());
    // Named by a URL it is no more made than in its usual place.
    let file = folder.path().join("typo.db");
    for query in ["", "?mode=rwc"] {
        let database = format!("sqlite://{}{query}", file.display());
        refused(&admin(&["migrate", "--check", "--database", &database]), 2, &["database"]);
        assert!(!file.exists(), "{database}");
    }
    done(&admin(&["migrate"]), &["made the database"]);
    done(&admin(&["migrate", "--check"]), &["up to date"]);
    done(&admin(&["migrate"]), &["were up to date"]);
    refused(&admin(&["make-owner", "blue-quay", "a@x.example"]), 1, &["no organization"]);
}

#[tokio::test]
async fn tables_that_are_older_are_brought_up_to_date_by_migrate_and_by_nothing_else() {
    let program = Program::start();
    done(&program.command(&["migrate", "--check"]), &["up to date"]);
    done(&program.command(&["migrate"]), &["were up to date"]);
    // A program that is older than the tables changes none of them, and one that is newer says what is missing.
    let later = "INSERT INTO seaql_migrations (version, applied_at) VALUES ('m9999_later', 0)";
    program.database().execute(later, &[]);
    refused(&program.command(&["migrate"]), 2, &["newer", "m9999_later"]);
    let no_later = "DELETE FROM seaql_migrations WHERE version = 'm9999_later'";
    program.database().execute(no_later, &[]);
    let forget = "DELETE FROM seaql_migrations WHERE version LIKE 'm0007%'";
    program.database().execute(forget, &[]);
    refused(&program.command(&["migrate", "--check"]), 1, &["m0007_settings", "slipway admin migrate"]);
    refused(&program.command(&["make-owner", "x-y", "a@x.example"]), 1, &["m0007_settings"]);
}

#[tokio::test]
async fn a_command_finds_the_installation_as_serve_does() {
    let world = World::new().await;
    let folder = tempfile::tempdir().expect("a folder");
    let email = &world.role(OrgRole::Guest).email;
    let data = world.data_folder();
    let database = world.database_url();
    let file = folder.path().join("slipway.toml");
    std::fs::write(&file, format!("data = {data:?}\ndatabase = {database:?}\nmax-orgs-per-account = 3\n"))
        .expect("a file");
    let mut by_file = bare(folder.path());
    by_file.args(["admin", "make-owner", "blue-quay", email, "--config"]).arg(&file);
    done(&said(by_file), &["is an Owner"]);
    let mut by_variable = bare(folder.path());
    by_variable.args(["admin", "make-owner", "blue-quay", email]).env("SLIPWAY_DATABASE", &database);
    done(&said(by_variable), &["already"]);
}
