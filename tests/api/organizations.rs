//! Organizations: creating one in one's place, its profile and its billing, leaving it.

use serde_json::json;
use slipway_core::{
    access::role::OrgRole,
    api::{
        endpoint::Method,
        page::NoQuery,
        path::{NoPath, OrgPath},
        problem::{Problem, StateProblem},
        table as t,
    },
    billing::BillingDraft,
    field::NoBody,
    org::{CreateOrgDraft, OrgProfileDraft},
};
use slipway_tests::{client::Verdict, program::Start, world::World};

fn profile(name: &str, slug: &str) -> OrgProfileDraft {
    OrgProfileDraft {
        name: name.to_owned(),
        slug: slug.to_owned(),
        description: "Odoo for harbours.\nAnd for islands.".to_owned(),
        website: "https://dock-nine.example/about".to_owned(),
    }
}

fn billing() -> BillingDraft {
    BillingDraft {
        legal_name: "Dock Nine SARL".to_owned(),
        email: "Accounts@Dock-Nine.example".to_owned(),
        street: "9 quai des Brumes".to_owned(),
        postal_code: "29200".to_owned(),
        city: "Brest".to_owned(),
        country: "fr".to_owned(),
        tax_id: "FR 40 303 265 045".to_owned(),
    }
}

#[tokio::test]
async fn whoever_creates_an_organization_is_its_owner() {
    let world = World::new().await;
    let admin = world.admin();
    let body = CreateOrgDraft { profile: profile("Dock Nine", "dock-nine"), billing: billing() };
    let made = admin.call::<t::CreateOrg>(&NoPath {}, &NoQuery {}, &body).await.done();
    assert_eq!((made.name.as_str(), made.slug.as_str()), ("Dock Nine", "dock-nine"));
    assert_eq!(made.description, "Odoo for harbours.\nAnd for islands.");

    let me = admin.me().await;
    let mine = me.orgs.iter().find(|org| org.id == made.id).expect("it is among one's own");
    assert_eq!(mine.role, OrgRole::Owner);
    assert_eq!((me.places.held, me.places.named.as_deref()), (1, Some("Dock Nine")));
    let names: Vec<_> = me.orgs.iter().map(|org| org.name.as_str()).collect();
    assert_eq!(names, ["Blue Quay", "Dock Nine"], "by name");

    let read = admin.call::<t::GetOrg>(&OrgPath { org: made.id }, &NoQuery {}, &NoBody {}).await.done();
    assert_eq!(read, made);
    let kept = admin.call::<t::GetBilling>(&OrgPath { org: made.id }, &NoQuery {}, &NoBody {}).await.done();
    let written = BillingDraft {
        email: "accounts@dock-nine.example".to_owned(),
        country: "FR".to_owned(),
        ..billing()
    };
    assert_eq!(kept, written);
}

#[tokio::test]
async fn an_account_creates_one_organization_and_is_told_which_holds_its_place() {
    let world = World::new().await;
    let before = world.database().snapshot();
    let refused = world.owner().create_org("Second Quay", "second-quay").await;
    let problem = refused.refused(409, "organization_limit");
    let expected = StateProblem::OrganizationLimit { limit: 1, organization: Some("Blue Quay".to_owned()) };
    assert_eq!(problem, Problem::State { problem: expected });
    before.assert_unchanged(&world.database().snapshot(), "a second organization");
}

#[tokio::test]
async fn a_place_stays_with_the_maker_who_has_left() {
    let world = World::new().await;
    let owner = world.owner();
    owner.leave(world.org()).await.done();
    let places = owner.me().await.places;
    assert_eq!((places.held, places.named), (1, None), "an organization one has left is not named");
    let problem = owner.create_org("Second Quay", "second-quay").await.refused(409, "organization_limit");
    let expected = StateProblem::OrganizationLimit { limit: 1, organization: None };
    assert_eq!(problem, Problem::State { problem: expected });
}

#[tokio::test]
async fn being_a_member_elsewhere_takes_no_place() {
    let world = World::new().await;
    let viewer = world.role(OrgRole::Viewer);
    assert_eq!(viewer.me().await.places.held, 0);
    viewer.create_org("Viewer's Own", "viewers-own").await.done();
}

#[tokio::test]
async fn the_number_of_places_is_the_operators_to_choose() {
    let world = World::with(Start::default().args(["--max-orgs-per-account", "3"])).await;
    let owner = world.owner();
    for n in 2..=3 {
        owner.create_org("Another", &format!("another-{n}")).await.done();
    }
    owner.create_org("Another", "another-4").await.refused(409, "organization_limit");
}

#[tokio::test]
async fn a_slug_belongs_to_one_organization() {
    let world = World::new().await;
    let before = world.database().snapshot();
    let refused = world.admin().create_org("Blue Quay", "blue-quay").await.refused(409, "slug_taken");
    let expected = StateProblem::SlugTaken { slug: "blue-quay".to_owned() };
    assert_eq!(refused, Problem::State { problem: expected });
    let moved = world
        .stranger()
        .call::<t::UpdateOrg>(&OrgPath { org: world.other() }, &NoQuery {}, &profile("Pier", "blue-quay"))
        .await;
    moved.refused(409, "slug_taken");
    before.assert_unchanged(&world.database().snapshot(), "a taken slug");
}

#[tokio::test]
async fn a_slug_can_be_changed_and_is_free_again_afterwards() {
    let world = World::new().await;
    let path = OrgPath { org: world.org() };
    let changed =
        world.admin().call::<t::UpdateOrg>(&path, &NoQuery {}, &profile("Red Quay", "red-quay")).await.done();
    assert_eq!((changed.id, changed.slug.as_str()), (world.org(), "red-quay"));
    let session = world.role(OrgRole::Guest).me().await;
    assert_eq!(session.orgs[0].slug.as_str(), "red-quay");
    world.admin().create_org("Blue Quay again", "blue-quay").await.done();
}

/// Saving a form that nobody touched is no conflict of an organization with itself.
#[tokio::test]
async fn an_unchanged_profile_is_saved_without_complaint() {
    let world = World::new().await;
    let view = world.org_view();
    let same = OrgProfileDraft {
        name: view.name.clone(),
        slug: view.slug.to_string(),
        description: view.description.clone(),
        website: view.website.clone(),
    };
    let before = world.database().snapshot();
    let path = OrgPath { org: world.org() };
    let saved = world.owner().call::<t::UpdateOrg>(&path, &NoQuery {}, &same).await.done();
    assert_eq!(&saved, view);
    before.assert_unchanged(&world.database().snapshot(), "the same profile");
}

#[tokio::test]
async fn reserved_words_are_no_slugs() {
    let world = World::new().await;
    let before = world.database().snapshot();
    for slug in ["new", "settings", "admin", "api", "login"] {
        let body = json!({ "profile": profile("Word", slug), "billing": BillingDraft::default() });
        let answer = world.admin().request(Method::Post, "/api/orgs").json(&body).send().await;
        answer.refused(422, "fields");
        let error = &answer.json()["error"]["errors"][0];
        assert_eq!(error["field"], "profile.slug");
        assert_eq!((&error["code"], &error["slug"]), (&json!("slug_reserved"), &json!(slug)));
    }
    before.assert_unchanged(&world.database().snapshot(), "reserved slugs");
}

#[tokio::test]
async fn names_in_every_script_are_kept_as_they_were_typed() {
    let world = World::with(Start::default().args(["--max-orgs-per-account", "20"])).await;
    let names =
        ["Größe & Söhne", "株式会社 港", "شركة الميناء", "Ναυτιλία", "می‌خواهم", "👩‍🔧 Atelier", "O'Brien <b>"];
    for (n, name) in names.into_iter().enumerate() {
        let made = world.owner().create_org(name, &format!("script-{n}")).await.done();
        assert_eq!(made.name, name);
    }
    assert_eq!(world.owner().me().await.orgs.len(), names.len() + 1);
}

#[tokio::test]
async fn the_billing_profile_is_replaced_as_a_whole() {
    let world = World::new().await;
    let path = OrgPath { org: world.org() };
    let clerk = world.role(OrgRole::Billing);
    clerk.call::<t::UpdateBilling>(&path, &NoQuery {}, &billing()).await.done();
    let emptied = BillingDraft { legal_name: "Blue Quay GmbH".to_owned(), ..BillingDraft::default() };
    let kept = clerk.call::<t::UpdateBilling>(&path, &NoQuery {}, &emptied).await.done();
    assert_eq!(kept, emptied);
    // An Admin may read it and not change it.
    let read = world.admin().call::<t::GetBilling>(&path, &NoQuery {}, &NoBody {}).await.done();
    assert_eq!(read, emptied);
    let forged = world.admin().call::<t::UpdateBilling>(&path, &NoQuery {}, &billing()).await;
    forged.refused(403, "missing_permission");
}

#[tokio::test]
async fn anybody_may_leave_and_is_out_at_once() {
    let world = World::new().await;
    let guest = world.role(OrgRole::Guest);
    let after = guest.leave(world.org()).await.done();
    assert!(after.me.expect("still signed in").orgs.is_empty());
    guest.get(&format!("/api/orgs/{}", world.org())).await.refused(404, "not_found");
    guest.leave(world.org()).await.refused(404, "not_found");
}
