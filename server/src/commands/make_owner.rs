//! `slipway admin make-owner`: the way out for an organization whose Owners are all gone (D3).

use slipway_core::{
    access::role::OrgRole,
    api::problem::Problem,
    audit::{AuditAction, AuditChange, AuditField, TargetKind},
    email::EmailAddress,
    slug::Slug,
};

use super::{CommandError, enabled_account};
use crate::{
    audit::{Entry, target},
    error::Refused,
    store::{Store, Written, member, org as orgs},
};

/// Gives an account the Owner role in an organization. What it may hold otherwise is not asked: the way out must
/// be open where nobody is left who could be asked.
pub(super) async fn run(store: &Store, slug: &str, email: &EmailAddress) -> Result<String, CommandError> {
    let db = store.reader();
    let missing = || CommandError::NoOrg(slug.to_owned());
    let parsed = Slug::parse(slug).map_err(|_| missing())?;
    let found = orgs::by_slug(db, &parsed).await.map_err(Refused::from)?.ok_or_else(missing)?;
    let account = enabled_account(store, email).await?;
    let (org, account) = (found.id, &account);
    let is_new = store
        .write_on_the_machine("make-owner", |tx| async move {
            tx.lock_account(account.id).await?;
            tx.lock_org(org).await?;
            // Between looking and holding it may have gone.
            orgs::load(tx.db(), org).await?.ok_or(Problem::NotFound)?;
            let present = member::load(tx.db(), org, account.id).await?.map(|member| member.view.role);
            match present {
                Some(OrgRole::Owner) => return Ok(Written::unchanged(false)),
                Some(_) => member::set_role(tx.db(), org, account.id, OrgRole::Owner).await?,
                None => member::insert(tx.db(), org, account.id, OrgRole::Owner, tx.now()).await?,
            }
            let role = |role: OrgRole| role.key().to_owned();
            let changes =
                AuditChange::between([(AuditField::Role, present.map(role), Some(role(OrgRole::Owner)))]);
            let named = target(TargetKind::Member, account.id, &account.name);
            let entry = Entry::in_org(org, AuditAction::MemberMadeOwner, named).without_right();
            Ok(Written::new(true, entry.with_changes(changes)))
        })
        .await?;
    let how = if is_new { "is an Owner of" } else { "was an Owner already of" };
    Ok(format!("{email} {how} {}", found.name))
}
