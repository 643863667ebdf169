//! A connection to either database, from outside, and what stands there as text.

use std::{fmt::Write as _, time::Duration};

use rusqlite::{Connection, types::Value as Stored};
use uuid::Uuid;

use super::Database;
use crate::throwaway::Session;

/// The columns of a row by name, and their values as text.
pub(super) type Row = Vec<(String, String)>;

/// An open database.
pub(super) enum Open {
    File(Connection),
    Server(Box<Session>),
}

impl std::fmt::Debug for Open {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Open").finish_non_exhaustive()
    }
}

impl Open {
    pub(super) fn new(database: &Database) -> Self {
        match database {
            Database::File(file) => {
                let flags = rusqlite::OpenFlags::SQLITE_OPEN_READ_WRITE;
                let connection = Connection::open_with_flags(file, flags)
                    .unwrap_or_else(|e| panic!("{}: {e}", file.display()));
                connection.busy_timeout(Duration::from_secs(5)).expect("a time limit");
                Self::File(connection)
            }
            Database::Server(made) => Self::Server(Box::new(made.session())),
        }
    }

    pub(super) fn run(&mut self, sql: &str) {
        match self {
            Self::File(connection) => {
                connection.execute_batch(sql).unwrap_or_else(|e| panic!("{sql}: {e}"));
            }
            Self::Server(session) => session.run(sql),
        }
    }

    pub(super) fn rows(&mut self, sql: &str) -> Vec<Row> {
        match self {
            Self::File(connection) => {
                let mut statement = connection.prepare(sql).unwrap_or_else(|e| panic!("{sql}: {e}"));
                let names: Vec<String> = statement.column_names().into_iter().map(str::to_owned).collect();
                let found = statement.query_map([], |row| {
                    let value = |(i, name): (usize, &String)| Ok((name.clone(), plain(row.get(i)?)));
                    names.iter().enumerate().map(value).collect()
                });
                found.expect("its rows").map(|row| row.unwrap_or_else(|e| panic!("{sql}: {e}"))).collect()
            }
            Self::Server(session) => {
                let rows = session.rows(sql).into_iter();
                rows.map(|row| {
                    let columns = row.columns().iter().enumerate();
                    columns.map(|(i, column)| (column.name().to_owned(), told(row.get(i)))).collect()
                })
                .collect()
            }
        }
    }

    pub(super) fn tables(&mut self) -> Vec<String> {
        let sql = match self {
            Self::File(_) => {
                "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name"
            }
            Self::Server(_) => {
                "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename"
            }
        };
        self.rows(sql).into_iter().flatten().map(|(_, name)| name).collect()
    }
}

fn plain(value: Stored) -> String {
    match value {
        Stored::Null => "∅".to_owned(),
        Stored::Integer(n) => n.to_string(),
        Stored::Real(n) => n.to_string(),
        Stored::Text(text) => text,
        Stored::Blob(bytes) => bytes.iter().fold(String::new(), |mut hex, b| {
            write!(hex, "{b:02x}").expect("text");
            hex
        }),
    }
}

/// What PostgreSQL writes, as SQLite would.
fn told(value: Option<&str>) -> String {
    let Some(value) = value else { return "∅".to_owned() };
    match value {
        "t" => "1".to_owned(),
        "f" => "0".to_owned(),
        _ => match (value.strip_prefix("\\x"), Uuid::try_parse(value)) {
            (Some(bytes), _) => bytes.to_owned(),
            (None, Ok(id)) => id.simple().to_string(),
            (None, Err(_)) => value.to_owned(),
        },
    }
}
