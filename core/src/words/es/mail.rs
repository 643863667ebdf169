//! What mails are for, how far they are, and what keeps them from leaving, in Spanish.

use crate::mail::{MailKind, MailStage, MailTrouble};

pub(in crate::words) const fn mail_kind(kind: MailKind) -> &'static str {
    match kind {
        MailKind::Invitation => "Invitación",
        MailKind::VerifyAddress => "Verificación de la dirección",
        MailKind::ResetPassword => "Contraseña nueva",
        MailKind::ConfirmNewAddress => "Cambio de dirección, a la nueva",
        MailKind::ConfirmOldAddress => "Cambio de dirección, a la actual",
        MailKind::PasswordChanged => "Aviso de una nueva contraseña",
        MailKind::AddressChanged => "Aviso de una nueva dirección",
    }
}

pub(in crate::words) const fn mail_stage(stage: MailStage) -> &'static str {
    match stage {
        MailStage::Waiting => "En espera",
        MailStage::Retrying => "Intentado sin éxito",
        MailStage::Sent => "Enviado",
        MailStage::Failed => "Abandonado",
        MailStage::Dropped => "No hace falta",
    }
}

pub(in crate::words) const fn mail_trouble(trouble: MailTrouble) -> &'static str {
    match trouble {
        MailTrouble::Unreachable => {
            "No se llega al servidor de correo. Comprueba que funciona, que --smtp-host y --smtp-port son \
             correctos y que ningún cortafuegos se interpone."
        }
        MailTrouble::NoAnswer => {
            "El servidor de correo no responde a tiempo. Comprueba su carga, y que --smtp-port y --smtp-tls \
             concuerdan."
        }
        MailTrouble::Encryption => {
            "La conversación con el servidor de correo no se puede cifrar. Comprueba --smtp-tls, y que el \
             certificado del servidor vale para el nombre de --smtp-host."
        }
        MailTrouble::BrokeOff => {
            "El servidor de correo cortó la conversación. Su propio registro dice por qué."
        }
        MailTrouble::SignIn => {
            "El servidor de correo no deja que Slipway inicie sesión. Comprueba --smtp-user y la contraseña."
        }
        MailTrouble::NotAdmitted => {
            "El servidor de correo no acepta ningún correo de Slipway. Comprueba que deja enviar a esta máquina, y \
             el remitente de --mail-from."
        }
        MailTrouble::PutOff => "El servidor de correo aplazó el correo. Se intentará de nuevo por sí solo.",
        MailTrouble::Refused => {
            "El servidor de correo rechazó este correo de forma definitiva. Comprueba la dirección del \
             destinatario."
        }
        MailTrouble::Folder => {
            "No se puede escribir en la carpeta de correos. Comprueba sus permisos y el espacio libre del disco."
        }
        MailTrouble::Address => "No se puede enviar correo a esta dirección.",
        MailTrouble::Other => "El correo no se pudo enviar. El registro del programa dice más.",
    }
}
