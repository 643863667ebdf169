//! Refused acts that several programs count in one database: whichever is at them, each becomes part of an entry.

use std::time::{Duration, Instant};

use chrono::TimeDelta;
use slipway_core::{access::role::OrgRole, id::OrgId};
use slipway_tests::{
    chain,
    client::Client,
    database::Database,
    person::Person,
    program::{Program, Start},
    world::World,
};

/// How soon a count is an entry once its minute is over.
const SOON: Duration = Duration::from_secs(5);

/// How many refusals are under count.
const COUNTED: &str = "SELECT coalesce(sum(count), 0) FROM refused_acts";
/// How many are recorded.
const RECORDED: &str = "SELECT coalesce(sum((outcome::jsonb ->> 'count')::int), 0) FROM audit_entries \
                        WHERE action = 'act.denied'";

/// A little more than the minute that equal refusals are counted in, by the clocks of these programs.
async fn a_minute_passes(at: &[&Program]) {
    for program in at {
        program.advance(TimeDelta::seconds(61)).await;
    }
}

/// Waits until so many more are under count or recorded.
async fn all_are_counted(database: &Database, refused: i64) {
    let under_count = refused - database.count(RECORDED);
    database.settled(COUNTED, under_count).await;
}

async fn all_are_recorded(database: &Database, refused: i64) {
    let began = Instant::now();
    database.settled(RECORDED, refused).await;
    assert_eq!(database.count(COUNTED), 0, "and nothing is counted twice");
    assert!(began.elapsed() < SOON, "recorded after {:?}", began.elapsed());
}

/// Two acts that neither a Developer nor a Viewer may do.
async fn is_refused_twice(who: &Client, org: OrgId, whom: &Person) {
    who.invite(org, "x@new.example", OrgRole::Admin).await.expect_err("it is not theirs to invite an Admin");
    who.remove(org, whom.id).await.expect_err("nor to remove one");
}

/// At two programs at the same moments, the same acts and others, by several people.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_refused_at_two_programs_is_recorded_by_the_one_or_the_other() {
    let world = World::with(Start::default().on_postgres()).await;
    let other = Start::default().beside(&world).start();
    let (org, whom, database) = (world.org(), world.admin(), world.database());
    let (developer, viewer) = (world.developer(), world.role(OrgRole::Viewer));
    let mut refused = 0;
    for _ in 0..20 {
        tokio::join!(
            is_refused_twice(developer, org, whom),
            is_refused_twice(viewer, org, whom),
            async { is_refused_twice(&developer.at(&other), org, whom).await },
            async { is_refused_twice(&viewer.at(&other), org, whom).await },
        );
        refused += 8;
        all_are_counted(&database, refused).await;
        a_minute_passes(&[&world, &other]).await;
        all_are_recorded(&database, refused).await;
    }
    chain::assert_unbroken(&database);
}

/// A program may end in the minute in which it counted. The others have counted nothing themselves.
#[tokio::test]
async fn what_a_program_counted_before_it_ended_is_recorded_by_another() {
    let world = World::with(Start::default().on_postgres()).await;
    let other = Start::default().beside(&world).start();
    is_refused_twice(&world.developer().at(&other), world.org(), world.admin()).await;
    all_are_counted(&world.database(), 2).await;
    drop(other.crash());
    a_minute_passes(&[&world]).await;
    all_are_recorded(&world.database(), 2).await;
}
