//! Fresh authentication: a dangerous act asks for the password once more where it was typed too long ago, and
//! the session then goes on under a new token.

use chrono::TimeDelta;
use slipway_core::{
    access::role::OrgRole,
    api::{endpoint::Endpoint, table as t, table::TABLE},
};
use slipway_tests::{
    client::Verdict,
    database::{JUST_NOW, LONG_AGO},
    world::World,
};

use crate::{
    requests::{Ids, body, request},
    routes::Actor,
};

/// Whoever may not do it hears that; whoever may is asked for the password before anything is read or done.
#[tokio::test]
async fn every_endpoint_that_is_marked_asks_for_the_password() {
    let world = World::new().await;
    for row in TABLE.iter().filter(|row| row.fresh) {
        for actor in Actor::all() {
            let body = body(row, &world, actor.person(&world));
            let ask = || request(&actor.client(&world), row, &Ids::of(&world), body.as_ref());
            let what = format!("{} by {actor:?}", row.name);
            let before = world.database().snapshot();
            world.database().passwords_typed(LONG_AGO);
            let stale = ask().send().await;
            let broken = ask().bytes("{").send().await;
            world.database().passwords_typed(JUST_NOW);
            before.assert_unchanged(&world.database().snapshot(), &what);
            assert_eq!(
                stale.bytes_that_tell(),
                broken.bytes_that_tell(),
                "{what}: the gate is before the body"
            );
            let code = stale.problem().code();
            assert!(code == "not_fresh" || code == crate::routes::refusal(row, actor), "{what}: {stale}");
        }
    }
}

#[tokio::test]
async fn a_typed_password_counts_for_ten_minutes() {
    let world = World::new().await;
    let (owner, org) = (world.owner(), world.org());
    let second = world.colleague(OrgRole::Owner).id;
    owner.sign_in(&owner.email, &owner.password).await.done();
    world.advance(TimeDelta::minutes(9)).await;
    owner.change_role(org, second, OrgRole::Admin).await.done();
    world.advance(TimeDelta::minutes(1)).await;

    let before = world.database().snapshot();
    owner.change_role(org, second, OrgRole::Owner).await.refused(403, "not_fresh");
    before.assert_unchanged(&world.database().snapshot(), "what was refused");
    owner.change_role(org, second, OrgRole::Viewer).await.done();

    owner.confirm_password(&owner.password).await.done();
    owner.change_role(org, second, OrgRole::Owner).await.done();
    world.advance(TimeDelta::minutes(10)).await;
    owner.remove(org, second).await.refused(403, "not_fresh");
    owner.confirm_password(&owner.password).await.done();
    owner.remove(org, second).await.done();
}

#[tokio::test]
async fn the_session_goes_on_under_a_new_token() {
    let world = World::new().await;
    let owner = world.owner();
    let sessions = || world.database().count("SELECT count(*) FROM sessions");
    let (before, old) = (sessions(), owner.copied());
    owner.confirm_password(&owner.password).await.done();
    assert_ne!(owner.session_cookie(), old.session_cookie());
    assert_eq!(owner.me().await.account.id, owner.id);
    assert!(old.session().await.me.is_none(), "the old token is worth nothing");
    assert_eq!(sessions(), before, "it is one session still");
}

#[tokio::test]
async fn a_wrong_password_confirms_nothing_and_counts_as_a_try() {
    let world = World::new().await;
    let (owner, org) = (world.owner(), world.org());
    let second = world.colleague(OrgRole::Owner).id;
    world.database().passwords_typed(LONG_AGO);
    let cookie = owner.session_cookie();
    for _ in 0..10 {
        owner.confirm_password("not the password at all").await.refused(403, "wrong_password");
    }
    owner.confirm_password(&owner.password).await.refused(429, "too_many");
    world.visitor().sign_in(&owner.email, &owner.password).await.refused(429, "too_many");
    assert_eq!(owner.session_cookie(), cookie);
    owner.remove(org, second).await.refused(403, "not_fresh");
    world.advance(TimeDelta::minutes(1)).await;
    owner.confirm_password(&owner.password).await.done();
    owner.remove(org, second).await.done();
}

#[tokio::test]
async fn another_session_of_the_same_account_is_asked_too() {
    let world = World::new().await;
    let (owner, org) = (world.owner(), world.org());
    let second = world.colleague(OrgRole::Owner).id;
    let elsewhere = world.visitor();
    elsewhere.sign_in(&owner.email, &owner.password).await.done();
    world.database().passwords_typed(LONG_AGO);
    owner.confirm_password(&owner.password).await.done();
    elsewhere.remove(org, second).await.refused(403, "not_fresh");
    owner.remove(org, second).await.done();
}

#[tokio::test]
async fn without_a_session_there_is_nothing_to_confirm() {
    let world = World::new().await;
    let confirm = world.visitor().confirm_password("anything at all").await;
    confirm.refused(401, "not_signed_in");
    const { assert!(!t::ConfirmPassword::FRESH, "what makes fresh cannot ask for it") };
}
