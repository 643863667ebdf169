//! Mail in English.

use chrono::{DateTime, Datelike, Utc};
use slipway_core::{locale::Locale, words};

use super::{
    letter::{Button, Letter},
    message::InvitationMail,
};

/// The mail of an invitation.
pub(super) fn invitation(mail: &InvitationMail) -> Letter {
    let InvitationMail { organization, sender, invited, .. } = mail;
    let role = words::org_role_name(Locale::En, mail.role);
    Letter {
        locale: Locale::En,
        subject: format!("{sender} invites you to {organization} on Slipway"),
        heading: format!("You are invited to {organization}"),
        before: vec![
            format!("{sender} invites you to join the organization {organization} with the role {role}."),
            words::org_role_summary(Locale::En, mail.role),
        ],
        quote: mail.quote(format!("{sender} writes:")),
        button: Some(button("See the invitation", &mail.link)),
        after: vec![
            format!("The invitation is for {invited} alone. It ends on {}.", date(mail.expires_at)),
            "If you do not expect it, you can ignore this mail: nothing happens until you accept.".to_owned(),
        ],
    }
}

/// A button, with what to do where it does not work.
pub(super) fn button(action: &str, link: &str) -> Button {
    let link_hint = "If the button does not open, copy this address into your browser:".to_owned();
    Button { action: action.to_owned(), link_hint, link: link.to_owned() }
}

/// A moment in words.
pub(super) fn date(at: DateTime<Utc>) -> String {
    let month = match at.month() {
        1 => "January",
        2 => "February",
        3 => "March",
        4 => "April",
        5 => "May",
        6 => "June",
        7 => "July",
        8 => "August",
        9 => "September",
        10 => "October",
        11 => "November",
        _ => "December",
    };
    format!("{} {month} {} at {} UTC", at.day(), at.year(), at.format("%H:%M"))
}
