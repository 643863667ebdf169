//! Permits: the proof that a request came through the gate of one endpoint.

use std::{collections::BTreeSet, str::FromStr};

use chrono::{DateTime, Utc};
use slipway_core::{
    access::effective::Actor,
    api::{endpoint::Endpoint, page::Query, path::PathIds, problem::Problem},
    id::{AccountId, OrgId},
};

use super::request::RequestContext;
use crate::{
    error::Refused,
    randomness::TokenHash,
    store::signed_in::{Membership, SignedIn},
};

/// The proof that a request came through the gate of `E`, with everything that was loaded on the way.
///
/// Nothing outside the gate can make one, and whatever reads or writes in somebody's name asks for one.
pub struct Permit<E: Endpoint> {
    path: E::Path,
    query: <E::Query as Query>::Value,
    caller: Caller,
    concerned: Option<AccountId>,
}

/// Who asks, and with which request.
#[derive(Debug, Clone)]
pub(super) struct Caller {
    pub(super) signed_in: Option<SignedIn>,
    pub(super) session_token: Option<TokenHash>,
    pub(super) request: RequestContext,
    pub(super) now: DateTime<Utc>,
}

impl<E: Endpoint> Permit<E> {
    pub(super) const fn new(path: E::Path, query: <E::Query as Query>::Value, caller: Caller) -> Self {
        Self { path, query, caller, concerned: None }
    }

    /// The ids of the address.
    pub const fn path(&self) -> &E::Path {
        &self.path
    }

    /// The parsed query of the address.
    pub const fn query(&self) -> &<E::Query as Query>::Value {
        &self.query
    }

    /// Whoever is signed in, if somebody is.
    pub const fn signed_in(&self) -> Option<&SignedIn> {
        self.caller.signed_in.as_ref()
    }

    /// Whoever is signed in. Behind every gate but `Anyone` and `TokenHolder` somebody is.
    pub fn me(&self) -> Result<&SignedIn, Refused> {
        self.signed_in().ok_or_else(|| Problem::NotSignedIn.into())
    }

    /// The organization of the path, and the actor's place in it. Behind an `Org` gate there is one.
    pub fn membership(&self) -> Result<&Membership, Refused> {
        self.me()?.membership.as_ref().ok_or_else(|| Problem::NotFound.into())
    }

    /// The actor that the rules of delegation ask for.
    pub fn actor(&self) -> Result<Actor<'_>, Refused> {
        Ok(self.me()?.actor(self.caller.now))
    }

    /// The time at which the request came through.
    pub const fn now(&self) -> DateTime<Utc> {
        self.caller.now
    }

    /// The request.
    pub const fn request(&self) -> &RequestContext {
        &self.caller.request
    }

    /// The organization of the path, if the path names one.
    pub(crate) fn org_id(&self) -> Option<OrgId> {
        org_of(&self.path)
    }

    /// Concerning an account that neither the session nor the path names: that of the link in a mail, or of the
    /// address that was typed.
    #[must_use]
    pub(crate) fn concerning(mut self, account: AccountId) -> Self {
        self.concerned = Some(account);
        self
    }

    /// The accounts that are concerned: of whoever is signed in, the one that the path names, and the one that
    /// the request turned out to be about. They stand in the order of their ids, so that two who act on each
    /// other hold them in the same order.
    pub(crate) fn accounts(&self) -> BTreeSet<AccountId> {
        let signed_in = self.signed_in().map(|who| who.account.id);
        signed_in.into_iter().chain(id_of(&self.path, "account")).chain(self.concerned).collect()
    }

    /// By which session the right is judged again.
    pub(crate) const fn session_token(&self) -> Option<TokenHash> {
        self.caller.session_token
    }
}

/// The organization that a path names.
pub(super) fn org_of(path: &impl PathIds) -> Option<OrgId> {
    id_of(path, "org")
}

/// The id that a path has by this name.
fn id_of<T: FromStr>(path: &impl PathIds, wanted: &str) -> Option<T> {
    path.ids().into_iter().find(|(name, _)| *name == wanted).and_then(|(_, id)| id.parse().ok())
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicBool, Ordering};

    use slipway_core::api::{
        path::{NoPath, OrgPath},
        table::{GetOrg, UpdateProfile},
    };
    use uuid::Uuid;

    use super::*;
    use crate::{
        clock::Clock,
        randomness::Randomness,
        store::{Store, Written, open::Location},
    };

    fn caller(session_token: Option<TokenHash>) -> Caller {
        let request = RequestContext { id: "r".to_owned(), address: None, user_agent: None };
        Caller { signed_in: None, session_token, request, now: Clock::default().now() }
    }

    /// A permit whose session has ended since the gate, and the store that it is shown to.
    async fn refused_in_the_transaction<E: Endpoint>(permit: Permit<E>) -> Problem {
        let folder = tempfile::tempdir().unwrap();
        let file = Location::File(folder.path().join("slipway.db"));
        let store = Store::open(&file, Clock::default(), Randomness).await.unwrap();
        let ran = &AtomicBool::new(false);
        let written = store
            .write(&permit, |_| async move {
                ran.store(true, Ordering::Relaxed);
                Ok(Written::unchanged(()))
            })
            .await;
        assert!(!ran.load(Ordering::Relaxed), "the job ran");
        written.unwrap_err().problem().clone()
    }

    #[tokio::test]
    async fn a_session_that_ended_since_the_gate_writes_nothing() {
        let token = Randomness.token().unwrap().hash();
        let mine = Permit::<UpdateProfile>::new(NoPath {}, (), caller(Some(token)));
        assert_eq!(refused_in_the_transaction(mine).await, Problem::NotSignedIn);
        let path = OrgPath { org: OrgId::from_uuid(Uuid::nil()) };
        let of_org = Permit::<GetOrg>::new(path, (), caller(Some(token)));
        assert_eq!(refused_in_the_transaction(of_org).await, Problem::NotSignedIn);
    }
}
