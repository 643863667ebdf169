//! What an audit log says was done, and what became of a mail, in English.

use crate::{
    api::invitation::MailState,
    audit::{AuditAction, AuditField},
};

pub(in crate::words) const fn audit_action(action: AuditAction) -> &'static str {
    match action {
        AuditAction::InstallationSetUp => "set up",
        AuditAction::InstallationSettingsChanged => "changed the settings of the installation",
        AuditAction::AccountCreated => "created the account",
        AuditAction::AccountSignedIn => "signed in as",
        AuditAction::AccountSignedOut => "signed out as",
        AuditAction::AccountUpdated => "changed the profile of",
        AuditAction::AccountPasswordChanged => "changed the password of",
        AuditAction::AccountOrgLimitChanged => "changed the number of organizations for",
        AuditAction::AccountResetLinkMade => "made a link for a new password for",
        AuditAction::MailRetried => "tried again to send the mail to",
        AuditAction::AccountPasswordConfirmed => "confirmed the password of",
        AuditAction::AccountDisabled => "disabled the account of",
        AuditAction::AccountEnabled => "enabled the account of",
        AuditAction::AccountMadeAdministrator => "made an administrator of",
        AuditAction::AccountAdministratorEnded => "took the administration from",
        AuditAction::AccountDeleted => "deleted the account of",
        AuditAction::AccountSessionsEnded => "ended sessions of",
        AuditAction::AccountVerificationSent => "asked for a mail that verifies",
        AuditAction::AccountVerified => "verified the address",
        AuditAction::AccountResetRequested => "asked to reset the password of",
        AuditAction::AccountPasswordReset => "reset the password of",
        AuditAction::AccountAddressChangeRequested => "asked to change the address of",
        AuditAction::AccountAddressChangeCancelled => "took back the change of the address of",
        AuditAction::AccountAddressConfirmed => "confirmed the change of the address of",
        AuditAction::AccountAddressChanged => "changed the address of",
        AuditAction::OrganizationCreated => "created the organization",
        AuditAction::OrganizationUpdated => "changed the organization",
        AuditAction::BillingUpdated => "changed the billing profile of",
        AuditAction::MemberJoined => "joined as",
        AuditAction::MemberLeft => "left as",
        AuditAction::MemberRoleChanged => "changed the role of",
        AuditAction::MemberMadeOwner => "made an Owner of",
        AuditAction::MemberRemoved => "removed",
        AuditAction::InvitationSent => "invited",
        AuditAction::InvitationResent => "sent once more the invitation to",
        AuditAction::InvitationLinkCopied => "made a link for the invitation to",
        AuditAction::InvitationRevoked => "revoked the invitation to",
        AuditAction::InvitationDeclined => "declined the invitation to",
        AuditAction::InvitationVoided => "could not use the invitation to",
        AuditAction::ActDenied => "was refused an act on",
    }
}

pub(in crate::words) const fn audit_field(field: AuditField) -> &'static str {
    match field {
        AuditField::Name => "Name",
        AuditField::Slug => "Slug",
        AuditField::Description => "Description",
        AuditField::Website => "Website",
        AuditField::Locale => "Language",
        AuditField::Email => "Email address",
        AuditField::Role => "Role",
        AuditField::LegalName => "Registered name",
        AuditField::Street => "Street",
        AuditField::PostalCode => "Postal code",
        AuditField::City => "City",
        AuditField::Country => "Country",
        AuditField::TaxId => "Tax number",
        AuditField::ExpiresAt => "Expires",
        AuditField::Reason => "Reason",
        AuditField::Invitations => "Invitations sent",
        AuditField::SignUp => "Sign-up",
        AuditField::OrgsPerAccount => "Organizations per account",
        AuditField::OrgLimit => "Organizations it may create",
        AuditField::Sender => "Sender",
        AuditField::Note => "Note",
        AuditField::Sessions => "Sessions ended",
        AuditField::Organizations => "Organizations",
        AuditField::NewAddress => "New email address",
        AuditField::ConfirmedAt => "Confirmed at",
        AuditField::VerifiedAddress => "Verified address",
        AuditField::Act => "Act",
    }
}

pub(in crate::words) fn mail_state(state: &MailState) -> String {
    match state {
        MailState::Queued => "Mail waiting to be sent".to_owned(),
        MailState::Sent { .. } => "Mail sent".to_owned(),
        MailState::Retrying { tries, .. } => {
            format!("Mail not sent yet: {} failed, another follows", tries_made(*tries))
        }
        MailState::Failed { tries } => format!("Mail not sent: {} failed", tries_made(*tries)),
        MailState::NotSent => "No mail: this installation sends none".to_owned(),
    }
}

fn tries_made(tries: u32) -> String {
    if tries == 1 { "1 try".to_owned() } else { format!("{tries} tries") }
}
