//! Where a race is run: who contends meets here, and what came of it is judged.

use std::{
    any::Any,
    fmt,
    future::Future,
    io::Write as _,
    panic::{AssertUnwindSafe, resume_unwind},
    pin::Pin,
    sync::Arc,
    time::Duration,
};

use chrono::Utc;
use futures_util::FutureExt as _;
use slipway_core::{
    access::role::OrgRole,
    id::{AccountId, InvitationId, OrgId},
};
use slipway_tests::{
    client::Refusal,
    database::Kind,
    person::Person,
    program::{Built, Program, Start},
    queue::Queue,
    world::World,
};
use tokio::{
    sync::Barrier,
    task::{JoinError, JoinHandle},
};

/// How often each race is run.
const TRIALS: u32 = 200;
/// How often it is run at most with the locks taken out.
const TRIALS_WITHOUT_LOCKS: u32 = 100;
/// How long two contenders may take to stand where they meet.
const PATIENCE: Duration = Duration::from_secs(10);

/// Who contends, and what must hold.
pub(super) trait Race: Sized {
    /// Whether a lock is all that keeps the rule, so that PostgreSQL lets it be broken without.
    const RESTS_ON_A_LOCK: bool = true;

    /// What is made once for all trials.
    async fn prepared(arena: &Arena) -> Self;

    /// Makes everything as it was, lets both contend, and judges.
    async fn trial(&self, arena: &Arena, trial: Trial) -> Result<(), Violation>;
}

/// What must not be.
#[derive(Debug)]
pub(super) enum Violation {
    /// A rule was broken.
    Broken(String),
    /// A request was neither done nor refused by a rule.
    Failed(String),
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Broken(rule) => write!(f, "a rule was broken: {rule}"),
            Self::Failed(why) => write!(f, "neither done nor refused: {why}"),
        }
    }
}

/// Runs every trial of a race, none of which may break a rule.
pub(super) async fn breaks_no_rule<R: Race>() {
    let arena = Arena::with(Built::ForTests).await;
    let race = R::prepared(&arena).await;
    for trial in arena.trials(TRIALS) {
        if let Err(violation) = race.trial(&arena, trial).await {
            panic!("{trial:?}: {violation}");
        }
    }
    if let Some(queue) = &arena.queue {
        assert_eq!(queue.lock().await.deadlocks(), 0, "some waited for each other, and were tried again");
    }
}

/// Runs a race with a program whose locks are taken out, and holds that it is noticed.
pub(super) async fn is_noticed_without_locks<R: Race>(name: &str) {
    let arena = Arena::with(Built::WithoutLocks).await;
    let kind = arena.kind();
    let (mut broken, mut failed, mut run) = (0, 0, 0);
    match unlocked(kind, R::prepared(&arena)).await {
        Err(_) => failed += 1,
        Ok(race) => {
            for trial in arena.trials(TRIALS_WITHOUT_LOCKS) {
                run += 1;
                match unlocked(kind, race.trial(&arena, trial)).await {
                    Ok(Ok(())) => {}
                    Ok(Err(Violation::Broken(_))) => broken += 1,
                    Ok(Err(Violation::Failed(_))) | Err(_) => failed += 1,
                }
            }
        }
    }
    // Past the capture of a test that passes: a number to be read.
    let told = format!("without locks, {name}: {broken} times broken, {failed} times failed, of {run}\n");
    std::io::stderr().write_all(told.as_bytes()).expect("the output");
    match kind {
        Kind::Postgres if R::RESTS_ON_A_LOCK => assert!(broken > 0, "nobody noticed: {told}"),
        Kind::Postgres | Kind::Sqlite => assert!(broken + failed > 0, "nobody noticed: {told}"),
    }
}

/// Does something before a program without locks. On SQLite any write of such a program may find the database
/// locked, by what the program does in the background too: that is what the lock is there for, and an outcome
/// wherever it happens. Whatever else goes wrong is a fault of the test.
async fn unlocked<T>(kind: Kind, act: impl Future<Output = T>) -> Result<T, ()> {
    AssertUnwindSafe(act).catch_unwind().await.map_err(|panic| {
        let locked = kind == Kind::Sqlite && words(&*panic).contains("failed in the server: 503");
        if !locked {
            resume_unwind(panic);
        }
    })
}

/// One trial.
#[derive(Debug, Clone, Copy)]
pub(super) struct Trial {
    number: u32,
    kind: Kind,
}

/// How two contenders are let go.
#[derive(Debug, Clone, Copy)]
enum Release {
    /// At the same moment.
    Together,
    /// Once both stand at the row where they meet, the first of the two before the other.
    FirstBefore,
    /// The same with the other before the first.
    OtherBefore,
}

impl Trial {
    /// Its number.
    pub(super) const fn number(self) -> u32 {
        self.number
    }

    const fn release(self) -> Release {
        match (self.kind, self.number % 4) {
            (Kind::Postgres, 1) => Release::FirstBefore,
            (Kind::Postgres, 3) => Release::OtherBefore,
            _ => Release::Together,
        }
    }
}

/// A row at which two contenders meet.
#[derive(Debug, Clone, Copy)]
pub(super) enum Row {
    /// Of an organization.
    Org(OrgId),
    /// Of an account.
    Account(AccountId),
}

impl Row {
    /// Selects it, on PostgreSQL, and keeps it.
    fn held(self) -> String {
        match self {
            Self::Org(org) => format!("SELECT id FROM organizations WHERE id = uuid '{org}' FOR UPDATE"),
            Self::Account(account) => {
                format!("SELECT id FROM accounts WHERE id = uuid '{account}' FOR UPDATE")
            }
        }
    }
}

/// How what a contender tried has ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum End {
    /// It was done.
    Done,
    /// It was refused, with this code.
    Refused(&'static str),
}

/// What a contender does.
type Act = Pin<Box<dyn Future<Output = End> + Send>>;

/// A world, with one process more on its database where that can have two.
pub(super) struct Arena {
    world: World,
    second: Option<Program>,
    queue: Option<tokio::sync::Mutex<Queue>>,
}

impl Arena {
    async fn with(built: Built) -> Self {
        // More sign in here than ever come from one place.
        let start = Start { built, ..Start::default() }.args(["--tries-per-address", "100000"]);
        let world = World::with(start.clone()).await;
        let database = world.database();
        let queue = Queue::in_front_of(&database);
        // Whichever of the two sends a mail, it comes to the one mailbox.
        let mailbox = world.mailbox().folder().to_str().expect("a path in Unicode");
        let beside = || start.beside(&world).without_mail().args(["--mail-folder", mailbox]).start();
        let second = queue.as_ref().map(|_| beside());
        Self { world, second, queue: queue.map(tokio::sync::Mutex::new) }
    }

    fn kind(&self) -> Kind {
        if self.queue.is_some() { Kind::Postgres } else { Kind::Sqlite }
    }

    fn trials(&self, many: u32) -> impl Iterator<Item = Trial> + use<> {
        let kind = self.kind();
        (0..many).map(move |number| Trial { number, kind })
    }

    /// The world.
    pub(super) const fn world(&self) -> &World {
        &self.world
    }

    /// The row of the organization that most races are about.
    pub(super) fn org_row(&self) -> Row {
        Row::Org(self.world.org())
    }

    /// Somebody before the first process, in a browser of their own: what it forgets the next one still knows.
    pub(super) fn here(&self, person: &Person) -> Person {
        Person { client: self.world.visitor_like(person), ..person.clone() }
    }

    /// The same before the other process, where there is one.
    pub(super) fn elsewhere(&self, person: &Person) -> Person {
        let program = self.second.as_ref().unwrap_or(&self.world);
        Person { client: program.visitor_like(person), ..person.clone() }
    }

    /// Lets two contend, and tells how it ended for each.
    pub(super) async fn meet<A: 'static, B: 'static>(
        &self,
        trial: Trial,
        row: Row,
        first: impl Future<Output = Result<A, Refusal>> + Send + 'static,
        other: impl Future<Output = Result<B, Refusal>> + Send + 'static,
    ) -> Result<[End; 2], Violation> {
        let (first, other): (Act, Act) = (Box::pin(end(first)), Box::pin(end(other)));
        let (first, other) = match (trial.release(), &self.queue) {
            (Release::FirstBefore, Some(queue)) => queued(queue, row, first, other).await,
            (Release::OtherBefore, Some(queue)) => {
                let (other, first) = queued(queue, row, other, first).await;
                (first, other)
            }
            _ => together(trial, first, other).await,
        };
        Ok([answered(first)?, answered(other)?])
    }

    /// Gives somebody a role in the organization, a member or not.
    pub(super) fn give(&self, person: &Person, role: OrgRole) {
        let (org, account) = (self.world.org().as_uuid(), person.id.as_uuid());
        self.world.database().execute_all([
            (
                "DELETE FROM memberships WHERE org_id = $1 AND account_id = $2",
                vec![org.into(), account.into()],
            ),
            (
                "INSERT INTO memberships (org_id, account_id, role, joined_at) VALUES ($1, $2, $3, $4)",
                vec![org.into(), account.into(), role.key().into(), Utc::now().into()],
            ),
        ]);
    }

    /// Makes an invitation one that nobody answered.
    pub(super) fn leave_unanswered(&self, invitation: InvitationId) {
        let unanswered =
            "UPDATE invitations SET state = 'pending', void_reason = NULL, ended_at = NULL WHERE id = $1";
        self.world.database().execute(unanswered, &[invitation.as_uuid().into()]);
    }

    /// The role that somebody has in the organization; `None` for who is not in it.
    pub(super) fn role(&self, person: &Person) -> Option<OrgRole> {
        let roles = "SELECT m.role FROM memberships m JOIN organizations o ON o.id = m.org_id \
                     JOIN accounts a ON a.id = m.account_id WHERE o.slug = 'blue-quay' AND a.email = ";
        let found = self.world.database().texts(&format!("{roles}'{}'", person.email));
        found.first().map(|key| OrgRole::from_key(key).expect("a role"))
    }

    /// The number of the last entry in the organization's log.
    pub(super) fn last_entry(&self) -> i64 {
        self.world.database().count("SELECT audit_seq FROM organizations WHERE slug = 'blue-quay'")
    }

    /// What was done in the organization after an entry, in the order of its log: the act, and who did it.
    pub(super) fn done_since(&self, entry: i64) -> Vec<(String, String)> {
        let acts = format!(
            "SELECT e.action, e.actor_name FROM audit_entries e JOIN organizations o ON o.id = e.org_id \
             WHERE o.slug = 'blue-quay' AND e.action <> 'act.denied' AND e.seq > {entry} ORDER BY e.seq"
        );
        let rows = self.world.database().rows(&acts).into_iter();
        rows.map(|row| (row[0].clone(), row[1].clone())).collect()
    }
}

/// Lets both go at the same moment. Which of them was made ready first takes turns.
async fn together(trial: Trial, first: Act, other: Act) -> (Joined, Joined) {
    let barrier = Arc::new(Barrier::new(2));
    let ready = |act: Act| {
        let barrier = Arc::clone(&barrier);
        tokio::spawn(async move {
            barrier.wait().await;
            act.await
        })
    };
    if trial.number.is_multiple_of(2) {
        let (first, other) = (ready(first), ready(other));
        (first.await, other.await)
    } else {
        let (other, first) = (ready(other), ready(first));
        (first.await, other.await)
    }
}

/// Lets one after the other come to stand before a row, and both go then.
async fn queued(queue: &tokio::sync::Mutex<Queue>, row: Row, one: Act, next: Act) -> (Joined, Joined) {
    let mut queue = queue.lock().await;
    queue.close(&row.held());
    let one = tokio::spawn(one);
    stands(&mut queue, 1, &[&one]).await;
    let next = tokio::spawn(next);
    stands(&mut queue, 2, &[&one, &next]).await;
    queue.open();
    (one.await, next.await)
}

/// Waits until so many wait for a lock. Who has ended already, which only without locks happens, waits for none.
async fn stands(queue: &mut Queue, many: usize, acts: &[&JoinHandle<End>]) {
    let mut tick = tokio::time::interval(Duration::from_millis(1));
    let standing = tokio::time::timeout(PATIENCE, async {
        while queue.waiting() + acts.iter().filter(|act| act.is_finished()).count() < many {
            tick.tick().await;
        }
    });
    standing.await.unwrap_or_else(|_| panic!("they did not meet"));
}

type Joined = Result<End, JoinError>;

async fn end<T>(act: impl Future<Output = Result<T, Refusal>>) -> End {
    match act.await {
        Ok(_) => End::Done,
        Err(refusal) => End::Refused(refusal.problem.code()),
    }
}

/// Every answer but a reply and a refusal makes the browser of the tests panic.
fn answered(joined: Joined) -> Result<End, Violation> {
    joined.map_err(|error| {
        let why = error.try_into_panic().map_or_else(|error| error.to_string(), |panic| words(&*panic));
        Violation::Failed(why)
    })
}

fn words(panic: &(dyn Any + Send)) -> String {
    let text = panic.downcast_ref::<String>().map(String::as_str);
    text.or_else(|| panic.downcast_ref::<&str>().copied()).unwrap_or("without words").to_owned()
}

/// Holds that something is so, or says which rule was broken.
pub(super) fn rule(holds: bool, broken: impl fmt::Display) -> Result<(), Violation> {
    if holds { Ok(()) } else { Err(Violation::Broken(broken.to_string())) }
}

/// Holds that one of two was done, and the other refused with the code that belongs to its being late.
pub(super) fn one_is_done(ends: &[End; 2], late: [&'static str; 2]) -> Result<(), Violation> {
    let [first, other] = late.map(End::Refused);
    let one = [[End::Done, other], [first, End::Done]].contains(ends);
    rule(one, format!("not one done and the other refused: {ends:?}"))
}
