//! Deleting one's own account: what it ends, what stands against it, and what is left.

use serde_json::json;
use slipway_core::{
    access::role::OrgRole,
    account_end::DELETED_NAME,
    api::{
        endpoint::Method,
        page::NoQuery,
        path::AccountPath,
        problem::{Problem, StateProblem},
        table::{DisableAccount, EnableAccount},
    },
    field::NoBody,
};
use slipway_tests::{
    client::Verdict,
    database::LONG_AGO,
    world::{World, invite},
};

#[tokio::test]
async fn it_ends_memberships_sessions_and_what_was_sent_and_frees_the_address() {
    let world = World::new().await;
    let (org, person) = (world.org(), world.admin());
    let elsewhere = world.visitor();
    elsewhere.sign_in(&person.email, &person.password).await.done();
    let sent = world.invited(person, "sent@new.example", OrgRole::Guest).await;
    let token = person.session_cookie();
    let view = person.delete_account(&person.email).await.done();
    assert!(view.me.is_none());
    assert_eq!(person.session_cookie(), None, "the cookie is taken back");

    assert!(elsewhere.session().await.me.is_none(), "every session has ended");
    assert!(token.is_some());
    world.visitor().sign_in(&person.email, &person.password).await.refused(401, "wrong_credentials");
    world.visitor().sign_in(&person.email, "").await.expect_err("an empty password is none");
    let members = world.owner().get(&format!("/api/orgs/{org}/members?limit=100")).await.done(200);
    let is_them = |member: &serde_json::Value| member["account"] == json!(person.id);
    assert!(!members["items"].as_array().expect("a list").iter().any(is_them));
    let offer = json!({ "token": sent.token });
    let asked = world.visitor().request(Method::Post, "/api/invitations/look-up");
    asked.json(&offer).send().await.refused(409, "invitation_void");

    // The address is free: somebody else is invited by it, and makes an account.
    let again = world.joined(&person.email, OrgRole::Viewer).await;
    assert_ne!(again.id, person.id);
}

/// Links that no row has as ended do nothing either while the account cannot sign in, so the rows are looked at.
const IN_FORCE: &str = "SELECT count(*) FROM account_tokens WHERE used_at IS NULL AND ended_at IS NULL";

#[tokio::test]
async fn the_links_of_mails_to_it_are_dead_afterwards() {
    let world = World::new().await;
    let (person, links, visitor) = (world.unproven(), world.unopened(), world.visitor());
    visitor.look_up_reset(&links.reset).await.done();
    assert!(world.database().count(IN_FORCE) >= 3, "its address, its password, and a change of address");
    person.delete_account(&person.email).await.done();
    assert_eq!(world.database().count(IN_FORCE), 0);
    let before = world.database().snapshot();
    visitor.look_up_reset(&links.reset).await.refused(409, "link_ended");
    visitor.reset(&links.reset, "eleven grey herons asleep").await.refused(409, "link_ended");
    visitor.verify(&links.verify).await.refused(409, "link_ended");
    visitor.confirm_address(&links.confirm).await.refused(409, "link_ended");
    before.assert_unchanged(&world.database().snapshot(), "dead links");
}

/// The logs go on naming whom they are about; nothing else does.
#[tokio::test]
async fn no_address_of_it_stays_outside_the_logs() {
    let world = World::new().await;
    let person = world.unproven();
    let pending = person.session().await.me.expect("signed in").address_change.expect("a change that waits");
    person.delete_account(&person.email).await.done();
    let database = world.database();
    for address in [person.email.as_str(), pending.email.as_str()] {
        for table in database.tables().iter().filter(|table| *table != "audit_entries") {
            let rows = database.rows(&format!("SELECT * FROM \"{table}\"")).concat();
            assert!(!rows.iter().any(|value| value.contains(address)), "{address} is still in {table}");
        }
    }
}

#[tokio::test]
async fn links_from_before_an_account_was_disabled_stay_dead_when_it_is_enabled_again() {
    let world = World::new().await;
    let (person, links, visitor) = (world.unproven(), world.unopened(), world.visitor());
    let (root, path) = (world.administrator(), AccountPath { account: person.id });
    root.call::<DisableAccount>(&path, &NoQuery {}, &NoBody {}).await.done();
    root.call::<EnableAccount>(&path, &NoQuery {}, &NoBody {}).await.done();
    visitor.reset(&links.reset, "eleven grey herons asleep").await.refused(409, "link_ended");
    visitor.verify(&links.verify).await.refused(409, "link_ended");
    visitor.confirm_address(&links.confirm).await.refused(409, "link_ended");
    let again = visitor.sign_in(&person.email, &person.password).await.done();
    assert_eq!(again.me.expect("signed in").address_change, None, "nothing waits that no link confirms");
}

#[tokio::test]
async fn a_stump_without_a_name_stays_and_nothing_signs_in_as_it() {
    let world = World::new().await;
    let person = world.developer();
    person.delete_account(&person.email).await.done();
    let stumps = "SELECT count(*) FROM accounts WHERE deleted_at IS NOT NULL AND disabled_at IS NOT NULL \
                  AND password_hash = ''";
    assert_eq!(world.database().count(stumps), 1);
    let names = world.database().texts("SELECT name FROM accounts WHERE deleted_at IS NOT NULL");
    assert_eq!(names, [DELETED_NAME]);
    let address = format!("deleted-{}@deleted.invalid", person.id);
    let addresses = world.database().texts("SELECT email FROM accounts WHERE deleted_at IS NOT NULL");
    assert_eq!(addresses, [address.as_str()]);
    world.visitor().sign_in(&address, "").await.expect_err("an empty password is none");
    world.visitor().sign_in(&address, "eleven grey herons asleep").await.refused(401, "wrong_credentials");
    let listed = world.administrator().get("/api/admin/accounts?limit=100").await.done(200);
    assert!(!listed.to_string().contains("deleted.invalid"), "{listed}");
}

#[tokio::test]
async fn each_organization_that_is_left_and_the_installation_record_it() {
    let world = World::new().await;
    let person = world.admin();
    let (host, mailbox, other) = (world.stranger(), world.mailbox(), world.other());
    let invitation = invite(host, mailbox, other, &person.email, OrgRole::Viewer).await;
    person.accept(&invitation.token).await.done();
    world.invited(person, "sent@new.example", OrgRole::Guest).await;
    person.delete_account(&person.email).await.done();

    for (reader, org, invitations) in
        [(world.owner(), world.org(), true), (world.stranger(), world.other(), false)]
    {
        let log = reader.get(&format!("/api/orgs/{org}/audit?limit=1")).await.done(200);
        let newest = &log["items"][0];
        assert_eq!(newest["action"], "account.deleted");
        assert_eq!(newest["actor"], json!({ "account": person.id, "name": person.name }));
        assert_eq!(newest["target"], json!({ "kind": "member", "id": person.id, "name": person.name }));
        let changed: Vec<&str> = newest["changes"]
            .as_array()
            .expect("a list")
            .iter()
            .filter_map(|change| change["field"].as_str())
            .collect();
        assert_eq!(changed.contains(&"invitations"), invitations, "{newest}");
    }
    let log = world.administrator().get("/api/admin/audit?limit=1").await.done(200);
    let newest = &log["items"][0];
    assert_eq!(
        (&newest["action"], &newest["target"]["name"]),
        (&json!("account.deleted"), &json!(person.email))
    );
    assert!(newest["changes"].to_string().contains("North Pier"), "{newest}");
}

#[tokio::test]
async fn d3_names_the_organization_that_would_be_without_an_owner() {
    let world = World::new().await;
    let owner = world.owner();
    world.leave_one_owner().await;
    let before = world.database().snapshot();
    let problem = owner.delete_account(&owner.email).await.refused(409, "last_owner");
    let organization = Some("Blue Quay".to_owned());
    assert_eq!(problem, Problem::State { problem: StateProblem::LastOwner { organization } });
    before.assert_unchanged(&world.database().snapshot(), "what was refused");
    let second = world.colleague(OrgRole::Owner).id;
    owner.change_role(world.org(), second, OrgRole::Owner).await.done();
    owner.delete_account(&owner.email).await.done();
}

#[tokio::test]
async fn the_last_administrator_and_a_mistyped_address_and_a_stale_password_are_refused() {
    let world = World::new().await;
    let (root, owner) = (world.administrator(), world.owner());
    let before = world.database().snapshot();
    root.delete_account(&root.email).await.refused(409, "last_administrator");
    owner.delete_account(&root.email).await.refused(422, "fields");
    world.visitor().delete_account(&owner.email).await.refused(401, "not_signed_in");
    before.assert_unchanged(&world.database().snapshot(), "what was refused");
    world.database().passwords_typed(LONG_AGO);
    owner.delete_account(&owner.email).await.refused(403, "not_fresh");
    owner.confirm_password(&owner.password).await.done();
    owner.delete_account(&format!(" {} ", owner.email.to_uppercase())).await.done();
}
