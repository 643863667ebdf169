//! Every code has words in every language, in the product's voice.

use std::collections::BTreeSet;

use chrono::DateTime;
use slipway_core::{
    access::{
        decide::Denial,
        permission::{OrgPermission, Permission, ProjectPermission, StagePermission},
        role::{OrgRole, ProjectRole},
        set::PermissionSet,
        stage::Stage,
    },
    api::{
        invitation::MailState,
        problem::{Limited, Problem, StateProblem},
    },
    audit::{AuditAction, AuditField},
    field::{FieldErrors, FieldProblem},
    locale::Locale,
    words,
};

use super::problems::{REASONS, every_denial, every_field_problem, every_problem, every_state_problem};

/// A code's words in every language.
type Words = [String; 3];

fn in_every_language(say: impl Fn(Locale) -> String) -> Words {
    Locale::ALL.map(say)
}

/// Words that two languages share.
const SHARED: [&str; 1] = ["Production"];

#[track_caller]
fn check(words: &Words) {
    for text in words {
        assert!(!text.trim().is_empty(), "{words:?} has a gap");
        assert_eq!(text.trim(), text);
        assert!(!text.contains(['!', '\n']) && !text.contains("  "), "{text:?}");
        assert!(!text.contains(['{', '}']), "{text:?} has a parameter left");
        assert!(!text.contains(['"', '\'']), "{text:?} has typewriter quotes");
        let breaks = [" :", " ;", " ?", "« ", " »"].iter().any(|space| text.contains(space));
        assert!(!breaks, "{text:?} has a space that may break a line before a sign");
    }
    let distinct: BTreeSet<&String> = words.iter().filter(|text| !SHARED.contains(&text.as_str())).collect();
    let shared = words.iter().filter(|text| SHARED.contains(&text.as_str())).count();
    assert_eq!(distinct.len() + shared, words.len(), "{words:?} are alike");
}

#[track_caller]
fn check_sentence(words: &Words) {
    check(words);
    for text in words {
        assert!(text.ends_with('.'), "{text:?} is not a sentence");
        assert!(text.starts_with(|c: char| c.is_uppercase() || c == '“' || c == '«'), "{text:?}");
    }
}

#[track_caller]
fn check_label(words: &Words) {
    check(words);
    for text in words {
        assert!(!text.ends_with('.'), "{text:?} is not a label");
    }
}

/// One of every permission, stages left out.
fn every_permission() -> impl Iterator<Item = Permission> {
    let org = OrgPermission::ALL.iter().map(|p| Permission::Org(*p));
    let project = ProjectPermission::ALL.iter().map(|p| Permission::Project(*p));
    let stage = StagePermission::ALL.iter().map(|p| Permission::Stage(*p, Stage::Production));
    org.chain(project).chain(stage)
}

#[test]
fn permissions_roles_and_stages() {
    for permission in every_permission() {
        check_label(&in_every_language(|locale| words::permission_label(locale, permission)));
        check_sentence(&in_every_language(|locale| words::permission_description(locale, permission)));
    }
    for role in OrgRole::ALL {
        check_label(&in_every_language(|locale| words::org_role_name(locale, role)));
        check_sentence(&in_every_language(|locale| words::org_role_summary(locale, role)));
    }
    for role in ProjectRole::ALL {
        check_label(&in_every_language(|locale| words::project_role_name(locale, role)));
        check_sentence(&in_every_language(|locale| words::project_role_summary(locale, role)));
    }
    for stage in Stage::ALL {
        check_label(&in_every_language(|locale| words::stage_name(locale, stage)));
    }
}

#[test]
fn no_two_permissions_and_no_two_roles_are_called_alike() {
    for locale in Locale::ALL {
        let labels: Vec<String> = every_permission().map(|p| words::permission_label(locale, p)).collect();
        let descriptions = every_permission().map(|p| words::permission_description(locale, p));
        let roles = OrgRole::ALL.map(|role| words::org_role_name(locale, role));
        assert_eq!(BTreeSet::from_iter(&labels).len(), labels.len());
        assert_eq!(descriptions.collect::<BTreeSet<String>>().len(), labels.len());
        assert_eq!(BTreeSet::from(roles).len(), OrgRole::ALL.len());
    }
}

#[test]
fn refusals_say_what_happened_and_what_to_do() {
    for problem in every_field_problem() {
        check_sentence(&in_every_language(|locale| words::field_problem(locale, &problem)));
    }
    for problem in every_problem() {
        check_sentence(&in_every_language(|locale| words::problem(locale, &problem)));
    }
    let of_each = Limited::ALL.map(|of| {
        in_every_language(|locale| words::problem(locale, &Problem::TooMany { of, retry_after: 30 }))
    });
    of_each.iter().for_each(check_sentence);
    assert_eq!(of_each.iter().flatten().collect::<BTreeSet<_>>().len(), 3 * Limited::ALL.len());
    for reason in REASONS {
        check_sentence(&in_every_language(|locale| words::void_reason(locale, reason)));
    }
    let advises = |text: &String| text.matches(". ").count() >= 1;
    for denial in every_denial() {
        let said = in_every_language(|locale| words::denial(locale, &denial));
        assert!(said.iter().all(advises), "{said:?} does not say what to do");
        assert_eq!(said, in_every_language(|locale| words::problem(locale, &denial.into())));
    }
    for problem in every_state_problem() {
        let said = in_every_language(|locale| words::state_problem(locale, &problem));
        assert!(said.iter().all(advises), "{said:?} does not say what to do");
        assert_eq!(said, in_every_language(|locale| words::problem(locale, &problem.clone().into())));
    }
}

#[test]
fn audit_entries_and_mails() {
    for action in AuditAction::ALL {
        check_label(&in_every_language(|locale| words::audit_action(locale, *action)));
    }
    for field in AuditField::ALL {
        check_label(&in_every_language(|locale| words::audit_field(locale, *field)));
    }
    let at = DateTime::from_timestamp(0, 0).unwrap();
    for state in [
        MailState::Queued,
        MailState::Sent { at },
        MailState::Retrying { tries: 1, next: at },
        MailState::Retrying { tries: 2, next: at },
        MailState::Failed { tries: 1 },
        MailState::Failed { tries: 5 },
        MailState::NotSent,
    ] {
        check_label(&in_every_language(|locale| words::mail_state(locale, &state)));
    }
}

#[test]
fn what_a_person_typed_and_every_number_is_quoted() {
    let limit = |limit, organization: Option<&str>| {
        let organization = organization.map(str::to_owned);
        Problem::from(StateProblem::OrganizationLimit { limit, organization })
    };
    let state = |code: &str| {
        let mut every = every_state_problem().into_iter();
        Problem::from(every.find(|problem| problem.code() == code).unwrap())
    };
    let of_acme = StateProblem::LastOwner { organization: Some("Acme".into()) };
    let malformed = Problem::Malformed { path: "role".into(), detail: "unknown field".into() };
    let two = FieldErrors(vec![]);
    let cases: [(Problem, &[&str]); 16] = [
        (of_acme.into(), &["Acme"]),
        (limit(1, Some("Acme")), &["1", "Acme"]),
        (limit(1, None), &["1"]),
        (limit(3, Some("Acme")), &["3", "Acme"]),
        (limit(3, None), &["3"]),
        (malformed, &["role", "unknown field"]),
        (Problem::Fields { errors: two }, &["0"]),
        (Problem::TooLarge { max_bytes: 65_536 }, &["65536"]),
        (Problem::TooMany { of: Limited::Tries, retry_after: 30 }, &["30"]),
        (Problem::TooMany { of: Limited::Tries, retry_after: 3541 }, &["60 minut"]),
        (Problem::TooMany { of: Limited::Tries, retry_after: 86_400 }, &["24 h"]),
        (Problem::Unavailable { retry_after: 2 }, &["2"]),
        (state("address_taken"), &["ada@example.com"]),
        (state("slug_taken"), &["acme"]),
        (state("invitation_expired"), &["14", "2023"]),
        (state("invitation_for_another"), &["ada@example.com", "eve@example.com"]),
    ];
    for (problem, parts) in cases {
        for said in in_every_language(|locale| words::problem(locale, &problem)) {
            for part in parts {
                assert!(said.contains(part), "{said:?} does not say {part:?}");
            }
        }
    }
    check_sentence(&in_every_language(|locale| words::problem(locale, &limit(0, None))));
    for said in in_every_language(|locale| {
        words::field_problem(locale, &FieldProblem::SlugReserved { slug: "new".into() })
    }) {
        assert!(said.contains("new"));
    }
}

#[test]
fn a_denial_names_three_missing_permissions_and_counts_the_rest() {
    let missing = |keys: &[OrgPermission]| Denial::RoleAboveYours {
        missing: keys.iter().map(|key| Permission::Org(*key)).collect(),
    };
    let all = [
        OrgPermission::OrgUpdate,
        OrgPermission::MembersRemove,
        OrgPermission::TeamsManage,
        OrgPermission::AuditView,
        OrgPermission::BillingView,
    ];
    for (count, expected) in [
        (1, "This role grants “Change the organization”, which"),
        (2, "This role grants “Change the organization” and “Remove members”, which"),
        (3, "This role grants “Change the organization”, “Remove members” and “Manage teams”, which"),
        (4, "This role grants “Change the organization”, “Remove members”, “Manage teams” and 1 more, which"),
        (5, "This role grants “Change the organization”, “Remove members”, “Manage teams” and 2 more, which"),
    ] {
        let said = words::denial(Locale::En, &missing(&all[..count]));
        assert!(said.starts_with(expected), "{said}");
    }
    let french = words::denial(Locale::Fr, &missing(&all));
    assert!(
        french.contains("«\u{a0}Retirer des membres\u{a0}»") && french.contains("et 2 autres"),
        "{french}"
    );
    let spanish = words::denial(Locale::Es, &missing(&all));
    assert!(spanish.contains("«Quitar a miembros»") && spanish.contains("y 2 más"), "{spanish}");
}

#[test]
fn a_missing_permission_at_a_stage_names_the_stage() {
    let deploy = Permission::Stage(StagePermission::EnvDeploy, Stage::Production);
    let denial = Denial::MissingPermission { missing: PermissionSet::EMPTY.with(deploy) };
    assert!(words::denial(Locale::En, &denial).contains("“Deploy” (Production)"));
    assert!(words::denial(Locale::Es, &denial).contains("«Desplegar» (Producción)"));
}
