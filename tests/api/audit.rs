//! The audit log: exactly one entry for every successful change on every changing endpoint, written in its
//! transaction, numbered without gaps and chained; refusals counted; nothing secret in any of it.

use chrono::TimeDelta;
use serde_json::{Value, json};
use slipway_core::{
    access::role::OrgRole,
    api::{
        endpoint::{Endpoint, Gate, Row},
        table::{self as t, TABLE},
    },
    audit::AuditAction,
};
use slipway_tests::{
    chain,
    client::{Client, Verdict},
    person::{Person, password_for},
    program::Program,
    world::World,
};

use crate::requests::{Ids, admitted, body, request};

/// What a successful request leaves in a log; nothing, where it changes nothing.
fn action(row: &Row) -> Option<AuditAction> {
    Some(match row.name {
        t::PostSession::NAME => AuditAction::AccountSignedIn,
        t::DeleteSession::NAME => AuditAction::AccountSignedOut,
        t::ConfirmPassword::NAME => AuditAction::AccountPasswordConfirmed,
        t::SetUpInstallation::NAME => AuditAction::InstallationSetUp,
        t::UpdateProfile::NAME => AuditAction::AccountUpdated,
        t::ChangePassword::NAME => AuditAction::AccountPasswordChanged,
        t::DeleteAccount::NAME => AuditAction::AccountDeleted,
        t::EndSession::NAME | t::EndOtherSessions::NAME => AuditAction::AccountSessionsEnded,
        t::SignUpOpenly::NAME => AuditAction::AccountCreated,
        t::VerifyAddress::NAME => AuditAction::AccountVerified,
        t::SendVerification::NAME => AuditAction::AccountVerificationSent,
        t::ForgotPassword::NAME => AuditAction::AccountResetRequested,
        t::ResetPassword::NAME => AuditAction::AccountPasswordReset,
        t::ChangeAddress::NAME => AuditAction::AccountAddressChangeRequested,
        t::CancelAddressChange::NAME => AuditAction::AccountAddressChangeCancelled,
        t::ConfirmAddress::NAME => AuditAction::AccountAddressChanged,
        t::CreateOrg::NAME => AuditAction::OrganizationCreated,
        t::UpdateOrg::NAME => AuditAction::OrganizationUpdated,
        t::UpdateBilling::NAME => AuditAction::BillingUpdated,
        t::LeaveOrg::NAME => AuditAction::MemberLeft,
        t::ChangeMemberRole::NAME => AuditAction::MemberRoleChanged,
        t::RemoveMember::NAME => AuditAction::MemberRemoved,
        t::SendInvitation::NAME => AuditAction::InvitationSent,
        t::ResendInvitation::NAME => AuditAction::InvitationResent,
        t::CopyInvitationLink::NAME => AuditAction::InvitationLinkCopied,
        t::RevokeInvitation::NAME => AuditAction::InvitationRevoked,
        t::SignUpByInvitation::NAME => AuditAction::AccountCreated,
        t::AcceptInvitation::NAME | t::AcceptMyInvitation::NAME => AuditAction::MemberJoined,
        t::DeclineInvitation::NAME | t::DeclineMyInvitation::NAME => AuditAction::InvitationDeclined,
        t::UpdateSettings::NAME => AuditAction::InstallationSettingsChanged,
        t::SetOrgLimit::NAME => AuditAction::AccountOrgLimitChanged,
        t::RetryMail::NAME => AuditAction::MailRetried,
        t::DisableAccount::NAME => AuditAction::AccountDisabled,
        t::EnableAccount::NAME => AuditAction::AccountEnabled,
        t::MakeAdministrator::NAME => AuditAction::AccountMadeAdministrator,
        t::EndAdministrator::NAME => AuditAction::AccountAdministratorEnded,
        t::RemoveAccount::NAME => AuditAction::AccountDeleted,
        // It posts a secret, which has no place in an address, and reads.
        t::LookUpInvitation::NAME | t::LookUpReset::NAME | t::LookUpAddressChange::NAME => return None,
        unknown => panic!("the tests do not know what {unknown} leaves in a log"),
    })
}

/// The newest entries of all logs, as stored: action, actor's name, organization, request.
fn stored(program: &Program) -> Vec<(String, String, bool, String)> {
    let sql = "SELECT action, actor_name, org_id IS NOT NULL, request_id FROM audit_entries ORDER BY at, seq";
    let entry = |row: Vec<String>| (row[0].clone(), row[1].clone(), row[2] == "1", row[3].clone());
    program.database().rows(sql).into_iter().map(entry).collect()
}

async fn log(world: &World, who: &Client) -> Vec<Value> {
    let page = who.get(&format!("/api/orgs/{}/audit?limit=100", world.org())).await.done(200);
    page["items"].as_array().expect("a list").clone()
}

#[tokio::test]
async fn every_successful_change_leaves_exactly_one_entry() {
    for row in TABLE.iter().filter(|row| row.method.changes() && row.name != t::SetUpInstallation::NAME) {
        let world = World::new().await;
        let waiting = world.waiting();
        // Who succeeds: an Owner, but for what an Owner cannot do any more or is not meant for.
        let by: Option<Person> = match row.name {
            t::SignUpByInvitation::NAME
            | t::SignUpOpenly::NAME
            | t::PostSession::NAME
            | t::DeclineInvitation::NAME
            | t::VerifyAddress::NAME
            | t::ForgotPassword::NAME
            | t::ResetPassword::NAME
            | t::ConfirmAddress::NAME => None,
            t::SendVerification::NAME | t::CancelAddressChange::NAME => Some(world.unproven().clone()),
            t::CreateOrg::NAME => Some(world.admin().clone()),
            // Whoever is in an organization leaves an entry there too.
            t::DeleteAccount::NAME => Some(world.removed().clone()),
            t::AcceptInvitation::NAME | t::AcceptMyInvitation::NAME | t::DeclineMyInvitation::NAME => {
                let password = password_for(&waiting.email);
                Some(world.visitor().sign_up(&waiting.token, "Wanda Waiting", &password).await.done())
            }
            _ => Some(admitted(row, &world).clone()),
        };
        let client = by.as_ref().map_or_else(|| world.visitor(), |person| person.client.clone());
        // What can only be done to what is so already.
        let so_far = match row.name {
            t::RetryMail::NAME => Some("UPDATE mails SET state = 'failed'"),
            t::EnableAccount::NAME => {
                Some("UPDATE accounts SET disabled_at = created_at WHERE email LIKE 'rosa.removed@%'")
            }
            t::EndAdministrator::NAME => {
                Some("UPDATE accounts SET administrator = TRUE WHERE email LIKE 'rosa.removed@%'")
            }
            _ => None,
        };
        if let Some(sql) = so_far {
            world.database().execute(sql, &[]);
        }
        if row.name == t::EndOtherSessions::NAME {
            let owner = world.owner();
            world.visitor().sign_in(&owner.email, &owner.password).await.done();
        }
        world.opens_sign_up(row.name == t::SignUpOpenly::NAME).await;
        let before = stored(&world);
        let asked = body(row, &world, by.as_ref());
        let answer = request(&client, row, &Ids::of(&world), asked.as_ref()).send().await;
        assert_eq!(answer.status, row.status, "{}: {answer}", row.name);

        let after = stored(&world);
        let new: Vec<_> = after.iter().filter(|entry| !before.contains(entry)).collect();
        let Some(expected) = action(row) else {
            assert!(new.is_empty(), "{} left {new:?}", row.name);
            continue;
        };
        assert_eq!(new.len(), 1, "{} left {new:?}", row.name);
        let (action, actor, in_org, request_id) = new[0];
        assert_eq!(action, expected.key(), "{}", row.name);
        assert_eq!(Some(request_id.as_str()), answer.header("x-request-id"), "{}", row.name);
        let actor_expected = match row.name {
            t::PostSession::NAME => world.owner().name.as_str(),
            t::SignUpByInvitation::NAME => "Wanda Waiting",
            t::SignUpOpenly::NAME => "Nora Newcomer",
            // Of whoever asks no more is known than where they ask from.
            t::ForgotPassword::NAME => "127.0.0.1",
            t::VerifyAddress::NAME | t::ResetPassword::NAME | t::ConfirmAddress::NAME => {
                world.unproven().name.as_str()
            }
            t::DeclineInvitation::NAME => waiting.email.as_str(),
            _ => by.as_ref().expect("somebody").name.as_str(),
        };
        assert_eq!(actor, actor_expected, "{}", row.name);
        let answers = [
            t::AcceptInvitation::NAME,
            t::DeclineInvitation::NAME,
            t::AcceptMyInvitation::NAME,
            t::DeclineMyInvitation::NAME,
        ];
        let joins = row.name == t::CreateOrg::NAME || answers.contains(&row.name);
        assert_eq!(*in_org, joins || matches!(row.gate, Gate::Org(_)), "{} is in the wrong log", row.name);
        if matches!(row.gate, Gate::Org(_)) {
            check_view(&world, row, &expected, request_id).await;
        }
    }
}

/// The same entry as its organization reads it, with the right by which it was done.
async fn check_view(world: &World, row: &Row, expected: &AuditAction, request_id: &str) {
    let entries = log(world, world.colleague(OrgRole::Owner)).await;
    let newest = &entries[0];
    assert_eq!(newest["action"], expected.key());
    assert_eq!(newest["request_id"], request_id);
    assert_eq!(newest["actor"]["account"], json!(world.owner().id));
    assert_eq!(newest["outcome"]["outcome"], "done");
    assert!(newest["address"].is_string(), "{newest}");
    let Gate::Org(permission) = row.gate else { unreachable!() };
    let right = json!({ "permission": permission.key(), "role": { "kind": "org", "role": "owner" } });
    match row.name {
        // Anybody may leave, by no right.
        t::LeaveOrg::NAME => assert!(newest["right"].is_null(), "{newest}"),
        _ => assert_eq!(newest["right"], right, "{}", row.name),
    }
}

#[tokio::test]
async fn setting_up_leaves_exactly_one_entry() {
    let program = Program::start();
    program.visitor().set_up(&program.set_up_token(), "Ines", "ines@installer.example").await.done();
    let all = stored(&program);
    assert_eq!(all.len(), 1, "{all:?}");
    assert_eq!((all[0].0.as_str(), all[0].1.as_str(), all[0].2), ("installation.set_up", "Ines", false));
}

#[tokio::test]
async fn an_entry_says_what_it_was_and_what_it_became() {
    let world = World::new().await;
    let guest = world.role(OrgRole::Guest);
    world.admin().change_role(world.org(), guest.id, OrgRole::Viewer).await.done();
    let entry = log(&world, world.owner()).await.remove(0);
    assert_eq!(entry["actor"], json!({ "account": world.admin().id, "name": "Ada Admin" }));
    assert_eq!(entry["target"], json!({ "kind": "member", "id": guest.id, "name": "Gus Guest" }));
    assert_eq!(entry["changes"], json!([{ "field": "role", "before": "guest", "after": "viewer" }]));
    let right = json!({ "permission": "members.change_role", "role": { "kind": "org", "role": "admin" } });
    assert_eq!(entry["right"], right);

    // It keeps the names of its moment.
    let body = json!({ "name": "Gustav Guest", "locale": "en" });
    guest
        .request(slipway_core::api::endpoint::Method::Patch, "/api/account")
        .json(&body)
        .send()
        .await
        .done(200);
    assert_eq!(log(&world, world.owner()).await[0]["target"]["name"], "Gus Guest");
}

/// D5: what could not take effect is void, with an entry; trying again leaves no second one.
#[tokio::test]
async fn an_invitation_that_became_void_leaves_one_entry() {
    let world = World::new().await;
    let invitation = world.invited(world.developer(), "nina@new.example", OrgRole::Viewer).await;
    let password = password_for(&invitation.email);
    let nina = world.visitor().sign_up(&invitation.token, "Nina", &password).await.done();
    world.owner().change_role(world.org(), world.developer().id, OrgRole::Member).await.done();
    for _ in 0..3 {
        nina.accept(&invitation.token).await.refused(409, "invitation_void");
    }
    let voided: Vec<Value> = log(&world, world.owner())
        .await
        .into_iter()
        .filter(|entry| entry["action"] == "invitation.voided")
        .collect();
    assert_eq!(voided.len(), 1, "{voided:?}");
    assert_eq!(voided[0]["target"]["name"], "nina@new.example");
    assert!(voided[0]["changes"].to_string().contains("sender_lost_right"), "{}", voided[0]);
}

#[tokio::test]
async fn saving_what_did_not_change_leaves_no_entry() {
    let world = World::new().await;
    let before = stored(&world).len();
    let owner = world.owner();
    owner.change_role(world.org(), world.admin().id, OrgRole::Admin).await.done();
    let same = json!({ "name": owner.name, "locale": "en" });
    owner
        .request(slipway_core::api::endpoint::Method::Patch, "/api/account")
        .json(&same)
        .send()
        .await
        .done(200);
    let path = format!("/api/orgs/{}/billing", world.org());
    let billing = owner.get(&path).await.done(200);
    owner.request(slipway_core::api::endpoint::Method::Put, &path).json(&billing).send().await.done(200);
    assert_eq!(stored(&world).len(), before);
}

/// Refusals with 403 are audited off the reply's path: equal ones within a minute as one entry with a count.
#[tokio::test]
async fn equal_refusals_within_a_minute_are_one_entry_with_a_count() {
    let world = World::new().await;
    let (org, developer) = (world.org(), world.developer());
    for _ in 0..3 {
        developer.invite(org, "x@new.example", OrgRole::Admin).await.refused(403, "role_above_yours");
    }
    developer.remove(org, world.admin().id).await.refused(403, "missing_permission");
    // What one may not know of, and who one is not, stand in the program's log alone.
    world.stranger().leave(org).await.refused(404, "not_found");
    world.visitor().leave(org).await.refused(401, "not_signed_in");

    world.database().settled("SELECT coalesce(sum(count), 0) FROM refused_acts", 4).await;
    world.advance(TimeDelta::seconds(61)).await;
    world.database().settled("SELECT count(*) FROM audit_entries WHERE action = 'act.denied'", 2).await;
    let entries = log(&world, world.owner()).await;
    let mut denied: Vec<(&Value, &Value, &Value)> = entries
        .iter()
        .filter(|entry| entry["action"] == "act.denied")
        .map(|entry| {
            (&entry["outcome"]["denial"]["code"], &entry["outcome"]["count"], &entry["actor"]["name"])
        })
        .collect();
    denied.sort_by_key(|(code, _, _)| code.to_string());
    let name = json!(developer.name);
    assert_eq!(
        denied,
        [(&json!("missing_permission"), &json!(1), &name), (&json!("role_above_yours"), &json!(3), &name),]
    );
}

/// Every log is numbered from one on without gaps, and each entry builds on the hash of the one before it.
#[tokio::test]
async fn every_log_is_numbered_without_gaps_and_chained() {
    let world = World::new().await;
    for n in 0..5 {
        let email = format!("person-{n}@new.example");
        world.admin().invite(world.org(), &email, OrgRole::Guest).await.done();
        world
            .developer()
            .invite(world.org(), &email, OrgRole::Admin)
            .await
            .refused(403, "invitation_of_another");
    }
    world.database().settled("SELECT coalesce(sum(count), 0) FROM refused_acts", 5).await;
    world.advance(TimeDelta::minutes(2)).await;
    world.database().settled("SELECT count(*) FROM audit_entries WHERE action = 'act.denied'", 1).await;

    let logs = chain::assert_unbroken(&world.database());
    assert_eq!(logs, 4, "three organizations and the installation");
}

#[tokio::test]
async fn the_log_can_be_read_page_by_page_newest_first() {
    let world = World::new().await;
    let all = log(&world, world.owner()).await;
    let numbers: Vec<u64> = all.iter().map(|entry| entry["seq"].as_u64().expect("a number")).collect();
    let expected: Vec<u64> = (1..=numbers.len() as u64).rev().collect();
    assert_eq!(numbers, expected);
    let mut read = Vec::new();
    let mut path = format!("/api/orgs/{}/audit?limit=7", world.org());
    loop {
        let page = world.admin().get(&path).await.done(200);
        read.extend(page["items"].as_array().expect("a list").clone());
        match page["next"].as_str() {
            Some(next) => path = format!("/api/orgs/{}/audit?limit=7&after={next}", world.org()),
            None => break,
        }
    }
    assert_eq!(read, all);
}
