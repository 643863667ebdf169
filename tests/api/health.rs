//! Whether the program says truthfully that it is ready.

use std::process::Command;

use slipway_core::api::problem::Problem;
use slipway_tests::{
    program::{Program, binary},
    world::World,
};

#[tokio::test]
async fn a_program_that_can_read_and_write_its_database_is_ready() {
    let program = Program::start();
    let health = program.visitor().get("/api/health").await.done(200);
    assert_eq!(health["status"], "ready");
    assert_eq!(health["version"], env!("CARGO_PKG_VERSION"));
}

#[tokio::test]
async fn a_program_can_be_asked_from_the_machine_whether_it_is_ready() {
    let program = Program::start();
    let listen = format!("127.0.0.1:{}", program.port());
    let ask = || {
        let mut command = Command::new(binary());
        command.args(["health", "--listen", &listen]).env_remove("SLIPWAY_LISTEN");
        command.output().expect("the program can be started")
    };
    let ready = ask();
    assert_eq!((ready.status.code(), ready.stdout.len(), ready.stderr.len()), (Some(0), 0, 0), "{ready:?}");
    drop(program.stop());
    let away = ask();
    let said = String::from_utf8_lossy(&away.stderr).into_owned();
    assert_eq!(away.status.code(), Some(1), "{said}");
    assert!(said.starts_with(&format!("slipway: nothing answers on {listen}: ")), "{said}");
    assert_eq!(said.lines().count(), 1, "{said}");
}

/// Another program holds the write lock longer than anybody waits.
#[tokio::test]
async fn a_program_that_cannot_write_its_database_is_not_ready_and_loses_nothing() {
    let world = World::new().await;
    let before = world.database().snapshot();
    let in_the_way = world.database().held_against_writers();

    let visitor = world.visitor();
    let asked = visitor.request(slipway_core::api::endpoint::Method::Get, "/api/health");
    let answer = asked.unchecked().await;
    let Problem::Unavailable { retry_after } = answer.refused(503, "unavailable") else { unreachable!() };
    assert_eq!(answer.header("retry-after"), Some(retry_after.to_string().as_str()));
    let owner = world.owner();
    let invite = serde_json::json!({ "emails": "x@new.example", "role": "guest", "locale": "en", "note": "", "days": "7" });
    let path = format!("/api/orgs/{}/invitations", world.org());
    let asked = owner.request(slipway_core::api::endpoint::Method::Post, &path).json(&invite);
    asked.unchecked().await.refused(503, "unavailable");
    owner.me().await;

    in_the_way.give_back();
    before.assert_unchanged(&world.database().snapshot(), "writes that found no room");
    visitor.get("/api/health").await.done(200);
    owner.request(slipway_core::api::endpoint::Method::Post, &path).json(&invite).send().await.done(200);
}

#[tokio::test]
async fn a_program_whose_database_a_newer_one_has_changed_is_not_ready() {
    let program = Program::start();
    let database = program.database();
    let later = "INSERT INTO seaql_migrations (version, applied_at) VALUES ('m9999_later', 0)";
    database.execute(later, &[]);
    let visitor = program.visitor();
    let asked = visitor.request(slipway_core::api::endpoint::Method::Get, "/api/health");
    asked.unchecked().await.refused(503, "unavailable");

    let undone = "DELETE FROM seaql_migrations WHERE version = 'm9999_later'";
    database.execute(undone, &[]);
    visitor.get("/api/health").await.done(200);
}
