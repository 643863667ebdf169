//! What mails are for, how far they are, and what keeps them from leaving, in French.

use crate::mail::{MailKind, MailStage, MailTrouble};

pub(in crate::words) const fn mail_kind(kind: MailKind) -> &'static str {
    match kind {
        MailKind::Invitation => "Invitation",
        MailKind::VerifyAddress => "Vérification de l’adresse",
        MailKind::ResetPassword => "Nouveau mot de passe",
        MailKind::ConfirmNewAddress => "Changement d’adresse, à la nouvelle",
        MailKind::ConfirmOldAddress => "Changement d’adresse, à l’actuelle",
        MailKind::PasswordChanged => "Annonce d’un nouveau mot de passe",
        MailKind::AddressChanged => "Annonce d’une nouvelle adresse",
    }
}

pub(in crate::words) const fn mail_stage(stage: MailStage) -> &'static str {
    match stage {
        MailStage::Waiting => "En attente",
        MailStage::Retrying => "Tenté sans succès",
        MailStage::Sent => "Envoyé",
        MailStage::Failed => "Abandonné",
        MailStage::Dropped => "Sans objet",
    }
}

pub(in crate::words) const fn mail_trouble(trouble: MailTrouble) -> &'static str {
    match trouble {
        MailTrouble::Unreachable => {
            "Le serveur de messagerie est injoignable. Vérifiez qu’il fonctionne, que --smtp-host et --smtp-port sont \
             justes et qu’aucun pare-feu ne fait obstacle."
        }
        MailTrouble::NoAnswer => {
            "Le serveur de messagerie ne répond pas à temps. Vérifiez sa charge, et que --smtp-port et --smtp-tls vont \
             ensemble."
        }
        MailTrouble::Encryption => {
            "L’échange avec le serveur de messagerie ne peut pas être chiffré. Vérifiez --smtp-tls, et que le certificat \
             du serveur est valable pour le nom donné par --smtp-host."
        }
        MailTrouble::BrokeOff => {
            "Le serveur de messagerie a interrompu l’échange. Son propre journal dit pourquoi."
        }
        MailTrouble::SignIn => {
            "Le serveur de messagerie refuse la connexion de Slipway. Vérifiez --smtp-user et le mot de passe."
        }
        MailTrouble::NotAdmitted => {
            "Le serveur de messagerie n’accepte aucun e-mail de Slipway. Vérifiez qu’il laisse cette machine envoyer, et \
             l’expéditeur donné par --mail-from."
        }
        MailTrouble::PutOff => {
            "Le serveur de messagerie a remis l’envoi à plus tard. Une nouvelle tentative aura lieu d’elle-même."
        }
        MailTrouble::Refused => {
            "Le serveur de messagerie a refusé cet e-mail définitivement. Vérifiez l’adresse du destinataire."
        }
        MailTrouble::Folder => {
            "Le dossier des e-mails n’est pas accessible en écriture. Vérifiez ses droits et l’espace libre de son \
             disque."
        }
        MailTrouble::Address => "Aucun e-mail ne peut être envoyé à cette adresse.",
        MailTrouble::Other => "L’e-mail n’a pas pu être envoyé. Le journal du programme en dit plus.",
    }
}
