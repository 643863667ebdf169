//! Links that mails carry to the holders of accounts, changes of address that wait to be confirmed, and the
//! mails that go to an account or an address instead of carrying an invitation.

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
        account_tokens(manager).await?;
        address_changes(manager).await?;
        add(manager, "mails", uuid_null("account_id")).await?;
        add(manager, "mails", text_null("email")).await?;
        add(manager, "accounts", uuid_null("link_org_id")).await?;
        add(manager, "accounts", timestamp_with_time_zone_null("password_changed_at")).await?;
        // The first account was made by whoever holds the machine.
        let connection = manager.get_connection();
        connection
            .execute_unprepared(
                "UPDATE accounts SET email_verified_at = created_at \
                 WHERE administrator AND email_verified_at IS NULL",
            )
            .await
            .map(drop)
    }
}

/// Each is known by its hash alone. `mailed` tells one that came by mail, and so proves the address, from one
/// that was made on the machine itself.
async fn account_tokens(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("account_tokens")
                .col(uuid("id").primary_key())
                .col(uuid("account_id"))
                .col(text("purpose"))
                .col(binary("token_hash").unique_key())
                .col(text("email"))
                .col(boolean("mailed"))
                .col(timestamp_with_time_zone("created_at"))
                .col(timestamp_with_time_zone("expires_at"))
                .col(timestamp_with_time_zone_null("used_at"))
                .col(timestamp_with_time_zone_null("ended_at"))
                .foreign_key(
                    ForeignKey::create()
                        .from("account_tokens", "account_id")
                        .to("accounts", "id")
                        .on_delete(ForeignKeyAction::Cascade),
                )
                .to_owned(),
        )
        .await?;
    let of_account = Index::create()
        .name("account_tokens_of_account")
        .table("account_tokens")
        .col("account_id")
        .col("purpose")
        .to_owned();
    manager.create_index(of_account).await
}

/// One an account.
async fn address_changes(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("address_changes")
                .col(uuid("account_id").primary_key())
                .col(text("email"))
                .col(timestamp_with_time_zone("requested_at"))
                .col(timestamp_with_time_zone("expires_at"))
                .col(timestamp_with_time_zone_null("old_confirmed_at"))
                .col(timestamp_with_time_zone_null("new_confirmed_at"))
                .foreign_key(
                    ForeignKey::create()
                        .from("address_changes", "account_id")
                        .to("accounts", "id")
                        .on_delete(ForeignKeyAction::Cascade),
                )
                .to_owned(),
        )
        .await
}

async fn add(manager: &SchemaManager<'_>, table: &'static str, column: ColumnDef) -> Result<(), DbErr> {
    manager.alter_table(Table::alter().table(table).add_column(column).to_owned()).await
}
