//! `slipway admin make-administrator`: the way out where nobody who administers the installation can sign in.

use slipway_core::email::EmailAddress;

use super::{CommandError, enabled_account};
use crate::store::{Store, Written, account_end};

/// Makes an account an administrator of the installation.
pub(super) async fn run(store: &Store, email: &EmailAddress) -> Result<String, CommandError> {
    let account = enabled_account(store, email).await?.id;
    let is_new = store
        .write_on_the_machine("make-administrator", |tx| async move {
            let entries = account_end::set_administrator(&tx, account, true).await?;
            Ok(Written::in_logs(!entries.is_empty(), entries))
        })
        .await?;
    let how = if is_new { "is an administrator of the installation" } else { "was one already" };
    Ok(format!("{email} {how}"))
}
