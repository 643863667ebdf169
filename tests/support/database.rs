//! A look into the database from outside: what a refusal must leave as it was, and what must never stand in it.
//!
//! A file of SQLite is opened beside the running program, a database of PostgreSQL through a connection of one's
//! own, so that a test sees what is written and not what the program says is written. `SLIPWAY_TEST_DATABASE`
//! says which of the two the programs of a run keep their data in; a statement of a test is understood by both.

mod open;
mod snapshot;

use std::{
    env,
    fmt::Write as _,
    path::{Path, PathBuf},
    sync::Arc,
    time::Duration,
};

use chrono::{DateTime, SecondsFormat, Utc};
use uuid::Uuid;

use self::open::Open;
pub use self::snapshot::Snapshot;
use crate::throwaway::{Made, Postgres};

/// A moment that stays within the last ten minutes however long a test takes.
pub const JUST_NOW: &str = "2199-01-01 00:00:00+00:00";
/// A moment that no session's password was typed at.
pub const LONG_AGO: &str = "2001-01-01 00:00:00+00:00";

/// Which database the programs of a run keep their data in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A file in the data folder.
    Sqlite,
    /// A database of its own on a server that the tests start.
    Postgres,
}

impl Kind {
    /// What this run was told by `SLIPWAY_TEST_DATABASE`: `sqlite`, which is also meant where it is not set, or
    /// `postgres`.
    pub fn of_this_run() -> Self {
        match env::var("SLIPWAY_TEST_DATABASE").as_deref() {
            Err(_) | Ok("" | "sqlite") => Self::Sqlite,
            Ok("postgres") => Self::Postgres,
            Ok(unknown) => panic!("SLIPWAY_TEST_DATABASE is {unknown}, and not sqlite or postgres"),
        }
    }
}

/// A value in a statement.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// Nothing.
    Null,
    /// A number.
    Number(i64),
    /// A text.
    Text(String),
    /// True or false.
    Truth(bool),
    /// An id.
    Id(Uuid),
    /// A time.
    Time(DateTime<Utc>),
}

macro_rules! values {
    ($($from:ty => $make:expr;)+) => {$(
        impl From<$from> for Value {
            fn from(value: $from) -> Self {
                ($make)(value)
            }
        }
    )+};
}

values! {
    i64 => Self::Number;
    i32 => |n| Self::Number(i64::from(n));
    u32 => |n| Self::Number(i64::from(n));
    &str => |text: &str| Self::Text(text.to_owned());
    &String => |text: &String| Self::Text(text.clone());
    String => Self::Text;
    bool => Self::Truth;
    Uuid => Self::Id;
    DateTime<Utc> => Self::Time;
}

impl<T: Into<Self>> From<Option<T>> for Value {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Into::into)
    }
}

/// The database of a program.
#[derive(Debug, Clone)]
pub enum Database {
    /// A file of SQLite.
    File(PathBuf),
    /// A database on a server.
    Server(Arc<Made>),
}

impl Database {
    /// The one in a data folder.
    pub(crate) fn in_folder(folder: &Path) -> Self {
        Self::File(folder.join("slipway.db"))
    }

    /// An empty one on the server of this process.
    pub fn on_server() -> Self {
        Self::Server(Made::empty(&Postgres::of_this_process()))
    }

    /// Has the password of every session typed at a moment: [`JUST_NOW`] or [`LONG_AGO`].
    pub fn passwords_typed(&self, at: &str) {
        let sql = format!("UPDATE sessions SET fresh_at = '{at}'");
        self.execute(&sql, &[]);
    }

    /// The names of its tables.
    pub fn tables(&self) -> Vec<String> {
        Open::new(self).tables()
    }

    /// Everything in it that people caused.
    pub fn snapshot(&self) -> Snapshot {
        Snapshot::of(self)
    }

    /// Everything in it as text, to look for what must not be there.
    pub fn dump(&self) -> String {
        let mut open = Open::new(self);
        let mut out = String::new();
        for table in open.tables() {
            for row in open.rows(&format!("SELECT * FROM \"{table}\"")) {
                for (_, value) in row {
                    writeln!(out, "{value}").expect("text");
                }
            }
        }
        out
    }

    /// A number that a statement asks for.
    pub fn count(&self, sql: &str) -> i64 {
        let found = self.rows(sql);
        let number = found.first().and_then(|row| row.first()).and_then(|value| value.parse().ok());
        number.unwrap_or_else(|| panic!("{sql}: {found:?}"))
    }

    /// The texts that a statement asks for, its first column.
    pub fn texts(&self, sql: &str) -> Vec<String> {
        self.rows(sql).into_iter().filter_map(|row| row.into_iter().next()).collect()
    }

    /// The rows that a statement asks for, every value as text: bytes and ids in hexadecimal digits without
    /// anything between them, truth as 1 or 0, nothing as `∅`.
    pub fn rows(&self, sql: &str) -> Vec<Vec<String>> {
        let rows = Open::new(self).rows(sql).into_iter();
        rows.map(|row| row.into_iter().map(|(_, value)| value).collect()).collect()
    }

    /// Changes something, for the few tests that damage the program's data or make what it cannot. The values
    /// stand in the statement as `$1`, `$2` and so on.
    pub fn execute(&self, sql: &str, values: &[Value]) {
        Open::new(self).run(&self.filled_in(sql, values));
    }

    /// Many changes in one transaction: each a statement with its values.
    pub fn execute_all<'a>(&self, changes: impl IntoIterator<Item = (&'a str, Vec<Value>)>) {
        let mut all = "BEGIN;\n".to_owned();
        for (sql, values) in changes {
            all.push_str(&self.filled_in(sql, &values));
            all.push_str(";\n");
        }
        all.push_str("COMMIT");
        Open::new(self).run(&all);
    }

    /// Makes every row that is added to a table from now on take about a second.
    pub fn slow_down(&self, table: &str) {
        let mut open = Open::new(self);
        let slow = match &open {
            // Counting is all that a statement of SQLite can wait by.
            Open::File(_) => format!(
                "CREATE VIEW slow AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n \
                 WHERE i < 5000000) SELECT count(*) FROM n; \
                 CREATE TRIGGER slow AFTER INSERT ON {table} BEGIN SELECT * FROM slow; END"
            ),
            Open::Server(_) => format!(
                "CREATE FUNCTION slow() RETURNS trigger LANGUAGE plpgsql AS \
                 'BEGIN PERFORM pg_sleep(1); RETURN NULL; END'; \
                 CREATE TRIGGER slow AFTER INSERT ON {table} FOR EACH ROW EXECUTE FUNCTION slow()"
            ),
        };
        open.run(&slow);
    }

    /// Keeps everybody else from writing until it is given back.
    pub fn held_against_writers(&self) -> InTheWay {
        let mut open = Open::new(self);
        match &open {
            Open::File(_) => open.run("BEGIN IMMEDIATE"),
            Open::Server(_) => {
                let tables = open.tables().join(", ");
                open.run(&format!("BEGIN; LOCK TABLE {tables} IN EXCLUSIVE MODE"));
            }
        }
        InTheWay(open)
    }

    /// Waits until no mail is due any more, so that what follows is caused by nobody but the test.
    pub async fn mails_settled(&self) {
        self.settled("SELECT count(*) FROM mails WHERE state = 'queued'", 0).await;
    }

    /// Waits until a count that the program changes by itself, off its answers, is what it comes to.
    pub async fn settled(&self, sql: &str, expected: i64) {
        let mut tick = tokio::time::interval(Duration::from_millis(5));
        let settled = tokio::time::timeout(Duration::from_secs(15), async {
            while self.count(sql) != expected {
                tick.tick().await;
            }
        });
        settled.await.unwrap_or_else(|_| panic!("{} and not {expected}: {sql}", self.count(sql)));
    }

    /// A statement with its values where their numbers stand.
    fn filled_in(&self, sql: &str, values: &[Value]) -> String {
        let mut parts = sql.split('$');
        let mut out = parts.next().unwrap_or_default().to_owned();
        for part in parts {
            let digits = part.bytes().take_while(u8::is_ascii_digit).count();
            let (number, rest) = part.split_at(digits);
            let number: usize = number.parse().unwrap_or_else(|_| panic!("a $ without a number: {sql}"));
            out.push_str(&self.literal(&values[number - 1]));
            out.push_str(rest);
        }
        out
    }

    fn literal(&self, value: &Value) -> String {
        match (value, self) {
            (Value::Null, _) => "NULL".to_owned(),
            (Value::Number(n), _) => n.to_string(),
            (Value::Text(text), _) => format!("'{}'", text.replace('\'', "''")),
            (Value::Truth(truth), _) => truth.to_string(),
            (Value::Id(id), Self::File(_)) => format!("x'{}'", id.simple()),
            (Value::Id(id), Self::Server(_)) => format!("uuid '{id}'"),
            (Value::Time(at), Self::File(_)) => format!("'{}'", time(*at)),
            (Value::Time(at), Self::Server(_)) => format!("timestamptz '{}'", time(*at)),
        }
    }
}

fn time(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::Micros, false)
}

/// Keeps everybody else from writing.
#[derive(Debug)]
pub struct InTheWay(Open);

impl InTheWay {
    /// Lets them write again.
    pub fn give_back(mut self) {
        self.0.run("ROLLBACK");
    }
}
