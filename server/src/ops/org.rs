//! Organizations: creating, reading, changing, and leaving one.

use slipway_core::{
    access::role::OrgRole,
    api::{
        account::SessionView,
        org::OrgView,
        problem::Problem,
        table::{CreateOrg, GetBilling, GetOrg, LeaveOrg, UpdateBilling, UpdateOrg},
    },
    audit::{AuditAction, AuditChange, AuditField, TargetKind},
    billing::{BillingDraft, BillingProfile},
    id::OrgId,
    org::{self, OrgProfile},
};

use super::session;
use crate::{
    Ctx,
    audit::{Entry, membership_ended, target},
    error::Refused,
    gate::permit::Permit,
    store::{Written, account, invitation, member, org as orgs},
};

/// Creates an organization in one of the actor's places, and makes them its Owner (D8).
pub(crate) async fn create(
    ctx: Ctx,
    permit: Permit<CreateOrg>,
    create: org::CreateOrg,
) -> Result<OrgView, Refused> {
    let (create, started_with) = (&create, ctx.max_orgs_per_account);
    ctx.store
        .write(&permit, |tx| async move {
            let maker = tx.me()?.account.id;
            account::places(tx.db(), maker, started_with).await?.check_room()?;
            let org = OrgId::from_uuid(tx.new_id()?);
            let view = orgs::insert(tx.db(), org, maker, create, tx.now()).await?;
            member::insert(tx.db(), org, maker, OrgRole::Owner, tx.now()).await?;
            let mut changes = profile_changes(None, &view);
            changes.extend(billing_changes(&BillingDraft::default(), &orgs::billing_draft(&create.billing)));
            let named = target(TargetKind::Organization, org, &view.name);
            let entry = Entry::in_org(org, AuditAction::OrganizationCreated, named).without_right();
            Ok(Written::new(view, entry.with_changes(changes)))
        })
        .await
}

/// Shows an organization.
pub(crate) async fn get(ctx: Ctx, permit: Permit<GetOrg>, (): ()) -> Result<OrgView, Refused> {
    let org = permit.membership()?.org;
    Ok(orgs::load(ctx.store.reader(), org).await?.ok_or(Problem::NotFound)?)
}

/// Changes name, slug, description and website.
pub(crate) async fn update(
    ctx: Ctx,
    permit: Permit<UpdateOrg>,
    profile: OrgProfile,
) -> Result<OrgView, Refused> {
    let profile = &profile;
    ctx.store
        .write(&permit, |tx| async move {
            let org = tx.membership()?.org;
            let present = orgs::load(tx.db(), org).await?.ok_or(Problem::NotFound)?;
            let new = orgs::update(tx.db(), &present, profile).await?;
            let changes = profile_changes(Some(&present), &new);
            if changes.is_empty() {
                return Ok(Written::unchanged(new));
            }
            let named = target(TargetKind::Organization, org, &present.name);
            let entry = Entry::in_org(org, AuditAction::OrganizationUpdated, named);
            Ok(Written::new(new, entry.with_changes(changes)))
        })
        .await
}

/// Shows the billing profile.
pub(crate) async fn get_billing(
    ctx: Ctx,
    permit: Permit<GetBilling>,
    (): (),
) -> Result<BillingDraft, Refused> {
    let org = permit.membership()?.org;
    Ok(orgs::billing(ctx.store.reader(), org).await?.ok_or(Problem::NotFound)?)
}

/// Changes the billing profile.
pub(crate) async fn update_billing(
    ctx: Ctx,
    permit: Permit<UpdateBilling>,
    profile: BillingProfile,
) -> Result<BillingDraft, Refused> {
    let profile = &profile;
    ctx.store
        .write(&permit, |tx| async move {
            let membership = tx.membership()?;
            let org = membership.org;
            let present = orgs::billing(tx.db(), org).await?.ok_or(Problem::NotFound)?;
            let new = orgs::billing_draft(profile);
            let changes = billing_changes(&present, &new);
            if changes.is_empty() {
                return Ok(Written::unchanged(new));
            }
            orgs::update_billing(tx.db(), org, profile).await?;
            let named = target(TargetKind::Organization, org, &membership.name);
            let entry = Entry::in_org(org, AuditAction::BillingUpdated, named);
            Ok(Written::new(new, entry.with_changes(changes)))
        })
        .await
}

/// Leaves an organization (D3). What one sent in its name ends with that (D11).
pub(crate) async fn leave(ctx: Ctx, permit: Permit<LeaveOrg>, (): ()) -> Result<SessionView, Refused> {
    let me = ctx
        .store
        .write(&permit, |tx| async move {
            let me = tx.me()?.account.clone();
            let membership = tx.membership()?;
            let org = membership.org;
            // Whoever is signed in has an account that is enabled.
            member::owners(tx.db(), org).await?.check_end(membership.role, true)?;
            member::delete(tx.db(), org, me.id).await?;
            let voided = invitation::void_of_sender(tx.db(), org, me.id, tx.now()).await?;
            let named = target(TargetKind::Member, me.id, &me.name);
            let entry = Entry::in_org(org, AuditAction::MemberLeft, named).without_right();
            let changes = membership_ended(membership.role, &voided);
            Ok(Written::new(me, entry.with_changes(changes)))
        })
        .await?;
    session::view(&ctx, Some(me)).await
}

/// An empty text is nothing.
fn filled(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}

fn profile_changes(before: Option<&OrgView>, after: &OrgView) -> Vec<AuditChange> {
    let row = |field, read: fn(&OrgView) -> &str| {
        (field, before.and_then(|view| filled(read(view))), filled(read(after)))
    };
    AuditChange::between([
        row(AuditField::Name, |view| &view.name),
        row(AuditField::Slug, |view| view.slug.as_str()),
        row(AuditField::Description, |view| &view.description),
        row(AuditField::Website, |view| &view.website),
    ])
}

fn billing_changes(before: &BillingDraft, after: &BillingDraft) -> Vec<AuditChange> {
    let row = |field, read: fn(&BillingDraft) -> &str| (field, filled(read(before)), filled(read(after)));
    AuditChange::between([
        row(AuditField::LegalName, |billing| &billing.legal_name),
        row(AuditField::Email, |billing| &billing.email),
        row(AuditField::Street, |billing| &billing.street),
        row(AuditField::PostalCode, |billing| &billing.postal_code),
        row(AuditField::City, |billing| &billing.city),
        row(AuditField::Country, |billing| &billing.country),
        row(AuditField::TaxId, |billing| &billing.tax_id),
    ])
}
