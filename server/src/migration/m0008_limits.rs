//! What limits count: who did what how often, and when.

use sea_orm_migration::{prelude::*, schema::*};

/// This migration.
#[derive(DeriveMigrationName)]
pub(super) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    /// Nothing refers to an account: an address that has none is counted alike.
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .create_table(
                Table::create()
                    .table("limit_takes")
                    .col(uuid("id").primary_key())
                    .col(text("kind"))
                    .col(binary("subject"))
                    .col(integer("many"))
                    .col(timestamp_with_time_zone("at"))
                    .to_owned(),
            )
            .await?;
        let counted = Index::create()
            .name("limit_takes_counted")
            .table("limit_takes")
            .col("kind")
            .col("subject")
            .col("at")
            .to_owned();
        manager.create_index(counted).await?;
        let old =
            Index::create().name("limit_takes_old").table("limit_takes").col("kind").col("at").to_owned();
        manager.create_index(old).await
    }
}
