//! Acts that hold the same rows hold them in the same order.
//!
//! An organization is renamed while its maker acts in it. PostgreSQL looks up the account of the maker once more
//! for the first, who holds the organization; the second holds that account and waits for the organization. Were
//! the account held against whoever only refers to it, each would wait for the other.
//!
//! Two administrators disable each other, two people open the links of each other's mails, and two sign in as each
//! other. Were each to hold their own account first, each would wait for the other.

use slipway_core::{
    access::role::OrgRole,
    api::{
        page::NoQuery,
        path::{AccountPath, OrgPath},
        table::{DisableAccount, UpdateOrg},
    },
    field::NoBody,
    org::OrgProfileDraft,
};
use slipway_tests::{client::Verdict, database::JUST_NOW, person::Person};

use super::arena::{Arena, End, Race, Row, Trial, Violation, breaks_no_rule, one_is_done, rule};

/// No lock is asked for here, but one too many: without locks nothing of this is noticed.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_organization_is_renamed_while_its_maker_acts() {
    breaks_no_rule::<Renaming>().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_administrators_disable_each_other() {
    breaks_no_rule::<DisablingEachOther>().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_people_open_each_others_links() {
    breaks_no_rule::<OpeningEachOthersLinks>().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_people_sign_in_as_each_other() {
    breaks_no_rule::<SigningInAsEachOther>().await;
}

struct Renaming {
    admin: Person,
    maker: Person,
    member: Person,
}

impl Race for Renaming {
    async fn prepared(arena: &Arena) -> Self {
        let world = arena.world();
        let member = world.role(OrgRole::Member).clone();
        Self { admin: world.admin().clone(), maker: arena.elsewhere(world.owner()), member }
    }

    async fn trial(&self, arena: &Arena, trial: Trial) -> Result<(), Violation> {
        arena.give(&self.member, OrgRole::Member);
        let before = arena.last_entry();
        let (org, admin, maker, member) =
            (arena.world().org_view().clone(), self.admin.clone(), self.maker.clone(), self.member.id);
        let path = OrgPath { org: org.id };
        let profile = OrgProfileDraft {
            name: format!("Blue Quay {}", trial.number()),
            slug: org.slug.to_string(),
            ..OrgProfileDraft::default()
        };

        let renaming = async move { admin.call::<UpdateOrg>(&path, &NoQuery {}, &profile).await };
        let acting = async move { maker.change_role(org.id, member, OrgRole::Viewer).await };
        let ends = arena.meet(trial, arena.org_row(), renaming, acting).await?;
        let done = arena.done_since(before);
        rule(ends == [End::Done, End::Done] && done.len() == 2, format!("not both done: {ends:?}, {done:?}"))
    }
}

struct DisablingEachOther {
    one: Person,
    other: Person,
}

impl Race for DisablingEachOther {
    async fn prepared(arena: &Arena) -> Self {
        let world = arena.world();
        let database = world.database();
        database.passwords_typed(JUST_NOW);
        database.execute("UPDATE accounts SET administrator = TRUE", &[]);
        database.execute("CREATE TABLE kept_sessions AS SELECT * FROM sessions", &[]);
        Self { one: world.role(OrgRole::Viewer).clone(), other: world.role(OrgRole::Member).clone() }
    }

    async fn trial(&self, arena: &Arena, trial: Trial) -> Result<(), Violation> {
        let enabled = ["UPDATE accounts SET disabled_at = NULL", "DELETE FROM sessions"];
        let all = enabled.into_iter().chain(["INSERT INTO sessions SELECT * FROM kept_sessions"]);
        arena.world().database().execute_all(all.map(|sql| (sql, Vec::new())));
        let disables = |by: Person, whom: &Person| {
            let path = AccountPath { account: whom.id };
            async move { by.call::<DisableAccount>(&path, &NoQuery {}, &NoBody {}).await }
        };
        let one = disables(arena.here(&self.one), &self.other);
        let other = disables(arena.elsewhere(&self.other), &self.one);
        let row = Row::Account(self.one.id.min(self.other.id));
        let ends = arena.meet(trial, row, one, other).await?;
        one_is_done(&ends, ["not_signed_in"; 2])
    }
}

struct OpeningEachOthersLinks {
    people: [Person; 2],
    tokens: [String; 2],
}

impl Race for OpeningEachOthersLinks {
    async fn prepared(arena: &Arena) -> Self {
        let world = arena.world();
        let people = [OrgRole::Viewer, OrgRole::Member].map(|role| world.role(role).clone());
        world.database().execute("UPDATE accounts SET email_verified_at = NULL", &[]);
        let token = async |person: &Person| {
            person.send_verification().await.done();
            world.mailbox().next_to(&person.email).await.token()
        };
        Self { tokens: [token(&people[0]).await, token(&people[1]).await], people }
    }

    async fn trial(&self, arena: &Arena, trial: Trial) -> Result<(), Violation> {
        let unopened =
            ["UPDATE account_tokens SET used_at = NULL", "UPDATE accounts SET email_verified_at = NULL"];
        arena.world().database().execute_all(unopened.map(|sql| (sql, Vec::new())));
        let [one, other] = &self.people;
        let row = Row::Account(one.id.min(other.id));
        let (one, other) = (arena.here(one), arena.elsewhere(other));
        let [of_one, of_other] = self.tokens.clone();
        let first = async move { one.verify(&of_other).await };
        let second = async move { other.verify(&of_one).await };
        let ends = arena.meet(trial, row, first, second).await?;
        rule(ends == [End::Done, End::Done], format!("not both done: {ends:?}"))
    }
}

struct SigningInAsEachOther {
    people: [Person; 2],
}

impl Race for SigningInAsEachOther {
    async fn prepared(arena: &Arena) -> Self {
        let world = arena.world();
        world.database().execute("CREATE TABLE kept_sessions AS SELECT * FROM sessions", &[]);
        Self { people: [OrgRole::Viewer, OrgRole::Member].map(|role| world.role(role).clone()) }
    }

    async fn trial(&self, arena: &Arena, trial: Trial) -> Result<(), Violation> {
        // The session before ends when somebody signs in again.
        let again = ["DELETE FROM sessions", "INSERT INTO sessions SELECT * FROM kept_sessions"];
        arena.world().database().execute_all(again.map(|sql| (sql, Vec::new())));
        let [one, other] = &self.people;
        let row = Row::Account(one.id.min(other.id));
        let (here, elsewhere) = (arena.here(one), arena.elsewhere(other));
        let (one, other) = (one.clone(), other.clone());
        let first = async move { here.sign_in(&other.email, &other.password).await };
        let second = async move { elsewhere.sign_in(&one.email, &one.password).await };
        let ends = arena.meet(trial, row, first, second).await?;
        rule(ends == [End::Done, End::Done], format!("not both done: {ends:?}"))
    }
}
