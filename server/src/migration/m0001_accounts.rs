//! The installation, its accounts, and their sessions.

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
        installation(manager).await?;
        accounts(manager).await?;
        sessions(manager).await
    }
}

/// One row: what belongs to the installation as a whole, and the head of its audit log.
async fn installation(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("installation")
                .col(integer("id").primary_key())
                .col(timestamp_with_time_zone_null("set_up_at"))
                .col(binary_null("set_up_token_hash"))
                .col(timestamp_with_time_zone_null("heartbeat_at"))
                .col(big_integer("audit_seq"))
                .col(binary_null("audit_head"))
                .to_owned(),
        )
        .await?;
    let row = Query::insert()
        .into_table("installation")
        .columns(["id", "audit_seq"])
        .values_panic([1.into(), 0_i64.into()])
        .to_owned();
    manager.execute(row).await
}

/// `name_key` is the name in lower case: lists are sorted by it and searched in it, and SQLite itself
/// lowers ASCII alone.
async fn accounts(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("accounts")
                .col(uuid("id").primary_key())
                .col(text("email").unique_key())
                .col(text("name"))
                .col(text("name_key"))
                .col(text("locale"))
                .col(text("password_hash"))
                .col(boolean("administrator"))
                .col(timestamp_with_time_zone_null("disabled_at"))
                .col(timestamp_with_time_zone_null("email_verified_at"))
                .col(timestamp_with_time_zone("created_at"))
                .col(timestamp_with_time_zone_null("last_seen_at"))
                .col(integer_null("org_limit"))
                .to_owned(),
        )
        .await
}

async fn sessions(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("sessions")
                .col(uuid("id").primary_key())
                .col(binary("token_hash").unique_key())
                .col(uuid("account_id"))
                .col(timestamp_with_time_zone("created_at"))
                .col(timestamp_with_time_zone("last_seen_at"))
                .col(text_null("address"))
                .col(text_null("user_agent"))
                .foreign_key(
                    ForeignKey::create()
                        .from("sessions", "account_id")
                        .to("accounts", "id")
                        .on_delete(ForeignKeyAction::Cascade),
                )
                .to_owned(),
        )
        .await?;
    let of_account =
        Index::create().name("sessions_of_account").table("sessions").col("account_id").to_owned();
    manager.create_index(of_account).await
}
