//! Every code of a refusal, met once: nothing is said by the contract that no request can bring about, but for
//! a short list with reasons.

use std::collections::BTreeSet;

use chrono::TimeDelta;
use serde_json::{Value, json};
use slipway_core::{
    access::{decide::Denial, role::OrgRole, set::PermissionSet},
    api::{
        endpoint::Method,
        problem::{Limited, Problem, StateProblem},
    },
    email::EmailAddress,
    field::{FieldErrors, FieldProblem},
    invitation::VoidReason,
    mailed_link::LinkPurpose,
};
use slipway_tests::{
    client::{Client, Verdict},
    database::{JUST_NOW, LONG_AGO},
    person::password_for,
    program::{Program, Start},
    world::World,
};

use crate::requests::MADE_UP;

/// Codes that no request can bring about, with the reason.
const NEVER_MET: &[(&str, &str)] = &[
    ("hidden", "outwardly it is `not_found`, which is the point of it"),
    ("outlasts_yours", "only direct collaborations and places in teams have an end, and there are none yet"),
    ("leads_make_no_leads", "there are no teams yet"),
    ("leads_add_members_only", "there are no teams yet"),
    ("internal", "a fault of the program, which no input may bring about"),
];

fn address() -> EmailAddress {
    EmailAddress::parse("a@x.example").expect("an address")
}

/// One of each denial. A new one does not compile here until it is listed.
fn denials() -> Vec<Denial> {
    let missing = PermissionSet::EMPTY;
    let all = vec![
        Denial::Hidden,
        Denial::MissingPermission { missing },
        Denial::RoleAboveYours { missing },
        Denial::OutlastsYours { missing },
        Denial::PersonAboveYou { missing },
        Denial::LeadsMakeNoLeads,
        Denial::LeadsAddMembersOnly,
        Denial::OwnerNotByInvitation,
        Denial::OwnGrant,
        Denial::InvitationOfAnother { missing },
        Denial::AdministratorOnly,
    ];
    for denial in &all {
        match denial {
            Denial::Hidden
            | Denial::MissingPermission { .. }
            | Denial::RoleAboveYours { .. }
            | Denial::OutlastsYours { .. }
            | Denial::PersonAboveYou { .. }
            | Denial::LeadsMakeNoLeads
            | Denial::LeadsAddMembersOnly
            | Denial::OwnerNotByInvitation
            | Denial::OwnGrant
            | Denial::InvitationOfAnother { .. }
            | Denial::AdministratorOnly => {}
        }
    }
    all
}

fn states() -> Vec<StateProblem> {
    let email = address;
    let all = vec![
        StateProblem::AlreadySetUp,
        StateProblem::AddressTaken { email: email() },
        StateProblem::SlugTaken { slug: String::new() },
        StateProblem::OrganizationLimit { limit: 1, organization: None },
        StateProblem::LastOwner { organization: None },
        StateProblem::LastAdministrator,
        StateProblem::AlreadyMember { email: email() },
        StateProblem::InvitationExpired { at: chrono::DateTime::UNIX_EPOCH },
        StateProblem::InvitationAccepted,
        StateProblem::InvitationDeclined,
        StateProblem::InvitationRevoked,
        StateProblem::InvitationReplaced,
        StateProblem::InvitationVoid { void: VoidReason::SenderLeft },
        StateProblem::InvitationForAnother { invited: email(), signed_in: email() },
        StateProblem::AddressNotVerified,
        StateProblem::AlreadyVerified,
        StateProblem::LinkUsed { of: LinkPurpose::ResetPassword },
        StateProblem::LinkExpired { of: LinkPurpose::ResetPassword },
        StateProblem::LinkEnded { of: LinkPurpose::ResetPassword },
        StateProblem::SignUpClosed,
        StateProblem::NoMail { of: LinkPurpose::ResetPassword },
        StateProblem::MailNotInTrouble,
    ];
    for state in &all {
        match state {
            StateProblem::AlreadySetUp
            | StateProblem::AddressTaken { .. }
            | StateProblem::SlugTaken { .. }
            | StateProblem::OrganizationLimit { .. }
            | StateProblem::LastOwner { .. }
            | StateProblem::LastAdministrator
            | StateProblem::AlreadyMember { .. }
            | StateProblem::InvitationExpired { .. }
            | StateProblem::InvitationAccepted
            | StateProblem::InvitationDeclined
            | StateProblem::InvitationRevoked
            | StateProblem::InvitationReplaced
            | StateProblem::InvitationVoid { .. }
            | StateProblem::InvitationForAnother { .. }
            | StateProblem::AddressNotVerified
            | StateProblem::AlreadyVerified
            | StateProblem::LinkUsed { .. }
            | StateProblem::LinkExpired { .. }
            | StateProblem::LinkEnded { .. }
            | StateProblem::SignUpClosed
            | StateProblem::NoMail { .. }
            | StateProblem::MailNotInTrouble => {}
        }
    }
    all
}

fn problems() -> Vec<Problem> {
    let all = vec![
        Problem::NotSignedIn,
        Problem::WrongCredentials,
        Problem::WrongPassword,
        Problem::NotFresh,
        Problem::NotFound,
        Problem::MethodNotAllowed,
        Problem::Fields { errors: FieldErrors::default() },
        Problem::Malformed { path: String::new(), detail: String::new() },
        Problem::ForeignOrigin,
        Problem::NotJson,
        Problem::TooLarge { max_bytes: 0 },
        Problem::TooMany { of: Limited::Tries, retry_after: 0 },
        Problem::Unavailable { retry_after: 0 },
        Problem::Internal,
        Problem::UnknownHost,
    ];
    for problem in &all {
        match problem {
            // These two speak with the codes of what they carry.
            Problem::Denied { .. } | Problem::State { .. } => unreachable!(),
            Problem::NotSignedIn
            | Problem::WrongCredentials
            | Problem::WrongPassword
            | Problem::NotFresh
            | Problem::NotFound
            | Problem::MethodNotAllowed
            | Problem::Fields { .. }
            | Problem::Malformed { .. }
            | Problem::ForeignOrigin
            | Problem::NotJson
            | Problem::TooLarge { .. }
            | Problem::TooMany { .. }
            | Problem::Unavailable { .. }
            | Problem::Internal
            | Problem::UnknownHost => {}
        }
    }
    all
}

fn field_problems() -> Vec<FieldProblem> {
    let all = vec![
        FieldProblem::Required,
        FieldProblem::TooShort { min: 0 },
        FieldProblem::TooLong { max: 0 },
        FieldProblem::ControlCharacter,
        FieldProblem::HiddenCharacter,
        FieldProblem::EmailForm,
        FieldProblem::EmailNotAscii,
        FieldProblem::TooManyAddresses { max: 0 },
        FieldProblem::SlugForm,
        FieldProblem::SlugReserved { slug: String::new() },
        FieldProblem::UnknownCountry,
        FieldProblem::WebsiteForm,
        FieldProblem::PasswordCommon,
        FieldProblem::PasswordPersonal,
        FieldProblem::PasswordUnchanged,
        FieldProblem::NotYourAddress,
        FieldProblem::UnknownRole,
        FieldProblem::UnknownLanguage,
        FieldProblem::UnknownCursor,
        FieldProblem::OutOfRange { min: 0, max: 0 },
        FieldProblem::AddressUnchanged,
        FieldProblem::UnknownChoice,
    ];
    for problem in &all {
        match problem {
            FieldProblem::Required
            | FieldProblem::TooShort { .. }
            | FieldProblem::TooLong { .. }
            | FieldProblem::ControlCharacter
            | FieldProblem::HiddenCharacter
            | FieldProblem::EmailForm
            | FieldProblem::EmailNotAscii
            | FieldProblem::TooManyAddresses { .. }
            | FieldProblem::SlugForm
            | FieldProblem::SlugReserved { .. }
            | FieldProblem::UnknownCountry
            | FieldProblem::WebsiteForm
            | FieldProblem::PasswordCommon
            | FieldProblem::PasswordPersonal
            | FieldProblem::PasswordUnchanged
            | FieldProblem::NotYourAddress
            | FieldProblem::UnknownRole
            | FieldProblem::UnknownLanguage
            | FieldProblem::UnknownCursor
            | FieldProblem::OutOfRange { .. }
            | FieldProblem::AddressUnchanged
            | FieldProblem::UnknownChoice => {}
        }
    }
    all
}

fn code_of(problem: &FieldProblem) -> String {
    serde_json::to_value(problem).expect("JSON")["code"].as_str().expect("a code").to_owned()
}

/// The codes that were met.
#[derive(Default)]
struct Met(BTreeSet<String>);

impl Met {
    fn note(&mut self, problem: &Problem) {
        self.0.insert(problem.code().to_owned());
        if let Problem::Fields { errors } = problem {
            self.0.extend(errors.0.iter().map(|error| code_of(&error.problem)));
        }
    }
}

async fn send(client: &Client, method: Method, path: &str, body: &Value) -> Problem {
    let answer = client.request(method, path).json(body).send().await;
    assert!(answer.status >= 400, "{path}: {answer}");
    answer.problem()
}

#[tokio::test]
async fn every_code_of_a_refusal_can_be_met() {
    let mut met = Met::default();
    of_rights(&mut met).await;
    of_invitations(&mut met).await;
    of_state(&mut met).await;
    of_links(&mut met).await;
    of_form(&mut met).await;
    of_fields(&mut met).await;

    let mut all = BTreeSet::new();
    all.extend(denials().iter().map(|denial| denial.code().to_owned()));
    all.extend(states().iter().map(|state| state.code().to_owned()));
    all.extend(problems().iter().map(|problem| problem.code().to_owned()));
    all.extend(field_problems().iter().map(code_of));
    let never: BTreeSet<String> = NEVER_MET.iter().map(|(code, _)| (*code).to_owned()).collect();
    let not_met: BTreeSet<String> = all.difference(&met.0).cloned().collect();
    assert_eq!(not_met, never, "codes that were not met, and those that need not be");
}

async fn of_rights(met: &mut Met) {
    let world = World::new().await;
    let (org, admin) = (world.org(), world.admin());
    let viewer = world.role(OrgRole::Viewer);
    met.note(&viewer.invite(org, "x@new.example", OrgRole::Guest).await.refused(403, "missing_permission"));
    met.note(
        &world
            .developer()
            .invite(org, "x@new.example", OrgRole::Admin)
            .await
            .refused(403, "role_above_yours"),
    );
    met.note(&admin.remove(org, world.owner().id).await.refused(403, "person_above_you"));
    met.note(
        &world
            .owner()
            .invite(org, "x@new.example", OrgRole::Owner)
            .await
            .refused(403, "owner_not_by_invitation"),
    );
    met.note(&admin.change_role(org, admin.id, OrgRole::Viewer).await.refused(403, "own_grant"));
    let waiting = &world.waiting().email;
    met.note(
        &world.developer().invite(org, waiting, OrgRole::Guest).await.refused(403, "invitation_of_another"),
    );
    met.note(&world.owner().get("/api/admin/settings").await.refused(403, "administrator_only"));
    met.note(&world.stranger().leave(org).await.refused(404, "not_found"));
    met.note(&world.visitor().leave(org).await.refused(401, "not_signed_in"));
}

async fn of_invitations(met: &mut Met) {
    let world = World::new().await;
    let (org, admin) = (world.org(), world.admin());
    let guest = world.role(OrgRole::Guest);
    let fresh = async |email: &str| world.invited(admin, email, OrgRole::Viewer).await;

    let replaced = fresh("replaced@new.example").await;
    fresh("replaced@new.example").await;
    met.note(&guest.accept(&replaced.token).await.refused(409, "invitation_replaced"));
    let revoked = fresh("revoked@new.example").await;
    admin.revoke(org, revoked.id).await.done();
    met.note(&guest.accept(&revoked.token).await.refused(409, "invitation_revoked"));
    let declined = fresh("declined@new.example").await;
    world.visitor().decline(&declined.token).await.done();
    met.note(&guest.accept(&declined.token).await.refused(409, "invitation_declined"));
    let for_another = fresh("another@new.example").await;
    met.note(&guest.accept(&for_another.token).await.refused(409, "invitation_for_another"));
    let accepted = fresh(&guest.email).await;
    guest.accept(&accepted.token).await.done();
    met.note(&guest.accept(&accepted.token).await.refused(409, "invitation_accepted"));
    let void = world.invited(world.developer(), "void@new.example", OrgRole::Guest).await;
    world.developer().leave(org).await.done();
    met.note(&guest.accept(&void.token).await.refused(409, "invitation_void"));
    let email = &world.role(OrgRole::Member).email;
    met.note(&admin.invite(org, email, OrgRole::Guest).await.refused(409, "already_member"));
    let invited = world.invited(admin, &world.stranger().email, OrgRole::Guest).await;
    let taken = world.visitor().sign_up(&invited.token, "Sam", &password_for("sam")).await;
    met.note(&taken.refused(409, "address_taken"));
    world.advance(TimeDelta::days(8)).await;
    met.note(&guest.accept(&for_another.token).await.refused(409, "invitation_expired"));
}

async fn of_state(met: &mut Met) {
    let world = World::new().await;
    let owner = world.owner();
    met.note(&world.visitor().set_up(MADE_UP, "Eve", "eve@x.example").await.refused(409, "already_set_up"));
    met.note(&owner.create_org("Again", "again").await.refused(409, "organization_limit"));
    met.note(&world.admin().create_org("Same", "blue-quay").await.refused(409, "slug_taken"));
    let mail = crate::requests::Ids::of(&world).mail;
    let retry = format!("/api/admin/mails/{mail}/retry");
    met.note(&send(world.administrator(), Method::Post, &retry, &json!({})).await);
    world.database().passwords_typed(LONG_AGO);
    let second = world.colleague(OrgRole::Owner).id;
    met.note(&owner.remove(world.org(), second).await.refused(403, "not_fresh"));
    world.database().passwords_typed(JUST_NOW);
    let typed = |email: &str| json!({ "email": email });
    met.note(&send(owner, Method::Delete, "/api/account", &typed("somebody@else.example")).await);
    let root = world.administrator();
    met.note(&send(root, Method::Delete, "/api/account", &typed(&root.email)).await);
    world.leave_one_owner().await;
    met.note(&owner.leave(world.org()).await.refused(409, "last_owner"));

    let wrong = world.visitor().sign_in(&owner.email, "not the password at all").await;
    met.note(&wrong.refused(401, "wrong_credentials"));
    let body = json!({ "current": "not the password at all", "new": "eleven grey herons asleep" });
    met.note(&send(owner, Method::Put, "/api/account/password", &body).await);
    loop {
        let tried = world.visitor().sign_in(&owner.email, "not the password at all").await;
        let problem = tried.expect_err("refused").problem;
        met.note(&problem);
        if problem.status() == 429 {
            break;
        }
    }
    let in_the_way = world.database().held_against_writers();
    let asked = world.visitor().request(Method::Get, "/api/health").unchecked().await;
    met.note(&asked.refused(503, "unavailable"));
    in_the_way.give_back();
}

async fn of_links(met: &mut Met) {
    let world = World::new().await;
    let (ulla, visitor) = (world.unproven(), world.visitor());
    let closed = world.visitor().sign_up_openly("Nora", "nora@x.example").await;
    met.note(&closed.refused(409, "sign_up_closed"));
    met.note(&world.owner().send_verification().await.refused(409, "already_verified"));
    let own = world.owner().change_address(&world.owner().email).await;
    met.note(&own.refused(422, "fields"));
    let org = ulla.create_org("Unproven Quay", "unproven-quay").await.done().id;
    let invited = ulla.invite(org, "x@new.example", OrgRole::Guest).await;
    met.note(&invited.refused(409, "address_not_verified"));
    visitor.verify(&world.unopened().verify).await.done();
    met.note(&visitor.verify(&world.unopened().verify).await.refused(409, "link_used"));
    ulla.cancel_address_change().await.done();
    met.note(&visitor.look_up_address(&world.unopened().confirm).await.refused(409, "link_ended"));
    world.advance(TimeDelta::hours(2)).await;
    met.note(&visitor.look_up_reset(&world.unopened().reset).await.refused(409, "link_expired"));

    let without_mail = World::with(Start::default().without_mail()).await;
    let asked = without_mail.visitor().forgot(&without_mail.owner().email).await;
    met.note(&asked.refused(409, "no_mail"));
}

async fn of_form(met: &mut Met) {
    let program = Program::start();
    let visitor = program.visitor();
    let sign_in = || visitor.request(Method::Post, "/api/session");
    met.note(&sign_in().bytes("{").send().await.refused(400, "malformed"));
    met.note(
        &sign_in().bytes("{}").header("content-type", "text/plain").send().await.refused(415, "not_json"),
    );
    met.note(&sign_in().bytes(" ".repeat(70_000)).send().await.refused(413, "too_large"));
    met.note(
        &sign_in()
            .bytes("{}")
            .header("sec-fetch-site", "cross-site")
            .send()
            .await
            .refused(403, "foreign_origin"),
    );
    met.note(
        &visitor
            .request(Method::Post, "/api/health")
            .json(&json!({}))
            .send()
            .await
            .refused(405, "method_not_allowed"),
    );
    met.note(&sign_in().header("host", "evil.example").send().await.refused(421, "unknown_host"));
}

async fn of_fields(met: &mut Met) {
    let world = World::new().await;
    let owner = world.owner();
    let org = format!("/api/orgs/{}", world.org());
    let profile = |name: &str, slug: &str, website: &str| json!({ "name": name, "slug": slug, "description": "", "website": website });
    met.note(&send(owner, Method::Put, &org, &profile("", "A", "ftp://x")).await);
    met.note(&send(owner, Method::Put, &org, &profile("a\u{7}b", "a", "")).await);
    met.note(&send(owner, Method::Put, &org, &profile("a\u{202e}b", "new", "")).await);
    met.note(&send(owner, Method::Put, &org, &profile(&"a".repeat(61), "ab", "")).await);
    let invite =
        |email: &str| json!({ "emails": email, "role": "king", "locale": "tlh", "note": "", "days": "7" });
    met.note(&send(owner, Method::Post, &format!("{org}/invitations"), &invite("nobody")).await);
    met.note(&send(owner, Method::Post, &format!("{org}/invitations"), &invite("é@x.example")).await);
    let many = invite(&"x@new.example,".repeat(51));
    met.note(&send(owner, Method::Post, &format!("{org}/invitations"), &many).await);
    let mut billing = owner.get(&format!("{org}/billing")).await.done(200);
    billing["country"] = "XX".into();
    met.note(&send(owner, Method::Put, &format!("{org}/billing"), &billing).await);
    for new in ["aaaaaaaaaaaaaaaa", "slipway-slipway-1", owner.password.as_str()] {
        let body = json!({ "current": owner.password, "new": new });
        met.note(&send(owner, Method::Put, "/api/account/password", &body).await);
    }
    let settings = json!({ "sign_up": "ajar", "orgs_per_account": "1" });
    let administrator = world.administrator();
    met.note(&send(administrator, Method::Put, "/api/admin/settings", &settings).await);
    for query in ["limit=0", "after=nowhere"] {
        let answer = owner.get(&format!("{org}/members?{query}")).await;
        met.note(&answer.refused(422, "fields"));
    }
}
