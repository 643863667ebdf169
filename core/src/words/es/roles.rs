//! What roles and stages are called and what roles grant, in Spanish.

use crate::access::{
    role::{OrgRole, ProjectRole},
    stage::Stage,
};

pub(in crate::words) const fn stage_name(stage: Stage) -> &'static str {
    match stage {
        Stage::Production => "Producción",
        Stage::Staging => "Preproducción",
        Stage::Development => "Desarrollo",
    }
}

pub(in crate::words) const fn org_role_name(role: OrgRole) -> &'static str {
    match role {
        OrgRole::Owner => "Propietario",
        OrgRole::Admin => "Administrador",
        OrgRole::Developer => "Desarrollador",
        OrgRole::Billing => "Facturación",
        OrgRole::Viewer => "Lector",
        OrgRole::Member => "Miembro",
        OrgRole::Guest => "Invitado",
    }
}

pub(in crate::words) const fn org_role_summary(role: OrgRole) -> &'static str {
    match role {
        OrgRole::Owner => "Todo, incluso eliminar y transferir la organización.",
        OrgRole::Admin => "Todo, excepto eliminar o transferir la organización y modificar su facturación.",
        OrgRole::Developer => {
            "Invita a personas, crea proyectos y despliega en desarrollo y preproducción en todos los \
             proyectos."
        }
        OrgRole::Billing => "Ve a los miembros y modifica a quién se dirigen las facturas.",
        OrgRole::Viewer => "Ve a las personas, los equipos y todos los proyectos, y no modifica nada.",
        OrgRole::Member => {
            "Ve a las personas y los equipos, y los proyectos que se comparten con esa persona."
        }
        OrgRole::Guest => "Ve solo los proyectos que se comparten con esa persona.",
    }
}

pub(in crate::words) const fn project_role_name(role: ProjectRole) -> &'static str {
    match role {
        ProjectRole::Admin => "Administrador",
        ProjectRole::Developer => "Desarrollador",
        ProjectRole::Tester => "Probador",
        ProjectRole::Viewer => "Lector",
    }
}

pub(in crate::words) const fn project_role_summary(role: ProjectRole) -> &'static str {
    match role {
        ProjectRole::Admin => "Todo en el proyecto, en todas las etapas.",
        ProjectRole::Developer => {
            "Construye y despliega en desarrollo y preproducción, y ve el estado de producción."
        }
        ProjectRole::Tester => {
            "Abre y controla los entornos de desarrollo y preproducción, y ve el estado de producción."
        }
        ProjectRole::Viewer => "Ve el proyecto con sus registros y métricas, y no modifica nada.",
    }
}
