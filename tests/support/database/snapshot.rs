//! What people caused to stand in a database, to be compared before and after a refusal.

use std::{collections::BTreeMap, fmt::Write as _};

use super::{Database, open::Open};

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

/// What people caused, table by table, row by row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Snapshot(BTreeMap<String, Vec<String>>);

impl Snapshot {
    /// Of this moment.
    pub(super) fn of(database: &Database) -> Self {
        let mut open = Open::new(database);
        // One transaction, so that all tables are of one moment.
        open.run(match open {
            Open::File(_) => "BEGIN",
            Open::Server(_) => "BEGIN ISOLATION LEVEL REPEATABLE READ",
        });
        let all = open.tables().into_iter().map(|table| {
            let rows = rows(&mut open, &table);
            (table, rows)
        });
        Self(all.collect())
    }

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
