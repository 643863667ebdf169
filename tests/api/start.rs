//! Starting: what cannot work is said in one line, with exit code 2, before anything is touched; and what
//! was acknowledged is there after the hardest of ends.

use std::{fs, net::TcpListener, path::Path, process::Command};

use chrono::TimeDelta;
use slipway_core::access::role::OrgRole;
use slipway_tests::{
    client::Verdict,
    program::{Program, Start, binary, refusal_to_start, serve},
    world::World,
};

/// Holds that the program refuses these options, in one line that has these words in it.
#[track_caller]
fn refuses(folder: &Path, start: &Start, words: &[&str]) {
    is_refused(serve(folder, start), words);
}

#[track_caller]
fn is_refused(command: Command, words: &[&str]) {
    let said = format!("{command:?}");
    let (code, complaint) = refusal_to_start(command);
    assert_eq!(code, Some(2), "{said}: {complaint}");
    assert_eq!(complaint.trim_end().lines().count(), 1, "one line: {complaint}");
    for word in words {
        assert!(complaint.contains(word), "{word} in: {complaint}");
    }
    let line = complaint.trim_end();
    assert!(!line.ends_with('.') && !line.contains('!'), "as logs are written: {complaint}");
}

#[test]
fn options_that_cannot_be_are_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    let no_mail = || Start::default().without_mail();
    let cases: [(&[&str], &[&str]); 17] = [
        (&["--no-such-option"], &["--no-such-option"]),
        (&["--listen", "everywhere"], &["everywhere"]),
        (&["--listen", "127.0.0.1:99999"], &["127.0.0.1:99999"]),
        (&["--public-url", "slipway"], &["slipway"]),
        (&["--public-url", "ftp://slipway.example"], &["ftp://slipway.example"]),
        (&["--public-url", "https://slipway.example/below"], &["https://slipway.example/below"]),
        (&["--public-url", "http://slipway.example"], &["http://slipway.example", "--insecure-http"]),
        (&["--public-url", "http://10.0.0.7:8080"], &["--insecure-http"]),
        (&["--max-orgs-per-account", "many"], &["many"]),
        (&["--max-orgs-per-account", "-1"], &["-1"]),
        (&["--smtp-port", "25"], &["--smtp-host"]),
        (&["--smtp-host", "mail.example", "--smtp-user", "ada"], &["--smtp-user"]),
        (&["--smtp-host", "mail.example", "--smtp-tls", "perhaps"], &["perhaps"]),
        (&["--smtp-host", "mail.example", "--mail-from", "nobody"], &["nobody"]),
        (&["--smtp-host", "mail.example", "--mail-folder", "mail"], &["--mail-folder"]),
        (&["--database", "mysql://x@127.0.0.1/slipway"], &["database"]),
        (&["--log", "a=b=c"], &["a=b=c"]),
    ];
    for (args, words) in cases {
        refuses(folder.path(), &no_mail().args(args.iter().copied()), words);
    }
}

#[test]
fn what_stands_in_the_environment_and_in_a_file_is_checked_alike() {
    let folder = tempfile::tempdir().expect("a folder");
    let variable = Start::default().env("SLIPWAY_PUBLIC_URL", "http://slipway.example");
    refuses(folder.path(), &variable, &["--insecure-http"]);
    let file = folder.path().join("slipway.toml");
    let configured = || Start::default().args(["--config", file.to_str().expect("a path")]);
    refuses(folder.path(), &configured(), &["slipway.toml"]);
    for (text, words) in [
        ("public-url = \"http://slipway.example\"", &["--insecure-http"][..]),
        ("publik-url = \"https://slipway.example\"", &["slipway.toml", "publik-url"]),
        ("public-url = 7", &["slipway.toml"]),
        ("public-url = ", &["slipway.toml"]),
        ("[serve]\nlisten = \"127.0.0.1:1\"", &["slipway.toml", "serve"]),
    ] {
        fs::write(&file, text).expect("a file");
        refuses(folder.path(), &configured(), words);
    }
}

#[tokio::test]
async fn an_option_can_be_a_flag_a_variable_or_a_line_of_a_file_and_the_flag_wins() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("slipway.toml");
    fs::write(&file, "max-orgs-per-account = 5\n").expect("a file");
    let from_file = Start::default().args(["--config", file.to_str().expect("a path")]);
    for (start, expected) in [
        (from_file.clone(), 5),
        (from_file.clone().env("SLIPWAY_MAX_ORGS_PER_ACCOUNT", "4"), 4),
        (from_file.env("SLIPWAY_MAX_ORGS_PER_ACCOUNT", "4").args(["--max-orgs-per-account", "3"]), 3),
    ] {
        let world = World::with(start).await;
        assert_eq!(world.owner().me().await.places.limit, expected);
    }
}

#[test]
fn a_port_in_use_is_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    let taken = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let address = taken.local_addr().expect("an address").to_string();
    refuses(folder.path(), &Start::default().args(["--listen", &address]), &[&address, "in use"]);
}

#[test]
fn a_folder_that_cannot_be_written_is_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    // A file where the folder should be: not even the superuser makes a folder there.
    fs::write(folder.path().join("data"), "a file").expect("a file");
    refuses(folder.path(), &Start::default(), &["data"]);
    fs::remove_file(folder.path().join("data")).expect("removed");
    fs::write(folder.path().join("mail"), "a file").expect("a file");
    refuses(folder.path(), &Start::default(), &["mail"]);
}

#[tokio::test]
async fn a_data_folder_in_use_is_refused_and_its_user_is_not_disturbed() {
    let world = World::new().await;
    let folder = world.data_folder();
    let parent = folder.parent().expect("a folder");
    refuses(parent, &Start::default(), &["data", "in use"]);
    world.owner().me().await;
    world.visitor().get("/api/health").await.done(200);
}

#[tokio::test]
async fn a_database_of_a_newer_program_is_refused_and_left_alone() {
    let program = Program::start();
    let later = "INSERT INTO seaql_migrations (version, applied_at) VALUES ('m9999_later', 0)";
    program.database().execute(later, &[]);
    let stopped = program.stop();
    let folder = tempfile::tempdir().expect("a folder");
    let mut command = serve(folder.path(), &Start::default());
    stopped.data.put(folder.path(), &mut command);
    is_refused(command, &["newer", "m9999_later"]);
}

#[test]
fn a_file_that_is_no_database_is_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::create_dir(folder.path().join("data")).expect("a folder");
    fs::write(
        folder.path().join("data/slipway.db"),
        "not a database at all, and longer than a header".repeat(99),
    )
    .expect("a file");
    refuses(folder.path(), &Start::default(), &["database"]);
}

#[tokio::test]
async fn it_ends_when_it_is_asked_to() {
    let stopped = Program::start().stop();
    assert_eq!(stopped.status.code(), Some(0), "{}", stopped.log.dump());
}

#[tokio::test]
async fn what_was_acknowledged_survives_a_killed_program() {
    let start = Start::default();
    let world = World::with(start.clone()).await;
    let sent = world.owner().invite(world.org(), "kept@new.example", OrgRole::Guest).await.done();
    let (owner, org) = (world.owner().clone(), world.org());
    let program = world.into_program().crash_and_restart(&start);
    let again = program.visitor();
    again.sign_in(&owner.email, &owner.password).await.done();
    let pending = again.get(&format!("/api/orgs/{org}/invitations")).await.done(200);
    assert_eq!(pending["items"][0]["id"], serde_json::json!(sent.id));
    // The mail goes out also where the program was killed while it was handing it over.
    program.advance(TimeDelta::minutes(30)).await;
    program.mailbox().next_to("kept@new.example").await;
}

/// What the program prints for these arguments.
fn printed(args: &[&str]) -> String {
    let output = Command::new(binary()).args(args).output().expect("the program");
    assert!(output.status.success(), "{args:?}");
    String::from_utf8(output.stdout).expect("text")
}

/// The options are those that the program's source lists, so that a new one is not forgotten here.
#[test]
fn the_help_is_complete() {
    let source = include_str!("../../server/src/config/options.rs");
    let listed = source.lines().filter_map(|line| line.trim().strip_prefix("pub ")?.split_once(": Option<"));
    let names: Vec<&str> = listed.map(|(name, _)| name).chain(["config"]).collect();
    assert_eq!(names.len(), source.matches("#[arg(").count() + 1, "{names:?}");
    let help = printed(&["serve", "--help"]);
    for name in names {
        let flag = format!("--{}", name.replace('_', "-"));
        let shown = [" <", "[="].iter().any(|value| help.contains(&format!("      {flag}{value}")));
        assert!(shown, "{flag} in:\n{help}");
        let variable = format!("[env: SLIPWAY_{}]", name.to_uppercase());
        assert!(help.contains(&variable), "{variable} in:\n{help}");
    }
    let help = printed(&["--help"]);
    for word in ["Usage: slipway <COMMAND>", "serve", "--help", "--version"] {
        assert!(help.contains(word), "{word} in:\n{help}");
    }
}
