//! One of every problem, and how each is written on the wire.

use chrono::DateTime;
use slipway_core::{
    access::{
        decide::Denial,
        permission::{OrgPermission, Permission},
        set::PermissionSet,
    },
    api::problem::{Limited, Problem, StateProblem},
    email::EmailAddress,
    field::{FieldErrors, FieldProblem},
    invitation::VoidReason,
    mailed_link::LinkPurpose,
};

use crate::golden;

pub(super) const REASONS: [VoidReason; 3] =
    [VoidReason::SenderLostRight, VoidReason::SenderLeft, VoidReason::AlreadyMember];

/// Every problem of a field, one of each.
pub(super) fn every_field_problem() -> Vec<FieldProblem> {
    let every = vec![
        FieldProblem::Required,
        FieldProblem::TooShort { min: 15 },
        FieldProblem::TooLong { max: 60 },
        FieldProblem::ControlCharacter,
        FieldProblem::HiddenCharacter,
        FieldProblem::EmailForm,
        FieldProblem::EmailNotAscii,
        FieldProblem::TooManyAddresses { max: 50 },
        FieldProblem::SlugForm,
        FieldProblem::SlugReserved { slug: "settings".into() },
        FieldProblem::UnknownCountry,
        FieldProblem::WebsiteForm,
        FieldProblem::PasswordCommon,
        FieldProblem::PasswordPersonal,
        FieldProblem::PasswordUnchanged,
        FieldProblem::NotYourAddress,
        FieldProblem::UnknownRole,
        FieldProblem::UnknownLanguage,
        FieldProblem::UnknownCursor,
        FieldProblem::OutOfRange { min: 1, max: 100 },
        FieldProblem::UnknownChoice,
        FieldProblem::AddressUnchanged,
    ];
    // A new problem does not compile until it is counted here, and then it is missing above.
    let place = |problem: &FieldProblem| match problem {
        FieldProblem::Required => 0,
        FieldProblem::TooShort { .. } => 1,
        FieldProblem::TooLong { .. } => 2,
        FieldProblem::ControlCharacter => 3,
        FieldProblem::HiddenCharacter => 4,
        FieldProblem::EmailForm => 5,
        FieldProblem::EmailNotAscii => 6,
        FieldProblem::TooManyAddresses { .. } => 7,
        FieldProblem::SlugForm => 8,
        FieldProblem::SlugReserved { .. } => 9,
        FieldProblem::UnknownCountry => 10,
        FieldProblem::WebsiteForm => 11,
        FieldProblem::PasswordCommon => 12,
        FieldProblem::PasswordPersonal => 13,
        FieldProblem::PasswordUnchanged => 14,
        FieldProblem::NotYourAddress => 15,
        FieldProblem::UnknownRole => 16,
        FieldProblem::UnknownLanguage => 17,
        FieldProblem::UnknownCursor => 18,
        FieldProblem::OutOfRange { .. } => 19,
        FieldProblem::UnknownChoice => 20,
        FieldProblem::AddressUnchanged => 21,
    };
    assert!(every.iter().map(place).eq(0..22));
    every
}

/// Every denial, one of each.
pub(super) fn every_denial() -> Vec<Denial> {
    let missing = PermissionSet::EMPTY.with(Permission::Org(OrgPermission::OrgUpdate));
    let every = vec![
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
    let place = |denial: &Denial| match denial {
        Denial::Hidden => 0,
        Denial::MissingPermission { .. } => 1,
        Denial::RoleAboveYours { .. } => 2,
        Denial::OutlastsYours { .. } => 3,
        Denial::PersonAboveYou { .. } => 4,
        Denial::LeadsMakeNoLeads => 5,
        Denial::LeadsAddMembersOnly => 6,
        Denial::OwnerNotByInvitation => 7,
        Denial::OwnGrant => 8,
        Denial::InvitationOfAnother { .. } => 9,
        Denial::AdministratorOnly => 10,
    };
    assert!(every.iter().map(place).eq(0..11));
    every
}

/// Every problem of state, one of each.
pub(super) fn every_state_problem() -> Vec<StateProblem> {
    let email = EmailAddress::parse("ada@example.com").unwrap();
    let eve = EmailAddress::parse("eve@example.com").unwrap();
    let every = vec![
        StateProblem::AlreadySetUp,
        StateProblem::AddressTaken { email: email.clone() },
        StateProblem::SlugTaken { slug: "acme".into() },
        StateProblem::OrganizationLimit { limit: 1, organization: Some("Acme".into()) },
        StateProblem::LastOwner { organization: None },
        StateProblem::LastAdministrator,
        StateProblem::AlreadyMember { email: email.clone() },
        StateProblem::InvitationExpired { at: DateTime::from_timestamp(1_700_000_000, 0).unwrap() },
        StateProblem::InvitationAccepted,
        StateProblem::InvitationDeclined,
        StateProblem::InvitationRevoked,
        StateProblem::InvitationReplaced,
        StateProblem::InvitationVoid { void: VoidReason::SenderLeft },
        StateProblem::InvitationForAnother { invited: email, signed_in: eve },
        StateProblem::MailNotInTrouble,
        StateProblem::AddressNotVerified,
        StateProblem::AlreadyVerified,
        StateProblem::LinkUsed { of: LinkPurpose::ResetPassword },
        StateProblem::LinkExpired { of: LinkPurpose::VerifyAddress },
        StateProblem::LinkEnded { of: LinkPurpose::ConfirmNewAddress },
        StateProblem::SignUpClosed,
        StateProblem::NoMail { of: LinkPurpose::ResetPassword },
    ];
    let place = |problem: &StateProblem| match problem {
        StateProblem::AlreadySetUp => 0,
        StateProblem::AddressTaken { .. } => 1,
        StateProblem::SlugTaken { .. } => 2,
        StateProblem::OrganizationLimit { .. } => 3,
        StateProblem::LastOwner { .. } => 4,
        StateProblem::LastAdministrator => 5,
        StateProblem::AlreadyMember { .. } => 6,
        StateProblem::InvitationExpired { .. } => 7,
        StateProblem::InvitationAccepted => 8,
        StateProblem::InvitationDeclined => 9,
        StateProblem::InvitationRevoked => 10,
        StateProblem::InvitationReplaced => 11,
        StateProblem::InvitationVoid { .. } => 12,
        StateProblem::InvitationForAnother { .. } => 13,
        StateProblem::MailNotInTrouble => 14,
        StateProblem::AddressNotVerified => 15,
        StateProblem::AlreadyVerified => 16,
        StateProblem::LinkUsed { .. } => 17,
        StateProblem::LinkExpired { .. } => 18,
        StateProblem::LinkEnded { .. } => 19,
        StateProblem::SignUpClosed => 20,
        StateProblem::NoMail { .. } => 21,
    };
    assert!(every.iter().map(place).eq(0..22));
    every
}

/// Every answer that is not a reply, one of each.
pub(super) fn every_problem() -> Vec<Problem> {
    let wrong = FieldErrors::one("slug", FieldProblem::SlugForm);
    let plain = vec![
        Problem::NotSignedIn,
        Problem::WrongCredentials,
        Problem::WrongPassword,
        Problem::NotFresh,
        Problem::NotFound,
        Problem::MethodNotAllowed,
        Problem::Fields { errors: wrong },
        Problem::Malformed { path: "billing.country".into(), detail: "unknown field".into() },
        Problem::ForeignOrigin,
        Problem::NotJson,
        Problem::TooLarge { max_bytes: 65_536 },
        Problem::TooMany { of: Limited::Invitations, retry_after: 30 },
        Problem::Unavailable { retry_after: 1 },
        Problem::Internal,
        Problem::UnknownHost,
    ];
    let place = |problem: &Problem| match problem {
        Problem::NotSignedIn => Some(0),
        Problem::WrongCredentials => Some(1),
        Problem::WrongPassword => Some(2),
        Problem::NotFresh => Some(3),
        Problem::NotFound => Some(4),
        Problem::MethodNotAllowed => Some(5),
        Problem::Fields { .. } => Some(6),
        Problem::Malformed { .. } => Some(7),
        Problem::ForeignOrigin => Some(8),
        Problem::NotJson => Some(9),
        Problem::TooLarge { .. } => Some(10),
        Problem::TooMany { .. } => Some(11),
        Problem::Unavailable { .. } => Some(12),
        Problem::Internal => Some(13),
        Problem::UnknownHost => Some(14),
        Problem::Denied { .. } | Problem::State { .. } => None,
    };
    assert!(plain.iter().map(place).eq((0..15).map(Some)));
    let denied = every_denial().into_iter().map(Problem::from);
    let state = every_state_problem().into_iter().map(Problem::from);
    plain.into_iter().chain(denied).chain(state).collect()
}

#[test]
fn every_problem_has_its_status_its_code_and_its_form() {
    let mut text = String::from("Every answer that is not a reply: its status, its code, and its JSON.\n\n");
    for problem in every_problem() {
        let sent = serde_json::to_string(&problem).unwrap();
        text += &format!("{} {:<24} {sent}\n", problem.status(), problem.code());
        assert_eq!(serde_json::from_str::<Problem>(&sent).unwrap(), problem, "{sent} is read back");
    }
    golden::check("tests/problems.txt", &text);
}

#[test]
fn a_hidden_thing_leaves_as_a_missing_one() {
    let hidden = Problem::from(Denial::Hidden);
    assert_eq!((hidden.status(), hidden.code()), (Problem::NotFound.status(), Problem::NotFound.code()));
    assert_eq!(hidden.outward(), Problem::NotFound);
    let seen = Problem::from(Denial::OwnGrant);
    assert_eq!(seen.clone().outward(), seen);
}

#[test]
fn what_passes_by_itself_is_no_fault_of_the_request() {
    let passing: Vec<&str> =
        every_problem().iter().filter(|problem| problem.is_passing()).map(Problem::code).collect();
    assert_eq!(passing, ["too_many", "unavailable", "internal"]);
}

#[test]
fn codes_are_written_as_they_are_named() {
    for denial in every_denial() {
        assert_eq!(serde_json::to_value(denial).unwrap()["code"], denial.code());
    }
    for problem in every_state_problem() {
        assert_eq!(serde_json::to_value(&problem).unwrap()["code"], problem.code());
    }
}
