//! A look into the database from outside: what a refusal must leave as it was, and what must never stand in it.
//!
//! A file of SQLite is opened beside the running program, a database of PostgreSQL through a connection of one's
//! own, so that a test sees what is written and not what the program says is written. `SLIPWAY_TEST_DATABASE`
//! says which of the two the programs of a run keep their data in; a statement of a test is understood by both.

use std::{
    collections::BTreeMap,
    env,
    fmt::Write as _,
    path::{Path, PathBuf},
    sync::Arc,
    time::Duration,
};

use chrono::{DateTime, SecondsFormat, Utc};
use rusqlite::{Connection, types::Value as Stored};
use uuid::Uuid;

use crate::throwaway::{Made, Postgres, Session};

/// What the system writes for itself beside the acts of people, by table and column (`*` for all of them):
/// it may change at any moment and is no part of what a refusal leaves alone. `docs/ARCHITECTURE.md` has
/// the same list in words.
const BOOKKEEPING: &[(&str, &[&str])] = &[
    // When a session or an account was last seen.
    ("sessions", &["last_seen_at"]),
    ("accounts", &["last_seen_at"]),
    // The health check's write.
    // And whether mail leaves.
    ("installation", &["heartbeat_at", "mail_failing_since", "mail_trouble", "mail_said", "mail_sent_at"]),
    // How far a mail has come. That there is a mail at all is an act's doing, and is compared.
    ("mails", &["state", "tries", "next_at", "last_error", "trouble", "sent_at"]),
    // The token is minted when the mail is sent.
    ("invitations", &["mailed_token_hash"]),
    // Refusals under count, until they become entries.
    ("refused_acts", &["*"]),
    // What limits count.
    ("limit_takes", &["*"]),
];

/// The column that tells an entry of the audit log that records a refusal, and what it says there.
const DENIED: (&str, &str, &str) = ("audit_entries", "action", "act.denied");

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
        let mut open = Open::new(self);
        // One transaction, so that all tables are of one moment.
        open.run(match open {
            Open::File(_) => "BEGIN",
            Open::Server(_) => "BEGIN ISOLATION LEVEL REPEATABLE READ",
        });
        let all = open.tables().into_iter().map(|table| {
            let rows = rows(&mut open, &table);
            (table, rows)
        });
        Snapshot(all.collect())
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

/// What people caused, table by table, row by row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Snapshot(BTreeMap<String, Vec<String>>);

impl Snapshot {
    /// Holds that nothing is different now.
    #[track_caller]
    pub fn assert_unchanged(&self, now: &Self, by: &str) {
        if self == now {
            return;
        }
        let mut difference = String::new();
        for (table, rows) in &self.0 {
            let present = now.0.get(table).map(Vec::as_slice).unwrap_or_default();
            let gone = rows.iter().filter(|row| !present.contains(row)).map(|row| format!("- {row}"));
            let new = present.iter().filter(|row| !rows.contains(row)).map(|row| format!("+ {row}"));
            for line in gone.chain(new) {
                writeln!(difference, "{table}: {line}").expect("text");
            }
        }
        panic!("the database was changed by {by}:\n{difference}");
    }
}

/// The columns of a row by name, and their values as text.
type Row = Vec<(String, String)>;

/// An open database.
enum Open {
    File(Connection),
    Server(Box<Session>),
}

impl std::fmt::Debug for Open {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Open").finish_non_exhaustive()
    }
}

impl Open {
    fn new(database: &Database) -> Self {
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

    fn run(&mut self, sql: &str) {
        match self {
            Self::File(connection) => {
                connection.execute_batch(sql).unwrap_or_else(|e| panic!("{sql}: {e}"));
            }
            Self::Server(session) => session.run(sql),
        }
    }

    fn rows(&mut self, sql: &str) -> Vec<Row> {
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

    fn tables(&mut self) -> Vec<String> {
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

fn rows(open: &mut Open, table: &str) -> Vec<String> {
    let left_out: Vec<&str> = BOOKKEEPING
        .iter()
        .filter(|(name, _)| *name == table)
        .flat_map(|(_, columns)| columns.iter().copied())
        .collect();
    if left_out.contains(&"*") {
        return Vec::new();
    }
    let mut rows = Vec::new();
    for row in open.rows(&format!("SELECT * FROM \"{table}\"")) {
        let mut text = String::new();
        let mut counts = true;
        for (column, value) in &row {
            if (table, column.as_str(), value.as_str()) == DENIED {
                counts = false;
            }
            // The head of a log moves with every refusal that it records; the entries are compared instead.
            if !left_out.contains(&column.as_str()) && !column.starts_with("audit_") {
                write!(text, "{column}={value} ").expect("text");
            }
        }
        if counts {
            rows.push(text);
        }
    }
    rows.sort();
    rows
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
