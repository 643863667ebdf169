//! What the items of each list are told apart by, so that one that changed is still known as the same.

use slipway_core::{
    api::{
        admin::{AccountEntryView, MailView},
        invitation::{InvitationToMe, InvitationView},
        member::MemberView,
    },
    audit::AuditEntryView,
    id::{AccountId, AuditEntryId, InvitationId, MailId},
};

/// An item of a list.
pub trait Item: Clone + PartialEq + Send + Sync + 'static {
    /// What tells it from the others.
    type Id: PartialEq + Send + Sync + 'static;

    /// Its own.
    fn id(&self) -> Self::Id;
}

macro_rules! items {
    ($($item:ty: $id:ty = $field:ident;)*) => {$(
        impl Item for $item {
            type Id = $id;

            fn id(&self) -> Self::Id {
                self.$field
            }
        }
    )*};
}

items! {
    AccountEntryView: AccountId = id;
    AuditEntryView: AuditEntryId = id;
    InvitationToMe: InvitationId = id;
    InvitationView: InvitationId = id;
    MailView: MailId = id;
    MemberView: AccountId = account;
}
