//! What permissions are called and what they allow, in English.

use crate::access::permission::{
    OrgPermission as O, Permission, ProjectPermission as P, StagePermission as S,
};

pub(in crate::words) const fn permission_label(permission: Permission) -> &'static str {
    match permission {
        Permission::Org(p) => match p {
            O::OrgView => "See the organization",
            O::OrgUpdate => "Change the organization",
            O::OrgDelete => "Delete the organization",
            O::OrgTransfer => "Transfer the organization",
            O::MembersView => "See members",
            O::MembersInvite => "Invite members",
            O::MembersChangeRole => "Change members’ roles",
            O::MembersRemove => "Remove members",
            O::InvitationsManage => "Manage all invitations",
            O::RolesManage => "Manage roles",
            O::TeamsView => "See teams",
            O::TeamsManage => "Manage teams",
            O::ProjectsCreate => "Create projects",
            O::AuditView => "Read the audit log",
            O::AuditExport => "Export the audit log",
            O::BillingView => "See billing",
            O::BillingManage => "Change billing",
        },
        Permission::Project(p) => match p {
            P::ProjectView => "See the project",
            P::ProjectUpdate => "Change the project",
            P::ProjectDelete => "Delete the project",
            P::CollaboratorsView => "See collaborators",
            P::CollaboratorsManage => "Manage collaborators",
            P::ProjectAuditView => "Read the project’s audit log",
            P::ProjectAuditExport => "Export the project’s audit log",
        },
        Permission::Stage(p, _) => match p {
            S::EnvView => "See environments",
            S::EnvOpen => "Open environments",
            S::EnvCreate => "Create environments",
            S::EnvDeploy => "Deploy",
            S::EnvControl => "Start, stop and limit",
            S::EnvDelete => "Delete environments",
            S::EnvChangeStage => "Change the stage",
            S::LogsView => "Read logs",
            S::MetricsView => "See metrics",
            S::VariablesView => "See variables",
            S::VariablesEdit => "Change variables",
            S::ServicesView => "See extra services",
            S::ServicesManage => "Manage extra services",
            S::ServicesReveal => "Reveal service secrets",
        },
    }
}

pub(in crate::words) const fn permission_description(permission: Permission) -> &'static str {
    match permission {
        Permission::Org(p) => match p {
            O::OrgView => "See that the organization exists, and its name.",
            O::OrgUpdate => "Change the organization’s name, slug, description and website.",
            O::OrgDelete => "Delete the organization with everything in it.",
            O::OrgTransfer => "Offer the organization to another member, who becomes its Owner by accepting.",
            O::MembersView => "See the members of the organization, their roles and their addresses.",
            O::MembersInvite => {
                "Invite people to the organization, with a role that grants no more than one’s own."
            }
            O::MembersChangeRole => "Give members another role, one that grants no more than one’s own.",
            O::MembersRemove => {
                "Remove members from the organization, with all their access to its projects."
            }
            O::InvitationsManage => "See, resend and revoke the invitations that others sent.",
            O::RolesManage => "Make and change the organization’s own roles.",
            O::TeamsView => "See the teams of the organization and the people in them.",
            O::TeamsManage => "Make teams, and choose the people in them.",
            O::ProjectsCreate => "Create projects in the organization.",
            O::AuditView => {
                "Read who did what in the organization, from which address and with which program."
            }
            O::AuditExport => "Save the organization’s audit log as a file.",
            O::BillingView => "See whom the organization’s invoices are addressed to.",
            O::BillingManage => "Change whom the organization’s invoices are addressed to.",
        },
        Permission::Project(p) => match p {
            P::ProjectView => "See that the project exists, and what it is.",
            P::ProjectUpdate => "Change the project’s name, slug, description, repository and version.",
            P::ProjectDelete => "Delete the project with its environments, and bring it back.",
            P::CollaboratorsView => "See who has access to the project, and with which role.",
            P::CollaboratorsManage => "Give people and teams access to the project, and take it away.",
            P::ProjectAuditView => "Read who did what in the project.",
            P::ProjectAuditExport => "Save the project’s audit log as a file.",
        },
        Permission::Stage(p, _) => match p {
            S::EnvView => "See the environments and their state.",
            S::EnvOpen => "See the addresses of the environments and open them.",
            S::EnvCreate => "Create environments.",
            S::EnvDeploy => "Deploy, cancel, retry and roll back, and deploy on every push.",
            S::EnvControl => "Start, stop and restart environments, and set their limits.",
            S::EnvDelete => "Delete environments with their data.",
            S::EnvChangeStage => "Move environments to another stage.",
            S::LogsView => "Read the logs of the environments.",
            S::MetricsView => "See the load and the use of resources.",
            S::VariablesView => "See the names and values of the variables.",
            S::VariablesEdit => "Add, change and remove variables.",
            S::ServicesView => "See which extra services are attached.",
            S::ServicesManage => "Attach, change and detach extra services.",
            S::ServicesReveal => "Reveal the passwords and keys of extra services.",
        },
    }
}
