//! The end of an account: disabling it, deleting it, taking the administrator's flag, and enabling it again.
//!
//! Each function judges the rules of state and hands back the entries that the change leaves, none where there
//! was nothing to change. Who may do it was decided at the gate. Whatever ends holds everything that its rules
//! look at: the account, then its organizations in the order of their ids, then the installation.

use sea_orm::{ConnectionTrait, DbErr, QueryResult};
use slipway_core::{
    access::role::OrgRole,
    account_end::{Administrators, DELETED_NAME},
    api::{
        account::AccountView,
        problem::{Problem, StateProblem},
    },
    audit::{AuditAction, AuditChange, AuditField, TargetKind},
    id::{AccountId, OrgId},
};

use super::{
    Tx, account, account_token, address, invitation, mail, member, session,
    sql::{self, Columns},
};
use crate::{
    audit::{Entry, membership_ended, target},
    error::Refused,
};

/// An account that is held, with the organizations that it is in.
struct Held {
    view: AccountView,
    enabled: bool,
    places: Vec<Place>,
}

/// An account's place in an organization.
struct Place {
    org: OrgId,
    name: String,
    role: OrgRole,
}

/// Disables an account: its sessions and the links of mails to it end at once, and it cannot sign in. Refused
/// where it is the last enabled Owner of an organization (D3), and for the last enabled administrator.
pub async fn disable(tx: &Tx, account: AccountId) -> Result<Vec<Entry>, Refused> {
    const DISABLE: &str = "UPDATE accounts SET disabled_at = $2 WHERE id = $1";
    let held = hold(tx, account).await?;
    if !held.enabled {
        return Ok(Vec::new());
    }
    check_end(tx, &held).await?;
    sql::run(tx.db(), DISABLE, [account.as_uuid().into(), tx.now().into()]).await?;
    end_ways_in(tx, account).await?;
    Ok(vec![of_account(AuditAction::AccountDisabled, &held.view)])
}

/// Enables an account again.
pub async fn enable(tx: &Tx, account: AccountId) -> Result<Vec<Entry>, Refused> {
    const ENABLE: &str = "UPDATE accounts SET disabled_at = NULL WHERE id = $1";
    let held = hold(tx, account).await?;
    if held.enabled {
        return Ok(Vec::new());
    }
    sql::run(tx.db(), ENABLE, [account.as_uuid().into()]).await?;
    Ok(vec![of_account(AuditAction::AccountEnabled, &held.view)])
}

/// Makes an account an administrator of the installation, or takes that from it. Refused for the last one that
/// is enabled.
pub async fn set_administrator(
    tx: &Tx,
    account: AccountId,
    administrator: bool,
) -> Result<Vec<Entry>, Refused> {
    const SET: &str = "UPDATE accounts SET administrator = $2 WHERE id = $1";
    let held = hold(tx, account).await?;
    if held.view.administrator == administrator {
        return Ok(Vec::new());
    }
    if !administrator {
        administrators(tx.db()).await?.check_end(true, held.enabled)?;
    }
    sql::run(tx.db(), SET, [account.as_uuid().into(), administrator.into()]).await?;
    let action = if administrator {
        AuditAction::AccountMadeAdministrator
    } else {
        AuditAction::AccountAdministratorEnded
    };
    Ok(vec![of_account(action, &held.view)])
}

/// Deletes an account. Its memberships end and what it sent in their names (D11), its sessions end and the links
/// of mails to it, and its address is free; the row stays without a name, since organizations, invitations and logs refer to it.
/// Refused where it is the last enabled Owner of an organization (D3), and for the last enabled administrator.
pub async fn delete(tx: &Tx, account: AccountId) -> Result<Vec<Entry>, Refused> {
    let held = hold(tx, account).await?;
    check_end(tx, &held).await?;
    let mut entries = Vec::new();
    for place in &held.places {
        member::delete(tx.db(), place.org, account).await?;
        let voided = invitation::void_of_sender(tx.db(), place.org, account, tx.now()).await?;
        let named = target(TargetKind::Member, account, &held.view.name);
        let entry = Entry::in_org(place.org, AuditAction::AccountDeleted, named).without_right();
        entries.push(entry.with_changes(membership_ended(place.role, &voided)));
    }
    end_ways_in(tx, account).await?;
    anonymise(tx, &held.view).await?;
    let organizations: Vec<&str> = held.places.iter().map(|place| place.name.as_str()).collect();
    let organizations = (!organizations.is_empty()).then(|| organizations.join(", "));
    let changes = AuditChange::between([(AuditField::Organizations, organizations, None)]);
    entries.push(of_account(AuditAction::AccountDeleted, &held.view).with_changes(changes));
    Ok(entries)
}

/// Ends what lets somebody act as an account without signing in: its sessions, the links that mails carried to
/// it, and the change of address that some of them confirm. Whoever is enabled again asks for new ones.
async fn end_ways_in(tx: &Tx, account: AccountId) -> Result<(), DbErr> {
    session::delete_all(tx.db(), account).await?;
    address::delete_change(tx.db(), account).await?;
    account_token::end_all(tx.db(), account, tx.now()).await
}

/// Leaves of an account what others refer to.
async fn anonymise(tx: &Tx, account: &AccountView) -> Result<(), DbErr> {
    const ANONYMISE: &str = "\
UPDATE accounts SET name = $2, name_key = $3, email = $4, password_hash = '', administrator = FALSE, \
 email_verified_at = NULL, last_seen_at = NULL, disabled_at = $5, deleted_at = $5 WHERE id = $1";
    // A domain that nobody can have a mailbox in, so that the address is nobody's and the old one is free.
    let id = account.id;
    let nobodys = format!("deleted-{id}@deleted.invalid");
    account_token::forget_address(tx.db(), id, &nobodys).await?;
    mail::delete_of_account(tx.db(), account).await?;
    let values = [
        id.as_uuid().into(),
        DELETED_NAME.into(),
        DELETED_NAME.to_lowercase().into(),
        nobodys.into(),
        tx.now().into(),
    ];
    sql::run(tx.db(), ANONYMISE, values).await.map(drop)
}

/// Holds an account with everything that decides whether it may end, and reads it.
///
/// Nobody joins while the account is held: whoever joins holds it first. So the organizations can only become
/// fewer until they are held too, and are read again then.
async fn hold(tx: &Tx, account: AccountId) -> Result<Held, Refused> {
    const ACCOUNT: &str = "\
SELECT id, name, email, locale, administrator, email_verified_at, disabled_at IS NULL AS enabled \
FROM accounts WHERE id = $1 AND deleted_at IS NULL";
    tx.lock_account(account).await?;
    for place in places(tx.db(), account).await? {
        tx.lock_org(place.org).await?;
    }
    tx.lock_installation().await?;
    let row = sql::one(tx.db(), ACCOUNT, [account.as_uuid().into()]).await?.ok_or(Problem::NotFound)?;
    let (view, enabled) = (account::view(&row)?, row.column("enabled")?);
    Ok(Held { view, enabled, places: places(tx.db(), account).await? })
}

/// An account's places in organizations, in the order of the organizations' ids.
async fn places(db: &impl ConnectionTrait, account: AccountId) -> Result<Vec<Place>, DbErr> {
    const PLACES: &str = "\
SELECT o.id, o.name, m.role FROM memberships m JOIN organizations o ON o.id = m.org_id \
WHERE m.account_id = $1 ORDER BY o.id";
    let place = |row: &QueryResult| {
        Ok(Place {
            org: OrgId::from_uuid(row.column("id")?),
            name: row.column("name")?,
            role: row.parsed("role", OrgRole::from_key)?,
        })
    };
    sql::all(db, PLACES, [account.as_uuid().into()]).await?.iter().map(place).collect()
}

/// Refuses to end an account that an organization or the installation cannot be without.
async fn check_end(tx: &Tx, held: &Held) -> Result<(), Refused> {
    administrators(tx.db()).await?.check_end(held.view.administrator, held.enabled)?;
    for place in &held.places {
        let owners = member::owners(tx.db(), place.org).await?;
        owners.check_end(place.role, held.enabled).map_err(|problem| match problem {
            StateProblem::LastOwner { .. } => {
                StateProblem::LastOwner { organization: Some(place.name.clone()) }
            }
            other => other,
        })?;
    }
    Ok(())
}

async fn administrators(db: &impl ConnectionTrait) -> Result<Administrators, DbErr> {
    const COUNT: &str = "\
SELECT COUNT(*) AS enabled FROM accounts WHERE administrator AND disabled_at IS NULL";
    let enabled: Option<i64> = sql::one(db, COUNT, []).await?.map(|row| row.column("enabled")).transpose()?;
    Ok(Administrators { enabled: enabled.and_then(|n| u32::try_from(n).ok()).unwrap_or_default() })
}

fn of_account(action: AuditAction, account: &AccountView) -> Entry {
    Entry::in_installation(action, target(TargetKind::Account, account.id, account.email.as_str()))
}
