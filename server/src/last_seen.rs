//! When somebody was last seen: noted to the minute, off the reply's path.

use chrono::{DateTime, TimeDelta, Utc};
use slipway_core::id::{AccountId, SessionId};
use tokio::sync::mpsc;

use crate::store::{Store, session, signed_in::SignedIn};

/// Within this time of the last note there is no new one.
const PRECISION: TimeDelta = TimeDelta::minutes(1);
/// How many notes may wait. One that finds no room is dropped: the next request makes another.
const WAITING: usize = 1024;

/// Where requests leave their notes.
#[derive(Debug, Clone)]
pub struct LastSeen(mpsc::Sender<Seen>);

#[derive(Debug, Clone, Copy)]
struct Seen {
    session: SessionId,
    account: AccountId,
    at: DateTime<Utc>,
}

impl LastSeen {
    /// Notes that somebody was seen.
    pub fn note(&self, who: &SignedIn, now: DateTime<Utc>) {
        if now - who.last_seen_at >= PRECISION {
            // A note that is lost is made again by the next request.
            let _ = self.0.try_send(Seen { session: who.session, account: who.account.id, at: now });
        }
    }
}

/// The notes, and the work of writing them down, which ends when nobody can leave any more.
pub fn start(store: Store) -> (LastSeen, impl Future<Output = ()> + Send) {
    let (sender, mut notes) = mpsc::channel::<Seen>(WAITING);
    let work = async move {
        while let Some(seen) = notes.recv().await {
            let written = store
                .keep_books(|tx| async move {
                    session::note_seen(tx.db(), seen.session, seen.account, seen.at).await?;
                    Ok(())
                })
                .await;
            if let Err(error) = written {
                tracing::warn!(%error, "could not note when somebody was last seen");
            }
        }
    };
    (LastSeen(sender), work)
}
