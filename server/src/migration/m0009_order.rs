//! What is sorted and searched is compared by its bytes, as SQLite does: on PostgreSQL a text is otherwise sorted
//! as the database's language has it, and a page of a list would begin elsewhere than the one before it ended.

use sea_orm::DbBackend;
use sea_orm_migration::prelude::*;

/// This migration.
#[derive(DeriveMigrationName)]
pub(super) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        if manager.get_database_backend() != DbBackend::Postgres {
            return Ok(());
        }
        let columns = [
            ("accounts", "name_key"),
            ("accounts", "email"),
            ("organizations", "slug"),
            ("invitations", "email"),
        ];
        for (table, column) in columns {
            let change = format!("ALTER TABLE {table} ALTER COLUMN {column} TYPE text COLLATE \"C\"");
            manager.get_connection().execute_unprepared(&change).await?;
        }
        Ok(())
    }
}
