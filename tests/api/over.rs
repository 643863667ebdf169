//! What is over goes: sessions, the tokens of links and mails are removed with what is added after their time, and
//! what somebody may still need stays until then.

use chrono::TimeDelta;
use slipway_tests::{client::Verdict, world::World};

/// How many mails are at a stage.
fn mails(world: &World, stage: &str) -> i64 {
    world.database().count(&format!("SELECT count(*) FROM mails WHERE state = '{stage}'"))
}

/// Has a mail queued, sent and its token put in force, for an account.
async fn forgets(world: &World, email: &str) {
    world.visitor().forgot(email).await.done();
    world.mailbox().next_to(email).await;
    world.database().mails_settled().await;
}

#[tokio::test]
async fn what_is_over_is_removed_with_what_is_added() {
    let world = World::new().await;
    let (owner, database) = (world.owner(), world.database());
    forgets(&world, &owner.email).await;
    let sessions = || database.count("SELECT count(*) FROM sessions");
    let tokens = || database.count("SELECT count(*) FROM account_tokens");
    let (begun, made, sent) = (sessions(), tokens(), mails(&world, "sent"));
    assert!(begun > 1 && made >= 1 && sent > 1, "{begun} {made} {sent}");
    let given_up = "UPDATE mails SET state = 'failed' WHERE id = \
                    (SELECT id FROM mails WHERE invitation_id IS NULL AND state = 'sent' LIMIT 1)";
    database.execute(given_up, &[]);

    // Within its time each stays.
    world.advance(TimeDelta::days(13)).await;
    world.visitor().sign_in(&owner.email, &owner.password).await.done();
    assert_eq!(sessions(), begun + 1);
    world.advance(TimeDelta::days(16)).await;
    forgets(&world, &owner.email).await;
    assert_eq!((tokens(), mails(&world, "sent")), (made + 1, sent));

    // A session of fourteen days ago is over, and so is a link of a month ago, and its mail. The mail of an
    // invitation that still waits stays with it.
    world.visitor().sign_in(&owner.email, &owner.password).await.done();
    assert_eq!(sessions(), 1);
    world.advance(TimeDelta::days(3)).await;
    forgets(&world, &owner.email).await;
    assert_eq!(tokens(), 2);
    let of_waiting = "SELECT count(*) FROM mails m JOIN invitations i ON i.id = m.invitation_id \
                      WHERE i.state = 'pending' AND m.state = 'sent'";
    let of_waiting = database.count(of_waiting);
    assert!(of_waiting > 0);
    assert_eq!((mails(&world, "sent"), mails(&world, "failed")), (of_waiting + 2, 1));

    // What was given up is kept longer: somebody may want to know why.
    world.advance(TimeDelta::days(60)).await;
    forgets(&world, &owner.email).await;
    assert_eq!(mails(&world, "failed"), 0);
}
