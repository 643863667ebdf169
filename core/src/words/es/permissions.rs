//! What permissions are called and what they allow, in Spanish.

use crate::access::permission::{
    OrgPermission as O, Permission, ProjectPermission as P, StagePermission as S,
};

pub(in crate::words) const fn permission_label(permission: Permission) -> &'static str {
    match permission {
        Permission::Org(p) => match p {
            O::OrgView => "Ver la organización",
            O::OrgUpdate => "Modificar la organización",
            O::OrgDelete => "Eliminar la organización",
            O::OrgTransfer => "Transferir la organización",
            O::MembersView => "Ver los miembros",
            O::MembersInvite => "Invitar a miembros",
            O::MembersChangeRole => "Cambiar el rol de los miembros",
            O::MembersRemove => "Quitar a miembros",
            O::InvitationsManage => "Gestionar todas las invitaciones",
            O::RolesManage => "Gestionar los roles",
            O::TeamsView => "Ver los equipos",
            O::TeamsManage => "Gestionar los equipos",
            O::ProjectsCreate => "Crear proyectos",
            O::AuditView => "Leer el registro de auditoría",
            O::AuditExport => "Exportar el registro de auditoría",
            O::BillingView => "Ver la facturación",
            O::BillingManage => "Modificar la facturación",
        },
        Permission::Project(p) => match p {
            P::ProjectView => "Ver el proyecto",
            P::ProjectUpdate => "Modificar el proyecto",
            P::ProjectDelete => "Eliminar el proyecto",
            P::CollaboratorsView => "Ver los colaboradores",
            P::CollaboratorsManage => "Gestionar los colaboradores",
            P::ProjectAuditView => "Leer el registro de auditoría del proyecto",
            P::ProjectAuditExport => "Exportar el registro de auditoría del proyecto",
        },
        Permission::Stage(p, _) => match p {
            S::EnvView => "Ver los entornos",
            S::EnvOpen => "Abrir los entornos",
            S::EnvCreate => "Crear entornos",
            S::EnvDeploy => "Desplegar",
            S::EnvControl => "Iniciar, detener y limitar",
            S::EnvDelete => "Eliminar entornos",
            S::EnvChangeStage => "Cambiar de etapa",
            S::LogsView => "Leer los registros",
            S::MetricsView => "Ver las métricas",
            S::VariablesView => "Ver las variables",
            S::VariablesEdit => "Modificar las variables",
            S::ServicesView => "Ver los servicios adicionales",
            S::ServicesManage => "Gestionar los servicios adicionales",
            S::ServicesReveal => "Revelar los secretos de los servicios",
        },
    }
}

pub(in crate::words) const fn permission_description(permission: Permission) -> &'static str {
    match permission {
        Permission::Org(p) => match p {
            O::OrgView => "Ver que la organización existe, y su nombre.",
            O::OrgUpdate => {
                "Modificar el nombre, el identificador, la descripción y el sitio web de la organización."
            }
            O::OrgDelete => "Eliminar la organización con todo lo que contiene.",
            O::OrgTransfer => {
                "Ofrecer la organización a otro miembro, que pasa a ser su Propietario al aceptarla."
            }
            O::MembersView => "Ver los miembros de la organización, sus roles y sus direcciones.",
            O::MembersInvite => {
                "Invitar a personas a la organización, con un rol que no conceda más que el propio."
            }
            O::MembersChangeRole => "Dar a los miembros otro rol, que no conceda más que el propio.",
            O::MembersRemove => "Quitar a miembros de la organización, con todo su acceso a los proyectos.",
            O::InvitationsManage => "Ver, reenviar y revocar las invitaciones que enviaron otros.",
            O::RolesManage => "Crear y modificar los roles propios de la organización.",
            O::TeamsView => "Ver los equipos de la organización y las personas que los forman.",
            O::TeamsManage => "Crear equipos y elegir a las personas que los forman.",
            O::ProjectsCreate => "Crear proyectos en la organización.",
            O::AuditView => "Leer quién hizo qué en la organización, desde qué dirección y con qué programa.",
            O::AuditExport => "Guardar el registro de auditoría de la organización en un archivo.",
            O::BillingView => "Ver a quién se dirigen las facturas de la organización.",
            O::BillingManage => "Modificar a quién se dirigen las facturas de la organización.",
        },
        Permission::Project(p) => match p {
            P::ProjectView => "Ver que el proyecto existe, y qué es.",
            P::ProjectUpdate => {
                "Modificar el nombre, el identificador, la descripción, el repositorio y la versión \
                 del proyecto."
            }
            P::ProjectDelete => "Eliminar el proyecto con sus entornos, y recuperarlo.",
            P::CollaboratorsView => "Ver quién tiene acceso al proyecto, y con qué rol.",
            P::CollaboratorsManage => "Dar acceso al proyecto a personas y equipos, y retirarlo.",
            P::ProjectAuditView => "Leer quién hizo qué en el proyecto.",
            P::ProjectAuditExport => "Guardar el registro de auditoría del proyecto en un archivo.",
        },
        Permission::Stage(p, _) => match p {
            S::EnvView => "Ver los entornos y su estado.",
            S::EnvOpen => "Ver las direcciones de los entornos y abrirlos.",
            S::EnvCreate => "Crear entornos.",
            S::EnvDeploy => "Desplegar, cancelar, reintentar y volver atrás, y desplegar con cada push.",
            S::EnvControl => "Iniciar, detener y reiniciar los entornos, y fijar sus límites.",
            S::EnvDelete => "Eliminar entornos con sus datos.",
            S::EnvChangeStage => "Pasar entornos a otra etapa.",
            S::LogsView => "Leer los registros de los entornos.",
            S::MetricsView => "Ver la carga y el uso de los recursos.",
            S::VariablesView => "Ver los nombres y los valores de las variables.",
            S::VariablesEdit => "Añadir, modificar y quitar variables.",
            S::ServicesView => "Ver qué servicios adicionales están conectados.",
            S::ServicesManage => "Conectar, modificar y desconectar servicios adicionales.",
            S::ServicesReveal => "Revelar las contraseñas y las claves de los servicios adicionales.",
        },
    }
}
