//! A place to look at screens in: one organization with as many rows as a screen is to show, and somebody
//! for every way of looking at it.
//!
//! People, invitations and tokens are made once through the API. Rows are then written into a copy of the
//! database, while no program has it open: a thousand people would else be a thousand passwords to hash.

mod rows;

use std::{
    ops::Deref,
    path::{Path, PathBuf},
};

use slipway_core::{access::role::OrgRole, invitation::InviteDraft};
use tokio::sync::OnceCell;

use crate::{
    client::{Client, Verdict},
    database::Database,
    person::{Person, invite_draft},
    program::{Choice, Data, Program, Start},
    throwaway::Made,
    world::{invite, join, open_sign_up, sign_up_unproven},
};

/// How much a list has to show.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rows {
    /// Nothing but whoever looks.
    None,
    /// One row more.
    One,
    /// A few, and everybody that screens are looked at by.
    Three,
    /// As many, each with a name of 60 characters.
    Long,
    /// More than a screen can hold.
    Thousand,
}

impl Rows {
    /// Every one.
    pub const ALL: [Self; 5] = [Self::None, Self::One, Self::Three, Self::Long, Self::Thousand];

    /// Its name in the name of a file.
    pub const fn name(self) -> &'static str {
        match self {
            Self::None => "0",
            Self::One => "1",
            Self::Three => "3",
            Self::Long => "long",
            Self::Thousand => "1000",
        }
    }

    const fn count(self) -> u32 {
        match self {
            Self::None => 0,
            Self::One => 1,
            Self::Three | Self::Long => 3,
            Self::Thousand => 1000,
        }
    }

    /// Whether all the people of [`Who`] are in the organization.
    pub const fn has_everybody(self) -> bool {
        matches!(self, Self::Three | Self::Long)
    }
}

/// Who looks at a screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Who {
    /// Nobody is signed in.
    Nobody,
    /// The Owner of the organization.
    Owner,
    /// A Developer of it.
    Developer,
    /// A Guest of it.
    Guest,
    /// Somebody with an account and no organization.
    Newcomer,
    /// Somebody whose address is not verified, and who asked for another.
    Unproven,
}

/// The tokens that an address can carry.
#[derive(Debug, Clone)]
pub struct Tokens {
    /// Of an invitation to somebody without an account.
    pub new: String,
    /// Of an invitation to the newcomer.
    pub newcomer: String,
    /// Of one that was revoked.
    pub revoked: String,
    /// Of the link that sets a new password.
    pub reset: String,
    /// Of the link that verifies an address.
    pub verify: String,
    /// Of the link that confirms a change of address.
    pub confirm: String,
}

/// The organization's slug.
pub const SLUG: &str = "blue-quay";

/// The place, its program running.
#[derive(Debug)]
pub struct Harbour {
    program: Program,
    people: Vec<(Who, Person)>,
    tokens: Tokens,
}

impl Deref for Harbour {
    type Target = Program;

    fn deref(&self) -> &Program {
        &self.program
    }
}

impl Harbour {
    /// A place with as many rows.
    pub async fn with(rows: Rows) -> Self {
        Self::started(rows, Start::default()).await
    }

    /// The same, with its program started in a certain way.
    pub async fn started(rows: Rows, start: Start) -> Self {
        static FIRST: OnceCell<First> = OnceCell::const_new();
        let first = FIRST.get_or_init(build).await;
        let program = with_rows(&first.data, rows, start).start();
        let people = first.people.iter().map(|(who, person, cookie)| {
            let client = program.visitor_with(cookie.clone());
            (*who, Person { client, ..person.clone() })
        });
        Self { people: people.collect(), tokens: first.tokens.clone(), program }
    }

    /// Whoever looks, where somebody is signed in.
    pub fn person(&self, who: Who) -> Option<&Person> {
        self.people.iter().find(|(known, _)| *known == who).map(|(_, person)| person)
    }

    /// The browser of whoever looks, where somebody is signed in.
    pub fn client(&self, who: Who) -> Option<&Client> {
        self.person(who).map(|person| &person.client)
    }

    /// The tokens of its invitations.
    pub fn tokens(&self) -> &Tokens {
        &self.tokens
    }
}

struct First {
    data: Data,
    people: Vec<(Who, Person, Option<String>)>,
    tokens: Tokens,
}

async fn build() -> First {
    let program = Program::start();
    let mailbox = program.mailbox();
    let visitor = program.visitor();
    let token = program.set_up_token();
    let owner = visitor.copied().set_up(&token, "Ines Installer", "ines@quay.example").await.done();
    // Signed in at a second place.
    visitor.copied().sign_in(&owner.email, &owner.password).await.done();
    let org = owner.create_org("Blue Quay", SLUG).await.done().id;
    let joining = async |email, role| join(&visitor, &owner, &mailbox, org, email, role).await;
    let developer = joining("dario.developer@quay.example", OrgRole::Developer).await;
    let guest = joining("gus.guest@quay.example", OrgRole::Guest).await;
    let newcomer = joining("nora.newcomer@quay.example", OrgRole::Member).await;
    newcomer.leave(org).await.done();
    let revoked = invite(&owner, &mailbox, org, "rick.revoked@new.example", OrgRole::Viewer).await;
    owner.revoke(org, revoked.id).await.done();
    let new = invite(&owner, &mailbox, org, "wanda.waiting@new.example", OrgRole::Developer).await;
    let email = "nora.newcomer@quay.example";
    let note = "We go through the harbour plan on Monday.".to_owned();
    let noted = InviteDraft { note, ..invite_draft(email, OrgRole::Viewer) };
    owner.invite_all(org, &noted).await.done();
    let again = mailbox.next_to(email).await.token();
    owner.change_role(org, guest.id, OrgRole::Viewer).await.done();
    owner.change_role(org, guest.id, OrgRole::Guest).await.done();
    // A refusal stands in the log too.
    drop(developer.revoke(org, new.id).await);
    let (unproven, links) = sign_up_unproven(&owner, &visitor, &mailbox).await;
    open_sign_up(&owner, true).await;
    program.database().mails_settled().await;
    let tokens = Tokens {
        new: new.token,
        newcomer: again,
        revoked: revoked.token,
        reset: links.reset,
        verify: links.verify,
        confirm: links.confirm,
    };
    let people = [
        (Who::Owner, owner),
        (Who::Developer, developer),
        (Who::Guest, guest),
        (Who::Newcomer, newcomer),
        (Who::Unproven, unproven),
    ];
    let people = people.map(|(who, person)| {
        let cookie = person.session_cookie();
        (who, person, cookie)
    });
    First { people: people.into(), tokens, data: program.stop().data }
}

/// What starts on a copy of the data with its rows.
fn with_rows(data: &Data, rows: Rows, start: Start) -> Start {
    if let Some(made) = &data.database {
        let database = Database::Server(Made::copy(made));
        rows::write(&database, rows);
        return Start {
            data: Data { files: data.files.clone(), database: None },
            database: Choice::Shared(database),
            ..start
        };
    }
    let folder = tempfile::tempdir().expect("a temporary folder");
    let is_database = |path: &Path| path.to_string_lossy().starts_with("slipway.db");
    for (path, content) in data.files.iter().filter(|(path, _)| is_database(path)) {
        std::fs::write(folder.path().join(path), content).expect("a file of the database");
    }
    // Whoever closes a file last leaves nothing beside it, so the one file is everything.
    rows::write(&Database::in_folder(folder.path()), rows);
    let file = std::fs::read(folder.path().join("slipway.db")).expect("the database");
    let rest = data.files.iter().filter(|(path, _)| !is_database(path)).cloned();
    let files = rest.chain([(PathBuf::from("slipway.db"), file)]).collect();
    Start { data: Data { files, database: None }, ..start }
}
