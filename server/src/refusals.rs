//! Acts that were refused with a reason: noted off the reply's path, and recorded in the audit log.
//!
//! Equal ones within a minute are counted in the database, and become one entry when the minute is over. Where
//! several programs are on one database, each also records what another counted and did not live to record.

use chrono::{DateTime, TimeDelta, Utc};
use slipway_core::{access::decide::Denial, api::account::AccountView, id::OrgId};
use tokio::sync::mpsc;

use crate::{
    audit::Log,
    clock::Clock,
    error::Refused,
    gate::request::RequestContext,
    store::{
        Store, Tx,
        refused::{self, RefusedAct},
    },
};

/// How many notes may wait. What finds no room is in the program's log only.
const WAITING: usize = 4096;
/// How long a database that failed is left alone.
const PAUSE: TimeDelta = TimeDelta::seconds(5);
/// How long nobody looks at most, so that what another program counted is seen too.
const REST: TimeDelta = TimeDelta::seconds(30);
/// How long another program that is recording a complete count is left to it.
const OTHERS_TURN: TimeDelta = TimeDelta::seconds(1);

/// Where requests leave their notes.
#[derive(Debug, Clone)]
pub struct Refusals(mpsc::Sender<RefusedAct>);

impl Refusals {
    /// Notes a refusal.
    pub fn note(
        &self,
        act: &'static str,
        org: Option<OrgId>,
        who: &AccountView,
        denial: Denial,
        request: RequestContext,
    ) {
        tracing::info!(act, code = denial.code(), account = %who.id, "refused");
        let act = RefusedAct {
            log: org.map_or(Log::Installation, Log::Org),
            account: who.id,
            name: who.name.clone(),
            act: act.to_owned(),
            denial,
            request,
        };
        if let Err(error) = self.0.try_send(act) {
            tracing::warn!(%error, "a refusal was not recorded");
        }
    }
}

/// The notes, and the work of recording them, which ends when nobody can leave any more. What is still
/// being counted then is recorded when the program runs again.
pub fn start(store: Store, clock: Clock) -> (Refusals, impl Future<Output = ()> + Send) {
    let (sender, mut notes) = mpsc::channel::<RefusedAct>(WAITING);
    let work = async move {
        let mut not_before = clock.now();
        loop {
            let note = tokio::select! {
                note = notes.recv() => match note {
                    Some(act) => Some(act),
                    None => return,
                },
                () = until_due(&store, &clock, not_before) => None,
            };
            let note = note.as_ref();
            match keep(&store, note).await {
                Ok(0) if note.is_none() => not_before = clock.now() + OTHERS_TURN,
                Ok(_) => {}
                Err(error) => {
                    tracing::warn!(%error, "could not record refusals, trying once more");
                    clock.sleep_until(clock.now() + PAUSE).await;
                    if let Err(error) = keep(&store, note).await {
                        tracing::warn!(%error, "refusals were not recorded");
                    }
                }
            }
        }
    };
    (Refusals(sender), work)
}

/// Counts a note, and records every count that is complete: with each note, so that a flood of them keeps
/// nothing from being recorded. Gives the number of those.
async fn keep(store: &Store, note: Option<&RefusedAct>) -> Result<usize, Refused> {
    let job = |tx: Tx| async move {
        if let Some(act) = note {
            refused::count(&tx, act).await?;
        }
        refused::record_due(&tx).await
    };
    store.keep_books(job).await
}

/// Waits until a count is complete, whichever program counted.
async fn until_due(store: &Store, clock: &Clock, not_before: DateTime<Utc>) {
    clock.sleep_until(not_before).await;
    loop {
        let latest = clock.now() + REST;
        match refused::next_due(store.reader()).await {
            Ok(Some(due)) if due <= latest => return clock.sleep_until(due).await,
            Ok(_) => clock.sleep_until(latest).await,
            Err(error) => {
                tracing::warn!(%error, "could not find out when refusals are due");
                clock.sleep_until(clock.now() + PAUSE).await;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use slipway_core::{email::EmailAddress, id::AccountId, locale::Locale};

    use super::*;
    use crate::{
        randomness::Randomness,
        store::{
            open::Location,
            sql::{self, Columns},
        },
    };

    #[tokio::test]
    async fn a_flood_of_refusals_does_not_keep_those_before_from_being_recorded() {
        let folder = tempfile::tempdir().unwrap();
        let file = Location::File(folder.path().join("slipway.db"));
        let clock = Clock::default();
        let store = Store::open(&file, clock.clone(), Randomness).await.unwrap();
        let who = AccountView {
            id: AccountId::from_uuid(Randomness.uuid(clock.now()).unwrap()),
            name: "Ada".to_owned(),
            email: EmailAddress::parse("ada@example.com").unwrap(),
            locale: Locale::En,
            administrator: false,
            verified: true,
        };
        let request = RequestContext { id: "r".to_owned(), address: None, user_agent: None };
        let (refusals, work) = start(store.clone(), clock.clone());
        refusals.note("before", None, &who, Denial::LeadsMakeNoLeads, request.clone());
        drop(refusals);
        work.await;
        let long_ago = clock.now() - refused::WINDOW;
        let age = "UPDATE refused_acts SET first_at = $1";
        store
            .keep_books(|tx| async move { Ok(sql::run(tx.db(), age, [long_ago.into()]).await?) })
            .await
            .unwrap();

        let (refusals, work) = start(store.clone(), clock);
        for _ in 0..50 {
            refusals.note("flood", None, &who, Denial::LeadsMakeNoLeads, request.clone());
        }
        drop(refusals);
        work.await;
        let entries = sql::all(store.reader(), "SELECT changes FROM audit_entries", []).await.unwrap();
        let changes: Vec<String> = entries.iter().map(|row| row.column("changes").unwrap()).collect();
        assert!(matches!(&*changes, [act] if act.contains("before")), "{changes:?}");
        let counted =
            sql::one(store.reader(), "SELECT act, count FROM refused_acts", []).await.unwrap().unwrap();
        assert_eq!(counted.column::<String>("act").unwrap(), "flood");
        assert_eq!(counted.column::<i32>("count").unwrap(), 50);
    }
}
