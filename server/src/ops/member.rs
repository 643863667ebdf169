//! Members: listing them, changing their roles, removing them.

use slipway_core::{
    access::{delegate, grant::Grant, role::OrgRole},
    api::{
        member::MemberView,
        page::Page,
        problem::Problem,
        table::{ChangeMemberRole, ListMembers, RemoveMember},
    },
    audit::{AuditAction, AuditChange, AuditField, TargetKind},
    field::NoBody,
    member::needs_fresh,
};

use crate::{
    Ctx,
    audit::{Entry, membership_ended, target},
    error::Refused,
    gate::permit::Permit,
    store::{Written, invitation, member},
};

/// Lists the active members, by name.
pub(crate) async fn list(ctx: Ctx, permit: Permit<ListMembers>, (): ()) -> Result<Page<MemberView>, Refused> {
    member::list(ctx.store.reader(), permit.membership()?.org, permit.query()).await
}

/// Changes a member's role (D1, D2, D3, D10).
pub(crate) async fn change_role(
    ctx: Ctx,
    permit: Permit<ChangeMemberRole>,
    new: OrgRole,
) -> Result<MemberView, Refused> {
    let account = permit.path().member;
    ctx.store
        .write(&permit, |tx| async move {
            let org = tx.membership()?.org;
            let found = member::load(tx.db(), org, account).await?.ok_or(Problem::NotFound)?;
            let present = found.view.role;
            let grant = Grant::membership(org, present);
            delegate::change_member_role(&tx.actor()?, account, &grant, new.set())?;
            let after = MemberView { role: new, ..found.view };
            if new == present {
                return Ok(Written::unchanged(after));
            }
            member::owners(tx.db(), org).await?.check_change(present, new, found.enabled)?;
            if needs_fresh(present, Some(new)) {
                tx.check_fresh()?;
            }
            member::set_role(tx.db(), org, account, new).await?;
            let named = target(TargetKind::Member, account, &after.name);
            let entry = Entry::in_org(org, AuditAction::MemberRoleChanged, named);
            let changes = AuditChange::between([(AuditField::Role, key(present), key(new))]);
            Ok(Written::new(after, entry.with_changes(changes)))
        })
        .await
}

/// Removes a member (D2, D3). What they sent in the organization's name ends with that (D11).
pub(crate) async fn remove(ctx: Ctx, permit: Permit<RemoveMember>, (): ()) -> Result<NoBody, Refused> {
    let account = permit.path().member;
    ctx.store
        .write(&permit, |tx| async move {
            let org = tx.membership()?.org;
            let found = member::load(tx.db(), org, account).await?.ok_or(Problem::NotFound)?;
            let role = found.view.role;
            delegate::remove_member(&tx.actor()?, org, &[Grant::membership(org, role)])?;
            member::owners(tx.db(), org).await?.check_end(role, found.enabled)?;
            if needs_fresh(role, None) {
                tx.check_fresh()?;
            }
            member::delete(tx.db(), org, account).await?;
            let voided = invitation::void_of_sender(tx.db(), org, account, tx.now()).await?;
            let named = target(TargetKind::Member, account, &found.view.name);
            let entry = Entry::in_org(org, AuditAction::MemberRemoved, named);
            Ok(Written::new(NoBody {}, entry.with_changes(membership_ended(role, &voided))))
        })
        .await
}

fn key(role: OrgRole) -> Option<String> {
    Some(role.key().to_owned())
}
