//! Sessions: seeing where one is signed in, ending what one does not know, and how long they last.

use chrono::TimeDelta;
use slipway_core::api::endpoint::Method;
use slipway_tests::{
    client::{Client, Verdict},
    person::Person,
    program::Start,
    world::World,
};

const FIREFOX: &str = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";

/// Signs somebody in with another browser, which says what it is.
async fn elsewhere(world: &World, person: &Person) -> Client {
    let client = world.visitor();
    let body = serde_json::json!({ "email": person.email, "password": person.password });
    let asked = client.request(Method::Post, "/api/session").json(&body).header("user-agent", FIREFOX);
    asked.send().await.done(200);
    client
}

#[tokio::test]
async fn one_sees_where_one_is_signed_in() {
    let world = World::new().await;
    let owner = world.owner();
    world.advance(TimeDelta::hours(1)).await;
    let other = elsewhere(&world, owner).await;
    let listed = owner.sessions().await;
    // The list is by when each was seen, and asking for it is to be seen: which is first is no fact yet.
    let (own, others): (Vec<_>, Vec<_>) = listed.iter().partition(|entry| entry.current);
    let ([own], [newest]) = (own.as_slice(), others.as_slice()) else { panic!("{listed:?}") };
    assert_eq!(newest.device.browser.as_deref(), Some("Firefox"));
    assert_eq!(newest.device.system.as_deref(), Some("Linux"));
    assert_eq!(newest.address.as_deref(), Some("127.0.0.1"));
    assert!(newest.fresh && newest.began_at > own.began_at, "{listed:?}");
    let theirs = other.sessions().await;
    assert!(theirs.iter().any(|entry| entry.id == newest.id && entry.current), "{theirs:?}");
    assert_eq!(world.stranger().sessions().await.len(), 1, "nobody sees another's");
}

#[tokio::test]
async fn a_session_that_is_ended_stops_at_its_next_request() {
    let world = World::new().await;
    let owner = world.owner();
    let other = elsewhere(&world, owner).await;
    let found = other.sessions().await.into_iter().find(|entry| entry.current).expect("its own");
    world.stranger().end_session(found.id).await.refused(404, "not_found");
    owner.end_session(found.id).await.done();
    other.get("/api/account/sessions").await.refused(401, "not_signed_in");
    assert!(other.session().await.me.is_none());
    owner.end_session(found.id).await.refused(404, "not_found");
    assert_eq!(owner.sessions().await.len(), 1);
}

#[tokio::test]
async fn all_others_end_at_once_and_this_one_goes_on() {
    let world = World::new().await;
    let owner = world.owner();
    let others = [elsewhere(&world, owner).await, elsewhere(&world, owner).await];
    owner.end_other_sessions().await.done();
    for other in others {
        other.get("/api/account/sessions").await.refused(401, "not_signed_in");
    }
    assert_eq!(owner.me().await.account.id, owner.id);
    let before = world.database().snapshot();
    owner.end_other_sessions().await.done();
    before.assert_unchanged(&world.database().snapshot(), "ending none");
    assert_eq!(world.stranger().sessions().await.len(), 1);
}

/// R11: whoever copied a token before has nothing after.
#[tokio::test]
async fn the_token_is_new_at_sign_in_at_a_change_of_password_and_when_the_password_is_confirmed() {
    let world = World::new().await;
    let owner = world.owner();
    let new = "eleven grey herons asleep";
    let mut old = vec![owner.copied()];
    owner.sign_in(&owner.email, &owner.password).await.done();
    old.push(owner.copied());
    owner.confirm_password(&owner.password).await.done();
    old.push(owner.copied());
    let change = serde_json::json!({ "current": owner.password, "new": new });
    owner.request(Method::Put, "/api/account/password").json(&change).send().await.done(200);
    for before in old {
        assert_ne!(before.session_cookie(), owner.session_cookie());
        assert!(before.session().await.me.is_none());
    }
    assert_eq!(owner.me().await.account.id, owner.id);
}

#[tokio::test]
async fn how_long_sessions_last_is_a_setting() {
    let args = ["--session-idle-days", "2", "--session-days", "5"].map(str::to_owned).to_vec();
    let world = World::with(Start { args, ..Start::default() }).await;
    let owner = world.owner();
    let answer = {
        let body = serde_json::json!({ "email": owner.email, "password": owner.password });
        owner.request(Method::Post, "/api/session").json(&body).send().await
    };
    let cookie = answer.set_cookies().remove(0);
    assert!(cookie.contains(&format!("Max-Age={}", 5 * 24 * 60 * 60)), "{cookie}");
    // Two days without a request, less a moment, and again: the session lives by being used.
    for _ in 0..2 {
        world.advance(TimeDelta::hours(47)).await;
        assert_eq!(owner.me().await.account.id, owner.id);
        let seen = "SELECT count(*) FROM sessions WHERE last_seen_at = created_at";
        let all = world.database().count("SELECT count(*) FROM sessions");
        world.database().settled(seen, all - 1).await;
    }
    world.advance(TimeDelta::hours(27)).await;
    assert!(owner.session().await.me.is_none(), "after five days it is over in any case");

    owner.sign_in(&owner.email, &owner.password).await.done();
    world.advance(TimeDelta::hours(49)).await;
    assert!(owner.session().await.me.is_none(), "after two days without a request it is over");
}
