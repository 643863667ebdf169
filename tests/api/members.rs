//! Members: the list of them, and the rules D2, D3, D10 and D11 by name. Every combination of roles is in
//! [`crate::delegation`].

use std::collections::BTreeSet;

use slipway_core::{
    access::role::OrgRole,
    api::{
        member::MemberView,
        page::{Page, PageQuery},
        path::OrgPath,
        problem::{Problem, StateProblem},
        table as t,
    },
    field::NoBody,
    invitation::VoidReason,
};
use slipway_tests::{
    client::{Client, Verdict},
    world::World,
};

async fn members(world: &World, who: &Client, query: &PageQuery) -> Page<MemberView> {
    who.call::<t::ListMembers>(&OrgPath { org: world.org() }, query, &NoBody {}).await.done()
}

#[tokio::test]
async fn the_list_shows_every_member_by_name_with_their_role() {
    let world = World::new().await;
    let page = members(&world, world.role(OrgRole::Member), &PageQuery::default()).await;
    assert_eq!((page.items.len(), page.next), (14, None), "two people for each of seven roles");
    let names: Vec<_> = page.items.iter().map(|member| member.name.to_lowercase()).collect();
    assert!(names.is_sorted(), "{names:?}");
    let vera = page.items.iter().find(|member| member.email.as_str() == "vera.viewer@quay.example");
    let vera = vera.expect("the Viewer is listed");
    assert_eq!((vera.name.as_str(), vera.role), ("Vera Viewer", OrgRole::Viewer));
    assert!(vera.last_seen_at.is_some(), "she was here when she joined");
    assert!(!page.items.iter().any(|member| member.email.as_str().starts_with("rosa.removed")));
}

#[tokio::test]
async fn the_list_can_be_read_page_by_page() {
    let world = World::new().await;
    let viewer = world.role(OrgRole::Viewer);
    let all = members(&world, viewer, &PageQuery::default()).await.items;
    let mut read = Vec::new();
    let mut query = PageQuery { limit: Some(4), ..PageQuery::default() };
    loop {
        let page = members(&world, viewer, &query).await;
        assert!(page.items.len() <= 4);
        read.extend(page.items);
        match page.next {
            Some(next) => query.after = Some(next),
            None => break,
        }
    }
    // Asking is to be seen, and noted a moment later; nothing else of the list depends on it.
    let unseen = |list: Vec<MemberView>| {
        list.into_iter().map(|member| MemberView { last_seen_at: None, ..member }).collect::<Vec<_>>()
    };
    assert_eq!(unseen(read), unseen(all));
}

/// Somebody who joins while another turns the pages is neither skipped over nor shown twice.
#[tokio::test]
async fn a_page_follows_the_one_before_it_though_the_list_changed() {
    let world = World::new().await;
    let owner = world.owner();
    let query = PageQuery { limit: Some(7), ..PageQuery::default() };
    let first = members(&world, owner, &query).await;
    world.joined("aaron.early@quay.example", OrgRole::Guest).await;
    owner.remove(world.org(), first.items[0].account).await.done();
    let second = members(&world, owner, &PageQuery { after: first.next, ..query }).await;
    let accounts = |page: &[MemberView]| page.iter().map(|m| m.account).collect::<BTreeSet<_>>();
    assert!(accounts(&first.items).is_disjoint(&accounts(&second.items)));
    assert_eq!(second.items.len(), 7);
}

#[tokio::test]
async fn the_list_can_be_searched_by_name_and_address_and_nothing_in_it_is_a_pattern() {
    let world = World::new().await;
    let found = async |text: &str| {
        let query = PageQuery { search: Some(text.to_owned()), ..PageQuery::default() };
        let page = members(&world, world.owner(), &query).await;
        page.items.into_iter().map(|member| member.name).collect::<Vec<_>>()
    };
    assert_eq!(found("vera").await, ["Vera Viewer"]);
    assert_eq!(found("BILLING@QUAY").await, ["Bea Billing", "Boris Billing"]);
    assert_eq!(found("").await.len(), 14);
    for nobody in ["%", "_", "!", "vera%viewer", "' OR 1=1 --", "nobody"] {
        assert!(found(nobody).await.is_empty(), "{nobody}");
    }
}

#[tokio::test]
async fn a_search_finds_names_beyond_ascii_whatever_their_case() {
    let world = World::new().await;
    let vera = world.role(OrgRole::Viewer);
    let body =
        slipway_core::account::ProfileDraft { name: "ÉLODIE Ünal".to_owned(), locale: "en".to_owned() };
    let (path, query) = (slipway_core::api::path::NoPath {}, slipway_core::api::page::NoQuery {});
    vera.call::<t::UpdateProfile>(&path, &query, &body).await.done();
    for text in ["élodie", "ÜNAL", "Élodie ü"] {
        let query = PageQuery { search: Some(text.to_owned()), ..PageQuery::default() };
        let page = members(&world, world.owner(), &query).await;
        assert_eq!(page.items.len(), 1, "{text}");
        assert_eq!(page.items[0].account, vera.id);
    }
}

#[tokio::test]
async fn an_admin_cannot_demote_or_remove_an_owner() {
    let world = World::new().await;
    let (admin, owner) = (world.admin(), world.owner().id);
    let before = world.database().snapshot();
    admin.change_role(world.org(), owner, OrgRole::Viewer).await.refused(403, "person_above_you");
    admin.remove(world.org(), owner).await.refused(403, "person_above_you");
    before.assert_unchanged(&world.database().snapshot(), "an Admin against an Owner");
}

#[tokio::test]
async fn an_admin_cannot_touch_a_billing_member_nor_make_one() {
    let world = World::new().await;
    let (admin, clerk) = (world.admin(), world.role(OrgRole::Billing).id);
    admin.change_role(world.org(), clerk, OrgRole::Guest).await.refused(403, "person_above_you");
    admin.remove(world.org(), clerk).await.refused(403, "person_above_you");
    let guest = world.role(OrgRole::Guest).id;
    let refused = admin.change_role(world.org(), guest, OrgRole::Billing).await;
    let missing = crate::routes::missing_of(&refused.refused(403, "role_above_yours"));
    assert_eq!(missing.into_iter().collect::<Vec<_>>(), ["billing.manage"]);
    world.owner().change_role(world.org(), guest, OrgRole::Billing).await.done();
}

#[tokio::test]
async fn equals_may_act_on_equals() {
    let world = World::new().await;
    let org = world.org();
    world.admin().change_role(org, world.colleague(OrgRole::Admin).id, OrgRole::Viewer).await.done();
    world.owner().remove(org, world.colleague(OrgRole::Owner).id).await.done();
}

#[tokio::test]
async fn nobody_changes_their_own_role() {
    let world = World::new().await;
    for me in [world.owner(), world.admin()] {
        for role in OrgRole::ALL {
            me.change_role(world.org(), me.id, role).await.refused(403, "own_grant");
        }
    }
}

#[tokio::test]
async fn the_last_owner_stays() {
    let world = World::new().await;
    world.leave_one_owner().await;
    let (org, owner) = (world.org(), world.owner());
    let before = world.database().snapshot();
    let refused = owner.leave(org).await.refused(409, "last_owner");
    assert_eq!(refused, Problem::State { problem: StateProblem::LastOwner { organization: None } });
    owner.remove(org, owner.id).await.refused(409, "last_owner");
    before.assert_unchanged(&world.database().snapshot(), "the last Owner's leaving");

    // Once there is another, both ways are open.
    owner.change_role(org, world.admin().id, OrgRole::Owner).await.done();
    owner.leave(org).await.done();
    world.admin().leave(org).await.refused(409, "last_owner");
}

/// An Owner whose account is disabled holds nothing up: disabling is the administrator's, of a later part.
#[tokio::test]
async fn an_owner_whose_account_is_disabled_does_not_count() {
    let world = World::new().await;
    let disable = "UPDATE accounts SET disabled_at = created_at WHERE email = 'oscar.owner@quay.example'";
    world.database().execute(disable, &[]);
    world.owner().leave(world.org()).await.refused(409, "last_owner");
    let oscar = world.colleague(OrgRole::Owner);
    assert!(oscar.session().await.me.is_none(), "a disabled account's sessions are over");
    world.visitor().sign_in(&oscar.email, &oscar.password).await.refused(401, "wrong_credentials");
    // To remove them takes nothing from those who count.
    world.owner().remove(world.org(), oscar.id).await.done();
}

#[tokio::test]
async fn whoever_is_removed_is_out_at_once_with_every_session() {
    let world = World::new().await;
    let developer = world.developer();
    let elsewhere = world.visitor();
    elsewhere.sign_in(&developer.email, &developer.password).await.done();
    world.admin().remove(world.org(), developer.id).await.done();
    for client in [&developer.client, &elsewhere] {
        let answer = client.get(&format!("/api/orgs/{}/members", world.org())).await;
        answer.refused(404, "not_found");
        assert!(client.me().await.orgs.is_empty());
    }
    world.admin().remove(world.org(), developer.id).await.refused(404, "not_found");
}

#[tokio::test]
async fn what_a_member_sent_is_void_once_they_are_out() {
    let world = World::new().await;
    let developer = world.developer();
    let other = world.colleague(OrgRole::Developer);
    let first = world.invited(developer, "first@new.example", OrgRole::Viewer).await;
    let second = world.invited(other, "second@new.example", OrgRole::Viewer).await;
    world.admin().remove(world.org(), developer.id).await.done();
    other.leave(world.org()).await.done();

    let void = Problem::State { problem: StateProblem::InvitationVoid { void: VoidReason::SenderLeft } };
    for sent in [first, second] {
        let seen = world.visitor().sign_up(&sent.token, "New", "eleven grey herons asleep").await;
        assert_eq!(seen.refused(409, "invitation_void"), void);
        let looked =
            world.visitor().request(slipway_core::api::endpoint::Method::Post, "/api/invitations/look-up");
        let looked = looked.json(&serde_json::json!({ "token": sent.token })).send().await;
        assert_eq!(looked.refused(409, "invitation_void"), void);
    }
    let pending = world.owner().get(&format!("/api/orgs/{}/invitations", world.org())).await.done(200);
    assert_eq!(pending["items"].as_array().map(Vec::len), Some(1), "the Owner's own: {pending}");
}

#[tokio::test]
async fn whoever_was_removed_can_be_invited_again() {
    let world = World::new().await;
    let rosa = world.removed();
    let again = world.invited(world.admin(), &rosa.email, OrgRole::Member).await;
    let joined = rosa.accept(&again.token).await.done();
    assert_eq!((joined.org, joined.role), (world.org(), OrgRole::Member));
}
