//! Every endpoint of the table, tried by every kind of actor. What each is answered comes from the gate in
//! the table and the roles in `docs/permissions.md`; a refusal leaves the database as it was.

use slipway_core::{
    access::role::OrgRole,
    api::{
        endpoint::{Endpoint, Gate, Row},
        problem::Problem,
        table::{self as t, TABLE},
    },
};
use slipway_tests::{
    client::{Answer, Client},
    oracle::{Oracle, Set},
    person::Person,
    world::{Standing, World},
};

use crate::requests::{Ids, body, request};

/// Who asks: somebody who is not signed in, or a person of the world.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Actor {
    Anonymous,
    Person(Standing),
}

impl Actor {
    /// Every kind.
    pub fn all() -> Vec<Self> {
        let outside = [Standing::Stranger, Standing::Removed, Standing::Administrator];
        let members = OrgRole::ALL.into_iter().map(Standing::Holds);
        std::iter::once(Self::Anonymous).chain(members.chain(outside).map(Self::Person)).collect()
    }

    pub fn person(self, world: &World) -> Option<&Person> {
        match self {
            Self::Anonymous => None,
            Self::Person(standing) => Some(world.person(standing)),
        }
    }

    pub fn client(self, world: &World) -> Client {
        self.person(world).map_or_else(|| world.visitor(), |person| person.client.clone())
    }

    /// The key of the role in the first organization.
    pub fn role(self) -> Option<&'static str> {
        match self {
            Self::Person(Standing::Holds(role) | Standing::AlsoHolds(role)) => Some(role.key()),
            _ => None,
        }
    }
}

/// What is expected of an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Expected {
    Done,
    Refused(u16, &'static str),
    Missing(Set),
}

impl Expected {
    #[track_caller]
    fn check(&self, row: &Row, answer: &Answer, what: &str) {
        match self {
            Self::Done => assert_eq!(answer.status, row.status, "{what}: {answer}"),
            Self::Refused(status, code) => {
                assert!(answer.status >= 400, "{what} was not refused with {code}: {answer}");
                let problem = answer.problem();
                assert_eq!((answer.status, problem.code()), (*status, *code), "{what}: {answer}");
            }
            Self::Missing(missing) => {
                assert_eq!(answer.status, 403, "{what}: {answer}");
                let problem = answer.problem();
                assert_eq!(problem.code(), "missing_permission", "{what}: {answer}");
                assert_eq!(&missing_of(&problem), missing, "{what}: {answer}");
            }
        }
    }
}

/// The permissions that a denial says are missing.
pub fn missing_of(problem: &Problem) -> Set {
    match problem {
        Problem::Denied { denial } => denial.missing().iter().map(|permission| permission.key()).collect(),
        other => panic!("not a denial: {other:?}"),
    }
}

/// What the gate of the table and the tables of the document say of an actor.
fn at_the_gate(oracle: &Oracle, row: &Row, actor: Actor) -> Expected {
    match (row.gate, actor) {
        (Gate::Anyone | Gate::TokenHolder, _) => Expected::Done,
        (_, Actor::Anonymous) => Expected::Refused(401, "not_signed_in"),
        (Gate::SignedIn, _) | (Gate::Administrator, Actor::Person(Standing::Administrator)) => Expected::Done,
        (Gate::Administrator, _) => Expected::Refused(403, "administrator_only"),
        (Gate::Org(permission), _) => match actor.role() {
            None => Expected::Refused(404, "not_found"),
            Some(role) if oracle.has(role, permission.key()) => Expected::Done,
            Some(role) if oracle.has(role, "org.view") => {
                Expected::Missing(Set::from([permission.key().to_owned()]))
            }
            Some(_) => Expected::Refused(404, "not_found"),
        },
        (gate, _) => panic!("the tests do not know what {gate:?} of {} lets through", row.name),
    }
}

/// The code that the gate of a row refuses an actor with; empty where it lets them through.
pub fn refusal(row: &Row, actor: Actor) -> &'static str {
    match at_the_gate(&Oracle::read(), row, actor) {
        Expected::Done => "",
        Expected::Refused(_, code) => code,
        Expected::Missing(_) => "missing_permission",
    }
}

/// The same, with what the operation behind the gate says to the request that the tests send.
fn expected(oracle: &Oracle, row: &Row, actor: Actor) -> Expected {
    let gate = at_the_gate(oracle, row, actor);
    if gate != Expected::Done {
        return gate;
    }
    match row.name {
        t::SetUpInstallation::NAME => Expected::Refused(409, "already_set_up"),
        t::SignUpOpenly::NAME => Expected::Refused(409, "sign_up_closed"),
        // The address of each of these is proven, and none asked for another.
        t::SendVerification::NAME => Expected::Refused(409, "already_verified"),
        t::CancelAddressChange::NAME => Expected::Refused(404, "not_found"),
        // The mail of the waiting invitation was sent.
        t::RetryMail::NAME => Expected::Refused(409, "mail_not_in_trouble"),
        // The waiting invitation is for somebody else than each of these. Declining and signing up need
        // its token alone.
        t::AcceptInvitation::NAME => Expected::Refused(409, "invitation_for_another"),
        // It is to the address of none of these.
        t::AcceptMyInvitation::NAME | t::DeclineMyInvitation::NAME => Expected::Refused(404, "not_found"),
        // One place each, and these three have used theirs.
        t::CreateOrg::NAME
            if matches!(
                actor,
                Actor::Person(Standing::Holds(OrgRole::Owner) | Standing::Stranger | Standing::Administrator)
            ) =>
        {
            Expected::Refused(409, "organization_limit")
        }
        t::DeleteAccount::NAME if actor == Actor::Person(Standing::Administrator) => {
            Expected::Refused(409, "last_administrator")
        }
        t::DeleteAccount::NAME if actor == Actor::Person(Standing::Stranger) => {
            Expected::Refused(409, "last_owner")
        }
        // The session is the Owner's.
        t::EndSession::NAME if actor != Actor::Person(Standing::Holds(OrgRole::Owner)) => {
            Expected::Refused(404, "not_found")
        }
        // D2: the one to be changed or removed is a Guest, whose set everybody includes.
        t::ChangeMemberRole::NAME | t::RemoveMember::NAME => gate,
        // Everyone sees their own invitations; the waiting one is the Owner's.
        t::RevokeInvitation::NAME | t::ResendInvitation::NAME | t::CopyInvitationLink::NAME => {
            let role = actor.role().expect("the gate let a member through");
            let own = actor == Actor::Person(Standing::Holds(OrgRole::Owner));
            if own || oracle.has(role, "invitations.manage") {
                Expected::Done
            } else {
                Expected::Refused(404, "not_found")
            }
        }
        _ => gate,
    }
}

#[tokio::test]
async fn every_endpoint_answers_every_actor_as_the_documents_say() {
    let oracle = Oracle::read();
    for row in TABLE {
        let mut world = World::new().await;
        for actor in Actor::all() {
            let expected = expected(&oracle, row, actor);
            let body = body(row, &world, actor.person(&world));
            let what = format!("{} by {actor:?}", row.name);
            let before = world.database().snapshot();
            let answer = request(&actor.client(&world), row, &Ids::of(&world), body.as_ref()).send().await;
            expected.check(row, &answer, &what);
            if expected != Expected::Done {
                before.assert_unchanged(&world.database().snapshot(), &what);
            } else if row.method.changes() {
                // Whoever comes next finds the world as it was.
                world = World::new().await;
            } else {
                before.assert_unchanged(&world.database().snapshot(), &what);
            }
        }
    }
}

/// A stranger sends the worst bodies there are, and learns nothing from how they are received.
#[tokio::test]
async fn the_gate_comes_before_the_body() {
    let world = World::new().await;
    for row in TABLE.iter().filter(|row| row.method.changes()) {
        let (who, status, code) = match row.gate {
            Gate::Org(_) => (world.stranger().client.clone(), 404, "not_found"),
            Gate::Administrator => (world.owner().client.clone(), 403, "administrator_only"),
            Gate::SignedIn => (world.visitor(), 401, "not_signed_in"),
            _ => continue,
        };
        let before = world.database().snapshot();
        for bytes in ["{", "[]", "{\"no_such_field\": 1}", &"x".repeat(70_000)] {
            let answer = request(&who, row, &Ids::of(&world), None).bytes(bytes).send().await;
            answer.refused(status, code);
            let answer = request(&who, row, &Ids::of(&world), None)
                .bytes(bytes)
                .header("content-type", "text/plain")
                .send()
                .await;
            answer.refused(status, code);
        }
        before.assert_unchanged(&world.database().snapshot(), row.name);
    }
}

#[tokio::test]
async fn an_address_answers_to_the_methods_of_the_table_alone() {
    use slipway_core::api::endpoint::Method::{Delete, Get, Patch, Post, Put};
    let world = World::new().await;
    let owner = world.owner();
    let before = world.database().snapshot();
    for path in TABLE.iter().map(|row| row.path) {
        for method in [Get, Post, Put, Patch, Delete] {
            let Some(row) = TABLE.iter().find(|row| row.path == path) else { continue };
            if TABLE.iter().any(|row| row.path == path && row.method == method) {
                continue;
            }
            let asked = owner.request(method, &crate::requests::address(row, &Ids::of(&world)));
            asked.send().await.refused(405, "method_not_allowed");
        }
    }
    for unknown in ["/api", "/api/", "/api/orgs/all", "/api/no-such-thing", "/api/orgs//members"] {
        owner.get(unknown).await.refused(404, "not_found");
    }
    before.assert_unchanged(&world.database().snapshot(), "requests to nowhere");
}
