//! What an audit log says was done, and what became of a mail, in Spanish.

use crate::{api::invitation::MailState, audit::AuditAction};

pub(in crate::words) const fn audit_action(action: AuditAction) -> &'static str {
    match action {
        AuditAction::InstallationSetUp => "puso en servicio",
        AuditAction::InstallationSettingsChanged => "modificó los ajustes de la instalación",
        AuditAction::AccountCreated => "creó la cuenta",
        AuditAction::AccountSignedIn => "inició sesión como",
        AuditAction::AccountSignedOut => "cerró sesión como",
        AuditAction::AccountUpdated => "modificó el perfil de",
        AuditAction::AccountPasswordChanged => "cambió la contraseña de",
        AuditAction::AccountOrgLimitChanged => "cambió el número de organizaciones de",
        AuditAction::AccountResetLinkMade => "creó un enlace de contraseña nueva para",
        AuditAction::MailRetried => "reintentó enviar el correo a",
        AuditAction::AccountPasswordConfirmed => "confirmó la contraseña de",
        AuditAction::AccountDisabled => "desactivó la cuenta de",
        AuditAction::AccountEnabled => "reactivó la cuenta de",
        AuditAction::AccountMadeAdministrator => "dio la administración a",
        AuditAction::AccountAdministratorEnded => "quitó la administración a",
        AuditAction::AccountDeleted => "eliminó la cuenta de",
        AuditAction::AccountSessionsEnded => "cerró sesiones de",
        AuditAction::AccountVerificationSent => "pidió un correo de verificación para",
        AuditAction::AccountVerified => "verificó la dirección",
        AuditAction::AccountResetRequested => "pidió restablecer la contraseña de",
        AuditAction::AccountPasswordReset => "restableció la contraseña de",
        AuditAction::AccountAddressChangeRequested => "pidió cambiar la dirección de",
        AuditAction::AccountAddressChangeCancelled => "anuló el cambio de dirección de",
        AuditAction::AccountAddressConfirmed => "confirmó el cambio de dirección de",
        AuditAction::AccountAddressChanged => "cambió la dirección de",
        AuditAction::OrganizationCreated => "creó la organización",
        AuditAction::OrganizationUpdated => "modificó la organización",
        AuditAction::BillingUpdated => "modificó el perfil de facturación de",
        AuditAction::MemberJoined => "se unió como",
        AuditAction::MemberLeft => "salió como",
        AuditAction::MemberRoleChanged => "cambió el rol de",
        AuditAction::MemberMadeOwner => "dio el rol de propietario a",
        AuditAction::MemberRemoved => "quitó a",
        AuditAction::InvitationSent => "invitó a",
        AuditAction::InvitationResent => "reenvió la invitación a",
        AuditAction::InvitationLinkCopied => "creó un enlace para la invitación a",
        AuditAction::InvitationRevoked => "revocó la invitación a",
        AuditAction::InvitationDeclined => "rechazó la invitación dirigida a",
        AuditAction::InvitationVoided => "no pudo usar la invitación dirigida a",
        AuditAction::ActDenied => "no pudo actuar, por falta de permiso, sobre",
    }
}

pub(in crate::words) fn audit_field(field: &str) -> &str {
    match field {
        "name" => "Nombre",
        "slug" => "Identificador",
        "description" => "Descripción",
        "website" => "Sitio web",
        "locale" => "Idioma",
        "email" => "Dirección de correo",
        "role" => "Rol",
        "legal_name" => "Razón social",
        "street" => "Calle",
        "postal_code" => "Código postal",
        "city" => "Ciudad",
        "country" => "País",
        "tax_id" => "Número fiscal",
        "expires_at" => "Caducidad",
        "reason" => "Motivo",
        "invitations" => "Invitaciones enviadas",
        "sign_up" => "Alta de cuentas",
        "orgs_per_account" => "Organizaciones por cuenta",
        "org_limit" => "Organizaciones que puede crear",
        "sender" => "Remitente",
        "note" => "Nota",
        "sessions" => "Sesiones",
        "organizations" => "Organizaciones",
        "new_address" => "Nueva dirección de correo",
        "confirmed_at" => "Confirmado en",
        "verified_address" => "Dirección verificada",
        "act" => "Acción",
        other => other,
    }
}

pub(in crate::words) fn mail_state(state: &MailState) -> String {
    match state {
        MailState::Queued => "Correo en espera de envío".to_owned(),
        MailState::Sent { .. } => "Correo enviado".to_owned(),
        MailState::Retrying { tries, .. } => {
            format!("Correo aún no enviado: {}, habrá otro", failed_tries(*tries))
        }
        MailState::Failed { tries } => format!("Correo no enviado: {}", failed_tries(*tries)),
        MailState::NotSent => "Sin correo: esta instalación no envía ninguno".to_owned(),
    }
}

fn failed_tries(tries: u32) -> String {
    if tries == 1 { "1 intento fallido".to_owned() } else { format!("{tries} intentos fallidos") }
}
