//! A well-formed request to every endpoint of the table, for the tests that are generated from it.
//!
//! An endpoint that is new in the table has no body here, and every generated test fails until it has.

use serde_json::{Value, json};
use slipway_core::api::{
    endpoint::{Endpoint, Gate, Row},
    table as t,
};
use slipway_tests::{
    client::{Client, Request},
    person::Person,
    world::{Standing, Waiting, World},
};

/// A token of the right form that nobody ever made.
pub const MADE_UP: &str = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

/// The ids that an address is filled in with, as they are written there.
#[derive(Debug, Clone)]
pub struct Ids {
    pub org: String,
    pub member: String,
    pub invitation: String,
    pub account: String,
    pub mail: String,
    pub session: String,
}

impl Ids {
    /// The first organization, a member of it whom most could act on, and its waiting invitation.
    pub fn of(world: &World) -> Self {
        Self {
            org: world.org().to_string(),
            member: world.person(least()).id.to_string(),
            invitation: world.waiting().id.to_string(),
            account: world.removed().id.to_string(),
            mail: mail_of(world, world.waiting()),
            session: session_of(world, world.owner()),
        }
    }

    /// The other organization, its Owner, and its waiting invitation.
    pub fn elsewhere(world: &World) -> Self {
        Self {
            org: world.other().to_string(),
            member: world.stranger().id.to_string(),
            invitation: world.waiting_elsewhere().id.to_string(),
            account: world.stranger().id.to_string(),
            mail: mail_of(world, world.waiting_elsewhere()),
            session: session_of(world, world.stranger()),
        }
    }

    /// Nothing that exists.
    pub fn missing() -> Self {
        let id = slipway_tests::world::no_org().to_string();
        Self {
            org: id.clone(),
            member: id.clone(),
            invitation: id.clone(),
            account: id.clone(),
            mail: id.clone(),
            session: id,
        }
    }
}

/// The id of the mail that carries an invitation.
fn mail_of(world: &World, waiting: &Waiting) -> String {
    let sql = format!(
        "SELECT m.id FROM mails m JOIN invitations i ON i.id = m.invitation_id WHERE i.email = '{}'",
        waiting.email
    );
    let found = world.database().texts(&sql).remove(0);
    found.parse::<uuid::Uuid>().expect("an id").to_string()
}

/// The id of a session of somebody's; of none where they have none.
fn session_of(world: &World, person: &Person) -> String {
    let sql = format!(
        "SELECT s.id FROM sessions s JOIN accounts a ON a.id = s.account_id WHERE a.email = '{}'",
        person.email
    );
    let found = world.database().texts(&sql).into_iter().next().unwrap_or_default();
    found.parse::<uuid::Uuid>().map_or_else(|_| Ids::missing().session, |id| id.to_string())
}

/// The member who has the least.
pub fn least() -> Standing {
    Standing::AlsoHolds(slipway_core::access::role::OrgRole::Guest)
}

/// Somebody whom the gate of a row lets through: the administrator where it asks for one, else the Owner.
pub fn admitted<'w>(row: &Row, world: &'w World) -> &'w Person {
    match row.gate {
        Gate::Administrator => world.administrator(),
        _ => world.owner(),
    }
}

/// The address of a row with its ids filled in.
pub fn address(row: &Row, ids: &Ids) -> String {
    let address = row
        .path
        .replace("{org}", &ids.org)
        .replace("{member}", &ids.member)
        .replace("{invitation}", &ids.invitation)
        .replace("{account}", &ids.account)
        .replace("{mail}", &ids.mail)
        .replace("{session}", &ids.session);
    assert!(!address.contains('{'), "an id that no test knows in {}", row.path);
    address
}

/// The body of a well-formed request, where the endpoint reads one.
pub fn body(row: &Row, world: &World, by: Option<&Person>) -> Option<Value> {
    if !row.method.changes() {
        return None;
    }
    let me = by.unwrap_or_else(|| world.owner());
    let token = json!({ "token": world.waiting().token });
    Some(match row.name {
        t::PostSession::NAME => json!({ "email": me.email, "password": me.password }),
        t::DeleteSession::NAME
        | t::EndSession::NAME
        | t::EndOtherSessions::NAME
        | t::LeaveOrg::NAME
        | t::RemoveMember::NAME
        | t::RevokeInvitation::NAME
        | t::SendVerification::NAME
        | t::CancelAddressChange::NAME
        | t::RetryMail::NAME
        | t::DisableAccount::NAME
        | t::EnableAccount::NAME
        | t::MakeAdministrator::NAME
        | t::EndAdministrator::NAME
        | t::RemoveAccount::NAME
        | t::ResendInvitation::NAME
        | t::CopyInvitationLink::NAME
        | t::AcceptMyInvitation::NAME
        | t::DeclineMyInvitation::NAME => {
            json!({})
        }
        t::ConfirmPassword::NAME => json!({ "password": me.password }),
        t::SetUpInstallation::NAME => json!({
            "token": MADE_UP,
            "name": "Nora Newcomer",
            "email": "nora.newcomer@quay.example",
            "password": "eleven grey herons asleep",
            "locale": "en",
        }),
        t::UpdateProfile::NAME => json!({ "name": "Renamed Person", "locale": "fr" }),
        t::ChangePassword::NAME => json!({ "current": me.password, "new": "eleven grey herons asleep" }),
        t::DeleteAccount::NAME => json!({ "email": me.email }),
        t::CreateOrg::NAME => json!({ "profile": profile(), "billing": billing() }),
        t::UpdateOrg::NAME => profile(),
        t::UpdateBilling::NAME => billing(),
        t::ChangeMemberRole::NAME => json!({ "role": "member" }),
        t::SendInvitation::NAME => {
            json!({
                "emails": "nina.new@quay.example",
                "role": "guest",
                "locale": "es",
                "note": "See you on Monday.\nBring a jacket.",
                "days": "14",
            })
        }
        t::SignUpOpenly::NAME => json!({
            "name": "Nora Newcomer",
            "email": "nora.newcomer@quay.example",
            "password": "eleven grey herons asleep",
            "locale": "en",
        }),
        t::ForgotPassword::NAME => json!({ "email": me.email }),
        t::ChangeAddress::NAME => json!({ "email": "renamed@quay.example" }),
        t::ResetPassword::NAME => {
            json!({ "token": world.unopened().reset, "password": "eleven grey herons asleep" })
        }
        t::VerifyAddress::NAME => json!({ "token": world.unopened().verify }),
        t::LookUpReset::NAME => json!({ "token": world.unopened().reset }),
        t::LookUpAddressChange::NAME | t::ConfirmAddress::NAME => {
            json!({ "token": world.unopened().confirm })
        }
        t::SignUpByInvitation::NAME => json!({
            "token": world.waiting().token,
            "name": "Wanda Waiting",
            "password": "eleven grey herons asleep",
            "locale": "en",
        }),
        t::LookUpInvitation::NAME | t::AcceptInvitation::NAME | t::DeclineInvitation::NAME => token,
        t::UpdateSettings::NAME => json!({ "sign_up": "open", "orgs_per_account": "7" }),
        t::SetOrgLimit::NAME => json!({ "org_limit": "3" }),
        unknown => panic!("the tests have no request for the endpoint {unknown}"),
    })
}

/// A request as the page would send it.
pub fn request(client: &Client, row: &Row, ids: &Ids, body: Option<&Value>) -> Request {
    let request = client.request(row.method, &address(row, ids));
    match body {
        Some(body) => request.json(body),
        None => request,
    }
}

fn profile() -> Value {
    json!({
        "name": "Dock Nine",
        "slug": "dock-nine",
        "description": "Odoo for harbours.\nAnd for islands.",
        "website": "https://dock-nine.example/about",
    })
}

fn billing() -> Value {
    json!({
        "legal_name": "Dock Nine SARL",
        "email": "accounts@dock-nine.example",
        "street": "9 quai des Brumes",
        "postal_code": "29200",
        "city": "Brest",
        "country": "FR",
        "tax_id": "FR 40 303 265 045",
    })
}
