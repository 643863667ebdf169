//! What an audit log says was done, and what became of a mail, in French.

use crate::{
    api::invitation::MailState,
    audit::{AuditAction, AuditField},
};

pub(in crate::words) const fn audit_action(action: AuditAction) -> &'static str {
    match action {
        AuditAction::InstallationSetUp => "a mis en service",
        AuditAction::InstallationSettingsChanged => "a modifié les paramètres de l’installation",
        AuditAction::AccountCreated => "a créé le compte",
        AuditAction::AccountSignedIn => "a ouvert une session en tant que",
        AuditAction::AccountSignedOut => "a fermé sa session en tant que",
        AuditAction::AccountUpdated => "a modifié le profil de",
        AuditAction::AccountPasswordChanged => "a changé le mot de passe de",
        AuditAction::AccountOrgLimitChanged => "a changé le nombre d’organisations pour",
        AuditAction::AccountResetLinkMade => "a créé un lien de nouveau mot de passe pour",
        AuditAction::MailRetried => "a relancé l’envoi de l’e-mail à",
        AuditAction::AccountPasswordConfirmed => "a confirmé le mot de passe de",
        AuditAction::AccountDisabled => "a désactivé le compte de",
        AuditAction::AccountEnabled => "a réactivé le compte de",
        AuditAction::AccountMadeAdministrator => "a confié l’administration à",
        AuditAction::AccountAdministratorEnded => "a retiré l’administration à",
        AuditAction::AccountDeleted => "a supprimé le compte de",
        AuditAction::AccountSessionsEnded => "a fermé des sessions de",
        AuditAction::AccountVerificationSent => "a demandé un e-mail de vérification pour",
        AuditAction::AccountVerified => "a vérifié l’adresse",
        AuditAction::AccountResetRequested => "a demandé à réinitialiser le mot de passe de",
        AuditAction::AccountPasswordReset => "a réinitialisé le mot de passe de",
        AuditAction::AccountAddressChangeRequested => "a demandé à changer l’adresse de",
        AuditAction::AccountAddressChangeCancelled => "a annulé le changement d’adresse de",
        AuditAction::AccountAddressConfirmed => "a confirmé le changement d’adresse de",
        AuditAction::AccountAddressChanged => "a changé l’adresse de",
        AuditAction::OrganizationCreated => "a créé l’organisation",
        AuditAction::OrganizationUpdated => "a modifié l’organisation",
        AuditAction::BillingUpdated => "a modifié le profil de facturation de",
        AuditAction::MemberJoined => "a rejoint l’organisation en tant que",
        AuditAction::MemberLeft => "a quitté l’organisation en tant que",
        AuditAction::MemberRoleChanged => "a changé le rôle de",
        AuditAction::MemberMadeOwner => "a donné le rôle de propriétaire à",
        AuditAction::MemberRemoved => "a retiré",
        AuditAction::InvitationSent => "a invité",
        AuditAction::InvitationResent => "a renvoyé l’invitation à",
        AuditAction::InvitationLinkCopied => "a créé un lien pour l’invitation à",
        AuditAction::InvitationRevoked => "a révoqué l’invitation à",
        AuditAction::InvitationDeclined => "a décliné l’invitation adressée à",
        AuditAction::InvitationVoided => "n’a pas pu utiliser l’invitation adressée à",
        AuditAction::ActDenied => "s’est vu refuser une action sur",
    }
}

pub(in crate::words) const fn audit_field(field: AuditField) -> &'static str {
    match field {
        AuditField::Name => "Nom",
        AuditField::Slug => "Identifiant",
        AuditField::Description => "Présentation",
        AuditField::Website => "Site web",
        AuditField::Locale => "Langue",
        AuditField::Email => "Adresse e-mail",
        AuditField::Role => "Rôle",
        AuditField::LegalName => "Raison sociale",
        AuditField::Street => "Rue",
        AuditField::PostalCode => "Code postal",
        AuditField::City => "Ville",
        AuditField::Country => "Pays",
        AuditField::TaxId => "Numéro fiscal",
        AuditField::ExpiresAt => "Expiration",
        AuditField::Reason => "Motif",
        AuditField::Invitations => "Invitations envoyées",
        AuditField::SignUp => "Inscription",
        AuditField::OrgsPerAccount => "Organisations par compte",
        AuditField::OrgLimit => "Organisations que le compte peut créer",
        AuditField::Sender => "Expéditeur",
        AuditField::Note => "Mot joint",
        AuditField::Sessions => "Sessions terminées",
        AuditField::Organizations => "Organisations",
        AuditField::NewAddress => "Nouvelle adresse e-mail",
        AuditField::ConfirmedAt => "Confirmé à",
        AuditField::VerifiedAddress => "Adresse vérifiée",
        AuditField::Act => "Action",
    }
}

pub(in crate::words) fn mail_state(state: &MailState) -> String {
    match state {
        MailState::Queued => "E-mail en attente d’envoi".to_owned(),
        MailState::Sent { .. } => "E-mail envoyé".to_owned(),
        MailState::Retrying { tries, .. } => {
            format!("E-mail pas encore envoyé : {}, une autre suivra", failed_tries(*tries))
        }
        MailState::Failed { tries } => format!("E-mail non envoyé : {}", failed_tries(*tries)),
        MailState::NotSent => "Pas d’e-mail : cette installation n’en envoie pas".to_owned(),
    }
}

fn failed_tries(tries: u32) -> String {
    if tries == 1 { "1 tentative échouée".to_owned() } else { format!("{tries} tentatives échouées") }
}
