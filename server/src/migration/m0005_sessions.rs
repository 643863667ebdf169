//! When the password of a session was last typed, and accounts that were deleted.

use sea_orm_migration::{prelude::*, schema::*};

/// This migration.
#[derive(DeriveMigrationName)]
pub(super) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    /// A deleted account stays as a stump without a name: organizations, invitations and audit logs refer to it.
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let fresh_at = timestamp_with_time_zone_null("fresh_at");
        manager.alter_table(Table::alter().table("sessions").add_column(fresh_at).to_owned()).await?;
        let deleted_at = timestamp_with_time_zone_null("deleted_at");
        manager.alter_table(Table::alter().table("accounts").add_column(deleted_at).to_owned()).await
    }
}
