//! Passwords, tokens and sessions are nowhere but where they belong: not in the log, not in the database, not
//! in any answer, however the program is asked to log.

use serde_json::json;
use slipway_core::{access::role::OrgRole, api::endpoint::Method};
use slipway_tests::{
    client::{Client, Verdict},
    log::Output,
    program::Start,
    world::World,
};

/// A text in the forms in which it could leak.
fn forms(secret: &str) -> Vec<String> {
    let hex = secret.bytes().map(|b| format!("{b:02x}")).collect();
    let encoded = secret
        .bytes()
        .map(|b| if b.is_ascii_alphanumeric() { char::from(b).to_string() } else { format!("%{b:02X}") })
        .collect();
    vec![secret.to_owned(), secret.to_uppercase(), encoded, hex, base64(secret.as_bytes())]
}

fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    // Whole groups alone: the rest depends on what would follow.
    let groups = bytes.chunks_exact(3).map(|three| u32::from_be_bytes([0, three[0], three[1], three[2]]));
    groups.flat_map(|n| [18, 12, 6, 0].map(|at| char::from(LETTERS[(n >> at) as usize & 63]))).collect()
}

#[track_caller]
fn holds_none(place: &str, text: &str, secrets: &[(&str, String)]) {
    for (name, secret) in secrets {
        for form in forms(secret) {
            assert!(!text.contains(&form), "{name} stands in {place} as {form}");
        }
    }
}

fn session_of(client: &Client) -> String {
    let cookie = client.session_cookie().expect("a session");
    cookie.split_once('=').expect("a value").1.to_owned()
}

#[tokio::test]
async fn no_secret_is_logged_stored_or_answered() {
    let start = Start::default().args(["--log", "trace,slipway_server=trace"]);
    let world = World::with(start).await;
    let (org, owner) = (world.org(), world.owner());

    // Everything that takes or makes a secret, right and wrong.
    let wrong_password = "a wrong and curious password";
    world.visitor().sign_in(&owner.email, wrong_password).await.refused(401, "wrong_credentials");
    world.visitor().sign_in(&owner.email, &owner.password).await.done();
    let invitation = world.invited(owner, "nina@new.example", OrgRole::Developer).await;
    let new_password = "seventeen otters below deck";
    let nina = world.visitor().sign_up(&invitation.token, "Nina", new_password).await.done();
    let first_session = session_of(&nina);
    nina.accept(&invitation.token).await.done();
    let changed = "nineteen terns above the mast";
    let body = json!({ "current": new_password, "new": changed });
    nina.request(Method::Put, "/api/account/password").json(&body).send().await.done(200);
    let body = json!({ "current": "a third and curious password", "new": changed });
    nina.request(Method::Put, "/api/account/password")
        .json(&body)
        .send()
        .await
        .refused(403, "wrong_password");
    let declined = world.invited(owner, "olaf@new.example", OrgRole::Guest).await;
    world.visitor().decline(&declined.token).await.done();
    world.stranger().accept(&world.waiting().token).await.refused(409, "invitation_for_another");
    let misplaced = "misplaced-and-curious-token-0123456789abcdef";
    world.visitor().get(&format!("/api/invitations/{misplaced}")).await.refused(404, "not_found");
    world.visitor().get(&format!("/api/session?token={misplaced}")).await.refused(400, "malformed");
    let body = json!({ "email": owner.email, "password": { "misplaced": "broken and curious" } });
    world.visitor().request(Method::Post, "/api/session").json(&body).send().await.refused(400, "malformed");

    // The links of mails to the holders of accounts, used, tried in vain and left alone.
    let (ulla, links) = (world.unproven(), world.unopened());
    world.visitor().verify(&links.verify).await.done();
    world.visitor().look_up_reset(&links.reset).await.done();
    world.visitor().confirm_address(&links.confirm).await.done();
    world.visitor().reset(&links.reset, "seventeen otters on the quay").await.refused(409, "link_ended");
    ulla.change_address("ulla@third.example").await.done();
    let pending = world.mailbox().next_to("ulla@third.example").await.token();

    let secrets = [
        ("a token of verification", links.verify.clone()),
        ("a token of a reset", links.reset.clone()),
        ("a token of a new address", links.confirm.clone()),
        ("a token that waits", pending),
        ("a refused password", "seventeen otters on the quay".to_owned()),
        ("a password", owner.password.clone()),
        ("a wrong password", wrong_password.to_owned()),
        ("a new password", new_password.to_owned()),
        ("a changed password", changed.to_owned()),
        ("a third password", "a third and curious password".to_owned()),
        ("a misplaced password", "broken and curious".to_owned()),
        ("an invitation's token", invitation.token.clone()),
        ("a declined invitation's token", declined.token.clone()),
        ("a waiting invitation's token", world.waiting().token.clone()),
        ("a misplaced token", misplaced.to_owned()),
        ("a session", session_of(owner)),
        ("an ended session", first_session),
        ("a session after a change of password", session_of(&nina)),
    ];
    for path in ["/api/session", "/api/account"] {
        holds_none(path, &owner.get(path).await.text(), &secrets);
    }
    for path in ["", "/members", "/invitations", "/audit?limit=100", "/billing"] {
        holds_none(path, &owner.get(&format!("/api/orgs/{org}{path}")).await.text(), &secrets);
    }
    holds_none("the database", &world.database().dump(), &secrets);
    let stored = world.database().texts("SELECT password_hash FROM accounts");
    assert!(stored.iter().all(|hash| hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$")), "{stored:?}");

    let log = world.log().text(Output::Stderr);
    assert!(log.contains("/api/session"), "the log has the requests: {log:.2000}");
    holds_none("the log", &log, &secrets);
    assert!(log.contains("/api/orgs/{org}"), "routes are named by their templates");
    assert!(!log.contains(&format!("/api/orgs/{org}")), "and never by what stood in the address");
}

/// The set-up token is printed for whoever started the program, and written nowhere else.
#[tokio::test]
async fn the_set_up_token_is_printed_once_and_not_logged() {
    let program = Start::default().args(["--log", "trace"]).start();
    let token = program.set_up_token();
    program.visitor().set_up(&token, "Ines", "ines@installer.example").await.done();
    let secrets = [("the set-up token", token.clone())];
    holds_none("the log", &program.log().text(Output::Stderr), &secrets);
    holds_none("the database", &program.database().dump(), &secrets);
    assert_eq!(program.log().text(Output::Stdout).matches(&token).count(), 1);
    assert_eq!(token.len(), 43, "256 bits");
}

#[tokio::test]
async fn the_smtp_password_is_not_logged() {
    let Some(server) = slipway_tests::smtp::SmtpServer::start() else { return };
    let args = server.args();
    let password = "the-postmaster's-curious-secret";
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("password");
    std::fs::write(&file, format!("{password}\n")).expect("a file");
    let start = Start::default().without_mail().args(args.iter().map(String::as_str)).args([
        "--smtp-user",
        "postmaster",
        "--smtp-password-file",
        file.to_str().expect("a path"),
        "--log",
        "trace",
    ]);
    let world = World::with(start).await;
    world.owner().invite(world.org(), "nina@new.example", OrgRole::Guest).await.done();
    // The server offers no sign-in, so the mail cannot go out; what is noted of it names no password.
    world
        .database()
        .settled("SELECT count(*) FROM mails WHERE state = 'queued' AND last_error IS NOT NULL", 1)
        .await;
    let secrets = [("the SMTP password", password.to_owned())];
    holds_none("the log", &world.log().text(Output::Stderr), &secrets);
    holds_none("the output", &world.log().text(Output::Stdout), &secrets);
    holds_none("the database", &world.database().dump(), &secrets);
}
