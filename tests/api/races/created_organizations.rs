//! The limit of organizations that an account may create: two are asked for at once, and there is one place.

use slipway_core::access::role::OrgRole;
use slipway_tests::{client::Verdict, person::Person, world::World};

use super::{
    arena::{Arena, Race, Row, Trial, Violation, one_is_done, rule},
    race,
};

race!(two_organizations_are_created_in_one_place, Creations);

struct Creations(Person);

impl Race for Creations {
    async fn prepared(arena: &Arena) -> Self {
        Self(arena.world().admin().clone())
    }

    async fn trial(&self, arena: &Arena, trial: Trial) -> Result<(), Violation> {
        let (one, database) = (self.0.clone(), arena.world().database());
        let (other, id) = (arena.elsewhere(&one), one.id);
        let maker = || vec![id.as_uuid().into()];
        let members =
            "DELETE FROM memberships WHERE org_id IN (SELECT id FROM organizations WHERE maker_id = $1)";
        database
            .execute_all([(members, maker()), ("DELETE FROM organizations WHERE maker_id = $1", maker())]);

        let first = async move { one.create_org("First", "first").await };
        let second = async move { other.create_org("Second", "second").await };
        let ends = arena.meet(trial, Row::Account(id), first, second).await?;
        let made = database.count("SELECT count(*) FROM organizations WHERE slug IN ('first', 'second')");
        rule(made == 1, format!("{made} organizations in one place: {ends:?}"))?;
        one_is_done(&ends, ["organization_limit"; 2])
    }
}

/// An index keeps that, whatever is locked.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_organizations_at_once_do_not_share_a_slug() {
    let world = World::new().await;
    let (admin, viewer) = (world.admin(), world.role(OrgRole::Viewer));
    let (one, other) =
        tokio::join!(admin.create_org("Mine", "same-slug"), viewer.create_org("Mine", "same-slug"));
    let lost = if one.is_ok() { other } else { one };
    lost.refused(409, "slug_taken");
}
