//! The golden grid: every role × permission × stage, and who may give which role to whom.

use std::fmt::Write;

use slipway_core::access::{
    delegate::{change_member_role, invite_member, remove_member},
    effective::Actor,
    grant::{Grant, RoleName},
    permission::{OrgPermission, Permission, ProjectPermission, StagePermission},
    role::{OrgRole, ProjectRole},
    set::PermissionSet,
    stage::Stage,
};

use super::bridge::{account, moment, org};
use crate::golden;

#[test]
fn every_role_permission_and_stage() {
    let mut text = String::from(
        "Every role and what it grants: x, or at the stages P production, S staging, D development.\n",
    );
    let org_roles = OrgRole::ALL.map(|role| (role.key(), role.set()));
    let project_roles = ProjectRole::ALL.map(|role| (role.key(), role.set()));
    heading(&mut text, "Organization roles: on the organization");
    head(&mut text, &org_roles);
    plain_rows(&mut text, &org_roles, OrgPermission::ALL.iter().map(|p| Permission::Org(*p)));
    heading(&mut text, "Organization roles: on every project");
    head(&mut text, &org_roles);
    project_rows(&mut text, &org_roles);
    heading(&mut text, "Project roles");
    head(&mut text, &project_roles);
    project_rows(&mut text, &project_roles);
    heading(&mut text, "Who (left) may invite somebody as what (above)");
    verdicts(&mut text, |actor, given| {
        invite_member(actor, org(0), RoleName::Org(given), given.set(), false).map_err(|denial| denial.code())
    });
    heading(&mut text, "Who (left) may make a Guest what (above)");
    verdicts(&mut text, |actor, given| {
        let guest = Grant::membership(org(0), OrgRole::Guest);
        change_member_role(actor, account(1), &guest, given.set()).map_err(|denial| denial.code())
    });
    heading(&mut text, "Who (left) may make whom (above) a Guest");
    verdicts(&mut text, |actor, present| {
        let present = Grant::membership(org(0), present);
        change_member_role(actor, account(1), &present, OrgRole::Guest.set()).map_err(|denial| denial.code())
    });
    heading(&mut text, "Who (left) may remove whom (above)");
    verdicts(&mut text, |actor, present| {
        let present = Grant::membership(org(0), present);
        remove_member(actor, org(0), &[present]).map_err(|denial| denial.code())
    });
    golden::check("tests/grid.txt", &text);
}

type Roles<'a> = &'a [(&'static str, PermissionSet)];

fn heading(text: &mut String, title: &str) {
    write!(text, "\n{title}\n").unwrap();
}

fn head(text: &mut String, roles: Roles<'_>) {
    row(text, "", roles.iter().map(|(name, _)| (*name).to_owned()));
}

fn row(text: &mut String, name: &str, cells: impl Iterator<Item = String>) {
    let cells: String = cells.map(|cell| format!(" {cell:<10}")).collect();
    text.push_str(format!("{name:<22}{cells}").trim_end());
    text.push('\n');
}

fn plain_rows(text: &mut String, roles: Roles<'_>, permissions: impl Iterator<Item = Permission>) {
    for permission in permissions {
        let mark = |set: &PermissionSet| if set.contains(permission) { "x" } else { "-" };
        row(text, &permission.key(), roles.iter().map(|(_, set)| mark(set).to_owned()));
    }
}

fn project_rows(text: &mut String, roles: Roles<'_>) {
    plain_rows(text, roles, ProjectPermission::ALL.iter().map(|p| Permission::Project(*p)));
    for permission in StagePermission::ALL {
        let marks = |set: &PermissionSet| {
            Stage::ALL
                .into_iter()
                .zip(['P', 'S', 'D'])
                .map(
                    |(stage, letter)| {
                        if set.contains(Permission::Stage(*permission, stage)) { letter } else { '-' }
                    },
                )
                .collect::<String>()
        };
        row(text, permission.key(), roles.iter().map(|(_, set)| marks(set)));
    }
}

/// A row for every role that acts, a column for every role that it acts on; codes below the marks.
fn verdicts(text: &mut String, judge: impl Fn(&Actor<'_>, OrgRole) -> Result<(), &'static str>) {
    head(text, &OrgRole::ALL.map(|role| (role.key(), PermissionSet::EMPTY)));
    for acting in OrgRole::ALL {
        let grants = [Grant::membership(org(0), acting)];
        let actor = Actor { account: account(0), grants: &grants, now: moment(0) };
        let cell = |role: OrgRole| match judge(&actor, role) {
            Ok(()) => "yes",
            Err("missing_permission") => "-",
            Err("role_above_yours") => "above",
            Err("person_above_you") => "above you",
            Err("owner_not_by_invitation") => "never",
            Err(other) => other,
        };
        row(text, acting.key(), OrgRole::ALL.into_iter().map(|role| cell(role).to_owned()));
    }
}
