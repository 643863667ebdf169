//! Where a request comes from: nothing is changed on the word of another site.

use slipway_core::api::{endpoint::Method, table::TABLE};
use slipway_tests::{client::Request, world::World};

use crate::{
    requests::{Ids, address, admitted, body, request},
    routes::Actor,
};

/// The headers that other sites' requests arrive with.
fn foreign(request: Request, way: usize, own: &str) -> Option<Request> {
    let bare = request.without("origin").without("sec-fetch-site");
    Some(match way {
        0 => bare,
        1 => bare.header("origin", "https://evil.example"),
        2 => bare.header("origin", "null"),
        3 => bare.header("origin", &format!("{own}.evil.example")),
        4 => bare.header("origin", &own.replace("http://", "https://")),
        5 => bare.header("origin", "http://localhost:1"),
        6 => bare.header("origin", own).header("sec-fetch-site", "cross-site"),
        7 => bare.header("origin", own).header("sec-fetch-site", "same-site"),
        8 => bare.header("origin", own).header("sec-fetch-site", "none"),
        9 => bare.header("sec-fetch-site", "same-site"),
        10 => bare.header("referer", &format!("{own}/login")),
        11 => bare.header("sec-fetch-site", "Same-Origin").header("origin", "https://evil.example"),
        _ => return None,
    })
}

#[tokio::test]
async fn a_change_asked_for_by_another_site_is_refused_everywhere() {
    let world = World::new().await;
    let own = world.url().to_owned();
    for row in TABLE.iter().filter(|row| row.method.changes()) {
        let before = world.database().snapshot();
        for actor in [
            Actor::Anonymous,
            Actor::Person(slipway_tests::world::Standing::Holds(slipway_core::access::role::OrgRole::Owner)),
        ] {
            let client = actor.client(&world);
            let body = body(row, &world, actor.person(&world));
            for way in 0.. {
                let asked = request(&client, row, &Ids::of(&world), body.as_ref());
                let Some(asked) = foreign(asked, way, &own) else { break };
                let answer = asked.send().await;
                answer.refused(403, "foreign_origin");
                assert!(answer.set_cookies().is_empty(), "{} by way {way}", row.name);
            }
        }
        before.assert_unchanged(&world.database().snapshot(), row.name);
    }
}

/// Old browsers and tools send no `Sec-Fetch-Site`; the origin is enough then.
#[tokio::test]
async fn the_own_origin_alone_is_enough() {
    let world = World::new().await;
    let owner = world.owner();
    let path = format!("/api/orgs/{}/invitations", world.org());
    let body = serde_json::json!({ "emails": "x@new.example", "role": "guest", "locale": "en", "note": "", "days": "7" });
    let asked = owner.request(Method::Post, &path).json(&body);
    asked.without("sec-fetch-site").header("origin", world.url()).send().await.done(200);
    let asked = owner.request(Method::Post, &path).json(&body);
    asked.without("origin").send().await.done(200);
}

/// What a form of another site can send is refused for its origin and, if it were not, for its type.
#[tokio::test]
async fn a_form_changes_nothing() {
    let world = World::new().await;
    for row in TABLE.iter().filter(|row| row.method.changes()) {
        let before = world.database().snapshot();
        let who = admitted(row, &world);
        for content_type in
            ["application/x-www-form-urlencoded", "multipart/form-data; boundary=b", "text/plain"]
        {
            let body = body(row, &world, Some(who)).expect("a body").to_string();
            let sent = |body: &str| {
                let asked = who.request(row.method, &address(row, &Ids::of(&world)));
                asked.bytes(body).header("content-type", content_type)
            };
            let cross = sent(&body).header("origin", "https://evil.example");
            cross.header("sec-fetch-site", "cross-site").send().await.refused(403, "foreign_origin");
            sent(&body).send().await.refused(415, "not_json");
            for form in ["token=x&email=a%40b.example", ""] {
                sent(form).send().await.refused(415, "not_json");
            }
        }
        // A link, a picture and a form that reads ask with GET, and are handed to the reading endpoint of that
        // address or to none.
        let reads = TABLE.iter().any(|other| other.path == row.path && !other.method.changes());
        let body = body(row, &world, Some(who)).expect("a body");
        for site in ["same-origin", "cross-site"] {
            let asked = who.request(Method::Get, &address(row, &Ids::of(&world))).json(&body);
            let answer = asked.header("sec-fetch-site", site).send().await;
            if !reads {
                answer.refused(405, "method_not_allowed");
            }
        }
        before.assert_unchanged(&world.database().snapshot(), row.name);
    }
}

/// Reading is allowed from anywhere (a link in a mail opens the page), and reading changes nothing,
/// whatever else the request says.
#[tokio::test]
async fn reading_changes_nothing_whoever_asks() {
    let world = World::new().await;
    let before = world.database().snapshot();
    for row in TABLE.iter().filter(|row| !row.method.changes()) {
        let address = address(row, &Ids::of(&world));
        let who = admitted(row, &world);
        let asked = || who.request(Method::Get, &address);
        asked().header("sec-fetch-site", "cross-site").send().await.done(200);
        asked().header("x-http-method-override", "DELETE").send().await.done(200);
        asked().json(&serde_json::json!({ "name": "x" })).send().await.done(200);
        who.get(&format!("{address}?_method=DELETE")).await.refused(400, "malformed");
    }
    before.assert_unchanged(&world.database().snapshot(), "reading");
}
