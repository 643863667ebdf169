//! Mails that the installation sends: what each is for, how far it is, and what keeps it from leaving.

use chrono::TimeDelta;
use serde::{Deserialize, Serialize};

macro_rules! keyed {
    ($(#[$doc:meta])* $type:ident { $($(#[$variant_doc:meta])* $name:ident = $key:literal,)+ }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum $type {
            $($(#[$variant_doc])* #[serde(rename = $key)] $name,)+
        }

        impl $type {
            /// Every one.
            pub const ALL: &[Self] = &[$(Self::$name,)+];

            /// The key, as stored and sent.
            pub const fn key(self) -> &'static str {
                match self { $(Self::$name => $key,)+ }
            }

            /// Reads a key.
            pub fn from_key(key: &str) -> Option<Self> {
                match key { $($key => Some(Self::$name),)+ _ => None }
            }
        }
    };
}

keyed! {
    /// What a mail is for.
    MailKind {
        /// Carries an invitation.
        Invitation = "invitation",
        /// Asks whoever has an address to prove it.
        VerifyAddress = "verify_address",
        /// Lets somebody set a new password.
        ResetPassword = "reset_password",
        /// Asks at the new address whether it is to be an account's.
        ConfirmNewAddress = "confirm_new_address",
        /// Asks at the present address whether another is to take its place.
        ConfirmOldAddress = "confirm_old_address",
        /// Says that a password was changed.
        PasswordChanged = "password_changed",
        /// Says at the address before that another took its place.
        AddressChanged = "address_changed",
    }
}

keyed! {
    /// How far a mail is.
    MailStage {
        /// It waits for its first try.
        Waiting = "waiting",
        /// A try failed, and another follows.
        Retrying = "retrying",
        /// It was handed over.
        Sent = "sent",
        /// It is given up.
        Failed = "failed",
        /// What it would say is no longer so, and so it was not sent.
        Dropped = "dropped",
    }
}

impl MailStage {
    /// How long a mail is kept at this stage, where it is the last: longer where somebody may want to know why.
    pub const fn kept(self) -> Option<TimeDelta> {
        match self {
            Self::Sent | Self::Dropped => Some(TimeDelta::days(30)),
            Self::Failed => Some(TimeDelta::days(90)),
            Self::Waiting | Self::Retrying => None,
        }
    }

    /// Whether trying at once, or once more, is of any use.
    pub const fn can_be_tried(self) -> bool {
        matches!(self, Self::Retrying | Self::Failed)
    }
}

keyed! {
    /// What keeps a mail from leaving.
    MailTrouble {
        /// The server that takes mail cannot be reached.
        Unreachable = "unreachable",
        /// It does not answer in time.
        NoAnswer = "no_answer",
        /// The conversation with it cannot be encrypted as it was told.
        Encryption = "encryption",
        /// It ended the conversation in the middle, or answered what cannot be read.
        BrokeOff = "broke_off",
        /// It does not accept the user and the password.
        SignIn = "sign_in",
        /// It takes nothing from this installation, or not from this sender.
        NotAdmitted = "not_admitted",
        /// It put the mail off.
        PutOff = "put_off",
        /// It refused this mail for good, as for a recipient that it does not know.
        Refused = "refused",
        /// The folder for mails cannot be written.
        Folder = "folder",
        /// The address is not one that mail can be sent to.
        Address = "address",
        /// Anything else.
        Other = "other",
    }
}

impl MailTrouble {
    /// Whether another try would come to the same: the mail is given up at once.
    pub const fn is_final(self) -> bool {
        matches!(self, Self::Refused | Self::Address)
    }
}
