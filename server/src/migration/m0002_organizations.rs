//! Organizations, their members, the invitations to them, and the mails that carry those.

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
        organizations(manager).await?;
        memberships(manager).await?;
        invitations(manager).await?;
        mails(manager).await
    }
}

/// `maker_id` holds the place that an organization takes of its maker's, whoever owns it later.
/// `billing` is the profile as JSON. The log of each organization is numbered and chained in its row.
async fn organizations(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("organizations")
                .col(uuid("id").primary_key())
                .col(text("slug").unique_key())
                .col(text("name"))
                .col(text("description"))
                .col(text("website"))
                .col(text("billing"))
                .col(uuid("maker_id"))
                .col(timestamp_with_time_zone("created_at"))
                .col(big_integer("audit_seq"))
                .col(binary_null("audit_head"))
                .foreign_key(ForeignKey::create().from("organizations", "maker_id").to("accounts", "id"))
                .to_owned(),
        )
        .await?;
    let of_maker =
        Index::create().name("organizations_of_maker").table("organizations").col("maker_id").to_owned();
    manager.create_index(of_maker).await
}

async fn memberships(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("memberships")
                .col(uuid("org_id"))
                .col(uuid("account_id"))
                .col(text("role"))
                .col(timestamp_with_time_zone("joined_at"))
                .primary_key(Index::create().col("org_id").col("account_id"))
                .foreign_key(
                    ForeignKey::create()
                        .from("memberships", "org_id")
                        .to("organizations", "id")
                        .on_delete(ForeignKeyAction::Cascade),
                )
                .foreign_key(ForeignKey::create().from("memberships", "account_id").to("accounts", "id"))
                .to_owned(),
        )
        .await?;
    let of_account =
        Index::create().name("memberships_of_account").table("memberships").col("account_id").to_owned();
    manager.create_index(of_account).await
}

/// Two kinds of token, each stored hashed: the mailed one proves the address, the copied one nothing.
async fn invitations(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("invitations")
                .col(uuid("id").primary_key())
                .col(uuid("org_id"))
                .col(text("email"))
                .col(text("role"))
                .col(text("locale"))
                .col(uuid("sender_id"))
                .col(text("state"))
                .col(text_null("void_reason"))
                .col(timestamp_with_time_zone("sent_at"))
                .col(timestamp_with_time_zone("expires_at"))
                .col(timestamp_with_time_zone_null("ended_at"))
                .col(binary_null("mailed_token_hash").unique_key())
                .col(binary_null("link_token_hash").unique_key())
                .foreign_key(
                    ForeignKey::create()
                        .from("invitations", "org_id")
                        .to("organizations", "id")
                        .on_delete(ForeignKeyAction::Cascade),
                )
                .foreign_key(ForeignKey::create().from("invitations", "sender_id").to("accounts", "id"))
                .to_owned(),
        )
        .await?;
    let listed = Index::create()
        .name("invitations_listed")
        .table("invitations")
        .col("org_id")
        .col("state")
        .col("sent_at")
        .col("id")
        .to_owned();
    manager.create_index(listed).await?;
    // One live invitation per organization and address.
    let connection = manager.get_connection();
    connection
        .execute_unprepared(
            "CREATE UNIQUE INDEX invitations_pending ON invitations (org_id, email) WHERE state = 'pending'",
        )
        .await
        .map(drop)
}

/// What is to be sent, by kind and ids: the text is written, and its token made, when it is sent.
async fn mails(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("mails")
                .col(uuid("id").primary_key())
                .col(text("kind"))
                .col(uuid_null("invitation_id"))
                .col(text("state"))
                .col(integer("tries"))
                .col(timestamp_with_time_zone("next_at"))
                .col(text_null("last_error"))
                .col(timestamp_with_time_zone("created_at"))
                .col(timestamp_with_time_zone_null("sent_at"))
                .foreign_key(
                    ForeignKey::create()
                        .from("mails", "invitation_id")
                        .to("invitations", "id")
                        .on_delete(ForeignKeyAction::Cascade),
                )
                .to_owned(),
        )
        .await?;
    let due = Index::create().name("mails_due").table("mails").col("state").col("next_at").to_owned();
    manager.create_index(due).await?;
    let of_invitation =
        Index::create().name("mails_of_invitation").table("mails").col("invitation_id").to_owned();
    manager.create_index(of_invitation).await
}
