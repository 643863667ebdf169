//! A small world to begin with: two organizations, two people for each role in the first, a stranger in the
//! other, somebody who was removed, and an invitation that waits in each.
//!
//! It is made once in a run, through the API alone: set-up, invitations, mails, sign-ups and changes of
//! role. Every test then starts a program of its own on a copy of the data that this left.

mod first;

use std::{collections::BTreeMap, ops::Deref};

use slipway_core::{
    access::role::OrgRole,
    api::{org::OrgView, page::NoQuery, path::NoPath, table as t},
    id::{AccountId, InvitationId, OrgId},
    settings::SettingsDraft,
};
use tokio::sync::OnceCell;

use self::first::{Copied, build};
use crate::{
    client::{Client, Verdict},
    database::Kind,
    mailbox::Mailbox,
    person::{Person, password_for},
    program::{Program, Start},
};

/// Who somebody is in the first organization.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// One of the two members with this role.
    Holds(OrgRole),
    /// The other of the two.
    AlsoHolds(OrgRole),
    /// Owner of the other organization, and nothing in this one.
    Stranger,
    /// Was a Developer of this one until removed.
    Removed,
    /// The installation's administrator, Owner of a third organization, and nothing in this one.
    Administrator,
    /// Signed up without an invitation, is in no organization, and has an address that nothing proved.
    Unproven,
}

/// An invitation that was sent and not answered.
#[derive(Debug, Clone)]
pub struct Waiting {
    /// Its id.
    pub id: InvitationId,
    /// Whom it invites: an address without an account.
    pub email: String,
    /// The token of its mail.
    pub token: String,
}

/// Somebody who signed up where that was open, with the links of the mails that they have not opened: their
/// address is not proven, and another is asked for.
#[derive(Debug, Clone)]
pub struct Unproven {
    /// The token that proves their address.
    pub verify: String,
    /// The token that sets a new password.
    pub reset: String,
    /// The token that confirms the new address.
    pub confirm: String,
}

/// The world of one test, its program running.
#[derive(Debug)]
pub struct World {
    program: Program,
    mailbox: Mailbox,
    org: OrgView,
    other: OrgView,
    waiting: Waiting,
    waiting_elsewhere: Waiting,
    unproven: Unproven,
    people: BTreeMap<Standing, Person>,
}

impl Deref for World {
    type Target = Program;

    fn deref(&self) -> &Program {
        &self.program
    }
}

impl World {
    /// A world of one's own.
    pub async fn new() -> Self {
        Self::with(Start::default()).await
    }

    /// A world of one's own, with its program started in a certain way.
    pub async fn with(start: Start) -> Self {
        static FIRST: [OnceCell<Copied>; 2] = [const { OnceCell::const_new() }; 2];
        let first = match start.kind() {
            Kind::Sqlite => FIRST[0].get_or_init(|| build(Kind::Sqlite)).await,
            Kind::Postgres => FIRST[1].get_or_init(|| build(Kind::Postgres)).await,
        };
        let program = Start { data: first.data.clone(), ..start }.start();
        let people = first.people.iter().map(|(standing, kept)| {
            let client = program.visitor_with(kept.cookie.clone());
            (*standing, Person { client, ..kept.person.clone() })
        });
        Self {
            people: people.collect(),
            mailbox: program.mailbox(),
            org: first.org.clone(),
            other: first.other.clone(),
            waiting: first.waiting.clone(),
            waiting_elsewhere: first.waiting_elsewhere.clone(),
            unproven: first.unproven.clone(),
            program,
        }
    }

    /// The program alone, where a test has it end and begin again.
    pub fn into_program(self) -> Program {
        self.program
    }

    /// The first organization's id.
    pub fn org(&self) -> OrgId {
        self.org.id
    }

    /// The first organization.
    pub fn org_view(&self) -> &OrgView {
        &self.org
    }

    /// The other organization's id, of which only the stranger is a member.
    pub fn other(&self) -> OrgId {
        self.other.id
    }

    /// The other organization.
    pub fn other_view(&self) -> &OrgView {
        &self.other
    }

    /// The mails of this program.
    pub fn mailbox(&self) -> &Mailbox {
        &self.mailbox
    }

    /// An invitation that the Owner sent and nobody answered.
    pub fn waiting(&self) -> &Waiting {
        &self.waiting
    }

    /// The same in the other organization.
    pub fn waiting_elsewhere(&self) -> &Waiting {
        &self.waiting_elsewhere
    }

    /// Whoever signed up without an invitation, and has proven nothing yet.
    pub fn unproven(&self) -> &Person {
        self.person(Standing::Unproven)
    }

    /// The links of the mails to them.
    pub fn unopened(&self) -> &Unproven {
        &self.unproven
    }

    /// Opens sign-up, or closes it.
    pub async fn opens_sign_up(&self, open: bool) {
        open_sign_up(self.administrator(), open).await;
    }

    /// Somebody by their standing.
    pub fn person(&self, standing: Standing) -> &Person {
        &self.people[&standing]
    }

    /// One of the two members with a role.
    pub fn role(&self, role: OrgRole) -> &Person {
        self.person(Standing::Holds(role))
    }

    /// The other of the two members with a role.
    pub fn colleague(&self, role: OrgRole) -> &Person {
        self.person(Standing::AlsoHolds(role))
    }

    /// An Owner.
    pub fn owner(&self) -> &Person {
        self.role(OrgRole::Owner)
    }

    /// An Admin.
    pub fn admin(&self) -> &Person {
        self.role(OrgRole::Admin)
    }

    /// A Developer.
    pub fn developer(&self) -> &Person {
        self.role(OrgRole::Developer)
    }

    /// The Owner of the other organization.
    pub fn stranger(&self) -> &Person {
        self.person(Standing::Stranger)
    }

    /// Somebody who was removed.
    pub fn removed(&self) -> &Person {
        self.person(Standing::Removed)
    }

    /// The installation's administrator.
    pub fn administrator(&self) -> &Person {
        self.person(Standing::Administrator)
    }

    /// Makes the second Owner an Admin, so that the first is the last Owner.
    pub async fn leave_one_owner(&self) {
        let second = self.colleague(OrgRole::Owner).id;
        self.owner().change_role(self.org(), second, OrgRole::Admin).await.done();
    }

    /// An invitation to the first organization, with the token of its mail.
    pub async fn invited(&self, by: &Person, email: &str, role: OrgRole) -> Waiting {
        invite(by, &self.mailbox, self.org(), email, role).await
    }

    /// A new account that was invited to the first organization by the Owner and has joined.
    pub async fn joined(&self, email: &str, role: OrgRole) -> Person {
        join(&self.program.visitor(), self.owner(), &self.mailbox, self.org(), email, role).await
    }

    /// A new account that is in no organization: it was invited, and left.
    pub async fn newcomer(&self, email: &str) -> Person {
        let person = self.joined(email, OrgRole::Member).await;
        person.leave(self.org()).await.done();
        person
    }
}

/// Sends an invitation and takes its token from the mail.
pub async fn invite(by: &Person, mailbox: &Mailbox, org: OrgId, email: &str, role: OrgRole) -> Waiting {
    let sent = by.invite(org, email, role).await.done();
    let token = mailbox.next_to(email).await.token();
    Waiting { id: sent.id, email: email.to_owned(), token }
}

/// Invites somebody who has no account, makes the account, and accepts.
pub async fn join(
    visitor: &Client,
    by: &Person,
    mailbox: &Mailbox,
    org: OrgId,
    email: &str,
    role: OrgRole,
) -> Person {
    let invitation = invite(by, mailbox, org, email, role).await;
    let name = name_of(email);
    let person = visitor.copied().sign_up(&invitation.token, &name, &password_for(email)).await.done();
    person.accept(&invitation.token).await.done();
    person
}

/// `vera.viewer@quay.example` is Vera Viewer.
fn name_of(email: &str) -> String {
    let local = email.split('@').next().unwrap_or_default();
    let capital = |word: &str| word[..1].to_uppercase() + &word[1..];
    local.split('.').map(capital).collect::<Vec<_>>().join(" ")
}

/// Opens sign-up, or closes it.
pub async fn open_sign_up(administrator: &Client, open: bool) {
    let sign_up = if open { "open" } else { "closed" };
    let body = SettingsDraft { sign_up: sign_up.to_owned(), ..SettingsDraft::default() };
    administrator.call::<t::UpdateSettings>(&NoPath {}, &NoQuery {}, &body).await.done();
}

/// Signs up without an invitation, and opens none of the mails that follow from it.
pub async fn sign_up_unproven(
    administrator: &Client,
    visitor: &Client,
    mailbox: &Mailbox,
) -> (Person, Unproven) {
    open_sign_up(administrator, true).await;
    let (email, new_address) = ("ulla.unproven@quay.example", "ulla@harbour.example");
    let person = visitor.copied().sign_up_openly("Ulla Unproven", email).await.done();
    let verify = mailbox.next_to(email).await.token();
    person.change_address(new_address).await.done();
    let confirm = mailbox.next_to(new_address).await.token();
    visitor.forgot(email).await.done();
    let reset = mailbox.next_to(email).await.token();
    open_sign_up(administrator, false).await;
    (person, Unproven { verify, reset, confirm })
}

/// An account's id that nobody has.
pub fn nobody() -> AccountId {
    AccountId::from_uuid(missing_id())
}

/// An organization's id that none has.
pub fn no_org() -> OrgId {
    OrgId::from_uuid(missing_id())
}

/// An invitation's id that none has.
pub fn no_invitation() -> InvitationId {
    InvitationId::from_uuid(missing_id())
}

fn missing_id() -> uuid::Uuid {
    uuid::Uuid::from_u128(0x0192_0000_0000_7000_8000_0000_0000_0001)
}
