//! The OpenAPI document, and schemathesis, which reads it and tries every operation with examples that it makes
//! up: right ones, wrong ones, and what lies at the edges. No answer is a 5xx, and none differs from the document.
//!
//! It is given a copy of the document in which the ids of the world and the fields of well-formed requests stand
//! beside what the document allows, so that it comes as far as the operations. What takes something from
//! whoever acts (their session, their place) is tried in a world of its own, so that the rest has all it needs.

use std::{env, path::Path, process::Command};

use serde_json::{Value, json};
use slipway_core::api::{
    endpoint::{Endpoint, Kind, Row},
    table::{self as t, TABLE},
};
use slipway_tests::{client::Client, person::Person, program::Start, world::World};

use crate::requests::{Ids, body};

/// Acts after which whoever acts can do less, or nothing.
const TAKING: &[&str] = &[
    t::PostSession::NAME,
    t::DeleteSession::NAME,
    t::ConfirmPassword::NAME,
    t::EndSession::NAME,
    t::SignUpByInvitation::NAME,
    t::SignUpOpenly::NAME,
    t::ChangePassword::NAME,
    t::DeleteAccount::NAME,
    t::LeaveOrg::NAME,
    t::RemoveMember::NAME,
];

/// How many examples each operation is tried with in each phase, and from which number they are made.
const EXAMPLES: &str = "20";
const SEED: &str = "20261124";

#[tokio::test]
async fn the_document_is_openapi_and_names_every_endpoint_and_refusal() {
    let document = document(&World::new().await.visitor()).await;
    assert_eq!(document["openapi"], "3.1.0");
    for row in TABLE {
        let operation = operation(&document, row);
        assert_eq!(operation["operationId"], row.name);
        assert!(operation["responses"][row.status.to_string()].is_object(), "{}", row.name);
    }
    let Some(tools) = tools() else { return };
    let file = tempfile::NamedTempFile::new().expect("a file");
    std::fs::write(file.path(), document.to_string()).expect("a file that can be written");
    run(Command::new(tools.join("openapi-spec-validator")).arg("--schema=3.1").arg(file.path()));
}

#[tokio::test]
async fn schemathesis_finds_no_answer_that_the_document_does_not_allow() {
    let Some(tools) = tools() else { return };
    let all: Vec<&str> = TABLE.iter().map(|row| row.name).collect();
    examine(&tools, "nobody", &all).await;
    // A stream has no end that it could wait for; its own tests read it.
    let streams = |name: &str| TABLE.iter().any(|row| row.name == name && row.kind == Kind::EventStream);
    let others: Vec<&str> = all.into_iter().filter(|name| !TAKING.contains(name) && !streams(name)).collect();
    for actor in ["the Owner", "the administrator"] {
        examine(&tools, actor, &others).await;
    }
    for taking in TAKING {
        examine(&tools, "the Owner", &[taking]).await;
    }
}

/// Where schemathesis is, or nothing where no folder is named. Under CI that is a failure.
fn tools() -> Option<std::path::PathBuf> {
    let folder = env::var_os("SLIPWAY_CONTRACT_TOOLS").map(std::path::PathBuf::from);
    let found = folder.filter(|folder| folder.join("schemathesis").exists());
    if found.is_none() {
        let left_out =
            "SLIPWAY_CONTRACT_TOOLS names no folder with schemathesis (scripts/in-test-env.sh does)";
        assert!(env::var_os("CI").is_none_or(|ci| ci != "true"), "left out under CI: {left_out}");
        eprintln!("left out: {left_out}");
    }
    found
}

async fn document(client: &Client) -> Value {
    client.get("/api/openapi.json").await.done(200)
}

fn operation<'a>(document: &'a Value, row: &Row) -> &'a Value {
    &document["paths"][row.path][row.method.as_str().to_ascii_lowercase()]
}

/// Tries some operations as somebody, in a world of their own.
async fn examine(tools: &Path, actor: &str, operations: &[&str]) {
    // So many wrong passwords are tried that whoever tries them would have to wait.
    let start = Start::default().args([
        "--tries-per-account",
        "1000000",
        "--tries-per-address",
        "1000000",
        "--log",
        "warn",
    ]);
    let world = World::with(start).await;
    let person = match actor {
        "the Owner" => Some(world.owner()),
        "the administrator" => Some(world.administrator()),
        _ => None,
    };
    let client = person.map_or_else(|| world.visitor(), |person| person.client.clone());
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("openapi.json");
    let document = with_examples(document(&client).await, &world, person);
    std::fs::write(&file, document.to_string()).expect("a file that can be written");

    let mut command = Command::new(tools.join("schemathesis"));
    command
        .current_dir(folder.path())
        .arg("run")
        .arg(&file)
        .args(["--url", &format!("http://127.0.0.1:{}", world.port())])
        .args(["--phases", "examples,coverage,fuzzing", "--max-examples", EXAMPLES, "--seed", SEED])
        .args([
            "--generation-database",
            "none",
            "--suppress-health-check",
            "all",
            "--no-color",
            "--no-shrink",
        ])
        // A draft is made of plain strings: which of them are good the document does not say.
        .args(["--checks", "all", "--exclude-checks", "positive_data_acceptance"])
        .args(["--continue-on-failure", "--warnings", "off", "--request-timeout", "20"])
        .args(["-H", &format!("Host: localhost:{}", world.port()), "-H", "Sec-Fetch-Site: same-origin"]);
    if let Some(cookie) = client.session_cookie() {
        // As the session, not as a header: it also tries what happens without it, or with another.
        let token = cookie.split_once('=').map(|(_, token)| token).expect("a cookie");
        let config = format!("[auth.openapi.session]\napi_key = \"{token}\"\n");
        std::fs::write(folder.path().join("schemathesis.toml"), config).expect("a file that can be written");
    }
    for operation in operations {
        command.args(["--include-operation-id", operation]);
    }
    let said = run(&mut command);
    if person.is_some() && !operations.iter().any(|operation| TAKING.contains(operation)) {
        let session = client.get("/api/session").await.done(200);
        assert!(session["me"].is_object(), "an act took {actor}'s session, and is not among TAKING");
    }
    if actor == "the Owner" && operations.contains(&t::UpdateOrg::NAME) {
        // It came through all the gates, or the name would still be what it was.
        let org = client.get(&format!("/api/orgs/{}", world.org())).await.done(200);
        assert_ne!(org["name"], world.org_view().name.as_str(), "no example was good enough");
    }
    println!("as {actor}: {}", said.lines().rev().take(12).collect::<Vec<_>>().join("\n"));
}

/// Runs a tool that is to be content, and gives what it said.
#[track_caller]
fn run(command: &mut Command) -> String {
    let output = command.output().expect("a tool that can be started");
    let said =
        format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success(), "{command:?}\n{said}");
    said
}

/// The document with the ids of the world in its paths and the fields of well-formed requests in its bodies:
/// beside what it allows, never in its place.
fn with_examples(mut document: Value, world: &World, by: Option<&Person>) -> Value {
    // The name that the cookie has in plain HTTP.
    document["components"]["securitySchemes"]["session"]["name"] = json!("slipway");
    let (mine, missing) = (Ids::of(world), Ids::missing());
    for row in TABLE {
        let method = row.method.as_str().to_ascii_lowercase();
        let good = body(row, world, by);
        let schemas = document["components"]["schemas"].clone();
        let operation = &mut document["paths"][row.path][method];
        for parameter in operation["parameters"].as_array_mut().into_iter().flatten() {
            if parameter["in"] == "path" {
                let place = format!("{{{}}}", parameter["name"].as_str().expect("a name"));
                let id = |ids: &Ids| crate::requests::address(&Row { path: place_of(&place), ..*row }, ids);
                parameter["schema"] = json!({ "type": "string", "enum": [id(&mine), id(&missing)] });
            }
        }
        if let (Some(good), Some(body)) = (good, operation.get_mut("requestBody")) {
            let content = &mut body["content"]["application/json"];
            content["schema"] = beside(resolved(&content["schema"], &schemas), &good, &schemas);
            content["example"] = good;
        }
    }
    document
}

/// A template that is one id alone.
fn place_of(place: &str) -> &'static str {
    TABLE
        .iter()
        .flat_map(|row| row.path.split('/'))
        .find(|part| *part == place)
        .unwrap_or_else(|| panic!("no address has {place}"))
}

fn resolved(schema: &Value, schemas: &Value) -> Value {
    match schema["$ref"].as_str().and_then(|to| to.rsplit('/').next()) {
        Some(name) => schemas[name].clone(),
        None => schema.clone(),
    }
}

/// A schema that also names this value, field by field.
fn beside(mut schema: Value, good: &Value, schemas: &Value) -> Value {
    let Some(fields) = good.as_object() else {
        return json!({ "anyOf": [{ "const": good }, schema] });
    };
    for (name, value) in fields {
        let field = resolved(&schema["properties"][name], schemas);
        schema["properties"][name] = beside(field, value, schemas);
    }
    schema
}
