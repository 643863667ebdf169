//! Acts that were refused with a reason: noted off the reply's path, and recorded in the audit log.
//!
//! Equal ones within a minute are counted in the database, and become one entry when the minute is over.

use slipway_core::{access::decide::Denial, api::account::AccountView, id::OrgId};
use tokio::sync::mpsc;

use crate::{
    audit::Log,
    clock::Clock,
    error::Refused,
    gate::request::RequestContext,
    store::{
        Store,
        refused::{self, RefusedAct},
    },
};

/// How many notes may wait. What finds no room is in the program's log only.
const WAITING: usize = 4096;

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
        loop {
            let done = tokio::select! {
                note = notes.recv() => match note {
                    Some(act) => {
                        let act = &act;
                        store.keep_books(|tx| async move { refused::count(&tx, act).await }).await
                    }
                    None => return,
                },
                done = record_when_due(&store, &clock) => done,
            };
            if let Err(error) = done {
                tracing::warn!(%error, "could not record refusals");
                clock.sleep_until(clock.now() + refused::WINDOW).await;
            }
        }
    };
    (Refusals(sender), work)
}

/// Waits until a count is complete, and records it. Where nothing is counted it waits for ever.
async fn record_when_due(store: &Store, clock: &Clock) -> Result<(), Refused> {
    match refused::next_due(store.reader()).await? {
        Some(due) => clock.sleep_until(due).await,
        None => std::future::pending().await,
    }
    store.keep_books(|tx| async move { refused::record_due(&tx).await }).await
}
