//! What roles and stages are called and what roles grant, in English.

use crate::access::{
    role::{OrgRole, ProjectRole},
    stage::Stage,
};

pub(in crate::words) const fn stage_name(stage: Stage) -> &'static str {
    match stage {
        Stage::Production => "Production",
        Stage::Staging => "Staging",
        Stage::Development => "Development",
    }
}

pub(in crate::words) const fn org_role_name(role: OrgRole) -> &'static str {
    match role {
        OrgRole::Owner => "Owner",
        OrgRole::Admin => "Admin",
        OrgRole::Developer => "Developer",
        OrgRole::Billing => "Billing",
        OrgRole::Viewer => "Viewer",
        OrgRole::Member => "Member",
        OrgRole::Guest => "Guest",
    }
}

pub(in crate::words) const fn org_role_summary(role: OrgRole) -> &'static str {
    match role {
        OrgRole::Owner => "Everything, including deleting and transferring the organization.",
        OrgRole::Admin => {
            "Everything except deleting or transferring the organization and changing its billing."
        }
        OrgRole::Developer => {
            "Invites people, creates projects, and deploys to development and staging in every project."
        }
        OrgRole::Billing => "Sees the members, and changes whom the invoices are addressed to.",
        OrgRole::Viewer => "Sees the people, the teams and every project, and changes nothing.",
        OrgRole::Member => "Sees the people and the teams, and the projects shared with them.",
        OrgRole::Guest => "Sees only the projects shared with them.",
    }
}

pub(in crate::words) const fn project_role_name(role: ProjectRole) -> &'static str {
    match role {
        ProjectRole::Admin => "Admin",
        ProjectRole::Developer => "Developer",
        ProjectRole::Tester => "Tester",
        ProjectRole::Viewer => "Viewer",
    }
}

pub(in crate::words) const fn project_role_summary(role: ProjectRole) -> &'static str {
    match role {
        ProjectRole::Admin => "Everything in the project, at every stage.",
        ProjectRole::Developer => {
            "Builds and deploys in development and staging, and sees how production is doing."
        }
        ProjectRole::Tester => {
            "Opens and controls environments in development and staging, and sees how production is doing."
        }
        ProjectRole::Viewer => "Sees the project with its logs and metrics, and changes nothing.",
    }
}
