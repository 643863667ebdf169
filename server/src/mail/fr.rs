//! Mail in French.

use chrono::{DateTime, Datelike, Utc};
use slipway_core::{locale::Locale, words};

use super::{
    letter::{Button, Letter},
    message::InvitationMail,
};

/// The mail of an invitation.
pub(super) fn invitation(mail: &InvitationMail) -> Letter {
    let InvitationMail { organization, sender, invited, .. } = mail;
    let role = words::org_role_name(Locale::Fr, mail.role);
    Letter {
        locale: Locale::Fr,
        subject: format!("{sender} vous invite à rejoindre {organization} sur Slipway"),
        heading: format!("Invitation à rejoindre {organization}"),
        before: vec![
            format!("{sender} vous invite à rejoindre l’organisation {organization} avec le rôle {role}."),
            words::org_role_summary(Locale::Fr, mail.role),
        ],
        quote: mail.quote(format!("{sender} vous écrit :")),
        button: Some(button("Voir l’invitation", &mail.link)),
        after: vec![
            format!(
                "L’invitation est destinée à {invited} uniquement. Elle prend fin le {}.",
                date(mail.expires_at)
            ),
            "Si vous ne l’attendez pas, vous pouvez ignorer cet e-mail : rien ne se passe tant que vous \
             n’acceptez pas."
                .to_owned(),
        ],
    }
}

/// A button, with what to do where it does not work.
pub(super) fn button(action: &str, link: &str) -> Button {
    let link_hint = "Si le bouton ne fonctionne pas, copiez cette adresse dans votre navigateur :".to_owned();
    Button { action: action.to_owned(), link_hint, link: link.to_owned() }
}

/// A moment in words.
pub(super) fn date(at: DateTime<Utc>) -> String {
    let month = match at.month() {
        1 => "janvier",
        2 => "février",
        3 => "mars",
        4 => "avril",
        5 => "mai",
        6 => "juin",
        7 => "juillet",
        8 => "août",
        9 => "septembre",
        10 => "octobre",
        11 => "novembre",
        _ => "décembre",
    };
    let day = if at.day() == 1 { "1er".to_owned() } else { at.day().to_string() };
    format!("{day} {month} {} à {} UTC", at.year(), at.format("%H:%M"))
}
