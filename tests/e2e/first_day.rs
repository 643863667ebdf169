//! The whole way at once: from an empty machine to an accepted invitation, by one person and then two.

use slipway_tests::{
    browser::{Browser, Found},
    person::password_for,
    program::Program,
};

#[tokio::test]
async fn from_an_empty_machine_to_an_accepted_invitation() {
    let program = Program::start();
    let (mine, theirs) = ("ines@quay.example", "ada@new.example");

    let first = Browser::at(&program).await;
    first.opens(&format!("/setup#{}", program.set_up_token())).await;
    first.sees_page("Welcome to Slipway").await;
    first.fills("Name", "Ines Installer").await;
    first.fills("Email address", mine).await;
    first.fills("Password", &password_for(mine)).await;
    first.clicks_button("Make account").await;

    first.is_at("/orgs").await;
    first.sees_page("Organization panel").await;
    first.sees("You are not in an organization yet.").await;
    first.clicks_act("Create Organization").await;
    first.fills("Name", "Blue Quay").await;
    first.sees_value("Slug", "blue-quay").await;
    first.fills("Legal name", "Blue Quay Ltd").await;
    first.clicks_button("Submit").await;
    first.is_at("/orgs").await;
    first.sees_toast("Blue Quay was created and is active now.").await;
    first.sees_row(&["Blue Quay", "Active", "Owner"]).await;

    first.clicks_gear().await;
    first.clicks_item("Organization Settings Blue Quay").await;
    first.sees_page("Organization Settings").await;
    first.clicks_link("Members").await;
    first.sees("You are the only member so far.").await;
    first.sees("Nobody is waiting to join.").await;
    first.clicks_button("Invite Members").await;
    first.invites(theirs, "Developer").await;
    first.sees_toast(&format!("The invitation to {theirs} is on its way.")).await;
    first.sees_row_of("Pending Invitations", &[theirs, "Developer", "Ines Installer"]).await;

    let second = first.beside().await;
    second.opens(&program.mailbox().next_to(theirs).await.invitation_link()).await;
    second.sees("Ines Installer invites you to Blue Quay.").await;
    second.fills("Your name", "Ada Lovelace").await;
    second.fills("Password", &password_for(theirs)).await;
    second.clicks_button("Make account and accept").await;
    second.is_at("/orgs/blue-quay").await;
    second.sees_page("Blue Quay").await;

    first.reloads().await;
    first.sees_row(&["Ada Lovelace", theirs, "Developer"]).await;
    first.sees("Nobody is waiting to join.").await;

    // The new member has the rights of the role, and no more.
    second.opens("/orgs/blue-quay/settings/members").await;
    second.clicks_button("Invite Members").await;
    second.sees_refused(Found::Choice("Role", "Admin")).await;
}
