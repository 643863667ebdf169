//! The host that a request asks for: one that is not the installation's is answered nothing, and no link is made
//! of any.

use serde_json::json;
use slipway_core::{
    access::role::OrgRole,
    api::{
        endpoint::{Endpoint, Method},
        table::{GetHealth, TABLE},
    },
};
use slipway_tests::{
    client::{Request, Verdict},
    program::Start,
    world::World,
};

use crate::requests::{Ids, body, request};

/// Hosts that are none of this installation's, beside the true ones.
const FOREIGN: [&str; 5] =
    ["evil.example", "evil.example:443", "slipway.example.evil.example", "slipway.example:8443", "localhost"];

fn start() -> Start {
    Start::default().args(["--public-url", "https://slipway.example"])
}

/// What proxies say of where a request was sent, and anybody can say.
fn forwarded(request: Request) -> Request {
    request
        .header("x-forwarded-host", "evil.example")
        .header("x-forwarded-proto", "http")
        .header("x-forwarded-port", "81")
        .header("x-forwarded-prefix", "/evil")
        .header("x-original-host", "evil.example")
        .header("forwarded", "for=6.6.6.6;host=evil.example;proto=http")
}

#[tokio::test]
async fn a_host_that_is_not_the_installations_is_answered_nothing() {
    let world = World::with(start()).await;
    let before = world.database().snapshot();
    for row in TABLE {
        for host in FOREIGN {
            let body = body(row, &world, Some(world.owner()));
            let asked = request(world.owner(), row, &Ids::of(&world), body.as_ref()).header("host", host);
            let answer = asked.send().await;
            if row.name == GetHealth::NAME {
                // Whoever probes knows the program by the name of a container.
                answer.done(200);
            } else {
                answer.refused(421, "unknown_host");
                assert!(!answer.text().contains("evil"), "it is not repeated: {answer}");
            }
        }
    }
    for page in ["/", "/login", "/index.html", "/no-such.js", "/api/nowhere"] {
        let asked = world.visitor().request(Method::Get, page).header("host", "evil.example");
        asked.send().await.refused(421, "unknown_host");
    }
    before.assert_unchanged(&world.database().snapshot(), "requests for another host");
}

#[tokio::test]
async fn this_machine_and_the_port_that_belongs_to_the_scheme_are_known() {
    let world = World::with(start()).await;
    let port = world.port();
    for host in [
        "slipway.example".to_owned(),
        "SLIPWAY.example:443".to_owned(),
        format!("localhost:{port}"),
        format!("127.0.0.1:{port}"),
        format!("[::1]:{port}"),
    ] {
        world.owner().request(Method::Get, "/api/session").header("host", &host).send().await.done(200);
    }
}

/// R9: a forged host and forged headers of a proxy change no link and no cookie, trusted proxy or not.
#[tokio::test]
async fn no_link_follows_what_a_request_says_of_its_host() {
    for start in [start(), start().args(["--trusted-proxy", "127.0.0.1"])] {
        let world = World::with(start).await;
        // The cookies of the world are those of another public address.
        let (owner, browser) = (world.owner(), world.visitor());
        browser.sign_in(&owner.email, &owner.password).await.done();
        let path = format!("/api/orgs/{}/invitations", world.org());
        for (n, host) in ["slipway.example", "slipway.example:443"].into_iter().enumerate() {
            let email = format!("forged-{n}@new.example");
            let body = json!({ "emails": email, "role": OrgRole::Guest.key(), "locale": "en", "note": "", "days": "7" });
            let asked = browser.request(Method::Post, &path).json(&body).header("host", host);
            forwarded(asked).send().await.done(200);
            let mail = world.mailbox().next_to(&email).await;
            let link = mail.invitation_link();
            assert!(link.starts_with("https://slipway.example/invitations#"), "{link}");
            let whole = format!("{mail:?}");
            assert!(!whole.contains("evil") && !whole.contains("http://"), "{whole}");
        }
        let body = json!({ "email": owner.email, "password": owner.password });
        let asked = world.visitor().request(Method::Post, "/api/session").json(&body);
        let answer = forwarded(asked).send().await;
        answer.done(200);
        let cookie = answer.set_cookies().remove(0);
        assert!(cookie.starts_with("__Host-slipway=") && cookie.contains("; Secure"), "{cookie}");
        assert!(answer.header("strict-transport-security").is_some());
        assert!(!format!("{:?}", answer.headers).contains("evil"));
    }
}
