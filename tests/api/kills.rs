//! `kill -9` under a burst of invitations: what was acknowledged is there afterwards, and nothing is there by
//! half. What was acknowledged is written down here, outside the program, as each answer arrives.

use std::{
    collections::BTreeMap,
    io::Write as _,
    sync::{Arc, Mutex},
    time::{Duration, Instant},
};

use slipway_core::{access::role::OrgRole, api::endpoint::Method, id::OrgId};
use slipway_tests::{
    chain,
    client::Client,
    database::Database,
    person::{Person, invite_draft},
    program::Start,
    world::World,
};
use tokio::sync::Semaphore;

/// How often the program is killed.
const KILLS: u32 = 20;
/// How much later after an answer each falls than the one before.
const STEP: Duration = Duration::from_micros(170);

/// What is known outside of the invitations of one burst, by their addresses: the id of each that was
/// acknowledged, nothing of one that was asked for and not answered.
#[derive(Debug, Clone, Default)]
struct Ledger(Arc<Mutex<BTreeMap<String, Option<String>>>>);

impl Ledger {
    fn asked(&self, email: &str) {
        self.0.lock().expect("no holder panics").insert(email.to_owned(), None);
    }

    fn acknowledged(&self, email: &str, id: String) {
        self.0.lock().expect("no holder panics").insert(email.to_owned(), Some(id));
    }

    fn entries(&self) -> BTreeMap<String, Option<String>> {
        self.0.lock().expect("no holder panics").clone()
    }
}

/// How a kill went.
#[derive(Debug, Default)]
struct Toll {
    acknowledged: usize,
    in_flight: usize,
    applied: usize,
    away: Duration,
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_acknowledged_invitation_is_lost_and_none_is_half_applied() {
    let world = World::new().await;
    let org = world.org();
    let roles = [OrgRole::Owner, OrgRole::Admin, OrgRole::Developer];
    let senders = roles.map(|role| [world.role(role).clone(), world.colleague(role).clone()]).concat();
    let mut program = world.into_program();
    let mut tolls = Vec::new();
    for kill in 0..KILLS {
        let ledger = Ledger::default();
        let answered = Arc::new(Semaphore::new(0));
        let bursts: Vec<_> = senders
            .iter()
            .enumerate()
            .map(|(n, sender)| {
                let prefix = format!("kill-{kill}-{n}");
                tokio::spawn(burst(sender.clone(), org, prefix, ledger.clone(), Arc::clone(&answered)))
            })
            .collect();
        // After a number of answers, and a part of the time that the next one takes, that are others each time.
        drop(answered.acquire_many(6 + kill * 7 % 23).await.expect("the bursts go on"));
        let moment = Instant::now() + STEP * kill;
        while Instant::now() < moment {
            std::hint::spin_loop();
        }
        let crashed = program.crash();
        for burst in bursts {
            burst.await.expect("a burst ends when nobody answers any more");
        }
        let again = Instant::now();
        program = crashed.start_again(&Start::default());
        program.visitor().get("/api/health").await.done(200);
        let toll = judge(&program.database(), &format!("kill-{kill}-"), &ledger.entries());
        tolls.push(Toll { away: again.elapsed(), ..toll });
    }
    chain::assert_unbroken(&program.database());
    assert!(tolls.iter().all(|toll| toll.acknowledged > 0), "every burst was under way: {tolls:?}");
    report(&tolls);
}

/// Invites one address after the other, until nobody answers.
async fn burst(sender: Person, org: OrgId, prefix: String, ledger: Ledger, answered: Arc<Semaphore>) {
    for n in 0.. {
        let email = format!("{prefix}-{n}@burst.example");
        ledger.asked(&email);
        let Some(id) = invite(&sender, org, &email).await else { return };
        ledger.acknowledged(&email, id);
        answered.add_permits(1);
    }
}

/// The id of the invitation; `None` where no whole answer came.
async fn invite(sender: &Client, org: OrgId, email: &str) -> Option<String> {
    let path = format!("/api/orgs/{org}/invitations");
    let body = serde_json::to_value(invite_draft(email, OrgRole::Guest)).expect("a body");
    let answer = sender.request(Method::Post, &path).json(&body).if_answered().await?.done(200);
    let id = answer["results"][0]["outcome"]["invitation"]["id"].as_str();
    Some(id.unwrap_or_else(|| panic!("not invited: {answer}")).replace('-', ""))
}

/// Holds what is stored of a burst against what is known of it outside.
fn judge(database: &Database, prefix: &str, ledger: &BTreeMap<String, Option<String>>) -> Toll {
    if matches!(database, Database::File(_)) {
        assert_eq!(database.texts("PRAGMA integrity_check"), ["ok"]);
    }
    let of_burst = format!("LIKE '{prefix}%'");
    let invitations = format!("SELECT email, id FROM invitations WHERE email {of_burst}");
    let stored: BTreeMap<String, String> =
        database.rows(&invitations).into_iter().map(|row| (row[0].clone(), row[1].clone())).collect();
    for (email, id) in ledger.iter().filter_map(|(email, id)| Some((email, id.as_ref()?))) {
        assert_eq!(stored.get(email), Some(id), "what was acknowledged is lost: {email}");
    }
    for email in stored.keys() {
        assert!(ledger.contains_key(email), "nobody asked for it: {email}");
    }
    // Each with its one mail and its one entry, and none of those without an invitation.
    let mails = format!(
        "SELECT i.email FROM mails m JOIN invitations i ON i.id = m.invitation_id WHERE i.email {of_burst} \
         ORDER BY 1"
    );
    let whole: Vec<&String> = stored.keys().collect();
    assert_eq!(database.texts(&mails).iter().collect::<Vec<_>>(), whole, "invitations and their mails");
    let entries = format!(
        "SELECT target FROM audit_entries WHERE action = 'invitation.sent' AND target LIKE '%\"{prefix}%'"
    );
    let mut entries: Vec<String> = database.texts(&entries).iter().map(|target| name_in(target)).collect();
    entries.sort();
    assert_eq!(entries.iter().collect::<Vec<_>>(), whole, "invitations and their entries");
    let acknowledged = ledger.values().flatten().count();
    Toll {
        acknowledged,
        in_flight: ledger.len() - acknowledged,
        applied: stored.len() - acknowledged,
        away: Duration::ZERO,
    }
}

fn name_in(target: &str) -> String {
    let target: serde_json::Value = serde_json::from_str(target).expect("a target");
    target["name"].as_str().expect("its name").to_owned()
}

/// Says what the kills met: a number to be read, past the capture of a test that passes.
fn report(tolls: &[Toll]) {
    let sum = |of: fn(&Toll) -> usize| tolls.iter().map(of).sum::<usize>();
    let committed = tolls.iter().filter(|toll| toll.applied > 0).count();
    let mut away: Vec<Duration> = tolls.iter().map(|toll| toll.away).collect();
    away.sort();
    let told = format!(
        "kill -9 under a burst, {} times: {} invitations acknowledged, none lost; {} under way when it fell, of \
         which {} were whole and the others absent; {committed} kills fell between a commit and its \
         acknowledgement; answering again after {:?} (the median), at most {:?}\n",
        tolls.len(),
        sum(|toll| toll.acknowledged),
        sum(|toll| toll.in_flight),
        sum(|toll| toll.applied),
        away[away.len() / 2],
        away[away.len() - 1],
    );
    std::io::stderr().write_all(told.as_bytes()).expect("the output");
}
