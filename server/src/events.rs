//! Events: whoever looks at an organization is told that something in it has changed, and nothing else.
//!
//! A stream reads its rights and the number of the log's last entry in one statement: at least every
//! [`INTERVAL`], which is how it hears of what another program on the same database did, and at once when this
//! program wrote. Whoever has lost the right is told nothing more: the stream ends.

use std::{
    collections::HashMap,
    convert::Infallible,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use axum::response::sse::{Event, KeepAlive, Sse};
use futures_util::{Stream, stream};
use slipway_core::{
    api::{
        endpoint::Endpoint,
        event::OrgChanged,
        problem::{Limited, Problem},
    },
    id::{AccountId, OrgId},
};
use tokio::sync::{broadcast, watch};

use crate::{
    Ctx,
    error::Refused,
    gate::{admit::admit, permit::Permit},
    randomness::TokenHash,
    store::signed_in,
};

/// How often rights are judged again, and other programs' changes looked for.
const INTERVAL: Duration = Duration::from_millis(750);
/// How long a stream rests after an event: what happens meanwhile is one event.
const REST: Duration = Duration::from_millis(200);
/// How often something is sent where nothing happens, so that nobody on the way takes the stream for dead.
const KEEP_ALIVE: Duration = Duration::from_secs(20);
/// After how long a browser that lost its stream comes back by itself.
const COME_BACK: Duration = Duration::from_secs(2);
/// How many streams an account has at most: more tabs than that are hardly seen at once.
const STREAMS_PER_ACCOUNT: u32 = 12;
/// After how many seconds an account with too many is worth another try.
const RETRY_AFTER: u32 = 10;

/// Who is watching, and when this program ends.
#[derive(Debug)]
pub struct Events {
    streams: Arc<Mutex<HashMap<AccountId, u32>>>,
    ending: watch::Receiver<bool>,
}

/// The place of one stream among those of its account.
#[derive(Debug)]
struct Place {
    streams: Arc<Mutex<HashMap<AccountId, u32>>>,
    account: AccountId,
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut streams = self.streams.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(count) = streams.get_mut(&self.account) {
            *count = count.saturating_sub(1);
            if *count == 0 {
                streams.remove(&self.account);
            }
        }
    }
}

impl Events {
    /// Nobody is watching yet. Every stream ends when the program is asked to.
    pub fn new(ending: watch::Receiver<bool>) -> Self {
        Self { streams: Arc::default(), ending }
    }

    fn place(&self, account: AccountId) -> Result<Place, Refused> {
        let mut streams = self.streams.lock().unwrap_or_else(PoisonError::into_inner);
        let count = streams.entry(account).or_default();
        if *count >= STREAMS_PER_ACCOUNT {
            return Err(Problem::TooMany { of: Limited::Streams, retry_after: RETRY_AFTER }.into());
        }
        *count += 1;
        drop(streams);
        Ok(Place { streams: Arc::clone(&self.streams), account })
    }
}

/// Somebody who watches an organization.
struct Watcher {
    ctx: Ctx,
    session: TokenHash,
    org: OrgId,
    /// The number that was told last, by this stream or the one before.
    told: Option<u64>,
    has_told: bool,
    written: broadcast::Receiver<OrgId>,
    ending: watch::Receiver<bool>,
    _place: Place,
}

/// The events of the organization of a permit, from now on or after the number that is given.
pub fn watch<E: Endpoint>(
    ctx: &Ctx,
    permit: &Permit<E>,
    after: Option<u64>,
) -> Result<Sse<impl Stream<Item = Result<Event, Infallible>> + Send + use<E>>, Refused> {
    let watcher = Watcher {
        session: permit.session_token().ok_or(Problem::NotSignedIn)?,
        org: permit.membership()?.org,
        told: after,
        has_told: false,
        written: ctx.store.written(),
        ending: ctx.events.ending.clone(),
        _place: ctx.events.place(permit.me()?.account.id)?,
        ctx: Arc::clone(ctx),
    };
    let events = stream::unfold(watcher, |mut watcher| async move {
        let seq = watcher.next::<E>().await?;
        let event = Event::default().id(seq.to_string()).retry(COME_BACK);
        Some((event.json_data(OrgChanged { seq }).unwrap_or_default(), watcher))
    });
    let events = futures_util::StreamExt::map(events, Ok);
    Ok(Sse::new(events).keep_alive(KeepAlive::new().interval(KEEP_ALIVE)))
}

impl Watcher {
    /// The next number to tell; nothing when the stream is over.
    async fn next<E: Endpoint>(&mut self) -> Option<u64> {
        if self.has_told {
            tokio::time::sleep(REST).await;
        }
        loop {
            let seq = self.judged::<E>().await?;
            if self.told != Some(seq) {
                self.told = Some(seq);
                self.has_told = true;
                return Some(seq);
            }
            tokio::select! {
                () = tokio::time::sleep(INTERVAL) => {}
                () = written_in(&mut self.written, self.org) => {}
                _ = self.ending.wait_for(|ending| *ending) => return None,
            }
        }
    }

    /// How far the log is, if the right to know it is still there. A database that does not answer ends the
    /// stream too: nobody can say then whether it is.
    async fn judged<E: Endpoint>(&self) -> Option<u64> {
        let (store, now) = (&self.ctx.store, self.ctx.clock.now());
        let found = signed_in::load(store.reader(), store.session_life(), self.session, Some(self.org), now);
        let who = found.await.ok()??;
        admit::<E>(Some(&who), Some(self.org), now).ok()?;
        who.membership.map(|membership| membership.audit_seq)
    }
}

/// Waits until this program has written into an organization. Where so much was written that it lost count it
/// takes that for a yes.
async fn written_in(written: &mut broadcast::Receiver<OrgId>, org: OrgId) {
    loop {
        match written.recv().await {
            Ok(other) if other != org => {}
            Ok(_) | Err(broadcast::error::RecvError::Lagged(_)) => return,
            Err(broadcast::error::RecvError::Closed) => std::future::pending().await,
        }
    }
}
