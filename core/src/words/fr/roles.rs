//! What roles and stages are called and what roles grant, in French.

use crate::access::{
    role::{OrgRole, ProjectRole},
    stage::Stage,
};

pub(in crate::words) const fn stage_name(stage: Stage) -> &'static str {
    match stage {
        Stage::Production => "Production",
        Stage::Staging => "Préproduction",
        Stage::Development => "Développement",
    }
}

pub(in crate::words) const fn org_role_name(role: OrgRole) -> &'static str {
    match role {
        OrgRole::Owner => "Propriétaire",
        OrgRole::Admin => "Administrateur",
        OrgRole::Developer => "Développeur",
        OrgRole::Billing => "Facturation",
        OrgRole::Viewer => "Lecteur",
        OrgRole::Member => "Membre",
        OrgRole::Guest => "Invité",
    }
}

pub(in crate::words) const fn org_role_summary(role: OrgRole) -> &'static str {
    match role {
        OrgRole::Owner => "Tout, y compris supprimer et transférer l’organisation.",
        OrgRole::Admin => "Tout, sauf supprimer ou transférer l’organisation et modifier sa facturation.",
        OrgRole::Developer => {
            "Invite des personnes, crée des projets et déploie en développement et en préproduction \
             dans tous les projets."
        }
        OrgRole::Billing => "Voit les membres et modifie à qui les factures sont adressées.",
        OrgRole::Viewer => "Voit les personnes, les équipes et tous les projets, et ne modifie rien.",
        OrgRole::Member => "Voit les personnes et les équipes, et les projets qu’on lui a partagés.",
        OrgRole::Guest => "Voit seulement les projets qu’on lui a partagés.",
    }
}

pub(in crate::words) const fn project_role_name(role: ProjectRole) -> &'static str {
    match role {
        ProjectRole::Admin => "Administrateur",
        ProjectRole::Developer => "Développeur",
        ProjectRole::Tester => "Testeur",
        ProjectRole::Viewer => "Lecteur",
    }
}

pub(in crate::words) const fn project_role_summary(role: ProjectRole) -> &'static str {
    match role {
        ProjectRole::Admin => "Tout dans le projet, à toutes les étapes.",
        ProjectRole::Developer => {
            "Construit et déploie en développement et en préproduction, et voit l’état de la production."
        }
        ProjectRole::Tester => {
            "Ouvre et pilote les environnements de développement et de préproduction, et voit l’état de la \
             production."
        }
        ProjectRole::Viewer => "Voit le projet avec ses journaux et ses mesures, et ne modifie rien.",
    }
}
