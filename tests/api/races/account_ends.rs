//! The last Owner stays (D3), also where it is an account that ends: one of two Owners deletes theirs, or the
//! administrator disables it, while the other gives up the role.

use slipway_core::{
    access::role::OrgRole,
    api::{page::NoQuery, path::AccountPath, table::DisableAccount},
    field::NoBody,
};
use slipway_tests::{database::JUST_NOW, person::Person};

use super::{
    arena::{Arena, End, Race, Trial, Violation, one_is_done, rule},
    race,
};

race!(two_owners_delete_their_accounts, Deletions);
race!(an_owner_deletes_their_account_and_the_other_leaves, DeletionAndLeaving);
race!(an_owner_is_disabled_and_the_other_leaves, DisablingAndLeaving);
race!(an_owner_is_disabled_and_demotes_the_other, DisablingAndDemotion);

/// The two Owners, and what was stored of accounts and sessions before any of them ended.
struct Owners {
    one: Person,
    other: Person,
}

impl Owners {
    fn of(arena: &Arena) -> Self {
        let database = arena.world().database();
        database.passwords_typed(JUST_NOW);
        database.execute("CREATE TABLE kept_accounts AS SELECT * FROM accounts", &[]);
        database.execute("CREATE TABLE kept_sessions AS SELECT * FROM sessions", &[]);
        let (one, other) = (arena.world().owner(), arena.world().colleague(OrgRole::Owner));
        Self { one: one.clone(), other: other.clone() }
    }

    /// Both are Owners again, each with a browser that is signed in.
    fn both(&self, arena: &Arena) -> (Person, Person) {
        let accounts = "UPDATE accounts SET \
             (email, name, name_key, password_hash, administrator, email_verified_at, disabled_at, deleted_at) \
             = (SELECT k.email, k.name, k.name_key, k.password_hash, k.administrator, k.email_verified_at, \
             k.disabled_at, k.deleted_at FROM kept_accounts k WHERE k.id = accounts.id)";
        let sessions = "INSERT INTO sessions SELECT * FROM kept_sessions";
        let all = ["DELETE FROM sessions", sessions, accounts];
        arena.world().database().execute_all(all.map(|sql| (sql, Vec::new())));
        arena.give(&self.one, OrgRole::Owner);
        arena.give(&self.other, OrgRole::Owner);
        (arena.here(&self.one), arena.elsewhere(&self.other))
    }

    fn judge(&self, arena: &Arena, ends: &[End; 2], late: [&'static str; 2]) -> Result<(), Violation> {
        let owners = "SELECT count(*) FROM memberships m JOIN organizations o ON o.id = m.org_id \
             JOIN accounts a ON a.id = m.account_id \
             WHERE o.slug = 'blue-quay' AND m.role = 'owner' AND a.disabled_at IS NULL";
        let owners = arena.world().database().count(owners);
        rule(owners == 1, format!("{owners} Owners are left who can sign in: {ends:?}"))?;
        one_is_done(ends, late)
    }
}

struct Deletions(Owners);

impl Race for Deletions {
    async fn prepared(arena: &Arena) -> Self {
        Self(Owners::of(arena))
    }

    async fn trial(&self, arena: &Arena, trial: Trial) -> Result<(), Violation> {
        let (one, other) = self.0.both(arena);
        let first = async move { one.delete_account(&one.email).await };
        let second = async move { other.delete_account(&other.email).await };
        let ends = arena.meet(trial, arena.org_row(), first, second).await?;
        self.0.judge(arena, &ends, ["last_owner"; 2])
    }
}

struct DeletionAndLeaving(Owners);

impl Race for DeletionAndLeaving {
    async fn prepared(arena: &Arena) -> Self {
        Self(Owners::of(arena))
    }

    async fn trial(&self, arena: &Arena, trial: Trial) -> Result<(), Violation> {
        let (org, (one, other)) = (arena.world().org(), self.0.both(arena));
        let first = async move { one.delete_account(&one.email).await };
        let second = async move { other.leave(org).await };
        let ends = arena.meet(trial, arena.org_row(), first, second).await?;
        self.0.judge(arena, &ends, ["last_owner"; 2])
    }
}

struct DisablingAndLeaving(Owners);

impl Race for DisablingAndLeaving {
    async fn prepared(arena: &Arena) -> Self {
        Self(Owners::of(arena))
    }

    async fn trial(&self, arena: &Arena, trial: Trial) -> Result<(), Violation> {
        let (org, (one, other)) = (arena.world().org(), self.0.both(arena));
        let (administrator, one) =
            (arena.here(arena.world().administrator()), AccountPath { account: one.id });
        let first = async move { administrator.call::<DisableAccount>(&one, &NoQuery {}, &NoBody {}).await };
        let second = async move { other.leave(org).await };
        let ends = arena.meet(trial, arena.org_row(), first, second).await?;
        self.0.judge(arena, &ends, ["last_owner"; 2])
    }
}

struct DisablingAndDemotion(Owners);

impl Race for DisablingAndDemotion {
    async fn prepared(arena: &Arena) -> Self {
        Self(Owners::of(arena))
    }

    async fn trial(&self, arena: &Arena, trial: Trial) -> Result<(), Violation> {
        let (org, (one, other)) = (arena.world().org(), self.0.both(arena));
        let (administrator, path) =
            (arena.elsewhere(arena.world().administrator()), AccountPath { account: one.id });
        let other = other.id;
        let first = async move { administrator.call::<DisableAccount>(&path, &NoQuery {}, &NoBody {}).await };
        let second = async move { one.change_role(org, other, OrgRole::Admin).await };
        let ends = arena.meet(trial, arena.org_row(), first, second).await?;
        // Who is disabled is signed in no longer.
        self.0.judge(arena, &ends, ["last_owner", "not_signed_in"])
    }
}
