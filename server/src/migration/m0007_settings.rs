//! What an administrator sets for the whole installation, and what became of its mail of late.

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
        settings(manager).await?;
        mail_state(manager).await?;
        troubles(manager).await
    }
}

/// Without a number of organizations, what the program was started with holds.
async fn settings(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    add(manager, "installation", boolean("sign_up_open").default(false).to_owned()).await?;
    add(manager, "installation", integer_null("orgs_per_account")).await
}

/// Since when mail cannot leave, why, and when one last did.
async fn mail_state(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    add(manager, "installation", timestamp_with_time_zone_null("mail_failing_since")).await?;
    add(manager, "installation", text_null("mail_trouble")).await?;
    add(manager, "installation", text_null("mail_said")).await?;
    add(manager, "installation", timestamp_with_time_zone_null("mail_sent_at")).await
}

/// What kind of trouble a mail's last try came to, and the list of mails, newest first.
async fn troubles(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    add(manager, "mails", text_null("trouble")).await?;
    let listed = Index::create().name("mails_listed").table("mails").col("created_at").col("id").to_owned();
    manager.create_index(listed).await
}

/// Adds a column. SQLite takes one a statement.
async fn add(manager: &SchemaManager<'_>, table: &'static str, column: ColumnDef) -> Result<(), DbErr> {
    manager.alter_table(Table::alter().table(table).add_column(column).to_owned()).await
}
