//! Mail in Spanish.

use chrono::{DateTime, Datelike, Utc};
use slipway_core::{locale::Locale, words};

use super::{
    letter::{Button, Letter},
    message::InvitationMail,
};

/// The mail of an invitation.
pub(super) fn invitation(mail: &InvitationMail) -> Letter {
    let InvitationMail { organization, sender, invited, .. } = mail;
    let role = words::org_role_name(Locale::Es, mail.role);
    Letter {
        locale: Locale::Es,
        subject: format!("{sender} te invita a {organization} en Slipway"),
        heading: format!("Tienes una invitación a {organization}"),
        before: vec![
            format!("{sender} te invita a unirte a la organización {organization} con el rol {role}."),
            words::org_role_summary(Locale::Es, mail.role),
        ],
        quote: mail.quote(format!("{sender} te escribe:")),
        button: Some(button("Ver la invitación", &mail.link)),
        after: vec![
            format!("La invitación es solo para {invited}. Termina el {}.", date(mail.expires_at)),
            "Si no la esperas, puedes ignorar este correo: no pasa nada hasta que la aceptes.".to_owned(),
        ],
    }
}

/// A button, with what to do where it does not work.
pub(super) fn button(action: &str, link: &str) -> Button {
    let link_hint = "Si el botón no funciona, copia esta dirección en tu navegador:".to_owned();
    Button { action: action.to_owned(), link_hint, link: link.to_owned() }
}

/// A moment in words.
pub(super) fn date(at: DateTime<Utc>) -> String {
    let month = match at.month() {
        1 => "enero",
        2 => "febrero",
        3 => "marzo",
        4 => "abril",
        5 => "mayo",
        6 => "junio",
        7 => "julio",
        8 => "agosto",
        9 => "septiembre",
        10 => "octubre",
        11 => "noviembre",
        _ => "diciembre",
    };
    format!("{} de {month} de {} a las {} UTC", at.day(), at.year(), at.format("%H:%M"))
}
