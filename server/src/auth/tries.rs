//! How often a password may be tried: within a minute, for one account and from one address.
//!
//! A try is taken before the password is compared, so that many at the same moment count too, and given
//! back when it was right. An address that has no account is counted like one that has.

use chrono::{DateTime, Utc};
use slipway_core::email::EmailAddress;

use crate::{
    Deps,
    error::Refused,
    gate::request::RequestContext,
    limits::{AddressLimit, LimitKind, per_address::TakenFromAddress},
    store::{Tx, limit},
};

/// A try that was taken.
#[derive(Debug)]
pub struct Taken {
    of_account: limit::Taken,
    of_address: TakenFromAddress,
}

/// Takes a try, or refuses it with the seconds until there is one again.
pub async fn take(
    ctx: &Deps,
    account: &EmailAddress,
    request: &RequestContext,
    now: DateTime<Utc>,
) -> Result<Taken, Refused> {
    let (kind, subject) = (LimitKind::SignIn, account.as_str());
    let of_address = ctx.per_address.take(AddressLimit::SignIn, request, now)?;
    limit::check_room(&ctx.store, kind, subject, now).await?;
    let of_account =
        ctx.store.keep_books(|tx| async move { limit::take(&tx, kind, subject, 1).await }).await?;
    Ok(Taken { of_account, of_address })
}

impl Taken {
    /// Gives a try back in the transaction of what it was for: the password was right.
    pub async fn give_back(&self, ctx: &Deps, tx: &Tx) -> Result<(), Refused> {
        limit::give_back(tx.db(), self.of_account).await?;
        ctx.per_address.give_back(&self.of_address);
        Ok(())
    }
}
