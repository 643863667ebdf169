//! The decision at the gate, made before an operation runs and once more inside its transaction.

use chrono::{DateTime, Utc};
use slipway_core::{
    access::{
        decide::{Allowed, Denial, decide},
        grant::Scope,
    },
    api::{
        endpoint::{Endpoint, Gate},
        problem::Problem,
    },
    id::OrgId,
};

use crate::{error::Refused, store::signed_in::SignedIn};

/// Whether somebody comes through the gate of an endpoint; and by which right, where the gate asks for one.
///
/// Whoever may not do it at all hears that first; a dangerous act asks then for the password.
pub fn admit<E: Endpoint>(
    who: Option<&SignedIn>,
    org: Option<OrgId>,
    now: DateTime<Utc>,
) -> Result<Option<Allowed>, Refused> {
    let allowed = through(E::GATE, who, org, now)?;
    if E::FRESH {
        who.ok_or(Problem::NotSignedIn)?.freshness.check(now)?;
    }
    Ok(allowed)
}

fn through(
    gate: Gate,
    who: Option<&SignedIn>,
    org: Option<OrgId>,
    now: DateTime<Utc>,
) -> Result<Option<Allowed>, Refused> {
    if matches!(gate, Gate::Anyone | Gate::TokenHolder) {
        return Ok(None);
    }
    let who = who.ok_or(Problem::NotSignedIn)?;
    match (gate, org) {
        (Gate::Anyone | Gate::TokenHolder | Gate::SignedIn, _) => Ok(None),
        (Gate::Administrator, _) if who.account.administrator => Ok(None),
        (Gate::Administrator, _) => Err(Denial::AdministratorOnly.into()),
        (Gate::Org(permission), Some(org)) => {
            Ok(Some(decide(&who.actor(now), permission.into(), Scope::Org { org })?))
        }
        // Nothing is loaded for these yet, so nobody has anything there.
        (Gate::Org(_), None) | (Gate::Project(_) | Gate::Env(_) | Gate::Stage(_), _) => {
            Err(Denial::Hidden.into())
        }
    }
}
