//! An act on a pending invitation: which one it is done to, and where that stands.

use leptos::prelude::*;
use slipway_core::api::{account::MyOrg, invitation::InvitationView, path::InvitationPath};

use crate::state::list::List;

/// What the dialog of an act on a pending invitation works with.
#[derive(Clone, Copy)]
pub struct PendingAct {
    /// Whether the dialog is open.
    pub open: RwSignal<bool>,
    /// Which invitation.
    pub subject: RwSignal<Option<InvitationView>>,
    /// The organization.
    pub org: Signal<MyOrg>,
    /// The list that it stands in.
    pub pending: List<InvitationView>,
}

impl PendingAct {
    /// Its place, once one is chosen.
    pub fn path(self) -> Option<InvitationPath> {
        let invitation = self.subject.with_untracked(|invitation| invitation.as_ref().map(|i| i.id))?;
        Some(InvitationPath { org: self.org.with_untracked(|org| org.id), invitation })
    }

    /// Whom it is for.
    pub fn address(self) -> String {
        self.subject.with(|invitation| invitation.as_ref().map(|i| i.email.to_string()).unwrap_or_default())
    }

    /// For how many days it lives, counted from when it is sent.
    pub fn days(self) -> usize {
        self.subject.with(|invitation| invitation.as_ref().map_or(0, |i| usize::from(i.days)))
    }
}
