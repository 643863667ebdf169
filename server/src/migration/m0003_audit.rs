//! Audit logs: one for each organization and one for the installation, and the count of refused acts.

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
        audit_entries(manager).await?;
        refused_acts(manager).await
    }
}

/// Without an organization an entry belongs to the installation's log. Nothing refers to the accounts
/// and things that are named: a log outlives them.
async fn audit_entries(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("audit_entries")
                .col(uuid("id").primary_key())
                .col(uuid_null("org_id"))
                .col(big_integer("seq"))
                .col(timestamp_with_time_zone("at"))
                .col(uuid_null("actor_id"))
                .col(text("actor_name"))
                .col(text_null("held_right"))
                .col(text("action"))
                .col(text("target"))
                .col(text("changes"))
                .col(text("outcome"))
                .col(text("request_id"))
                .col(text_null("address"))
                .col(text_null("user_agent"))
                .col(binary("prev"))
                .col(binary("hash"))
                .to_owned(),
        )
        .await?;
    let numbered = Index::create()
        .name("audit_entries_numbered")
        .table("audit_entries")
        .col("org_id")
        .col("seq")
        .unique()
        .to_owned();
    manager.create_index(numbered).await?;
    // Nulls are distinct in a unique index, so the installation's log has its own.
    let connection = manager.get_connection();
    connection
        .execute_unprepared(
            "CREATE UNIQUE INDEX audit_entries_of_installation ON audit_entries (seq) WHERE org_id IS NULL",
        )
        .await
        .map(drop)
}

/// Equal refusals within a minute, until they become one entry with a count.
async fn refused_acts(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("refused_acts")
                .col(uuid("id").primary_key())
                .col(uuid_null("org_id"))
                .col(uuid("account_id"))
                .col(text("account_name"))
                .col(text("act"))
                .col(text("denial"))
                .col(integer("count"))
                .col(timestamp_with_time_zone("first_at"))
                .col(text("request_id"))
                .col(text_null("address"))
                .col(text_null("user_agent"))
                .to_owned(),
        )
        .await?;
    let due = Index::create().name("refused_acts_due").table("refused_acts").col("first_at").to_owned();
    manager.create_index(due).await
}
