//! What mails are for, how far they are, and what keeps them from leaving, in English.

use crate::mail::{MailKind, MailStage, MailTrouble};

pub(in crate::words) const fn mail_kind(kind: MailKind) -> &'static str {
    match kind {
        MailKind::Invitation => "Invitation",
        MailKind::VerifyAddress => "Verification of the address",
        MailKind::ResetPassword => "New password",
        MailKind::ConfirmNewAddress => "Change of address, to the new one",
        MailKind::ConfirmOldAddress => "Change of address, to the present one",
        MailKind::PasswordChanged => "Word of a new password",
        MailKind::AddressChanged => "Word of a new address",
    }
}

pub(in crate::words) const fn mail_stage(stage: MailStage) -> &'static str {
    match stage {
        MailStage::Waiting => "Waiting",
        MailStage::Retrying => "Tried in vain",
        MailStage::Sent => "Sent",
        MailStage::Failed => "Given up",
        MailStage::Dropped => "Not needed",
    }
}

pub(in crate::words) const fn mail_trouble(trouble: MailTrouble) -> &'static str {
    match trouble {
        MailTrouble::Unreachable => {
            "The mail server cannot be reached. Check that it runs, that --smtp-host and --smtp-port are right, \
             and that no firewall stands in between."
        }
        MailTrouble::NoAnswer => {
            "The mail server does not answer in time. Check its load, and that --smtp-port and --smtp-tls belong \
             together."
        }
        MailTrouble::Encryption => {
            "The conversation with the mail server cannot be encrypted. Check --smtp-tls, and that the server’s \
             certificate is valid for the name in --smtp-host."
        }
        MailTrouble::BrokeOff => {
            "The mail server ended the conversation in the middle. Its own log says why."
        }
        MailTrouble::SignIn => {
            "The mail server does not let Slipway sign in. Check --smtp-user and the password."
        }
        MailTrouble::NotAdmitted => {
            "The mail server takes no mail from Slipway. Check that it lets this machine send, and the sender in \
             --mail-from."
        }
        MailTrouble::PutOff => "The mail server put the mail off. It is tried again by itself.",
        MailTrouble::Refused => "The mail server refused this mail for good. Check the recipient’s address.",
        MailTrouble::Folder => {
            "The folder for mails cannot be written. Check its permissions and the free space of its disk."
        }
        MailTrouble::Address => "No mail can be sent to this address.",
        MailTrouble::Other => "The mail could not be sent. The program’s log says more.",
    }
}
