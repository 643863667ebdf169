//! Why an act was refused or a request not answered, and what to do next, in Spanish.

use chrono::{DateTime, Datelike, Utc};

use super::{fields::field_problem, permissions::permission_label, roles::stage_name};
use crate::{
    access::{decide::Denial, permission::Permission, set::PermissionSet},
    api::problem::{Limited, Problem, StateProblem},
    invitation::VoidReason,
    mailed_link::LinkPurpose,
    words::{first_labels, in_a_row},
};

pub(in crate::words) fn denial(denial: &Denial) -> String {
    match denial {
        Denial::Hidden => NOT_FOUND.to_owned(),
        Denial::MissingPermission { missing } => {
            format!("Para esto hace falta {}, que aquí no tienes. {ASK}", permissions(*missing))
        }
        Denial::RoleAboveYours { missing } => format!(
            "Este rol concede {}, que tú no tienes. Elige un rol que no conceda más que el tuyo.",
            permissions(*missing)
        ),
        Denial::OutlastsYours { missing } => format!(
            "Este acceso duraría más que tu propio derecho: {}. Elige un final más cercano.",
            permissions(*missing)
        ),
        Denial::PersonAboveYou { missing } => {
            format!("Esta persona tiene {}, que tú no tienes. {ASK}", permissions(*missing))
        }
        Denial::LeadsMakeNoLeads => {
            "Quien dirige un equipo no puede nombrar a otra persona para dirigirlo. Pídeselo a alguien que \
             gestione los equipos."
                .to_owned()
        }
        Denial::LeadsAddMembersOnly => {
            "Quien dirige un equipo solo puede añadir a miembros de la organización. Haz que inviten primero \
             a esta persona."
                .to_owned()
        }
        Denial::OwnerNotByInvitation => {
            "No se puede invitar a nadie como Propietario. Invita con otro rol; después, un Propietario podrá \
             ascender al miembro."
                .to_owned()
        }
        Denial::OwnGrant => {
            "No puedes dar, cambiar ni prolongar un acceso que es tuyo. Pídeselo a alguien que pueda."
                .to_owned()
        }
        Denial::InvitationOfAnother { missing } => format!(
            "Esta invitación la envió otra persona, y para gestionarla hace falta {}. Pídeselo a esa persona, \
             a un Propietario o a un Administrador.",
            permissions(*missing)
        ),
        Denial::AdministratorOnly => {
            "Solo un administrador de la instalación puede hacerlo. Pídeselo a uno de ellos.".to_owned()
        }
    }
}

const ASK: &str = "Pídeselo a un Propietario o a un Administrador.";
const NOT_FOUND: &str = "No hay nada en esta dirección, o nada que puedas ver. Comprueba la dirección.";

fn permissions(set: PermissionSet) -> String {
    let label = |permission: Permission| match permission {
        Permission::Org(_) | Permission::Project(_) => format!("«{}»", permission_label(permission)),
        Permission::Stage(_, stage) => {
            format!("«{}» ({})", permission_label(permission), stage_name(stage))
        }
    };
    let (mut parts, more) = first_labels(set, label);
    if more > 0 {
        parts.push(format!("{more} más"));
    }
    in_a_row(parts, "y")
}

pub(in crate::words) fn state_problem(problem: &StateProblem) -> String {
    match problem {
        StateProblem::AlreadySetUp => "Slipway ya está en servicio. Inicia sesión.".to_owned(),
        StateProblem::AddressTaken { email } => {
            format!("Ya existe una cuenta con la dirección «{email}». Inicia sesión con ella.")
        }
        StateProblem::SlugTaken { slug } => {
            format!("Otra organización tiene el identificador «{slug}». Elige otro.")
        }
        StateProblem::OrganizationLimit { limit, organization } => {
            organization_limit(*limit, organization.as_deref())
        }
        StateProblem::LastOwner { organization: Some(organization) } => {
            format!(
                "{organization} se quedaría sin ningún Propietario con la cuenta activa. Nombra antes a otro \
                 Propietario en ella."
            )
        }
        StateProblem::LastAdministrator => {
            "La instalación conserva siempre un administrador con la cuenta activa. Nombra antes a otro \
             administrador."
                .to_owned()
        }
        StateProblem::LastOwner { organization: None } => {
            "Una organización conserva siempre un Propietario con la cuenta activa. Nombra antes a otro \
             Propietario."
                .to_owned()
        }
        StateProblem::AlreadyMember { email } => {
            format!("«{email}» ya es miembro de la organización. Cambia su rol en la lista de miembros.")
        }
        StateProblem::InvitationExpired { at } => {
            format!("Esta invitación caducó el {}. Pide una nueva a quien la envió.", date(*at))
        }
        StateProblem::InvitationAccepted => {
            "Esta invitación ya se aceptó. Inicia sesión para ver la organización.".to_owned()
        }
        StateProblem::InvitationDeclined => {
            "Esta invitación se rechazó. Para unirte a pesar de ello, pide una nueva a quien la envió."
                .to_owned()
        }
        StateProblem::InvitationRevoked => {
            "Esta invitación se revocó. Pregunta a quien la envió si habrá una nueva.".to_owned()
        }
        StateProblem::InvitationReplaced => {
            "Una invitación más reciente sustituye a esta. Usa el enlace del último correo.".to_owned()
        }
        StateProblem::InvitationVoid { void } => {
            format!("Esta invitación ya no se puede usar. {}", void_reason(*void))
        }
        StateProblem::MailNotInTrouble => {
            "El correo se envió, ya no hace falta o espera su primer intento. No hay nada que reintentar."
                .to_owned()
        }
        StateProblem::InvitationForAnother { invited, signed_in } => format!(
            "Esta invitación es para «{invited}», y has iniciado sesión como «{signed_in}». Cambia a la cuenta \
             de la dirección invitada."
        ),
        StateProblem::AddressNotVerified => {
            "Tu dirección de correo aún no está verificada. Abre el enlace del correo que se le envió, o pide \
             que se envíe de nuevo."
                .to_owned()
        }
        StateProblem::AlreadyVerified => {
            "Esta dirección de correo ya está verificada. No queda nada por hacer.".to_owned()
        }
        StateProblem::LinkUsed { of } => link_used(*of).to_owned(),
        StateProblem::LinkExpired { of } => format!("Este enlace ha caducado. {}", another_link(*of)),
        StateProblem::LinkEnded { of } => format!(
            "Este enlace ya no vale: se envió uno más reciente, o la cuenta se modificó desde entonces. {}",
            another_link(*of)
        ),
        StateProblem::SignUpClosed => {
            "Aquí las cuentas se crean por invitación. Pide a alguien que use este Slipway que te invite."
                .to_owned()
        }
        StateProblem::NoMail { of } => no_mail(*of).to_owned(),
    }
}

/// What cannot be done without mail, and who helps.
const fn no_mail(of: LinkPurpose) -> &'static str {
    match of {
        LinkPurpose::VerifyAddress => {
            "Esta instalación no envía correo, así que una dirección no se puede verificar. Pide a quien la \
             administra que active el envío."
        }
        LinkPurpose::ResetPassword => {
            "Esta instalación no envía correo. Habla con quien la administra: puede crear un enlace con \
             «slipway admin reset-password»."
        }
        LinkPurpose::ConfirmNewAddress | LinkPurpose::ConfirmOldAddress => {
            "Esta instalación no envía correo, así que un cambio de dirección no se puede confirmar. Pide a quien la \
             administra que active el envío."
        }
    }
}

/// What a link did already, and what follows.
const fn link_used(of: LinkPurpose) -> &'static str {
    match of {
        LinkPurpose::VerifyAddress => {
            "Este enlace ya se usó: la dirección de correo está verificada. Inicia sesión para continuar."
        }
        LinkPurpose::ResetPassword => {
            "Este enlace ya se usó para establecer una nueva contraseña. Inicia sesión con ella o pide otro \
             enlace."
        }
        LinkPurpose::ConfirmNewAddress | LinkPurpose::ConfirmOldAddress => {
            "Este enlace ya se usó para confirmar el cambio. Tu cuenta muestra si falta algo."
        }
    }
}

/// Where another link comes from.
const fn another_link(of: LinkPurpose) -> &'static str {
    match of {
        LinkPurpose::VerifyAddress => "Inicia sesión y pide que se envíe de nuevo el correo.",
        LinkPurpose::ResetPassword => "Pide otro en la página de la contraseña olvidada.",
        LinkPurpose::ConfirmNewAddress | LinkPurpose::ConfirmOldAddress => {
            "Pide de nuevo el cambio en tu cuenta."
        }
    }
}

fn organization_limit(limit: u32, organization: Option<&str>) -> String {
    const RAISE: &str = "El administrador de la instalación puede subir el límite.";
    const HELD: &str =
        "Una plaza queda ocupada hasta la purga de la organización, incluso tras una transferencia.";
    match (limit, organization) {
        (0, _) => format!("Tu cuenta no puede crear organizaciones. {RAISE}"),
        (1, Some(name)) => {
            format!("Tu cuenta puede crear 1 organización, y «{name}» ocupa esa plaza. {HELD} {RAISE}")
        }
        (1, None) => format!("Tu cuenta puede crear 1 organización, y ya lo ha hecho. {HELD} {RAISE}"),
        (_, Some(name)) => format!(
            "Tu cuenta puede crear {limit} organizaciones, y todas las plazas están ocupadas, una de ellas por \
             «{name}». {HELD} {RAISE}"
        ),
        (_, None) => format!(
            "Tu cuenta puede crear {limit} organizaciones, y todas las plazas están ocupadas. {HELD} {RAISE}"
        ),
    }
}

pub(in crate::words) fn problem(problem: &Problem) -> String {
    match problem {
        Problem::NotSignedIn => "No has iniciado sesión. Inicia sesión para continuar.".to_owned(),
        Problem::WrongCredentials => {
            "La dirección de correo y la contraseña no se corresponden. Comprueba ambas e inténtalo de nuevo."
                .to_owned()
        }
        Problem::WrongPassword => "No es tu contraseña actual. Escríbela de nuevo.".to_owned(),
        Problem::NotFresh => {
            "Para esto hay que escribir de nuevo tu contraseña. No se ha cambiado nada.".to_owned()
        }
        Problem::NotFound => NOT_FOUND.to_owned(),
        Problem::MethodNotAllowed => {
            "El servidor no conoce esta petición. Recarga la página e inténtalo de nuevo.".to_owned()
        }
        Problem::Denied { denial: reason } => denial(reason),
        Problem::State { problem } => state_problem(problem),
        Problem::Fields { errors } => match errors.0.as_slice() {
            [only] => field_problem(&only.problem),
            several => {
                format!("{} campos todavía no son correctos. Corrige los que están marcados.", several.len())
            }
        },
        Problem::Malformed { path, detail } if path.is_empty() => format!(
            "El servidor no pudo leer la petición: «{detail}». Recarga la página e inténtalo de nuevo."
        ),
        Problem::Malformed { path, detail } => format!(
            "El servidor no pudo leer «{path}» en la petición: «{detail}». Recarga la página e inténtalo de \
             nuevo."
        ),
        Problem::ForeignOrigin => {
            "La petición no viene de esta página. Abre Slipway en su propia dirección e inténtalo de nuevo."
                .to_owned()
        }
        Problem::UnknownHost => {
            "Slipway no responde en esta dirección. Ábrelo en la suya, o haz que el proxy que tiene delante \
             transmita la cabecera Host."
                .to_owned()
        }
        Problem::NotJson => "El servidor solo lee JSON. Envía la petición como application/json.".to_owned(),
        Problem::TooLarge { max_bytes } => {
            format!("La petición es demasiado grande. Envía como máximo {max_bytes} bytes.")
        }
        Problem::TooMany { of, retry_after } => format!("{} {}.", too_many(*of), wait(*retry_after)),
        Problem::Unavailable { retry_after } => format!(
            "El servidor no llega a su base de datos. Inténtalo de nuevo dentro de {}.",
            wait(*retry_after)
        ),
        Problem::Internal => {
            "Algo falló en el servidor, y su registro tiene los detalles. Inténtalo de nuevo, o da al \
             administrador el identificador de la petición."
                .to_owned()
        }
    }
}

pub(in crate::words) const fn void_reason(reason: VoidReason) -> &'static str {
    match reason {
        VoidReason::SenderLostRight => {
            "Quien la envió ya no puede dar este rol. Pide una nueva invitación a alguien que pueda."
        }
        VoidReason::SenderLeft => {
            "Quien la envió ya no está en la organización. Pide una nueva invitación a alguien que \
             esté en ella."
        }
        VoidReason::AlreadyMember => {
            "La persona invitada ya es miembro. Inicia sesión para ver la organización."
        }
    }
}

/// What there was too much of, up to the time to wait.
const fn too_many(of: Limited) -> &'static str {
    match of {
        Limited::Tries => "Demasiados intentos. Inténtalo de nuevo dentro de",
        Limited::SignUps => "Se crearon demasiadas cuentas desde tu red. Inténtalo de nuevo dentro de",
        Limited::Mails => "Se pidieron demasiados correos. Inténtalo de nuevo dentro de",
        Limited::Invitations => "Se enviaron demasiadas invitaciones. Envía más dentro de",
        Limited::Streams => "Hay demasiadas páginas abiertas a la vez. Inténtalo de nuevo dentro de",
    }
}

/// A time to wait, in the unit of its size, and never too short.
fn wait(seconds: u32) -> String {
    match seconds {
        1 => "1 segundo".to_owned(),
        0..=90 => format!("{seconds} segundos"),
        91..=5400 => format!("{} minutos", seconds.div_ceil(60)),
        _ => format!("{} horas", seconds.div_ceil(3600)),
    }
}

fn date(at: DateTime<Utc>) -> String {
    let month = match at.month0() {
        0 => "enero",
        1 => "febrero",
        2 => "marzo",
        3 => "abril",
        4 => "mayo",
        5 => "junio",
        6 => "julio",
        7 => "agosto",
        8 => "septiembre",
        9 => "octubre",
        10 => "noviembre",
        _ => "diciembre",
    };
    format!("{} de {month} de {} (UTC)", at.day(), at.year())
}
