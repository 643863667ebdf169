//! Constant statements, and the columns of what they answer.
//!
//! A statement is a text that the program was compiled with: SQLite and PostgreSQL both number its
//! values `$1`, `$2`, … and keep it prepared under its text.

use sea_orm::{ConnectionTrait, DbErr, QueryResult, Statement, TryGetable, Value};

/// The one row of a query, if there is one.
pub async fn one(
    db: &impl ConnectionTrait,
    statement: &'static str,
    values: impl IntoIterator<Item = Value>,
) -> Result<Option<QueryResult>, DbErr> {
    db.query_one_raw(bound(db, statement, values)).await
}

/// Every row of a query.
pub async fn all(
    db: &impl ConnectionTrait,
    statement: &'static str,
    values: impl IntoIterator<Item = Value>,
) -> Result<Vec<QueryResult>, DbErr> {
    db.query_all_raw(bound(db, statement, values)).await
}

/// Changes, and tells how many rows.
pub async fn run(
    db: &impl ConnectionTrait,
    statement: &'static str,
    values: impl IntoIterator<Item = Value>,
) -> Result<u64, DbErr> {
    Ok(db.execute_raw(bound(db, statement, values)).await?.rows_affected())
}

fn bound(
    db: &impl ConnectionTrait,
    statement: &'static str,
    values: impl IntoIterator<Item = Value>,
) -> Statement {
    // Never its values: they may be anything. A release leaves the line out altogether.
    tracing::trace!(statement, "asked");
    Statement::from_sql_and_values(db.get_database_backend(), statement, values)
}

/// The columns of a row, by name.
pub trait Columns {
    /// A column as it is stored.
    fn column<T: TryGetable>(&self, name: &str) -> Result<T, DbErr>;

    /// A text column that only holds what the domain can read.
    fn parsed<T>(&self, name: &str, parse: impl FnOnce(&str) -> Option<T>) -> Result<T, DbErr>;
}

impl Columns for QueryResult {
    fn column<T: TryGetable>(&self, name: &str) -> Result<T, DbErr> {
        // Read as an option, a column that a statement forgot would pass for an empty one. Names are made anew
        // for each row, so this is for tests and developers.
        if cfg!(debug_assertions) && !self.column_names().iter().any(|has| has == name) {
            return Err(DbErr::Type(format!("the statement asks for no column `{name}`")));
        }
        self.try_get("", name)
    }

    fn parsed<T>(&self, name: &str, parse: impl FnOnce(&str) -> Option<T>) -> Result<T, DbErr> {
        let text: String = self.column(name)?;
        parse(&text).ok_or_else(|| DbErr::Type(format!("the column `{name}` holds what cannot be read")))
    }
}
