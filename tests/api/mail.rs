//! Mail: what an invitation's mail says in each language, where its link leads, and how the queue brings it
//! out by a folder and by a real SMTP server, through failures and restarts.

use chrono::{DateTime, TimeDelta, Utc};
use serde_json::{Value, json};
use slipway_core::{
    access::role::OrgRole,
    api::{account::MailDelivery, endpoint::Method},
};
use slipway_tests::{
    client::Verdict, mailbox::Mail, person::password_for, program::Start, smtp::SmtpServer, world::World,
};

/// Invites, and gives the invitation that was made.
async fn invite_in(world: &World, email: &str, locale: &str) -> Value {
    let body = json!({ "emails": email, "role": "developer", "locale": locale, "note": "", "days": "7" });
    let path = format!("/api/orgs/{}/invitations", world.org());
    let answer = world.admin().request(Method::Post, &path).json(&body).send().await.done(200);
    answer["results"][0]["outcome"]["invitation"].clone()
}

/// The state of a mail as the pending box shows it.
async fn shown(world: &World, email: &str) -> Value {
    let path = format!("/api/orgs/{}/invitations?search={email}", world.org());
    world.admin().get(&path).await.done(200)["items"][0]["mail"].clone()
}

/// Waits until the box shows what it is expected to.
async fn shown_as(world: &World, email: &str, state: &str) -> Value {
    let mut tick = tokio::time::interval(std::time::Duration::from_millis(10));
    let found = tokio::time::timeout(std::time::Duration::from_secs(15), async {
        loop {
            tick.tick().await;
            let mail = shown(world, email).await;
            if mail["mail"] == state {
                return mail;
            }
        }
    });
    match found.await {
        Ok(mail) => mail,
        Err(_) => panic!("the mail to {email} is never {state}, but {}", shown(world, email).await),
    }
}

fn smtp(server: &SmtpServer) -> Start {
    let args = server.args();
    Start::default().without_mail().args(args.iter().map(String::as_str))
}

/// What is true of the mail in every language.
#[track_caller]
fn check_form(mail: &Mail, world: &World) {
    assert_eq!(mail.forms[0], "multipart/alternative");
    assert!(mail.forms.contains(&"text/plain".to_owned()) && mail.forms.contains(&"text/html".to_owned()));
    let link = mail.invitation_link();
    assert!(link.starts_with(&format!("{}/invitations#", world.url())), "{link}");
    assert_eq!(mail.token().len(), 43, "256 bits");
    for part in [&mail.text, &mail.html] {
        for fact in ["Blue Quay", "Ada Admin", "@new.example"] {
            assert!(part.contains(fact), "{fact} in: {part}");
        }
    }
    // Nothing is loaded, nobody is told that the mail was opened.
    assert!(!mail.html.contains("<img") && !mail.html.contains("src="), "{}", mail.html);
    let foreign = mail.html.split("href=\"").skip(1).find(|rest| !rest.starts_with(world.url()));
    assert_eq!(foreign, None, "every link leads to the installation");
    assert!(!mail.text.contains('!') && !mail.subject.contains('!'), "{}", mail.text);
}

#[tokio::test]
async fn the_mail_is_written_in_the_language_that_was_chosen() {
    let world = World::new().await;
    let mut subjects = Vec::new();
    for (locale, words) in [("en", "invites you"), ("fr", "vous invite"), ("es", "te invita")] {
        let email = format!("in-{locale}@new.example");
        invite_in(&world, &email, locale).await;
        let mail = world.mailbox().next_to(&email).await;
        assert_eq!(mail.to, [email]);
        assert!(mail.subject.contains("Ada Admin") && mail.subject.contains("Blue Quay"), "{}", mail.subject);
        assert!(mail.subject.contains(words) && mail.text.contains(words), "{words} in: {}", mail.text);
        assert!(mail.html.contains(&format!("<html lang=\"{locale}\"")), "{}", mail.html);
        check_form(&mail, &world);
        subjects.push(mail.subject);
    }
    subjects.dedup();
    assert_eq!(subjects.len(), 3);
}

/// The public URL alone makes links; what a request says of its host does not.
#[tokio::test]
async fn forged_hosts_change_no_link() {
    let world = World::new().await;
    for (n, name) in ["host", "x-forwarded-host", "x-forwarded-proto", "forwarded", "x-original-url"]
        .into_iter()
        .enumerate()
    {
        let email = format!("forged-{n}@new.example");
        let body = json!({ "emails": email, "role": "guest", "locale": "en", "note": "", "days": "7" });
        let path = format!("/api/orgs/{}/invitations", world.org());
        let value = if name == "forwarded" { "host=evil.example;proto=https" } else { "evil.example" };
        let asked = world.admin().request(Method::Post, &path).json(&body).header(name, value);
        let answer = asked.send().await;
        if answer.status >= 400 {
            // An unknown host may as well be refused; then there is no mail to look at.
            continue;
        }
        let mail = world.mailbox().next_to(&email).await;
        check_form(&mail, &world);
        assert!(!mail.raw.contains("evil.example"), "{}", mail.raw);
    }
}

/// What people call themselves is text in a mail, and never markup, a link or a header.
#[tokio::test]
async fn names_are_only_names_in_a_mail() {
    let world = World::new().await;
    let renamed = json!({ "name": "<b>Eve</b> https://evil.example", "locale": "en" });
    world.admin().request(Method::Patch, "/api/account").json(&renamed).send().await.done(200);
    invite_in(&world, "x@new.example", "en").await;
    let mail = world.mailbox().next_to("x@new.example").await;
    assert!(!mail.html.contains("<b>Eve") && mail.html.contains("&lt;b&gt;Eve"), "{}", mail.html);
    assert!(!mail.text.contains("https://evil.example"), "{}", mail.text);
    assert!(!mail.html.contains("https://evil.example"), "{}", mail.html);
}

#[tokio::test]
async fn without_a_way_for_mail_the_page_is_told_so() {
    let world = World::with(Start::default().without_mail()).await;
    assert_eq!(world.visitor().session().await.mail, MailDelivery::None);
    let sent = invite_in(&world, "x@new.example", "en").await;
    assert_eq!(sent["mail"], json!({ "mail": "not_sent" }));
    assert_eq!(shown(&world, "x@new.example").await["mail"], "not_sent");
}

#[tokio::test]
async fn the_page_is_told_that_mails_go_into_a_folder() {
    let world = World::new().await;
    assert_eq!(world.visitor().session().await.mail, MailDelivery::Folder);
}

/// What the mail would say is no longer so: nobody gets a link that is dead on arrival.
#[tokio::test]
async fn a_mail_that_has_become_pointless_is_not_sent() {
    let Some(server) = SmtpServer::start() else { return };
    let world = World::with(smtp(&server)).await;
    server.answer_with("451 later, please");
    let first = invite_in(&world, "x@new.example", "en").await;
    shown_as(&world, "x@new.example", "retrying").await;
    let id = first["id"].as_str().expect("an id").parse().expect("an id");
    world.admin().revoke(world.org(), id).await.done();
    server.accept_again();
    invite_in(&world, "y@new.example", "en").await;
    server.mailbox().next_to("y@new.example").await;
    world.advance(TimeDelta::hours(1)).await;
    world.database().mails_settled().await;
    assert!(server.mailbox().all().iter().all(|mail| mail.to != ["x@new.example"]));
}

#[tokio::test]
async fn a_real_smtp_server_gets_the_mail_and_its_link_makes_a_member() {
    let Some(server) = SmtpServer::start() else { return };
    let world = World::with(smtp(&server)).await;
    assert_eq!(world.visitor().session().await.mail, MailDelivery::Smtp);
    invite_in(&world, "nina@new.example", "fr").await;
    let mail = server.mailbox().next_to("nina@new.example").await;
    check_form(&mail, &world);
    assert_eq!(mail.from, "slipway@quay.example");
    assert!(mail.subject.contains("vous invite"), "{}", mail.subject);
    assert!(shown_as(&world, "nina@new.example", "sent").await["at"].is_string());
    let nina = world.visitor().sign_up(&mail.token(), "Nina", &password_for("nina@new.example")).await.done();
    assert_eq!(nina.accept(&mail.token()).await.done().role, OrgRole::Developer);
}

#[tokio::test]
async fn a_server_that_is_busy_is_tried_again_and_the_box_says_so() {
    let Some(server) = SmtpServer::start() else { return };
    let start = smtp(&server);
    let world = World::with(start).await;
    server.answer_with("451 later, please");
    let sent = invite_in(&world, "nina@new.example", "en").await;
    assert_eq!(sent["mail"], json!({ "mail": "queued" }));
    let sent_at: DateTime<Utc> = serde_json::from_value(sent["sent_at"].clone()).expect("a time");
    let first = shown_as(&world, "nina@new.example", "retrying").await;
    assert_eq!(first["tries"], 1);
    let next: DateTime<Utc> = serde_json::from_value(first["next"].clone()).expect("a time");
    assert!(next > sent_at && next < sent_at + TimeDelta::minutes(30), "{next}");

    server.accept_again();
    world.advance(TimeDelta::minutes(30)).await;
    let mail = server.mailbox().next_to("nina@new.example").await;
    shown_as(&world, "nina@new.example", "sent").await;
    // Each try has a token of its own, and the one that arrived is good.
    world.visitor().sign_up(&mail.token(), "Nina", &password_for("nina@new.example")).await.done();
}

#[tokio::test]
async fn a_mail_that_nobody_takes_is_given_up_in_the_end_and_the_box_says_so() {
    let Some(server) = SmtpServer::start() else { return };
    let world = World::with(smtp(&server)).await;
    server.answer_with("451 try 1");
    invite_in(&world, "nina@new.example", "en").await;
    shown_as(&world, "nina@new.example", "retrying").await;
    let mut n = 1;
    let given_up = loop {
        n += 1;
        // Each try is answered in its own words, so that it shows when it is over and noted.
        server.answer_with(&format!("451 try {n}"));
        world.advance(TimeDelta::hours(13)).await;
        let noted = format!("SELECT count(*) FROM mails WHERE last_error LIKE '%try {n}%'");
        world.database().settled(&noted, 1).await;
        let mail = shown(&world, "nina@new.example").await;
        assert_eq!(mail["tries"], n);
        if mail["mail"] == "failed" {
            break mail;
        }
        assert!(n < 12, "the invitation's seven days are nearly over: {mail}");
    };
    assert!(given_up["tries"].as_u64().is_some_and(|tries| tries >= 3), "{given_up}");
    assert!(server.mailbox().all().is_empty());
    // Sending again begins anew.
    server.accept_again();
    world.advance(TimeDelta::days(3)).await;
    invite_in(&world, "nina@new.example", "en").await;
    server.mailbox().next_to("nina@new.example").await;
}

/// The queue is in the database: what was not handed over before a crash is handed over after it.
#[tokio::test]
async fn a_queued_mail_survives_a_killed_program() {
    let Some(server) = SmtpServer::start() else { return };
    let start = smtp(&server);
    let world = World::with(start.clone()).await;
    server.answer_with("451 later, please");
    invite_in(&world, "nina@new.example", "en").await;
    shown_as(&world, "nina@new.example", "retrying").await;
    let program = world.into_program().crash_and_restart(&start);
    server.accept_again();
    program.advance(TimeDelta::minutes(30)).await;
    let mail = server.mailbox().next_to("nina@new.example").await;
    program.visitor().sign_up(&mail.token(), "Nina", &password_for("nina@new.example")).await.done();
}
