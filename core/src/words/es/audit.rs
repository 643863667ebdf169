//! What an audit log says was done, and what became of a mail, in Spanish.

use crate::{
    api::invitation::MailState,
    audit::{AuditAction, AuditField},
};

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

pub(in crate::words) const fn audit_field(field: AuditField) -> &'static str {
    match field {
        AuditField::Name => "Nombre",
        AuditField::Slug => "Identificador",
        AuditField::Description => "Descripción",
        AuditField::Website => "Sitio web",
        AuditField::Locale => "Idioma",
        AuditField::Email => "Dirección de correo",
        AuditField::Role => "Rol",
        AuditField::LegalName => "Razón social",
        AuditField::Street => "Calle",
        AuditField::PostalCode => "Código postal",
        AuditField::City => "Ciudad",
        AuditField::Country => "País",
        AuditField::TaxId => "Número fiscal",
        AuditField::ExpiresAt => "Caducidad",
        AuditField::Reason => "Motivo",
        AuditField::Invitations => "Invitaciones enviadas",
        AuditField::SignUp => "Alta de cuentas",
        AuditField::OrgsPerAccount => "Organizaciones por cuenta",
        AuditField::OrgLimit => "Organizaciones que puede crear",
        AuditField::Sender => "Remitente",
        AuditField::Note => "Nota",
        AuditField::Sessions => "Sesiones terminadas",
        AuditField::Organizations => "Organizaciones",
        AuditField::NewAddress => "Nueva dirección de correo",
        AuditField::ConfirmedAt => "Confirmado en",
        AuditField::VerifiedAddress => "Dirección verificada",
        AuditField::Act => "Acción",
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
