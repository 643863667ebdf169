//! A look into the database from outside: what a refusal must leave as it was, and what must never stand in it.
//!
//! The file is opened read-only beside the running program, so that a test sees what is written and not
//! what the program says is written.

use std::{
    collections::BTreeMap,
    fmt::Write as _,
    path::{Path, PathBuf},
    time::Duration,
};

use rusqlite::{Connection, OpenFlags, types::Value};

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

/// The database file of a data folder.
#[derive(Debug, Clone)]
pub struct Database {
    file: PathBuf,
}

impl Database {
    /// The one database in a data folder.
    pub(crate) fn in_folder(folder: &Path) -> Self {
        Self { file: folder.join("slipway.db") }
    }

    /// Opened for reading.
    pub fn read(&self) -> Connection {
        let connection = Connection::open_with_flags(&self.file, OpenFlags::SQLITE_OPEN_READ_ONLY)
            .unwrap_or_else(|e| panic!("{}: {e}", self.file.display()));
        connection.busy_timeout(Duration::from_secs(5)).expect("a time limit");
        connection
    }

    /// Opened for writing, for the few tests that stand in the program's way or damage its data.
    pub fn write(&self) -> Connection {
        let connection = Connection::open(&self.file).expect("the database");
        connection.busy_timeout(Duration::from_secs(5)).expect("a time limit");
        connection
    }

    /// Has the password of every session typed at a moment: [`JUST_NOW`] or [`LONG_AGO`].
    pub fn passwords_typed(&self, at: &str) {
        let sql = format!("UPDATE sessions SET fresh_at = '{at}'");
        self.write().execute_batch(&sql).expect("the sessions");
    }

    /// The names of its tables.
    pub fn tables(&self) -> Vec<String> {
        tables(&self.read())
    }

    /// Everything in it that people caused.
    pub fn snapshot(&self) -> Snapshot {
        let mut connection = self.read();
        // One transaction, so that all tables are of one moment.
        let moment = connection.transaction().expect("a transaction");
        let all = tables(&moment).into_iter().map(|table| {
            let rows = rows(&moment, &table);
            (table, rows)
        });
        Snapshot(all.collect())
    }

    /// Everything in it as text, to look for what must not be there.
    pub fn dump(&self) -> String {
        let connection = self.read();
        let mut out = String::new();
        for table in tables(&connection) {
            let mut statement = connection.prepare(&format!("SELECT * FROM \"{table}\"")).expect("a table");
            let columns = statement.column_count();
            let mut found = statement.query([]).expect("its rows");
            while let Some(row) = found.next().expect("a row") {
                for i in 0..columns {
                    writeln!(out, "{}", plain(row.get(i).expect("a value"))).expect("text");
                }
            }
        }
        out
    }

    /// A number that a statement asks for.
    pub fn count(&self, sql: &str) -> i64 {
        self.read().query_row(sql, [], |row| row.get(0)).unwrap_or_else(|e| panic!("{sql}: {e}"))
    }

    /// The texts that a statement asks for, its first column.
    pub fn texts(&self, sql: &str) -> Vec<String> {
        let connection = self.read();
        let mut statement = connection.prepare(sql).unwrap_or_else(|e| panic!("{sql}: {e}"));
        let found = statement.query_map([], |row| row.get(0)).expect("its rows");
        found.map(|text| plain(text.expect("a value"))).collect()
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

fn tables(connection: &Connection) -> Vec<String> {
    let sql =
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name";
    let mut statement = connection.prepare(sql).expect("the schema");
    let names = statement.query_map([], |row| row.get(0)).expect("tables");
    names.map(|name| name.expect("a name")).collect()
}

fn rows(connection: &Connection, table: &str) -> Vec<String> {
    let left_out: Vec<&str> = BOOKKEEPING
        .iter()
        .filter(|(name, _)| *name == table)
        .flat_map(|(_, columns)| columns.iter().copied())
        .collect();
    if left_out.contains(&"*") {
        return Vec::new();
    }
    let mut statement = connection.prepare(&format!("SELECT * FROM \"{table}\"")).expect("a table");
    let columns: Vec<String> = statement.column_names().into_iter().map(str::to_owned).collect();
    let mut found = statement.query([]).expect("its rows");
    let mut rows = Vec::new();
    while let Some(row) = found.next().expect("a row") {
        let mut text = String::new();
        let mut counts = true;
        for (i, column) in columns.iter().enumerate() {
            let value = plain(row.get(i).expect("a value"));
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

fn plain(value: Value) -> String {
    match value {
        Value::Null => "∅".to_owned(),
        Value::Integer(n) => n.to_string(),
        Value::Real(n) => n.to_string(),
        Value::Text(text) => text,
        Value::Blob(bytes) => bytes.iter().fold(String::new(), |mut hex, b| {
            write!(hex, "{b:02x}").expect("text");
            hex
        }),
    }
}
