//! The settings of the installation, as its administrator reads and changes them.

use slipway_core::{
    api::{
        admin::SettingsView,
        table::{GetSettings, UpdateSettings},
    },
    audit::{AuditAction, AuditChange, AuditField, TargetKind},
    settings::Settings,
};

use crate::{
    Ctx,
    audit::{Entry, target},
    error::Refused,
    gate::permit::Permit,
    store::{Written, settings},
};

/// Shows the settings.
pub(crate) async fn get(ctx: Ctx, _permit: Permit<GetSettings>, (): ()) -> Result<SettingsView, Refused> {
    let present = settings::load(ctx.store.reader()).await?;
    Ok(view(present, ctx.max_orgs_per_account))
}

/// Changes the settings.
pub(crate) async fn update(
    ctx: Ctx,
    permit: Permit<UpdateSettings>,
    new: Settings,
) -> Result<SettingsView, Refused> {
    let started_with = ctx.max_orgs_per_account;
    ctx.store
        .write(&permit, |tx| async move {
            tx.lock_installation().await?;
            let present = settings::load(tx.db()).await?;
            let after = view(new, started_with);
            let changes = AuditChange::between([
                (AuditField::SignUp, key(present), key(new)),
                (AuditField::OrgsPerAccount, limit(present), limit(new)),
            ]);
            if changes.is_empty() {
                return Ok(Written::unchanged(after));
            }
            settings::save(tx.db(), new).await?;
            let on = target(TargetKind::Installation, "", "");
            let entry = Entry::in_installation(AuditAction::InstallationSettingsChanged, on);
            Ok(Written::new(after, entry.with_changes(changes)))
        })
        .await
}

fn view(settings: Settings, started_with: u32) -> SettingsView {
    SettingsView {
        sign_up_open: settings.sign_up.is_open(),
        orgs_per_account: settings.orgs_per_account,
        started_with,
    }
}

fn key(settings: Settings) -> Option<String> {
    Some(settings.sign_up.key().to_owned())
}

fn limit(settings: Settings) -> Option<String> {
    settings.orgs_per_account.map(|limit| limit.to_string())
}
