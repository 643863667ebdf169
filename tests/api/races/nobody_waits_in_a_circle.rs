//! An organization is renamed while its maker acts in it. PostgreSQL looks up the account of the maker once more
//! for the first, who holds the organization; the second holds that account and waits for the organization. Were
//! the account held against whoever only refers to it, each would wait for the other.

use slipway_core::{
    access::role::OrgRole,
    api::{page::NoQuery, path::OrgPath, table::UpdateOrg},
    org::OrgProfileDraft,
};
use slipway_tests::person::Person;

use super::arena::{Arena, End, Race, Trial, Violation, breaks_no_rule, rule};

/// No lock is asked for here, but one too many: without locks nothing of this is noticed.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_organization_is_renamed_while_its_maker_acts() {
    breaks_no_rule::<Renaming>().await;
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
