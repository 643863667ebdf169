//! Inviting many at once: every address of a paste has its result, the good ones go whatever becomes of the
//! others, and nobody invites more in a day than they may.

use chrono::TimeDelta;
use slipway_core::{
    access::{decide::Denial, role::OrgRole},
    address_list::ListedProblem,
    api::{
        invitation::{InviteOutcome, InviteResult},
        page::NoQuery,
        path::NoPath,
        problem::{Limited, Problem},
        table as t,
    },
    field::FieldProblem,
    invitation::{InviteDraft, TokenDraft},
    token::PresentedToken,
};
use slipway_tests::{
    client::Verdict,
    person::{invite_draft, password_for},
    program::Start,
    world::World,
};

/// A word for what became of an address.
fn became(result: &InviteResult) -> String {
    match &result.outcome {
        InviteOutcome::Invited { replaced: false, .. } => "invited".to_owned(),
        InviteOutcome::Invited { replaced: true, .. } => "replaced".to_owned(),
        InviteOutcome::Unusable { problem: ListedProblem::Double } => "double".to_owned(),
        InviteOutcome::Unusable { problem: ListedProblem::Broken { .. } } => "broken".to_owned(),
        InviteOutcome::Refused { problem } => problem.code().to_owned(),
    }
}

fn sent(world: &World) -> i64 {
    world.database().count("SELECT count(*) FROM audit_entries WHERE action = 'invitation.sent'")
}

#[tokio::test]
async fn forty_addresses_with_three_broken_two_double_and_a_member_send_thirty_four() {
    let world = World::new().await;
    let (org, owner) = (world.org(), world.owner());
    let mut pasted: Vec<String> = (0..34).map(|n| format!("person-{n}@new.example")).collect();
    pasted.insert(5, "nobody".to_owned());
    pasted.insert(11, "ada@bücher.example".to_owned());
    pasted.insert(17, "Bo <bo@@new.example>".to_owned());
    pasted.insert(20, "PERSON-3@new.example".to_owned());
    pasted.insert(28, "Person Seven <person-7@new.example>".to_owned());
    pasted.insert(33, world.developer().email.clone());
    assert_eq!(pasted.len(), 40);
    let before = sent(&world);
    let results = owner.invite_all(org, &invite_draft(&pasted.join(",\r\n"), OrgRole::Guest)).await.done();

    let shown: Vec<&str> = results.results.iter().map(|result| result.text.as_str()).collect();
    assert_eq!(shown, pasted, "every one is told of, in its place and as it was pasted");
    let count = |word: &str| results.results.iter().filter(|result| became(result) == word).count();
    let counts = ["invited", "broken", "double", "already_member"].map(count);
    assert_eq!(counts, [34, 3, 2, 1]);
    for (at, word) in [(5, "broken"), (11, "broken"), (17, "broken"), (20, "double"), (28, "double")] {
        assert_eq!(became(&results.results[at]), word, "{:?}", results.results[at]);
    }
    let broken =
        InviteOutcome::Unusable { problem: ListedProblem::Broken { problem: FieldProblem::EmailNotAscii } };
    assert_eq!(results.results[11].outcome, broken);
    assert_eq!(sent(&world), before + 34, "an entry for each, and for nothing else");
    for n in [0, 17, 33] {
        world.mailbox().next_to(&format!("person-{n}@new.example")).await;
    }
}

#[tokio::test]
async fn a_list_is_judged_address_by_address() {
    let world = World::new().await;
    let (org, developer) = (world.org(), world.developer());
    let mine = world.invited(developer, "mine@new.example", OrgRole::Viewer).await;
    let pasted = [&developer.email, "mine@new.example", &world.waiting().email, "new@new.example"].join(" ");
    let results = developer.invite_all(org, &invite_draft(&pasted, OrgRole::Viewer)).await.done().results;
    let words: Vec<String> = results.iter().map(became).collect();
    assert_eq!(words, ["own_grant", "replaced", "invitation_of_another", "invited"]);
    // What is refused is audited as if each had been asked for alone.
    world.database().settled("SELECT count(*) FROM refused_acts", 2).await;
    world.advance(TimeDelta::minutes(2)).await;
    let denied = "SELECT count(*) FROM audit_entries WHERE action = 'act.denied'";
    world.database().settled(denied, 2).await;
    // The one before has ended, and the one of somebody else lives on.
    let body = |token: &str| TokenDraft { token: PresentedToken::new(token) };
    let look_up = async |token: &str| {
        world.visitor().call::<t::LookUpInvitation>(&NoPath {}, &NoQuery {}, &body(token)).await
    };
    look_up(&mine.token).await.refused(409, "invitation_replaced");
    look_up(&world.waiting().token).await.done();
}

/// What stands against all of them is no result of each, but the answer.
#[tokio::test]
async fn a_list_that_may_not_be_sent_at_all_is_refused_whole() {
    let world = World::new().await;
    let before = world.database().snapshot();
    let pasted = "a@new.example, b@new.example, nobody";
    let refused = world.developer().invite_all(world.org(), &invite_draft(pasted, OrgRole::Admin)).await;
    refused.refused(403, "role_above_yours");
    let refused = world.owner().invite_all(world.org(), &invite_draft(pasted, OrgRole::Owner)).await;
    refused.refused(403, "owner_not_by_invitation");
    before.assert_unchanged(&world.database().snapshot(), "a list that is refused whole");
}

/// Where each takes long the request ends before it is cut off, with a result for every one.
#[tokio::test]
async fn a_list_that_takes_too_long_tells_whom_it_invited() {
    let world = World::new().await;
    world.database().slow_down("invitations");
    let pasted: Vec<String> = (0..50).map(|n| format!("person-{n}@new.example")).collect();
    let before = sent(&world);
    let list = invite_draft(&pasted.join(" "), OrgRole::Guest);
    let results = world.owner().invite_all(world.org(), &list).await.done().results;
    let words: Vec<String> = results.iter().map(became).collect();
    let invited = words.iter().take_while(|word| *word == "invited").count();
    assert!((1..50).contains(&invited), "{words:?}");
    assert!(words[invited..].iter().all(|word| word == "unavailable"), "{words:?}");
    assert_eq!(sent(&world), before + invited as i64, "what is told is what is stored");
}

/// Several that all fail by themselves have a result each; a single one is answered by its problem.
#[tokio::test]
async fn a_list_of_refused_addresses_has_a_result_for_each() {
    let world = World::new().await;
    let owner = world.owner();
    let pasted = format!("{}, {}", owner.email, world.admin().email);
    let results = owner.invite_all(world.org(), &invite_draft(&pasted, OrgRole::Guest)).await.done();
    let words: Vec<String> = results.results.iter().map(became).collect();
    assert_eq!(words, ["own_grant", "already_member"]);
    let own = InviteOutcome::Refused { problem: Problem::Denied { denial: Denial::OwnGrant } };
    assert_eq!(results.results[0].outcome, own);
}

#[tokio::test]
async fn an_account_invites_so_many_a_day_and_what_was_sent_stays_told() {
    let world = World::with(Start::default().args(["--invitations-per-account", "3"])).await;
    let (org, admin) = (world.org(), world.admin());
    let pasted = "a@new.example, b@new.example, c@new.example, d@new.example, e@new.example";
    let results = admin.invite_all(org, &invite_draft(pasted, OrgRole::Guest)).await.done().results;
    let words: Vec<String> = results.iter().map(became).collect();
    assert_eq!(words, ["invited", "invited", "invited", "too_many", "too_many"]);
    let InviteOutcome::Refused { problem: Problem::TooMany { of: Limited::Invitations, retry_after } } =
        results[4].outcome
    else {
        panic!("{:?}", results[4])
    };
    assert!((86_000..=86_400).contains(&retry_after), "{retry_after} seconds are left");

    let body = serde_json::to_value(invite_draft("f@new.example", OrgRole::Guest)).expect("JSON");
    let path = format!("/api/orgs/{org}/invitations");
    let post = slipway_core::api::endpoint::Method::Post;
    let answer = admin.request(post, &path).json(&body).send().await;
    answer.refused(429, "too_many");
    let header: u32 = answer.header("retry-after").expect("how long").parse().expect("seconds");
    assert!((86_000..=86_400).contains(&header), "{header}");
    // Sending once more counts too, and nobody else is held up.
    let InviteOutcome::Invited { invitation, .. } = &results[0].outcome else { unreachable!() };
    admin.resend(org, invitation.id).await.refused(429, "too_many");
    world.developer().invite(org, "f@new.example", OrgRole::Guest).await.done();
    world.advance(TimeDelta::hours(24) + TimeDelta::seconds(1)).await;
    admin.resend(org, invitation.id).await.done();
}

#[tokio::test]
async fn an_invitation_lives_as_long_as_was_chosen() {
    let world = World::new().await;
    for days in [1, 30] {
        let email = format!("days-{days}@new.example");
        let draft = InviteDraft { days: days.to_string(), ..invite_draft(&email, OrgRole::Guest) };
        let results = world.owner().invite_all(world.org(), &draft).await.done().results;
        let InviteOutcome::Invited { invitation, .. } = &results[0].outcome else { panic!("{results:?}") };
        assert_eq!(invitation.expires_at - invitation.sent_at, TimeDelta::days(days));
        assert_eq!(i64::from(invitation.days), days);
        let mail = world.mailbox().next_to(&email).await;
        world.advance(TimeDelta::days(days) - TimeDelta::minutes(1)).await;
        let body = TokenDraft { token: PresentedToken::new(mail.token()) };
        let look_up =
            async || world.visitor().call::<t::LookUpInvitation>(&NoPath {}, &NoQuery {}, &body).await;
        look_up().await.done();
        world.advance(TimeDelta::minutes(2)).await;
        look_up().await.refused(409, "invitation_expired");
    }
}

/// A note is text in the mail's two forms and on the page, and nothing in it can be clicked.
#[tokio::test]
async fn a_note_goes_with_the_mail_and_the_offer_as_plain_text() {
    let world = World::new().await;
    let note = "Bienvenue à bord, <b>Ada</b>.\nSee https://evil.example/x or bo@evil.example\n\n-- \nOlga ✨";
    let draft =
        InviteDraft { note: format!(" {note} \r\n"), ..invite_draft("ada@new.example", OrgRole::Guest) };
    world.owner().invite_all(world.org(), &draft).await.done();
    let mail = world.mailbox().next_to("ada@new.example").await;
    let lines: Vec<&str> = mail.text.lines().collect();
    let lead = lines.iter().position(|line| *line == "Olga Owner writes:").expect("whose words they are");
    assert!(lines[lead + 1].starts_with("> Bienvenue à bord"), "{}", mail.text);
    assert!(mail.html.contains("&lt;b&gt;Ada&lt;/") && mail.html.contains(".<br>See"), "{}", mail.html);
    for form in [&mail.text, &mail.html] {
        assert!(!form.contains("https://evil") && !form.contains("evil.example"), "{form}");
        assert!(form.contains('✨'), "{form}");
    }
    let body = TokenDraft { token: PresentedToken::new(mail.token()) };
    let offer = world.visitor().call::<t::LookUpInvitation>(&NoPath {}, &NoQuery {}, &body).await.done();
    assert_eq!(offer.note.as_deref(), Some(note));
}

/// Accepting as a Guest raises the role, whoever of several invites for it.
#[tokio::test]
async fn a_guest_on_a_list_is_invited_and_raised() {
    let world = World::new().await;
    let guest = world.role(OrgRole::Guest);
    let pasted = format!("{}, {}", guest.email, world.role(OrgRole::Member).email);
    let results = world.owner().invite_all(world.org(), &invite_draft(&pasted, OrgRole::Viewer)).await.done();
    let words: Vec<String> = results.results.iter().map(became).collect();
    assert_eq!(words, ["invited", "already_member"]);
    let mail = world.mailbox().next_to(&guest.email).await;
    assert_eq!(guest.accept(&mail.token()).await.done().role, OrgRole::Viewer);
}

/// Where no mail is sent, whoever invites gets the links: each works, and proves no address.
#[tokio::test]
async fn without_mail_every_invitation_comes_with_its_link() {
    let world = World::with(Start::default().without_mail()).await;
    let pasted = "a@new.example, b@new.example, nobody";
    let results = world.owner().invite_all(world.org(), &invite_draft(pasted, OrgRole::Guest)).await.done();
    let mut tokens = Vec::new();
    for result in &results.results[..2] {
        let InviteOutcome::Invited { link: Some(link), .. } = &result.outcome else { panic!("{result:?}") };
        let start = format!("{}/invitations#", world.url());
        tokens.push(link.reveal().strip_prefix(&start).expect("a link of this installation").to_owned());
    }
    assert_ne!(tokens[0], tokens[1]);
    let ada = world.visitor().sign_up(&tokens[0], "Ada", &password_for("a@new.example")).await.done();
    ada.accept(&tokens[0]).await.done();
    let verified =
        "SELECT count(*) FROM accounts WHERE email = 'a@new.example' AND email_verified_at IS NOT NULL";
    assert_eq!(world.database().count(verified), 0);
}
