//! The life of an invitation: from being sent to its one end.
//!
//! Whether somebody may send, see or revoke one is decided in [`crate::access`]; here is only what can
//! happen to it, in which order. An expired invitation is a live one whose time is over: nothing is
//! written when it expires.

use chrono::{DateTime, Duration, Utc};
use serde::{Deserialize, Serialize};

use crate::{
    access::role::OrgRole,
    account::parse_locale,
    address_list::AddressList,
    api::problem::StateProblem,
    email::EmailAddress,
    field::{Draft, FieldErrors, FieldProblem, optional},
    locale::Locale,
    member::parse_org_role,
    name::Note,
    token::PresentedToken,
};

/// How many days an invitation lives, as whoever sends it chooses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LifeDays(u8);

impl LifeDays {
    /// The fewest.
    pub const MIN: u8 = 1;
    /// The most.
    pub const MAX: u8 = 30;

    /// Reads a whole number that was typed.
    pub fn parse(raw: &str) -> Result<Self, FieldProblem> {
        let text = raw.trim();
        if text.is_empty() {
            return Err(FieldProblem::Required);
        }
        let number = if text.bytes().all(|b| b.is_ascii_digit()) { text.parse().ok() } else { None };
        number
            .and_then(Self::new)
            .ok_or(FieldProblem::OutOfRange { min: Self::MIN.into(), max: Self::MAX.into() })
    }

    /// So many days, if that is within the bounds.
    pub fn new(days: u8) -> Option<Self> {
        (Self::MIN..=Self::MAX).contains(&days).then_some(Self(days))
    }

    /// The number.
    pub const fn get(self) -> u8 {
        self.0
    }
}

impl Default for LifeDays {
    /// A week.
    fn default() -> Self {
        Self(7)
    }
}

/// When an invitation that is sent now expires.
pub fn expiry(sent: DateTime<Utc>, life: LifeDays) -> DateTime<Utc> {
    sent + Duration::days(life.get().into())
}

/// The form of the **Invite Members** dialog.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct InviteDraft {
    /// Whom to invite: one address, or as many as [`AddressList`] takes, as they were pasted.
    pub emails: String,
    /// The key of the role offered.
    pub role: String,
    /// The tag of the language that the mails are written in.
    pub locale: String,
    /// A few words of one's own; may be left empty.
    pub note: String,
    /// How many days the invitations live.
    pub days: String,
}

/// A parsed [`InviteDraft`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invite {
    /// Whom to invite.
    pub emails: AddressList,
    /// The role offered.
    pub role: OrgRole,
    /// The language that the mails are written in.
    pub locale: Locale,
    /// A few words of whoever invites.
    pub note: Option<Note>,
    /// How long the invitations live.
    pub life: LifeDays,
}

impl Draft for InviteDraft {
    type Value = Invite;

    fn parse(&self) -> Result<Invite, FieldErrors> {
        let mut errors = FieldErrors::default();
        let emails = errors.keep("emails", AddressList::parse(&self.emails));
        let role = errors.keep("role", parse_org_role(&self.role));
        let locale = errors.keep("locale", parse_locale(&self.locale));
        let note = errors.keep("note", optional(&self.note, Note::parse));
        let life = errors.keep("days", LifeDays::parse(&self.days));
        match (emails, role, locale, note, life) {
            (Some(emails), Some(role), Some(locale), Some(note), Some(life)) => {
                Ok(Invite { emails, role, locale, note, life })
            }
            _ => Err(errors),
        }
    }
}

/// A token alone, as a link carries it: to look up what the link is about, or to use it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct TokenDraft {
    /// The link's token.
    pub token: PresentedToken,
}

impl Draft for TokenDraft {
    type Value = PresentedToken;

    /// Never fails: a token of the wrong form is answered like one that does not exist.
    fn parse(&self) -> Result<PresentedToken, FieldErrors> {
        Ok(self.token.clone())
    }
}

/// Why an invitation became void.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum VoidReason {
    /// D5: its sender may no longer give what it offers.
    SenderLostRight,
    /// D11: its sender left the organization or was removed from it.
    SenderLeft,
    /// The invited person joined meanwhile in another way.
    AlreadyMember,
}

/// What an invitation is, as stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", content = "reason", rename_all = "snake_case")]
pub enum InvitationState {
    /// Sent, and not answered.
    Pending,
    /// The invited person joined.
    Accepted,
    /// The invited person said no.
    Declined,
    /// Taken back.
    Revoked,
    /// A newer one to the same address took its place.
    Replaced,
    /// It can no longer take effect.
    Void(VoidReason),
}

/// What can happen to an invitation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum InvitationEvent {
    /// The invited person accepts.
    Accept,
    /// The invited person declines.
    Decline,
    /// Somebody who may takes it back.
    Revoke,
    /// A newer one is sent to the same address.
    Replace,
    /// It can no longer take effect.
    Void(VoidReason),
}

/// The part of an invitation that decides what may happen to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct InvitationLife {
    /// Its stored state.
    pub state: InvitationState,
    /// When its time is over.
    pub expires_at: DateTime<Utc>,
}

impl InvitationLife {
    /// Whether it can still be answered at this moment.
    pub fn is_live(self, now: DateTime<Utc>) -> bool {
        self.state == InvitationState::Pending && now < self.expires_at
    }

    /// Refuses an invitation that has ended or expired, with what became of it.
    pub fn check_live(self, now: DateTime<Utc>) -> Result<(), StateProblem> {
        match self.state {
            InvitationState::Pending if now < self.expires_at => Ok(()),
            InvitationState::Pending => Err(StateProblem::InvitationExpired { at: self.expires_at }),
            InvitationState::Accepted => Err(StateProblem::InvitationAccepted),
            InvitationState::Declined => Err(StateProblem::InvitationDeclined),
            InvitationState::Revoked => Err(StateProblem::InvitationRevoked),
            InvitationState::Replaced => Err(StateProblem::InvitationReplaced),
            InvitationState::Void(reason) => Err(StateProblem::InvitationVoid { void: reason }),
        }
    }

    /// Refuses an invitation that has ended. One whose time is over has not: sending it again renews it.
    pub fn check_open(self) -> Result<(), StateProblem> {
        if self.state == InvitationState::Pending { Ok(()) } else { self.check_live(self.expires_at) }
    }

    /// The state that follows, or why the event cannot happen now.
    ///
    /// Revoking, replacing and voiding also end an invitation whose time is over; accepting and
    /// declining do not. What has ended stays as it ended.
    pub fn after(self, event: InvitationEvent, now: DateTime<Utc>) -> Result<InvitationState, StateProblem> {
        let needs_time = matches!(event, InvitationEvent::Accept | InvitationEvent::Decline);
        if needs_time || self.state != InvitationState::Pending {
            self.check_live(now)?;
        }
        Ok(match event {
            InvitationEvent::Accept => InvitationState::Accepted,
            InvitationEvent::Decline => InvitationState::Declined,
            InvitationEvent::Revoke => InvitationState::Revoked,
            InvitationEvent::Replace => InvitationState::Replaced,
            InvitationEvent::Void(reason) => InvitationState::Void(reason),
        })
    }

    /// Whether an account with this address may answer an invitation to that one.
    pub fn check_addressee(invited: &EmailAddress, signed_in: &EmailAddress) -> Result<(), StateProblem> {
        if invited == signed_in {
            Ok(())
        } else {
            Err(StateProblem::InvitationForAnother { invited: invited.clone(), signed_in: signed_in.clone() })
        }
    }
}

/// What accepting an organization invitation does to somebody who may be a member already.
///
/// A Guest is raised to the role offered; any other member keeps theirs and the invitation is void
/// ("Invitations", `permissions.md`).
pub fn check_joining(present: Option<OrgRole>) -> Result<(), VoidReason> {
    match present {
        None | Some(OrgRole::Guest) => Ok(()),
        Some(_) => Err(VoidReason::AlreadyMember),
    }
}
