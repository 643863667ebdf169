//! What permissions are called and what they allow, in French.

use crate::access::permission::{
    OrgPermission as O, Permission, ProjectPermission as P, StagePermission as S,
};

pub(in crate::words) const fn permission_label(permission: Permission) -> &'static str {
    match permission {
        Permission::Org(p) => match p {
            O::OrgView => "Voir l’organisation",
            O::OrgUpdate => "Modifier l’organisation",
            O::OrgDelete => "Supprimer l’organisation",
            O::OrgTransfer => "Transférer l’organisation",
            O::MembersView => "Voir les membres",
            O::MembersInvite => "Inviter des membres",
            O::MembersChangeRole => "Changer le rôle des membres",
            O::MembersRemove => "Retirer des membres",
            O::InvitationsManage => "Gérer toutes les invitations",
            O::RolesManage => "Gérer les rôles",
            O::TeamsView => "Voir les équipes",
            O::TeamsManage => "Gérer les équipes",
            O::ProjectsCreate => "Créer des projets",
            O::AuditView => "Lire le journal d’audit",
            O::AuditExport => "Exporter le journal d’audit",
            O::BillingView => "Voir la facturation",
            O::BillingManage => "Modifier la facturation",
        },
        Permission::Project(p) => match p {
            P::ProjectView => "Voir le projet",
            P::ProjectUpdate => "Modifier le projet",
            P::ProjectDelete => "Supprimer le projet",
            P::CollaboratorsView => "Voir les collaborateurs",
            P::CollaboratorsManage => "Gérer les collaborateurs",
            P::ProjectAuditView => "Lire le journal d’audit du projet",
            P::ProjectAuditExport => "Exporter le journal d’audit du projet",
        },
        Permission::Stage(p, _) => match p {
            S::EnvView => "Voir les environnements",
            S::EnvOpen => "Ouvrir les environnements",
            S::EnvCreate => "Créer des environnements",
            S::EnvDeploy => "Déployer",
            S::EnvControl => "Démarrer, arrêter et limiter",
            S::EnvDelete => "Supprimer des environnements",
            S::EnvChangeStage => "Changer d’étape",
            S::LogsView => "Lire les journaux",
            S::MetricsView => "Voir les mesures",
            S::VariablesView => "Voir les variables",
            S::VariablesEdit => "Modifier les variables",
            S::ServicesView => "Voir les services complémentaires",
            S::ServicesManage => "Gérer les services complémentaires",
            S::ServicesReveal => "Révéler les secrets des services",
        },
    }
}

pub(in crate::words) const fn permission_description(permission: Permission) -> &'static str {
    match permission {
        Permission::Org(p) => match p {
            O::OrgView => "Voir que l’organisation existe, et son nom.",
            O::OrgUpdate => "Modifier le nom, l’identifiant, la présentation et le site de l’organisation.",
            O::OrgDelete => "Supprimer l’organisation avec tout ce qu’elle contient.",
            O::OrgTransfer => {
                "Proposer l’organisation à un autre membre, qui en devient Propriétaire en acceptant."
            }
            O::MembersView => "Voir les membres de l’organisation, leurs rôles et leurs adresses.",
            O::MembersInvite => {
                "Inviter des personnes dans l’organisation, avec un rôle qui n’accorde pas plus que le sien."
            }
            O::MembersChangeRole => "Donner aux membres un autre rôle, qui n’accorde pas plus que le sien.",
            O::MembersRemove => "Retirer des membres de l’organisation, avec tous leurs accès à ses projets.",
            O::InvitationsManage => "Voir, renvoyer et révoquer les invitations envoyées par d’autres.",
            O::RolesManage => "Créer et modifier les rôles propres à l’organisation.",
            O::TeamsView => "Voir les équipes de l’organisation et les personnes qui en font partie.",
            O::TeamsManage => "Créer des équipes et choisir les personnes qui en font partie.",
            O::ProjectsCreate => "Créer des projets dans l’organisation.",
            O::AuditView => {
                "Lire qui a fait quoi dans l’organisation, depuis quelle adresse et avec quel programme."
            }
            O::AuditExport => "Enregistrer le journal d’audit de l’organisation dans un fichier.",
            O::BillingView => "Voir à qui les factures de l’organisation sont adressées.",
            O::BillingManage => "Modifier à qui les factures de l’organisation sont adressées.",
        },
        Permission::Project(p) => match p {
            P::ProjectView => "Voir que le projet existe, et ce qu’il est.",
            P::ProjectUpdate => {
                "Modifier le nom, l’identifiant, la présentation, le dépôt et la version du projet."
            }
            P::ProjectDelete => "Supprimer le projet avec ses environnements, et le rétablir.",
            P::CollaboratorsView => "Voir qui a accès au projet, et avec quel rôle.",
            P::CollaboratorsManage => {
                "Donner accès au projet à des personnes et à des équipes, et le retirer."
            }
            P::ProjectAuditView => "Lire qui a fait quoi dans le projet.",
            P::ProjectAuditExport => "Enregistrer le journal d’audit du projet dans un fichier.",
        },
        Permission::Stage(p, _) => match p {
            S::EnvView => "Voir les environnements et leur état.",
            S::EnvOpen => "Voir les adresses des environnements et les ouvrir.",
            S::EnvCreate => "Créer des environnements.",
            S::EnvDeploy => "Déployer, annuler, réessayer et revenir en arrière, et déployer à chaque push.",
            S::EnvControl => "Démarrer, arrêter et redémarrer les environnements, et fixer leurs limites.",
            S::EnvDelete => "Supprimer des environnements avec leurs données.",
            S::EnvChangeStage => "Faire passer des environnements à une autre étape.",
            S::LogsView => "Lire les journaux des environnements.",
            S::MetricsView => "Voir la charge et l’utilisation des ressources.",
            S::VariablesView => "Voir les noms et les valeurs des variables.",
            S::VariablesEdit => "Ajouter, modifier et retirer des variables.",
            S::ServicesView => "Voir quels services complémentaires sont rattachés.",
            S::ServicesManage => "Rattacher, modifier et détacher des services complémentaires.",
            S::ServicesReveal => "Révéler les mots de passe et les clés des services complémentaires.",
        },
    }
}
