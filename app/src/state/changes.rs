//! What others change in the organization that one looks at: its stream of events says that something has changed,
//! and everything that the page shows of the organization is asked for again, with what is shown left standing
//! meanwhile.
//!
//! An event says no more than that, so this is one number that counts, and no way for data to come by:
//! [`fetch`](super::fetched::fetch) and [`fetch_list`](super::list::fetch_list) follow it where their endpoint
//! belongs to an organization. Nobody has to be told of a new list.

use std::time::Duration;

use chrono::{TimeDelta, Utc};
use futures_channel::oneshot;
use leptos::{ev, prelude::*, task::spawn_local_scoped_with_cancellation};
use slipway_core::{
    api::{
        endpoint::{Endpoint, Gate},
        event::{EventsQuery, OrgChanged},
        path::OrgPath,
        table::WatchOrg,
    },
    id::OrgId,
};

use crate::{
    api,
    session::{Session, use_session},
};

/// For how long after an event it is waited for more of them, which are then one.
const SETTLE: Duration = Duration::from_millis(250);
/// After how long a stream that ended is opened again at first, and at most.
const FIRST_REST: Duration = Duration::from_secs(1);
const LONGEST_REST: Duration = Duration::from_secs(60);
/// Whatever was open for so long did not fail at its beginning.
const STEADY: TimeDelta = TimeDelta::seconds(20);

/// How often something changed since the page was opened.
#[derive(Debug, Clone, Copy)]
pub struct Changes(RwSignal<u32>);

/// Provides the count to everything below.
pub fn provide_changes() -> Changes {
    let changes = Changes(RwSignal::new(0));
    provide_context(changes);
    changes
}

/// The count, inside of what [`provide_changes`] provides for.
pub fn use_changes() -> Changes {
    use_context().unwrap_or_else(provide_changes)
}

/// What counts whenever the answer of an endpoint may have become another: never where it belongs to no
/// organization.
pub fn changes_of<E: Endpoint>() -> Signal<u32> {
    match E::GATE {
        Gate::Org(_) | Gate::Project(_) | Gate::Env(_) | Gate::Stage(_) => use_changes().0.into(),
        Gate::Anyone | Gate::SignedIn | Gate::Administrator | Gate::TokenHolder => Signal::stored(0),
    }
}

/// Follows the organization that is looked at, for as long as somebody can see the page.
pub fn follow(looked_at: Memo<Option<OrgId>>) {
    let (session, changes) = (use_session(), use_changes());
    let is_seen = RwSignal::new(!document().hidden());
    let turned = window_event_listener(ev::Custom::<ev::Event>::new("visibilitychange"), move |_| {
        is_seen.set(!document().hidden());
    });
    on_cleanup(move || turned.remove());
    Effect::new(move |before: Option<Option<OrgId>>| {
        let (org, is_seen) = (looked_at.get(), is_seen.get());
        if let (Some(org), true) = (org, is_seen) {
            // What the page shows of an organization that it has just come to is not older than its first event.
            let is_new = before != Some(Some(org));
            spawn_local_scoped_with_cancellation(listen(session, changes, org, is_new));
        }
        org
    });
}

/// Listens to an organization until the page is hidden, goes elsewhere, or hears that it may not listen any more:
/// then the organization is no longer among one's own, or nobody is signed in.
async fn listen(session: Session, changes: Changes, org: OrgId, mut is_new: bool) {
    let mut after = None;
    let mut rest = FIRST_REST;
    loop {
        let opened = Utc::now();
        let mut events = api::watch::<WatchOrg>(&OrgPath { org }, &EventsQuery { after });
        while let Some(OrgChanged { seq }) = events.next().await {
            let mut told = seq;
            if !is_new {
                pause(SETTLE).await;
                told = events.newest().map_or(seq, |newest| newest.seq);
                // First what one may do: what is closed by now is not asked for any more.
                session.refetched().await;
                changes.0.update(|count| *count = count.wrapping_add(1));
            }
            (after, is_new) = (Some(told), false);
        }
        drop(events);
        is_new = false;
        if Utc::now() - opened > STEADY {
            rest = FIRST_REST;
        }
        pause(rest).await;
        rest = rest.saturating_mul(2).min(LONGEST_REST);
        session.refetched().await;
    }
}

async fn pause(time: Duration) {
    let (over, is_over) = oneshot::channel();
    set_timeout(
        move || {
            // Whoever waited may have been stopped.
            let _ = over.send(());
        },
        time,
    );
    // It is over, or the browser has no timers.
    let _ = is_over.await;
}
