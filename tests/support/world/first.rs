//! How the world comes to be, once in a run, through the API alone.

use std::collections::BTreeMap;

use slipway_core::{access::role::OrgRole, api::org::OrgView};

use super::{Standing, Unproven, Waiting, invite, join, sign_up_unproven};
use crate::{
    client::Verdict,
    database::{JUST_NOW, Kind},
    person::Person,
    program::{Choice, Data, Start},
};

/// What every test begins with a copy of.
pub(super) struct Copied {
    pub(super) data: Data,
    pub(super) org: OrgView,
    pub(super) other: OrgView,
    pub(super) waiting: Waiting,
    pub(super) waiting_elsewhere: Waiting,
    pub(super) unproven: Unproven,
    pub(super) people: BTreeMap<Standing, Kept>,
}

pub(super) struct Kept {
    pub(super) person: Person,
    pub(super) cookie: Option<String>,
}

const FIRST_OF_TWO: [(OrgRole, &str); 6] = [
    (OrgRole::Admin, "ada.admin@quay.example"),
    (OrgRole::Developer, "dario.developer@quay.example"),
    (OrgRole::Billing, "bea.billing@quay.example"),
    (OrgRole::Viewer, "vera.viewer@quay.example"),
    (OrgRole::Member, "milo.member@quay.example"),
    (OrgRole::Guest, "gus.guest@quay.example"),
];

const SECOND_OF_TWO: [(OrgRole, &str); 6] = [
    (OrgRole::Admin, "anton.admin@quay.example"),
    (OrgRole::Developer, "dana.developer@quay.example"),
    (OrgRole::Billing, "boris.billing@quay.example"),
    (OrgRole::Viewer, "victor.viewer@quay.example"),
    (OrgRole::Member, "mina.member@quay.example"),
    (OrgRole::Guest, "greta.guest@quay.example"),
];

pub(super) async fn build(kind: Kind) -> Copied {
    let program = Start { database: Choice::Own(kind), ..Start::default() }.start();
    let mailbox = program.mailbox();
    let visitor = program.visitor();
    let mut people = BTreeMap::new();

    // The administrator's organization is how the first two people get in; both leave it again.
    let token = program.set_up_token();
    let root = visitor.copied().set_up(&token, "Ines Installer", "ines@installer.example").await.done();
    let yard = root.create_org("Installer's Yard", "installers-yard").await.done().id;
    let newcomer = async |email| {
        let person = join(&visitor, &root, &mailbox, yard, email, OrgRole::Member).await;
        person.leave(yard).await.done();
        person
    };
    let owner = newcomer("olga.owner@quay.example").await;
    let stranger = newcomer("sam.stranger@pier.example").await;
    let org = owner.create_org("Blue Quay", "blue-quay").await.done();
    let other = stranger.create_org("North Pier", "north-pier").await.done();

    let joining = async |email, role| join(&visitor, &owner, &mailbox, org.id, email, role).await;
    for (role, email) in FIRST_OF_TWO {
        people.insert(Standing::Holds(role), joining(email, role).await);
    }
    for (role, email) in SECOND_OF_TWO {
        people.insert(Standing::AlsoHolds(role), joining(email, role).await);
    }
    let second = joining("oscar.owner@quay.example", OrgRole::Admin).await;
    owner.change_role(org.id, second.id, OrgRole::Owner).await.done();
    people.insert(Standing::AlsoHolds(OrgRole::Owner), second);
    let removed = joining("rosa.removed@quay.example", OrgRole::Developer).await;
    owner.remove(org.id, removed.id).await.done();
    people.insert(Standing::Removed, removed);

    let waiting = invite(&owner, &mailbox, org.id, "wanda.waiting@quay.example", OrgRole::Developer).await;
    let waiting_elsewhere =
        invite(&stranger, &mailbox, other.id, "willem.waiting@pier.example", OrgRole::Developer).await;
    people.insert(Standing::Holds(OrgRole::Owner), owner);
    people.insert(Standing::Stranger, stranger);
    let (ulla, unproven) = sign_up_unproven(&root, &visitor, &mailbox).await;
    people.insert(Standing::Unproven, ulla);
    people.insert(Standing::Administrator, root);

    program.database().mails_settled().await;
    // The copies are used for longer than a typed password counts.
    program.database().passwords_typed(JUST_NOW);
    let people = people.into_iter().map(|(standing, person)| {
        let cookie = person.session_cookie();
        (standing, Kept { person, cookie })
    });
    Copied {
        people: people.collect(),
        org,
        other,
        waiting,
        waiting_elsewhere,
        unproven,
        data: program.stop().data,
    }
}
