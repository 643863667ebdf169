//! What the installation's administrator sees and does beside the settings: the overview, one account's number of
//! organizations, mails that do not leave, and the installation's log.

use slipway_core::{
    api::{
        admin::{AccountEntryView, MailView, OverviewView},
        page::Page,
        problem::{Problem, StateProblem},
        table::{GetOverview, ListAccounts, ListInstallationAudit, ListMails, RetryMail, SetOrgLimit},
    },
    audit::{AuditAction, AuditChange, AuditEntryView, AuditField, TargetKind},
};

use crate::{
    Ctx,
    audit::{Entry, target},
    error::Refused,
    gate::permit::Permit,
    store::{
        Written, about, admin_account, admin_mail, audit,
        cursor::{Listing, Number},
        mail_state,
    },
};

/// Shows what the program works with, and how it stands with its mail.
pub(crate) async fn overview(
    ctx: Ctx,
    _permit: Permit<GetOverview>,
    (): (),
) -> Result<OverviewView, Refused> {
    let db = ctx.store.reader();
    Ok(OverviewView {
        version: env!("CARGO_PKG_VERSION").to_owned(),
        database: about::load(db).await?,
        delivery: ctx.mail,
        mail_way: ctx.mail_way.clone(),
        mails: mail_state::load(db).await?,
    })
}

/// Lists the accounts, by name.
pub(crate) async fn list_accounts(
    ctx: Ctx,
    permit: Permit<ListAccounts>,
    (): (),
) -> Result<Page<AccountEntryView>, Refused> {
    admin_account::list(ctx.store.reader(), permit.query()).await
}

/// Says how many organizations one account may create.
pub(crate) async fn set_org_limit(
    ctx: Ctx,
    permit: Permit<SetOrgLimit>,
    limit: Option<u32>,
) -> Result<AccountEntryView, Refused> {
    let account = permit.path().account;
    ctx.store
        .write(&permit, |tx| async move {
            let present = admin_account::load(tx.db(), account).await?.ok_or(Problem::NotFound)?;
            let after = AccountEntryView { org_limit: limit, ..present.clone() };
            let shown = |limit: Option<u32>| limit.map(|limit| limit.to_string());
            let changes = AuditChange::between([(
                AuditField::OrgLimit,
                shown(present.org_limit),
                shown(after.org_limit),
            )]);
            if changes.is_empty() {
                return Ok(Written::unchanged(after));
            }
            admin_account::set_org_limit(tx.db(), account, limit).await?;
            let named = target(TargetKind::Account, account, after.email.as_str());
            let entry = Entry::in_installation(AuditAction::AccountOrgLimitChanged, named);
            Ok(Written::new(after, entry.with_changes(changes)))
        })
        .await
}

/// Lists the mails, newest first.
pub(crate) async fn list_mails(
    ctx: Ctx,
    permit: Permit<ListMails>,
    (): (),
) -> Result<Page<MailView>, Refused> {
    let (page, stage) = permit.query();
    admin_mail::list(ctx.store.reader(), page, *stage, permit.now()).await
}

/// Tries at once to send a mail that was tried in vain or given up.
pub(crate) async fn retry_mail(ctx: Ctx, permit: Permit<RetryMail>, (): ()) -> Result<MailView, Refused> {
    let mail = permit.path().mail;
    let view = ctx
        .store
        .write(&permit, |tx| async move {
            let present = admin_mail::load(tx.db(), mail).await?.ok_or(Problem::NotFound)?;
            if !present.stage.can_be_tried() {
                return Err(StateProblem::MailNotInTrouble.into());
            }
            admin_mail::begin_again(tx.db(), mail, tx.now()).await?;
            let after = admin_mail::load(tx.db(), mail).await?.ok_or(Problem::NotFound)?;
            let named = target(TargetKind::Mail, mail, present.to.as_str());
            Ok(Written::new(after, Entry::in_installation(AuditAction::MailRetried, named)))
        })
        .await?;
    ctx.mail_queued.notify_one();
    Ok(view)
}

/// Reads the installation's log, newest first.
pub(crate) async fn list_audit(
    ctx: Ctx,
    permit: Permit<ListInstallationAudit>,
    (): (),
) -> Result<Page<AuditEntryView>, Refused> {
    let (listing, page) = (Listing::of_installation("audit"), permit.query());
    let before = listing.key::<Number>(page.after.as_deref())?.map(|Number(seq)| seq);
    let rows = audit::list_of_installation(ctx.store.reader(), before, page.limit + 1).await?;
    Ok(Page::from_rows(rows, page.limit, |entry| listing.cursor(&Number(entry.seq))))
}
