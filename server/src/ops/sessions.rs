//! One's own sessions: seeing where one is signed in, and ending what one does not know.

use slipway_core::{
    api::{
        page::Page,
        problem::Problem,
        session::SessionEntryView,
        table::{EndOtherSessions, EndSession, ListSessions},
    },
    audit::{AuditAction, AuditChange, AuditField},
    field::NoBody,
};

use super::session::of_account;
use crate::{
    Ctx,
    audit::Entry,
    error::Refused,
    gate::permit::Permit,
    store::{Written, session, signed_in::SignedIn},
};

/// Lists one's sessions, the one seen last first.
pub async fn list(ctx: Ctx, permit: Permit<ListSessions>, (): ()) -> Result<Page<SessionEntryView>, Refused> {
    let (me, life) = (permit.me()?, ctx.store.session_life());
    session::list(ctx.store.reader(), me, life, permit.query(), permit.now()).await
}

/// Ends one of one's sessions.
pub async fn end(ctx: Ctx, permit: Permit<EndSession>, (): ()) -> Result<NoBody, Refused> {
    let ended = permit.path().session;
    ctx.store
        .write(&permit, |tx| async move {
            let me = tx.me()?;
            let address = session::end_own(tx.db(), me.account.id, ended).await?.ok_or(Problem::NotFound)?;
            Ok(Written::new(NoBody {}, entry(me, &[address])))
        })
        .await
}

/// Ends all of one's sessions but the one that asks.
pub async fn end_others(ctx: Ctx, permit: Permit<EndOtherSessions>, (): ()) -> Result<NoBody, Refused> {
    ctx.store
        .write(&permit, |tx| async move {
            let me = tx.me()?;
            let addresses = session::end_others(tx.db(), me.account.id, me.session).await?;
            if addresses.is_empty() {
                return Ok(Written::unchanged(NoBody {}));
            }
            Ok(Written::new(NoBody {}, entry(me, &addresses)))
        })
        .await
}

/// The entry of ended sessions, which names where each was begun.
fn entry(me: &SignedIn, addresses: &[String]) -> Entry {
    let changes = AuditChange::between([(AuditField::Sessions, Some(addresses.join(", ")), None)]);
    of_account(AuditAction::AccountSessionsEnded, &me.account).with_changes(changes)
}
