//! Invitations to one's own address: they stand in the Organization panel, so that nobody has to find the mail.

use slipway_core::{
    api::{
        account::MailDelivery,
        invitation::{InvitationToMe, Joined},
        page::Page,
        problem::Problem,
        table::{AcceptMyInvitation, DeclineMyInvitation, ListMyInvitations},
    },
    field::NoBody,
    id::InvitationId,
    verification::{self, NeedsProof},
};

use super::answer::{join, turn_down};
use crate::{
    Ctx,
    error::Refused,
    gate::permit::Permit,
    store::{
        Tx,
        invitation::{self, Invitation},
        my_invitations,
    },
};

/// Lists those that can be answered.
pub(crate) async fn list(
    ctx: Ctx,
    permit: Permit<ListMyInvitations>,
    (): (),
) -> Result<Page<InvitationToMe>, Refused> {
    let me = &permit.me()?.account;
    verification::check(NeedsProof::AnswerFromList, me.verified, ctx.mail)?;
    my_invitations::list(ctx.store.reader(), me, permit.query(), permit.now()).await
}

/// Joins the organization that invites (D5).
pub(crate) async fn accept(ctx: Ctx, permit: Permit<AcceptMyInvitation>, (): ()) -> Result<Joined, Refused> {
    let (id, delivery) = (permit.path().invitation, ctx.mail);
    let outcome = ctx
        .store
        .write(&permit, |tx| async move {
            let found = to_me(&tx, id, delivery).await?;
            join(&tx, found, false).await
        })
        .await?;
    Ok(outcome?)
}

/// Declines it.
pub(crate) async fn decline(
    ctx: Ctx,
    permit: Permit<DeclineMyInvitation>,
    (): (),
) -> Result<NoBody, Refused> {
    let (id, delivery) = (permit.path().invitation, ctx.mail);
    ctx.store
        .write(&permit, |tx| async move {
            let found = to_me(&tx, id, delivery).await?;
            turn_down(&tx, &found).await
        })
        .await
}

/// One that is to the address of whoever is signed in, as it is while its organization's row is held. To
/// everybody else it does not exist; and whoever has not proven the address may not know of any.
async fn to_me(tx: &Tx, id: InvitationId, delivery: MailDelivery) -> Result<Invitation, Refused> {
    let me = &tx.me()?.account;
    verification::check(NeedsProof::AnswerFromList, me.verified, delivery)?;
    let seen = invitation::load_to(tx.db(), &me.email, id).await?.ok_or(Problem::NotFound)?;
    tx.lock_org(seen.org).await?;
    Ok(invitation::load_to(tx.db(), &me.email, id).await?.ok_or(Problem::NotFound)?)
}
