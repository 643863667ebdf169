//! Audit entries: what an operation says of a change, what the request adds to it, and the chain of hashes.
//!
//! Each log numbers its entries without gaps and hashes each together with the hash before it, so that
//! an entry that was edited, taken out or moved shows. Storing and reading them is in [`crate::store::audit`].

use chrono::{DateTime, Utc};
use sha2::{Digest, Sha256};
use slipway_core::{
    access::{decide::Allowed, role::OrgRole},
    audit::{
        AuditAction, AuditActor, AuditChange, AuditField, AuditOutcome, AuditRight, AuditTarget, TargetKind,
    },
    id::{AuditEntryId, OrgId},
};

use uuid::Uuid;

use crate::{gate::request::RequestContext, store::signed_in::SignedIn};

/// Which log an entry is written to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Log {
    /// An organization's.
    Org(OrgId),
    /// The installation's: acts outside any organization.
    Installation,
}

/// What an operation says of the change that it made.
#[derive(Debug, Clone)]
pub struct Entry {
    pub(crate) log: Log,
    pub(crate) action: AuditAction,
    pub(crate) target: AuditTarget,
    pub(crate) changes: Vec<AuditChange>,
    pub(crate) outcome: AuditOutcome,
    pub(crate) actor: Option<AuditActor>,
    pub(crate) needs_right: bool,
}

impl Entry {
    /// An act in an organization, done by the right that the gate asked for.
    pub const fn in_org(org: OrgId, action: AuditAction, target: AuditTarget) -> Self {
        Self::done(Log::Org(org), action, target, true)
    }

    /// An act outside any organization; no permission stands behind it.
    pub const fn in_installation(action: AuditAction, target: AuditTarget) -> Self {
        Self::done(Log::Installation, action, target, false)
    }

    const fn done(log: Log, action: AuditAction, target: AuditTarget, needs_right: bool) -> Self {
        Self {
            log,
            action,
            target,
            changes: Vec::new(),
            outcome: AuditOutcome::Done,
            actor: None,
            needs_right,
        }
    }

    /// With what changed.
    #[must_use]
    pub fn with_changes(mut self, changes: Vec<AuditChange>) -> Self {
        self.changes = changes;
        self
    }

    /// By somebody else than whoever is signed in: by the account that the act just made, or by nobody known.
    #[must_use]
    pub fn by(mut self, actor: AuditActor) -> Self {
        self.actor = Some(actor);
        self
    }

    /// Without a right: everybody may leave, and whoever holds a token may answer.
    #[must_use]
    pub const fn without_right(mut self) -> Self {
        self.needs_right = false;
        self
    }
}

/// A target, from its noun, its id and the name it has now.
pub fn target(kind: TargetKind, id: impl ToString, name: impl Into<String>) -> AuditTarget {
    AuditTarget { kind, id: id.to_string(), name: name.into() }
}

/// What ends with a membership: the role, and the invitations that were sent.
pub fn membership_ended(role: OrgRole, voided: &[String]) -> Vec<AuditChange> {
    let invitations = (!voided.is_empty()).then(|| voided.join(", "));
    AuditChange::between([
        (AuditField::Role, Some(role.key().to_owned()), None),
        (AuditField::Invitations, invitations, None),
    ])
}

/// What the request adds to every entry that it causes.
#[derive(Debug, Clone)]
pub struct Origin {
    /// Who asked.
    pub actor: AuditActor,
    /// The right that the gate found.
    pub right: Option<AuditRight>,
    /// The request itself.
    pub request: RequestContext,
}

impl Origin {
    /// Puts together what is known of a request.
    pub fn of(request: &RequestContext, who: Option<&SignedIn>, allowed: Option<Allowed>) -> Self {
        let actor = match who {
            Some(who) => AuditActor { account: Some(who.account.id), name: who.account.name.clone() },
            None => AuditActor { account: None, name: String::new() },
        };
        let right = allowed.map(|a| AuditRight { permission: a.permission, role: a.by.role });
        Self { actor, right, request: request.clone() }
    }
}

/// Who acts where a command on the machine itself does: nobody's account.
pub const ON_THE_MACHINE: &str = "slipway admin";

impl Origin {
    /// What is known of a command on the machine itself.
    pub fn of_command(command: &str, id: Uuid) -> Self {
        let request = RequestContext {
            id: id.to_string(),
            address: None,
            user_agent: Some(format!("{ON_THE_MACHINE} {command}")),
        };
        let actor = AuditActor { account: None, name: ON_THE_MACHINE.to_owned() };
        Self { actor, right: None, request }
    }
}

/// An entry as it is stored, all but its own hash.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sealed {
    /// Its log.
    pub log: Log,
    /// Its id.
    pub id: AuditEntryId,
    /// Its number in the log.
    pub seq: u64,
    /// When.
    pub at: DateTime<Utc>,
    /// Who.
    pub actor: AuditActor,
    /// The right, as JSON.
    pub right: Option<String>,
    /// The key of what was done.
    pub action: String,
    /// The target, as JSON.
    pub target: String,
    /// The changes, as JSON.
    pub changes: String,
    /// The outcome, as JSON.
    pub outcome: String,
    /// The request.
    pub request: RequestContext,
    /// The hash of the entry before it; thirty-two zeros for the first.
    pub prev: Vec<u8>,
}

impl Sealed {
    /// The hash that the next entry builds on: SHA-256 over every field, each written with its length
    /// before it, so that no two entries are written alike.
    pub fn hash(&self) -> Vec<u8> {
        let mut writer = Canonical(Sha256::new());
        writer.field(b"slipway audit entry 1");
        match self.log {
            Log::Org(org) => writer.field(org.as_uuid().as_bytes()),
            Log::Installation => writer.field(b""),
        }
        writer.field(self.id.as_uuid().as_bytes());
        writer.field(&self.seq.to_be_bytes());
        writer.field(&self.at.timestamp_micros().to_be_bytes());
        writer.optional(
            self.actor.account.map(|account| account.as_uuid().into_bytes()).as_ref().map(|b| &b[..]),
        );
        writer.field(self.actor.name.as_bytes());
        writer.optional(self.right.as_deref().map(str::as_bytes));
        writer.field(self.action.as_bytes());
        writer.field(self.target.as_bytes());
        writer.field(self.changes.as_bytes());
        writer.field(self.outcome.as_bytes());
        writer.field(self.request.id.as_bytes());
        writer.optional(self.request.address.as_deref().map(str::as_bytes));
        writer.optional(self.request.user_agent.as_deref().map(str::as_bytes));
        writer.field(&self.prev);
        writer.0.finalize().to_vec()
    }
}

/// The hash that the first entry of a log builds on.
pub fn genesis() -> Vec<u8> {
    vec![0; 32]
}

struct Canonical(Sha256);

impl Canonical {
    fn field(&mut self, bytes: &[u8]) {
        self.0.update((bytes.len() as u64).to_be_bytes());
        self.0.update(bytes);
    }

    fn optional(&mut self, bytes: Option<&[u8]>) {
        match bytes {
            Some(bytes) => {
                self.0.update([1]);
                self.field(bytes);
            }
            None => self.0.update([0]),
        }
    }
}

#[cfg(test)]
mod tests {
    use slipway_core::id::AccountId;
    use uuid::Uuid;

    use super::*;

    fn entry() -> Sealed {
        Sealed {
            log: Log::Installation,
            id: AuditEntryId::from_uuid(Uuid::nil()),
            seq: 1,
            at: DateTime::UNIX_EPOCH,
            actor: AuditActor { account: None, name: "Ada".to_owned() },
            right: None,
            action: "account.updated".to_owned(),
            target: "{}".to_owned(),
            changes: "[]".to_owned(),
            outcome: "{}".to_owned(),
            request: RequestContext { id: "r".to_owned(), address: None, user_agent: None },
            prev: genesis(),
        }
    }

    #[test]
    fn every_field_of_an_entry_is_in_its_hash() {
        let edits: [fn(&mut Sealed); 13] = [
            |e| e.log = Log::Org(OrgId::from_uuid(Uuid::nil())),
            |e| e.id = AuditEntryId::from_uuid(Uuid::max()),
            |e| e.seq = 2,
            |e| e.at = DateTime::from_timestamp_micros(1).unwrap(),
            |e| e.actor.account = Some(AccountId::from_uuid(Uuid::nil())),
            |e| e.actor.name = "Eve".to_owned(),
            |e| e.right = Some(String::new()),
            |e| e.target = "{ }".to_owned(),
            |e| e.changes = "[ ]".to_owned(),
            |e| e.outcome = "{ }".to_owned(),
            |e| e.request.address = Some(String::new()),
            |e| e.request.user_agent = Some(String::new()),
            |e| e.prev = vec![1; 32],
        ];
        for (i, edit) in edits.iter().enumerate() {
            let mut edited = entry();
            edit(&mut edited);
            assert_ne!(edited.hash(), entry().hash(), "edit {i}");
        }
    }

    #[test]
    fn moving_a_letter_from_one_field_to_the_next_changes_the_hash() {
        let mut moved = entry();
        moved.action.pop();
        moved.target.insert(0, 'd');
        assert_ne!(moved.hash(), entry().hash());
    }
}
