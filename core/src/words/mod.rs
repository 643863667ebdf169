//! The words for codes: permissions, roles, refusals, problems of fields and state, audit entries.
//!
//! A code is turned into words here and nowhere else, so that the page, a mail and any other tool say the
//! same. Each language is one module; its matches are exhaustive, so a code without words does not
//! compile. Text that belongs to no code (headings, buttons, help) is the page's own and not here.

mod en;
mod es;
mod fr;
#[cfg(any(test, feature = "pseudo-locale"))]
mod pseudo;

use crate::{
    access::{
        decide::Denial,
        permission::Permission,
        role::{OrgRole, ProjectRole},
        set::PermissionSet,
        stage::Stage,
    },
    api::{
        invitation::MailState,
        problem::{Problem, StateProblem},
    },
    audit::{AuditAction, AuditField},
    field::FieldProblem,
    invitation::VoidReason,
    locale::Locale,
    mail::{MailKind, MailStage, MailTrouble},
};

macro_rules! words {
    ($($(#[$doc:meta])* $name:ident($code:ident: $type:ty) in $file:ident;)+) => {$(
        $(#[$doc])*
        pub fn $name(locale: Locale, $code: $type) -> String {
            match locale {
                Locale::En => String::from(en::$file::$name($code)),
                Locale::Fr => String::from(fr::$file::$name($code)),
                Locale::Es => String::from(es::$file::$name($code)),
                #[cfg(feature = "pseudo-locale")]
                Locale::Pseudo => pseudo::accent(&String::from(en::$file::$name($code))),
            }
        }
    )+};
}

words! {
    /// The name of a permission; that of a stage permission is the same at every stage.
    permission_label(permission: Permission) in permissions;
    /// What a permission allows, in one sentence; for a stage permission at any stage.
    permission_description(permission: Permission) in permissions;
    /// The name of a stage.
    stage_name(stage: Stage) in roles;
    /// The name of an organization role.
    org_role_name(role: OrgRole) in roles;
    /// What an organization role grants, in one sentence.
    org_role_summary(role: OrgRole) in roles;
    /// The name of a project role.
    project_role_name(role: ProjectRole) in roles;
    /// What a project role grants, in one sentence.
    project_role_summary(role: ProjectRole) in roles;
    /// What is wrong with a field, and how to put it right.
    field_problem(problem: &FieldProblem) in fields;
    /// Why an act was refused, with the permissions that are missing.
    denial(denial: &Denial) in refusals;
    /// Which rule of state stands against an act, and what to do about it.
    state_problem(problem: &StateProblem) in refusals;
    /// Why a request was not answered with its reply.
    problem(problem: &Problem) in refusals;
    /// Why an invitation could not take effect.
    void_reason(reason: VoidReason) in refusals;
    /// What was done, as the middle of a sentence: who stands before it, the target after it.
    audit_action(action: AuditAction) in audit;
    /// The name of a changed field.
    audit_field(field: AuditField) in audit;
    /// What became of an invitation's mail, without its times.
    mail_state(state: &MailState) in audit;
    /// What a mail is for.
    mail_kind(kind: MailKind) in mail;
    /// How far a mail is.
    mail_stage(stage: MailStage) in mail;
    /// What keeps mail from leaving, and what to check.
    mail_trouble(trouble: MailTrouble) in mail;
}

/// The first permissions of a set by their labels, and how many more there are.
fn first_labels(set: PermissionSet, label: impl Fn(Permission) -> String) -> (Vec<String>, usize) {
    const NAMED: usize = 3;
    let named: Vec<String> = set.iter().take(NAMED).map(label).collect();
    let more = set.iter().skip(NAMED).count();
    (named, more)
}

/// Parts in a row, with a word such as "and" before the last.
fn in_a_row(mut parts: Vec<String>, and: &str) -> String {
    match (parts.pop(), parts.is_empty()) {
        (None, _) => String::new(),
        (Some(only), true) => only,
        (Some(last), false) => format!("{} {and} {last}", parts.join(", ")),
    }
}
