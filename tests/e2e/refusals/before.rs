//! What the rules refuse is said by the control that would do it, before anything is sent.

use slipway_core::{
    access::{decide::Denial, role::OrgRole, set::PermissionSet},
    api::{page::NoQuery, path::AccountPath, problem::StateProblem, table::MakeAdministrator},
    email::EmailAddress,
    field::NoBody,
    invitation::VoidReason,
    locale::Locale,
    words,
};
use slipway_tests::{
    browser::{Browser, Found, Key},
    client::Verdict,
    person::password_for,
    world::Waiting,
};

use super::Stage;

const MEMBERS: &str = "/orgs/blue-quay/settings/members";

fn state(problem: &StateProblem) -> String {
    words::state_problem(Locale::En, problem)
}

/// The words of a denial up to the permissions that it names.
fn beginning(denial: &Denial) -> String {
    words::denial(Locale::En, denial).split('“').next().unwrap_or_default().trim_end().to_owned()
}

async fn sees_refused_item(browser: &Browser, of: &str, item: &str, reason: &str) {
    browser.clicks_button(&format!("Actions for {of}")).await;
    // The reason stands in the item itself, so its name ends with it.
    let names = browser.names_of("menuitem").await;
    let whole =
        names.iter().find(|name| name.starts_with(item)).unwrap_or_else(|| panic!("{item} in {names:?}"));
    browser.sees_disabled(Found::Role("menuitem", whole), reason).await;
}

#[tokio::test]
async fn what_one_lacks() {
    let stage = Stage::set().await;
    let missing = PermissionSet::EMPTY;

    stage.opens(Some(stage.world.role(OrgRole::Viewer)), MEMBERS).await;
    let button = Found::Role("button", "Invite Members");
    stage.browser.sees_disabled(button, "This needs “Invite members”, which you do not have here.").await;
    stage.browser.clicks(button).await;
    stage.browser.sees_none(Found::Role("dialog", "Invite Members")).await;
    stage.nothing_was_sent("missing_permission").await;

    stage.invites(stage.world.developer()).await;
    let reason = beginning(&Denial::RoleAboveYours { missing });
    stage
        .browser
        .sees_disabled(Found::Choice("Role", "Admin"), reason.split(" ,").next().expect("words"))
        .await;
    stage.nothing_was_sent("role_above_yours").await;

    stage.opens(Some(stage.world.admin()), MEMBERS).await;
    let reason = beginning(&Denial::PersonAboveYou { missing });
    let reason = reason.split(" ,").next().expect("words");
    sees_refused_item(&stage.browser, "Olga Owner", "Change role…", reason).await;
    stage.nothing_was_sent("person_above_you").await;
}

#[tokio::test]
async fn whom_and_as_what_one_may_not_invite() {
    let stage = Stage::set().await;
    let owner = stage.world.owner();
    stage.invites(owner).await;
    let reason = words::denial(Locale::En, &Denial::OwnerNotByInvitation);
    stage.browser.sees_disabled(Found::Choice("Role", "Owner"), &reason).await;
    stage.nothing_was_sent("owner_not_by_invitation").await;

    stage.browser.fills("Address", &owner.email).await;
    stage.browser.leaves().await;
    stage.browser.sees_error("Address", &words::denial(Locale::En, &Denial::OwnGrant)).await;
    stage.browser.chooses("Role", "Viewer").await;
    stage.browser.clicks_button("Submit").await;
    stage.nothing_was_sent("own_grant").await;

    let member = stage.world.developer().email.clone();
    stage.browser.fills("Address", &member).await;
    stage.browser.leaves().await;
    let email = EmailAddress::parse(&member).expect("an address");
    stage.browser.sees_error("Address", &state(&StateProblem::AlreadyMember { email })).await;
    stage.browser.clicks_button("Submit").await;
    stage.nothing_was_sent("already_member").await;
}

#[tokio::test]
async fn the_last_owner_and_the_limit() {
    let stage = Stage::set().await;
    stage.world.leave_one_owner().await;
    stage.opens(Some(stage.world.owner()), MEMBERS).await;
    sees_refused_item(
        &stage.browser,
        "Olga Owner",
        "Leave…",
        &state(&StateProblem::LastOwner { organization: None }),
    )
    .await;
    stage.nothing_was_sent("last_owner").await;

    stage.opens(Some(stage.world.owner()), "/orgs").await;
    let held = StateProblem::OrganizationLimit { limit: 1, organization: Some("Blue Quay".to_owned()) };
    stage.browser.sees_disabled(Found::Role("act", "Create Organization"), &state(&held)).await;
    stage.browser.sees(&state(&held)).await;
    stage.nothing_was_sent("organization_limit").await;
}

#[tokio::test]
async fn the_last_administrator() {
    let stage = Stage::set().await;
    let (world, browser) = (&stage.world, &stage.browser);
    let administrator = world.administrator();
    let reason = state(&StateProblem::LastAdministrator);
    stage.opens(Some(administrator), "/admin/accounts").await;
    for item in ["Take administration away", "Disable", "Delete"] {
        sees_refused_item(browser, &administrator.name, item, &reason).await;
        browser.presses(Key::Escape).await;
    }
    stage.nothing_was_sent("last_administrator").await;

    // Where somebody else is one too, nothing stands against it.
    let other = AccountPath { account: world.owner().id };
    administrator.call::<MakeAdministrator>(&other, &NoQuery {}, &NoBody {}).await.done();
    browser.reloads().await;
    browser.clicks_button(&format!("Actions for {}", administrator.name)).await;
    browser.clicks_item("Take administration away").await;
    browser
        .sees_one(Found::Role("button", &format!("Take administration away from {}", administrator.name)))
        .await;
}

/// An account that was made by a copied link can join, and even manage; it cannot have mail sent to anybody.
#[tokio::test]
async fn what_waits_for_a_proven_address() {
    let stage = Stage::set().await;
    let (world, email) = (&stage.world, "carla.copied@new.example");
    let sent = world.invited(world.owner(), email, OrgRole::Admin).await;
    let copied = world.owner().copy_link(world.org(), sent.id).await.done();
    let (_, token) = copied.link.reveal().split_once('#').expect("a token");
    let carla = world.visitor().sign_up(token, "Carla Copied", &password_for(email)).await.done();
    carla.accept(token).await.done();

    let reason = state(&StateProblem::AddressNotVerified);
    stage.opens(Some(&carla), MEMBERS).await;
    stage.browser.sees_disabled(Found::Role("button", "Invite Members"), &reason).await;
    let waiting = format!("the invitation to {}", world.waiting().email);
    sees_refused_item(&stage.browser, &waiting, "Resend…", &reason).await;
    stage.nothing_was_sent("address_not_verified").await;
}

#[tokio::test]
async fn what_became_of_an_invitation() {
    let stage = Stage::set().await;
    let (world, owner) = (&stage.world, stage.world.owner());
    let shows = async |code: &str, waiting: &Waiting, problem: &StateProblem| {
        stage.opens(None, &format!("/invitations#{}", waiting.token)).await;
        stage.browser.sees(&state(problem)).await;
        stage.browser.sees_none(Found::Role("button", "Accept")).await;
        stage.nothing_was_sent(code).await;
    };

    let revoked = world.invited(owner, "rick@new.example", OrgRole::Viewer).await;
    owner.revoke(world.org(), revoked.id).await.done();
    shows("invitation_revoked", &revoked, &StateProblem::InvitationRevoked).await;

    let declined = world.invited(owner, "dora@new.example", OrgRole::Viewer).await;
    world.visitor().decline(&declined.token).await.done();
    shows("invitation_declined", &declined, &StateProblem::InvitationDeclined).await;

    let older = world.invited(owner, "rene@new.example", OrgRole::Viewer).await;
    world.invited(owner, "rene@new.example", OrgRole::Developer).await;
    shows("invitation_replaced", &older, &StateProblem::InvitationReplaced).await;

    let member = world.newcomer("nora.newcomer@quay.example").await;
    let accepted = world.invited(owner, &member.email, OrgRole::Viewer).await;
    member.accept(&accepted.token).await.done();
    shows("invitation_accepted", &accepted, &StateProblem::InvitationAccepted).await;

    let admin = world.admin();
    let void = world.invited(admin, "vito@new.example", OrgRole::Viewer).await;
    owner.remove(world.org(), admin.id).await.done();
    let left = StateProblem::InvitationVoid { void: VoidReason::SenderLeft };
    shows("invitation_void", &void, &left).await;

    let expired = world.invited(owner, "ezra@new.example", OrgRole::Viewer).await;
    world.advance(chrono::TimeDelta::days(8)).await;
    stage.opens(None, &format!("/invitations#{}", expired.token)).await;
    stage.browser.sees("This invitation expired on").await;
    stage.nothing_was_sent("invitation_expired").await;
}

#[tokio::test]
async fn who_one_is() {
    let stage = Stage::set().await;
    stage.opens(Some(stage.world.stranger()), &format!("/invitations#{}", stage.world.waiting().token)).await;
    stage.browser.sees("This invitation is for somebody else").await;
    stage.browser.sees_none(Found::Role("button", "Accept")).await;
    stage.nothing_was_sent("invitation_for_another").await;

    stage.opens(None, MEMBERS).await;
    stage.browser.sees_page("Sign in to Slipway").await;
    stage.nothing_was_sent("not_signed_in").await;

    stage.opens(Some(stage.world.owner()), "/orgs/nowhere").await;
    stage.browser.sees_page("Page not found").await;
    stage.nothing_was_sent("not_found").await;

    stage.opens(None, &format!("/setup#{}", "A".repeat(43))).await;
    stage.browser.sees("Slipway is set up already.").await;
    stage.browser.sees_none(Found::Role("button", "Make account")).await;
    stage.nothing_was_sent("already_set_up").await;
}
