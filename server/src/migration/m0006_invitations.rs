//! What whoever invites chooses beside the role: a few words of their own, and how long the invitation lives.

use sea_orm_migration::{prelude::*, schema::*};

/// This migration.
#[derive(DeriveMigrationName)]
pub(super) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let note = Table::alter().table("invitations").add_column(text_null("note")).to_owned();
        manager.alter_table(note).await?;
        // Those that are there were sent for a week.
        let days = small_integer("life_days").default(7).to_owned();
        manager.alter_table(Table::alter().table("invitations").add_column(days).to_owned()).await?;
        // The list of those to one's own address.
        let to_address = Index::create()
            .name("invitations_to_address")
            .table("invitations")
            .col("email")
            .col("state")
            .col("sent_at")
            .to_owned();
        manager.create_index(to_address).await
    }
}
