//! The contract of the API: the table of endpoints, their addresses, and the document made from it.

use std::{collections::BTreeSet, fmt::Write};

use slipway_core::{
    api::{
        endpoint::{Endpoint, Gate, Method},
        page::PageQuery,
        path::{NoPath, OrgPath},
        table::{self, TABLE},
    },
    id::OrgId,
};

use crate::golden;

#[test]
fn the_table_of_endpoints() {
    let mut text = String::from(
        "Every endpoint: its method, its address, its gate, its kind, its status, its name, and whether the \
         password must be fresh.\n\n",
    );
    for row in TABLE {
        let (method, gate) = (row.method.as_str(), gate(row.gate));
        let fresh = if row.fresh { " fresh" } else { "" };
        writeln!(
            text,
            "{method:<7}{:<44}{gate:<28}{:?} {} {}{fresh}",
            row.path, row.kind, row.status, row.name
        )
        .unwrap();
    }
    golden::check("tests/endpoints.txt", &text);
}

fn gate(gate: Gate) -> String {
    match gate {
        Gate::Anyone => "anyone".into(),
        Gate::SignedIn => "signed in".into(),
        Gate::Administrator => "administrator".into(),
        Gate::TokenHolder => "token".into(),
        Gate::Org(permission) => permission.key().into(),
        Gate::Project(permission) => permission.key().into(),
        Gate::Env(permission) => format!("{} (environment)", permission.key()),
        Gate::Stage(permission) => format!("{} (stage)", permission.key()),
    }
}

#[test]
fn no_two_endpoints_have_one_method_and_address_or_one_name() {
    let requests: BTreeSet<_> = TABLE.iter().map(|row| (row.method.as_str(), row.path)).collect();
    let names: BTreeSet<_> = TABLE.iter().map(|row| row.name).collect();
    assert_eq!((requests.len(), names.len()), (TABLE.len(), TABLE.len()));
}

#[test]
fn what_is_anybodys_is_a_short_list() {
    let open: Vec<&str> = TABLE.iter().filter(|row| row.gate == Gate::Anyone).map(|row| row.name).collect();
    assert_eq!(
        open,
        ["GetHealth", "GetOpenApi", "GetSession", "PostSession", "SignUpOpenly", "ForgotPassword"]
    );
}

#[test]
fn an_organization_in_the_address_is_an_organization_at_the_gate() {
    for row in TABLE {
        assert_eq!(row.path.contains("{org}"), matches!(row.gate, Gate::Org(_)), "{}", row.name);
    }
}

#[test]
fn only_reading_is_a_get() {
    for row in TABLE {
        assert_eq!(row.method.changes(), row.method != Method::Get, "{}", row.name);
        let reads = ["Get", "List", "Watch"].iter().any(|word| row.name.starts_with(word));
        assert_eq!(row.method == Method::Get, reads, "{}", row.name);
    }
}

const ID: &str = "01890a5d-ac96-774b-bcce-b302099a8057";

/// An endpoint's name and its address with the same id in every place.
fn filled<E: Endpoint>() -> (&'static str, String) {
    let ids = serde_json::json!({ "org": ID, "member": ID, "invitation": ID, "session": ID, "account": ID, "mail": ID });
    let path = serde_json::from_value(ids).unwrap();
    let query = serde_json::from_value(serde_json::json!({})).unwrap();
    (E::NAME, E::url(&path, &query))
}

macro_rules! filled_all {
    ($($name:ident)+) => { [$(filled::<table::$name>(),)+] };
}

#[test]
fn every_address_is_filled_with_its_ids() {
    let all = filled_all! {
        GetHealth GetOpenApi GetSession PostSession DeleteSession ConfirmPassword SetUpInstallation UpdateProfile ChangePassword
        ListSessions EndSession EndOtherSessions DeleteAccount ListMyInvitations AcceptMyInvitation DeclineMyInvitation
        SignUpOpenly VerifyAddress SendVerification ForgotPassword LookUpReset ResetPassword
        ChangeAddress CancelAddressChange LookUpAddressChange ConfirmAddress
        CreateOrg GetOrg UpdateOrg GetBilling UpdateBilling LeaveOrg ListAudit WatchOrg
        ListMembers ChangeMemberRole RemoveMember ListInvitations SendInvitation ResendInvitation
        CopyInvitationLink RevokeInvitation
        LookUpInvitation SignUpByInvitation AcceptInvitation DeclineInvitation
        GetOverview GetSettings UpdateSettings ListAccounts SetOrgLimit
        DisableAccount EnableAccount MakeAdministrator EndAdministrator RemoveAccount ListMails RetryMail ListInstallationAudit
    };
    let names: Vec<&str> = all.iter().map(|(name, _)| *name).collect();
    assert_eq!(names, TABLE.iter().map(|row| row.name).collect::<Vec<_>>(), "every endpoint is tried");
    for ((name, url), row) in all.iter().zip(TABLE) {
        let places = row.path.matches('{').count();
        assert_eq!(url.matches(ID).count(), places, "{name}: {url}");
        assert!(!url.contains(['{', '}', '?']), "{name}: {url}");
        assert!(url.starts_with("/api/"), "{name}: {url}");
    }
}

#[test]
fn a_query_is_written_safely_and_only_where_asked_for() {
    let path = OrgPath { org: ID.parse::<OrgId>().unwrap() };
    let url = |query: &PageQuery| table::ListMembers::url(&path, query);
    assert_eq!(url(&PageQuery::default()), format!("/api/orgs/{ID}/members"));
    let query =
        PageQuery { after: Some("a+b/c=".into()), limit: Some(10), search: Some("é & {org}?#".into()) };
    assert_eq!(
        url(&query),
        format!("/api/orgs/{ID}/members?after=a%2Bb%2Fc%3D&limit=10&search=%C3%A9%20%26%20%7Borg%7D%3F%23")
    );
    assert_eq!(table::GetHealth::url(&NoPath {}, &slipway_core::api::page::NoQuery {}), "/api/health");
}

#[test]
fn the_document_of_acts_is_made_from_the_table() {
    let mut text = String::from(
        "# Acts and what they need\n\n\
         Made from the table of endpoints in `core/src/api/table.rs` by a test of `core`, and compared with \
         it whenever the tests run; where an endpoint changes, \
         `SLIPWAY_RENEW=1 cargo test -p slipway-core --test it` writes it anew. The rules that are judged \
         after the gate (D1 to D11) are in [permissions.md](permissions.md). \"A fresh password\" is one \
         that was typed within the last ten minutes; making somebody an Owner, and demoting or removing one, \
         ask for it too.\n\n\
         | act | request | needs |\n| --- | --- | --- |\n",
    );
    for row in TABLE {
        let (act, method, needs) = (in_words(row.name), row.method.as_str(), needs(row.gate));
        let fresh = if row.fresh { ", and a fresh password" } else { "" };
        writeln!(text, "| {act} | `{method} {}` | {needs}{fresh} |", row.path).unwrap();
    }
    golden::check("../docs/acts.md", &text);
}

/// `SendInvitation` as "send invitation".
fn in_words(name: &str) -> String {
    let mut words = String::new();
    for c in name.chars() {
        if c.is_uppercase() && !words.is_empty() {
            words.push(' ');
        }
        words.extend(c.to_lowercase());
    }
    words
}

fn needs(gate: Gate) -> String {
    match gate {
        Gate::Anyone => "nothing".into(),
        Gate::SignedIn => "to be signed in".into(),
        Gate::Administrator => "to administer the installation".into(),
        Gate::TokenHolder => "a token in the body".into(),
        Gate::Org(permission) => format!("`{}` on the organization", permission.key()),
        Gate::Project(permission) => format!("`{}` on the project", permission.key()),
        Gate::Env(permission) => format!("`{}` at the stage of the environment", permission.key()),
        Gate::Stage(permission) => format!("`{}` at the stage that the body names", permission.key()),
    }
}
