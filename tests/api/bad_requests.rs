//! Requests that are not what an endpoint reads, on every endpoint of the table: broken, foreign, too large,
//! or a little beside the contract. Each is answered with what is wrong, and changes nothing.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use slipway_core::api::{
    endpoint::{Method, Row},
    problem::Problem,
    table::TABLE,
};
use slipway_tests::{client::Answer, world::World};
use uuid::Uuid;

use crate::requests::{Ids, admitted, body, request};

const LARGEST: usize = 64 * 1024;

fn changing() -> impl Iterator<Item = &'static Row> {
    TABLE.iter().filter(|row| row.method.changes())
}

/// Sends a body as somebody whom the gate lets through.
async fn send(world: &World, row: &Row, bytes: impl Into<Vec<u8>>) -> Answer {
    request(admitted(row, world), row, &Ids::of(world), None).bytes(bytes).send().await
}

fn good(world: &World, row: &Row) -> Value {
    body(row, world, Some(admitted(row, world))).expect("a changing endpoint has a body")
}

#[track_caller]
fn malformed_at(answer: &Answer, what: &str) -> String {
    assert_eq!(answer.status, 400, "{what}: {answer}");
    match answer.problem() {
        Problem::Malformed { path, detail } => {
            assert!(!detail.is_empty(), "{what}: {answer}");
            path
        }
        other => panic!("{what}: {other:?}"),
    }
}

#[tokio::test]
async fn broken_json_is_refused_everywhere() {
    let world = World::new().await;
    let deep = "[".repeat(10_000);
    let deep_objects = "{\"a\":".repeat(10_000);
    let broken: [&[u8]; 16] = [
        b"{",
        b"}",
        b"nul",
        b"{}{}",
        b"{} x",
        b"{\"a\"}",
        b"{'a':1}",
        b"{\"a\":1,}",
        b"// {}",
        b"<a/>",
        b"{\"a\":\"\xff\xfe\"}",
        b"\xef\xbb\xbf{}",
        b"{\"a\":\"\\ud800\"}",
        b"a=1&b=2",
        deep.as_bytes(),
        deep_objects.as_bytes(),
    ];
    for row in changing() {
        let before = world.database().snapshot();
        for bytes in broken {
            let what = format!("{} with {:.40}", row.name, String::from_utf8_lossy(bytes));
            malformed_at(&send(&world, row, bytes).await, &what);
        }
        before.assert_unchanged(&world.database().snapshot(), row.name);
    }
}

#[tokio::test]
async fn a_body_that_is_no_object_is_refused_everywhere() {
    let world = World::new().await;
    for row in changing() {
        let good = good(&world, row);
        // The right values in a row, without their names, are no object either.
        let values: Vec<Value> = good.as_object().expect("an object").values().cloned().collect();
        let before = world.database().snapshot();
        for wrong in [
            "[]".to_owned(),
            "null".to_owned(),
            "true".to_owned(),
            "7".to_owned(),
            "\"x\"".to_owned(),
            Value::from(values).to_string(),
        ] {
            malformed_at(&send(&world, row, wrong.clone()).await, &format!("{} with {wrong}", row.name));
        }
        before.assert_unchanged(&world.database().snapshot(), row.name);
    }
}

#[tokio::test]
async fn an_unknown_field_is_refused_everywhere_and_named() {
    let world = World::new().await;
    for row in changing() {
        let good = good(&world, row);
        let before = world.database().snapshot();
        for (path, _) in objects(&good) {
            let mut asked = good.clone();
            let at = at(&mut asked, &path);
            at.as_object_mut().expect("an object").insert("is_owner".to_owned(), Value::from(true));
            let what = format!("{} at {path:?}", row.name);
            let named = malformed_at(&send(&world, row, asked.to_string()).await, &what);
            assert_eq!(named, [path.as_slice(), &["is_owner".to_owned()]].concat().join("."), "{what}");
        }
        before.assert_unchanged(&world.database().snapshot(), row.name);
    }
}

#[tokio::test]
async fn a_field_that_stands_twice_or_not_at_all_is_refused_everywhere() {
    let world = World::new().await;
    for row in changing() {
        let good = good(&world, row);
        let before = world.database().snapshot();
        for (path, object) in objects(&good) {
            for (name, value) in object.as_object().expect("an object") {
                let what = format!("{}, {name} at {path:?}", row.name);
                let mut asked = good.clone();
                at(&mut asked, &path).as_object_mut().expect("an object").remove(name);
                malformed_at(&send(&world, row, asked.to_string()).await, &format!("without {what}"));

                // JSON with a name twice has to be written by hand.
                let once = object.to_string();
                let twice = format!("{{\"{name}\":{value},{}", &once[1..]);
                let asked = good.to_string().replacen(&once, &twice, 1);
                let named = malformed_at(&send(&world, row, asked).await, &format!("twice {what}"));
                assert!(named.ends_with(name.as_str()), "{what}: {named}");
            }
        }
        before.assert_unchanged(&world.database().snapshot(), row.name);
    }
}

#[tokio::test]
async fn a_value_of_the_wrong_type_is_refused_everywhere_and_named() {
    let world = World::new().await;
    let wrong = ["null", "7", "-1.5e9", "true", "[]", "[\"x\"]", "{}", "{\"x\":1}"];
    for row in changing() {
        let good = good(&world, row);
        let before = world.database().snapshot();
        for path in leaves(&good) {
            for value in wrong {
                let mut asked = good.clone();
                *at(&mut asked, &path) = serde_json::from_str(value).expect("JSON");
                let what = format!("{} with {value} at {path:?}", row.name);
                let named = malformed_at(&send(&world, row, asked.to_string()).await, &what);
                assert_eq!(named, path.join("."), "{what}");
            }
        }
        before.assert_unchanged(&world.database().snapshot(), row.name);
    }
}

#[tokio::test]
async fn only_a_body_that_says_it_is_json_is_read() {
    let world = World::new().await;
    for row in changing() {
        let good = good(&world, row).to_string();
        let before = world.database().snapshot();
        let asked = || {
            request(admitted(row, &world), row, &Ids::of(&world), None).bytes(if good == "{}" {
                "{ }"
            } else {
                good.as_str()
            })
        };
        for other in [
            "text/plain",
            "text/plain; charset=application/json",
            "application/x-www-form-urlencoded",
            "multipart/form-data; boundary=x",
            "text/json",
            "application/jsonp",
        ] {
            asked().header("content-type", other).send().await.refused(415, "not_json");
        }
        asked().without("content-type").send().await.refused(415, "not_json");
        before.assert_unchanged(&world.database().snapshot(), row.name);
    }
    // A charset beside it does no harm.
    let row = TABLE.iter().find(|row| row.name == "LookUpInvitation").expect("the endpoint");
    let asked = request(&world.visitor(), row, &Ids::of(&world), None).bytes(good(&world, row).to_string());
    asked.header("content-type", "Application/JSON; charset=UTF-8").send().await.done(200);
}

#[tokio::test]
async fn a_body_of_more_than_64_kib_is_refused_everywhere() {
    let world = World::new().await;
    for row in changing() {
        let good = good(&world, row).to_string();
        let before = world.database().snapshot();
        for length in [LARGEST + 1, 1_000_000] {
            let padded = format!("{good}{}", " ".repeat(length - good.len()));
            let problem = send(&world, row, padded).await.refused(413, "too_large");
            assert_eq!(problem, Problem::TooLarge { max_bytes: 64 * 1024 });
        }
        before.assert_unchanged(&world.database().snapshot(), row.name);
    }
    let row = TABLE.iter().find(|row| row.name == "LookUpInvitation").expect("the endpoint");
    let good = good(&world, row).to_string();
    let largest = format!("{good}{}", " ".repeat(LARGEST - good.len()));
    send(&world, row, largest).await.done(200);
}

#[tokio::test]
async fn an_address_takes_no_query_but_its_own() {
    let world = World::new().await;
    for row in TABLE {
        let owner = admitted(row, &world);
        let body = body(row, &world, Some(owner));
        let address = crate::requests::address(row, &Ids::of(&world));
        let before = world.database().snapshot();
        for query in ["admin=true", "limit=3&sort=name", "%00=1"] {
            let asked = owner.request(row.method, &format!("{address}?{query}"));
            let asked = match &body {
                Some(body) => asked.json(body),
                None => asked,
            };
            malformed_at(&asked.send().await, &format!("{} with ?{query}", row.name));
        }
        before.assert_unchanged(&world.database().snapshot(), row.name);
    }
}

#[tokio::test]
async fn a_list_refuses_a_page_that_it_does_not_have() {
    let world = World::new().await;
    let lists: Vec<_> = TABLE.iter().filter(|row| row.name.starts_with("List")).collect();
    assert_eq!(lists.len(), 8, "a new list belongs to those below");
    let cursors = cursors(&world).await;
    for row in lists {
        let address = crate::requests::address(row, &Ids::of(&world));
        let owner = admitted(row, &world);
        let ask = async |query: &str| owner.request(Method::Get, &format!("{address}?{query}")).send().await;
        for query in ["limit=ten", "limit=-1", "limit=1.5", "limit=99999999999", "limit=", "limit=1&limit=2"]
        {
            malformed_at(&ask(query).await, &format!("{}?{query}", row.name));
        }
        let wrong_field = async |query: &str, field: &str, code: &str| {
            let answer = ask(query).await;
            answer.refused(422, "fields");
            let errors = &answer.json()["error"]["errors"];
            assert_eq!(errors.as_array().map(Vec::len), Some(1), "{}?{query}: {answer}", row.name);
            assert_eq!((&errors[0]["field"], &errors[0]["code"]), (&field.into(), &code.into()), "{query}");
        };
        wrong_field("limit=0", "limit", "out_of_range").await;
        wrong_field("limit=101", "limit", "out_of_range").await;
        wrong_field(&format!("search={}", "x".repeat(101)), "search", "too_long").await;
        wrong_field("search=a%00b", "search", "control_character").await;
        wrong_field("search=a%E2%80%AEb", "search", "hidden_character").await;
        for cursor in ["", "x", "AAAA", "7", "%F0%9F%92%A9"] {
            wrong_field(&format!("after={cursor}"), "after", "unknown_cursor").await;
        }
        for (of, cursor) in &cursors {
            wrong_field(&format!("after={}", &cursor[1..]), "after", "unknown_cursor").await;
            if *of != row.name {
                wrong_field(&format!("after={cursor}"), "after", "unknown_cursor").await;
            }
        }
        ask("limit=1").await.done(200);
        ask("limit=100&search=").await.done(200);
    }
}

/// Whoever knows how cursors are made can put anything into one: it is refused like any other that no list gave.
#[tokio::test]
async fn a_cursor_that_was_made_by_hand_is_refused() {
    let world = World::new().await;
    let (org, me, none) = (world.org().as_uuid(), world.administrator().id.as_uuid(), Uuid::nil());
    let number = json!(u64::MAX);
    let name = json!(["a\0b", Uuid::nil()]);
    let times = [json!([i64::MIN, Uuid::nil()]), json!([-6_400_000_000_000_000_000_i64, Uuid::nil()])];
    let of_org = |list| format!("/api/orgs/{}/{list}", world.org());
    let mut made = vec![
        (world.owner(), of_org("audit"), "audit", org, number.clone()),
        (world.administrator(), "/api/admin/audit".to_owned(), "audit", none, number),
        (world.owner(), of_org("members"), "members", org, name.clone()),
        (world.administrator(), "/api/admin/accounts".to_owned(), "accounts", none, name),
    ];
    for time in times {
        made.extend([
            (world.owner(), of_org("invitations"), "invitations", org, time.clone()),
            (world.administrator(), "/api/admin/mails".to_owned(), "mails", none, time.clone()),
            (
                world.administrator(),
                "/api/account/invitations".to_owned(),
                "my_invitations",
                me,
                time.clone(),
            ),
            (world.administrator(), "/api/account/sessions".to_owned(), "sessions", me, time),
        ]);
    }
    for (who, address, list, of, key) in made {
        let answer = who.get(&format!("{address}?after={}", made_by_hand(list, of, &key))).await;
        answer.refused(422, "fields");
        assert_eq!(answer.json()["error"]["errors"][0]["code"], "unknown_cursor", "{address} {key}");
    }
    // Of what a row can have it is one.
    let good = made_by_hand("audit", org, &json!(1));
    world.owner().get(&format!("{}?after={good}", of_org("audit"))).await.done(200);
}

/// A cursor as the program makes them.
fn made_by_hand(list: &str, of: Uuid, key: &Value) -> String {
    let payload = key.to_string();
    let digest = Sha256::new().chain_update(list).chain_update([0]).chain_update(of);
    let digest = digest.chain_update(&payload).finalize();
    URL_SAFE_NO_PAD.encode([&digest[..8], payload.as_bytes()].concat())
}

/// A true cursor of each list, and one of the other organization's log.
async fn cursors(world: &World) -> Vec<(&'static str, String)> {
    world
        .admin()
        .invite(world.org(), "x@new.example", slipway_core::access::role::OrgRole::Guest)
        .await
        .expect("sent");
    for (who, org) in [(world.admin(), world.org()), (world.stranger(), world.other())] {
        let invited = &world.administrator().email;
        who.invite(org, invited, slipway_core::access::role::OrgRole::Guest).await.expect("sent");
    }
    let next = async |who: &slipway_tests::client::Client, path: String| {
        let page = who.get(&path).await.done(200);
        page["next"].as_str().unwrap_or_else(|| panic!("no second page: {page}")).to_owned()
    };
    let (owner, root, org) = (world.owner(), world.administrator(), world.org());
    vec![
        ("ListMembers", next(owner, format!("/api/orgs/{org}/members?limit=1")).await),
        ("ListInvitations", next(owner, format!("/api/orgs/{org}/invitations?limit=1")).await),
        ("ListAudit", next(owner, format!("/api/orgs/{org}/audit?limit=1")).await),
        ("ListAccounts", next(root, "/api/admin/accounts?limit=1".to_owned()).await),
        ("ListMails", next(root, "/api/admin/mails?limit=1".to_owned()).await),
        ("ListInstallationAudit", next(root, "/api/admin/audit?limit=1".to_owned()).await),
        (
            "ListMyInvitations",
            next(world.administrator(), "/api/account/invitations?limit=1".to_owned()).await,
        ),
        ("the other's", next(world.stranger(), format!("/api/orgs/{}/audit?limit=1", world.other())).await),
    ]
}

/// Every object in a body, the body itself first.
fn objects(body: &Value) -> Vec<(Vec<String>, Value)> {
    let mut found = vec![(Vec::new(), body.clone())];
    for (name, value) in body.as_object().expect("an object") {
        if value.is_object() {
            found.push((vec![name.clone()], value.clone()));
        }
    }
    found
}

/// The paths of all plain values of a body.
pub fn leaves(body: &Value) -> Vec<Vec<String>> {
    match body.as_object() {
        None => vec![Vec::new()],
        Some(fields) => fields
            .iter()
            .flat_map(|(name, value)| {
                leaves(value)
                    .into_iter()
                    .map(move |rest| [std::slice::from_ref(name), rest.as_slice()].concat())
            })
            .collect(),
    }
}

/// The place of a path in a body.
pub fn at<'a>(body: &'a mut Value, path: &[String]) -> &'a mut Value {
    path.iter().fold(body, |value, name| &mut value[name])
}
