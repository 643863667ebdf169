//! Why an act was refused or a request not answered, and what to do next, in English.

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
            format!("This needs {}, which you do not have here. {ASK}", permissions(*missing))
        }
        Denial::RoleAboveYours { missing } => format!(
            "This role grants {}, which you do not have. Choose a role that grants no more than yours.",
            permissions(*missing)
        ),
        Denial::OutlastsYours { missing } => format!(
            "This would last longer than your own right to {}. Choose an earlier end.",
            permissions(*missing)
        ),
        Denial::PersonAboveYou { missing } => {
            format!("This person has {}, which you do not have. {ASK}", permissions(*missing))
        }
        Denial::LeadsMakeNoLeads => {
            "A lead of a team cannot make somebody else its lead. Ask somebody who manages teams.".to_owned()
        }
        Denial::LeadsAddMembersOnly => {
            "A lead of a team can add members of the organization only. Have this person invited first."
                .to_owned()
        }
        Denial::OwnerNotByInvitation => {
            "Nobody can be invited as Owner. Invite with another role; an Owner can promote the member \
             afterwards."
                .to_owned()
        }
        Denial::OwnGrant => {
            "You cannot give, change or extend access of your own. Ask somebody who may.".to_owned()
        }
        Denial::InvitationOfAnother { missing } => format!(
            "Somebody else sent this invitation, and managing it needs {}. Ask its sender, an Owner \
             or an Admin.",
            permissions(*missing)
        ),
        Denial::AdministratorOnly => {
            "Only an administrator of the installation can do this. Ask one of them.".to_owned()
        }
    }
}

const ASK: &str = "Ask an Owner or an Admin.";
const NOT_FOUND: &str = "There is nothing at this address, or nothing that you may see. Check the address.";

fn permissions(set: PermissionSet) -> String {
    let label = |permission: Permission| match permission {
        Permission::Org(_) | Permission::Project(_) => format!("“{}”", permission_label(permission)),
        Permission::Stage(_, stage) => {
            format!("“{}” ({})", permission_label(permission), stage_name(stage))
        }
    };
    let (mut parts, more) = first_labels(set, label);
    if more > 0 {
        parts.push(format!("{more} more"));
    }
    in_a_row(parts, "and")
}

pub(in crate::words) fn state_problem(problem: &StateProblem) -> String {
    match problem {
        StateProblem::AlreadySetUp => "Slipway is set up already. Sign in instead.".to_owned(),
        StateProblem::AddressTaken { email } => {
            format!("An account with the address “{email}” exists already. Sign in with it.")
        }
        StateProblem::SlugTaken { slug } => {
            format!("Another organization has the slug “{slug}”. Choose another slug.")
        }
        StateProblem::OrganizationLimit { limit, organization } => {
            organization_limit(*limit, organization.as_deref())
        }
        StateProblem::LastOwner { organization: Some(organization) } => {
            format!(
                "{organization} would be left without an Owner whose account is enabled. Make somebody else an Owner \
                 of it first."
            )
        }
        StateProblem::LastAdministrator => {
            "The installation always keeps one administrator whose account is enabled. Make somebody else an \
             administrator first."
                .to_owned()
        }
        StateProblem::LastOwner { organization: None } => {
            "An organization always keeps one Owner whose account is enabled. Make somebody else an Owner \
             first."
                .to_owned()
        }
        StateProblem::AlreadyMember { email } => {
            format!(
                "“{email}” is a member of the organization already. Change their role in the list of members."
            )
        }
        StateProblem::InvitationExpired { at } => {
            format!("This invitation expired on {}. Ask its sender for a new one.", date(*at))
        }
        StateProblem::InvitationAccepted => {
            "This invitation was accepted already. Sign in to see the organization.".to_owned()
        }
        StateProblem::InvitationDeclined => {
            "This invitation was declined. Ask its sender for a new one to join after all.".to_owned()
        }
        StateProblem::InvitationRevoked => {
            "This invitation was revoked. Ask its sender whether a new one is planned.".to_owned()
        }
        StateProblem::InvitationReplaced => {
            "A newer invitation took the place of this one. Use the link in the latest mail.".to_owned()
        }
        StateProblem::InvitationVoid { void } => {
            format!("This invitation can no longer be used. {}", void_reason(*void))
        }
        StateProblem::MailNotInTrouble => {
            "The mail was sent, is not needed any more, or waits for its first try. There is nothing to try again.".to_owned()
        }
        StateProblem::InvitationForAnother { invited, signed_in } => format!(
            "This invitation is for “{invited}”, and you are signed in as “{signed_in}”. Switch to the \
             account of the invited address."
        ),
        StateProblem::AddressNotVerified => {
            "Your email address is not verified yet. Open the link in the mail that was sent to it, or have it \
             sent again."
                .to_owned()
        }
        StateProblem::AlreadyVerified => {
            "This email address is verified already. Nothing is left to do.".to_owned()
        }
        StateProblem::LinkUsed { of } => link_used(*of).to_owned(),
        StateProblem::LinkExpired { of } => format!("This link has expired. {}", another_link(*of)),
        StateProblem::LinkEnded { of } => format!(
            "This link no longer counts: a newer one was sent, or the account was changed since. {}",
            another_link(*of)
        ),
        StateProblem::SignUpClosed => {
            "Accounts are made by invitation here. Ask somebody who uses this Slipway to invite you.".to_owned()
        }
        StateProblem::NoMail { of } => no_mail(*of).to_owned(),
    }
}

/// What cannot be done without mail, and who helps.
const fn no_mail(of: LinkPurpose) -> &'static str {
    match of {
        LinkPurpose::VerifyAddress => {
            "This installation sends no mail, so an address cannot be verified. Ask its administrator to have mail \
             sent."
        }
        LinkPurpose::ResetPassword => {
            "This installation sends no mail. Ask its administrator, who can make a link with “slipway admin \
             reset-password”."
        }
        LinkPurpose::ConfirmNewAddress | LinkPurpose::ConfirmOldAddress => {
            "This installation sends no mail, so a change of address cannot be confirmed. Ask its administrator to \
             have mail sent."
        }
    }
}

/// What a link did already, and what follows.
const fn link_used(of: LinkPurpose) -> &'static str {
    match of {
        LinkPurpose::VerifyAddress => {
            "This link was used already: the email address is verified. Sign in to go on."
        }
        LinkPurpose::ResetPassword => {
            "This link was used already to set a new password. Sign in with it, or ask for another link."
        }
        LinkPurpose::ConfirmNewAddress | LinkPurpose::ConfirmOldAddress => {
            "This link was used already to confirm the change. Your account shows whether anything is missing."
        }
    }
}

/// Where another link comes from.
const fn another_link(of: LinkPurpose) -> &'static str {
    match of {
        LinkPurpose::VerifyAddress => "Sign in and have the mail sent again.",
        LinkPurpose::ResetPassword => "Ask for another one on the page for a forgotten password.",
        LinkPurpose::ConfirmNewAddress | LinkPurpose::ConfirmOldAddress => {
            "Ask for the change once more in your account."
        }
    }
}

fn organization_limit(limit: u32, organization: Option<&str>) -> String {
    const RAISE: &str = "The installation’s administrator can raise the limit.";
    const HELD: &str = "A place is held until the organization is purged, even after a transfer.";
    match (limit, organization) {
        (0, _) => format!("Your account may not create organizations. {RAISE}"),
        (1, Some(name)) => {
            format!("Your account may create 1 organization, and “{name}” holds that place. {HELD} {RAISE}")
        }
        (1, None) => {
            format!("Your account may create 1 organization, and has done so. {HELD} {RAISE}")
        }
        (_, Some(name)) => format!(
            "Your account may create {limit} organizations, and all places are held, one of them by “{name}”. \
             {HELD} {RAISE}"
        ),
        (_, None) => {
            format!("Your account may create {limit} organizations, and all places are held. {HELD} {RAISE}")
        }
    }
}

pub(in crate::words) fn problem(problem: &Problem) -> String {
    match problem {
        Problem::NotSignedIn => "You are not signed in. Sign in to go on.".to_owned(),
        Problem::WrongCredentials => {
            "The email address and the password do not belong together. Check both and try again.".to_owned()
        }
        Problem::WrongPassword => "This is not your current password. Type it again.".to_owned(),
        Problem::NotFresh => "This needs your password once more. Nothing was changed.".to_owned(),
        Problem::NotFound => NOT_FOUND.to_owned(),
        Problem::MethodNotAllowed => {
            "The server does not know this request. Reload the page and try again.".to_owned()
        }
        Problem::Denied { denial: reason } => denial(reason),
        Problem::State { problem } => state_problem(problem),
        Problem::Fields { errors } => match errors.0.as_slice() {
            [only] => field_problem(&only.problem),
            several => format!("{} fields are not right yet. Correct the marked ones.", several.len()),
        },
        Problem::Malformed { path, detail } if path.is_empty() => {
            format!("The server could not read the request: “{detail}”. Reload the page and try again.")
        }
        Problem::Malformed { path, detail } => format!(
            "The server could not read “{path}” in the request: “{detail}”. Reload the page and try again."
        ),
        Problem::ForeignOrigin => {
            "The request did not come from this page. Open Slipway at its own address and try again."
                .to_owned()
        }
        Problem::UnknownHost => {
            "Slipway does not answer at this address. Open it at its own, or have the proxy before it pass the \
             Host header on."
                .to_owned()
        }
        Problem::NotJson => "The server reads JSON only. Send the request as application/json.".to_owned(),
        Problem::TooLarge { max_bytes } => {
            format!("The request is too large. Send at most {max_bytes} bytes.")
        }
        Problem::TooMany { of, retry_after } => format!("{} {}.", too_many(*of), wait(*retry_after)),
        Problem::Unavailable { retry_after } => {
            format!("The server cannot reach its database. Try again in {}.", wait(*retry_after))
        }
        Problem::Internal => {
            "Something failed in the server, and its log has the details. Try again, or give the \
             administrator the request’s id."
                .to_owned()
        }
    }
}

pub(in crate::words) const fn void_reason(reason: VoidReason) -> &'static str {
    match reason {
        VoidReason::SenderLostRight => {
            "Its sender may no longer give this role. Ask somebody who may for a new invitation."
        }
        VoidReason::SenderLeft => {
            "Its sender is no longer in the organization. Ask somebody who is for a new invitation."
        }
        VoidReason::AlreadyMember => {
            "The invited person is a member already. Sign in to see the organization."
        }
    }
}

/// What there was too much of, up to the time to wait.
const fn too_many(of: Limited) -> &'static str {
    match of {
        Limited::Tries => "Too many tries. Try again in",
        Limited::SignUps => "Too many accounts were made from your network. Try again in",
        Limited::Mails => "Too many mails were asked for. Try again in",
        Limited::Invitations => "Too many invitations were sent. Send more in",
        Limited::Streams => "Too many pages are open at once. Try again in",
    }
}

/// A time to wait, in the unit of its size, and never too short.
fn wait(seconds: u32) -> String {
    match seconds {
        1 => "1 second".to_owned(),
        0..=90 => format!("{seconds} seconds"),
        91..=5400 => format!("{} minutes", seconds.div_ceil(60)),
        _ => format!("{} hours", seconds.div_ceil(3600)),
    }
}

fn date(at: DateTime<Utc>) -> String {
    let month = match at.month0() {
        0 => "January",
        1 => "February",
        2 => "March",
        3 => "April",
        4 => "May",
        5 => "June",
        6 => "July",
        7 => "August",
        8 => "September",
        9 => "October",
        10 => "November",
        _ => "December",
    };
    format!("{} {month} {} (UTC)", at.day(), at.year())
}
