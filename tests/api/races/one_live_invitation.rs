//! Two invite one address at once: both are done, and the one that came later took the place of the other. An
//! index of the database keeps that as well, so without locks the second fails instead of breaking a rule.

use slipway_core::access::role::OrgRole;
use slipway_tests::person::Person;

use super::{
    arena::{Arena, End, Race, Trial, Violation, rule},
    race,
};

race!(an_address_is_invited_by_two, Invitations);

struct Invitations {
    owner: Person,
    admin: Person,
}

impl Race for Invitations {
    const RESTS_ON_A_LOCK: bool = false;

    async fn prepared(arena: &Arena) -> Self {
        let world = arena.world();
        Self { owner: world.owner().clone(), admin: arena.elsewhere(world.admin()) }
    }

    async fn trial(&self, arena: &Arena, trial: Trial) -> Result<(), Violation> {
        let (org, owner, admin) = (arena.world().org(), self.owner.clone(), self.admin.clone());
        let email = format!("person-{}@new.example", trial.number());
        let (address, same) = (email.clone(), email.clone());

        let first = async move { owner.invite(org, &address, OrgRole::Guest).await };
        let second = async move { admin.invite(org, &same, OrgRole::Viewer).await };
        let ends = arena.meet(trial, arena.org_row(), first, second).await?;
        let states = format!("SELECT state FROM invitations WHERE email = '{email}' ORDER BY state");
        let states = arena.world().database().texts(&states);
        rule(states == ["pending", "replaced"], format!("not one that lives: {states:?}, {ends:?}"))?;
        rule(ends == [End::Done, End::Done], format!("not both done: {ends:?}"))
    }
}
