//! A row of PostgreSQL that a test holds, and who waits for it meanwhile.

use std::fmt;

use postgres::SimpleQueryRow;

use crate::{database::Database, throwaway::Session};

/// Who waits for a lock, but for the notes of when somebody was last seen: nobody waits for those.
const WAITING: &str = "\
SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock' \
AND query NOT LIKE '%SET last_seen_at%'";

/// Where requests come to stand one after the other.
pub struct Queue {
    holder: Session,
    // What others do is seen by who is in no transaction.
    watcher: Session,
}

impl fmt::Debug for Queue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Queue").finish_non_exhaustive()
    }
}

impl Queue {
    /// In front of rows of a database; `None` for a file of SQLite, which locks no rows.
    pub fn in_front_of(database: &Database) -> Option<Self> {
        match database {
            Database::File(_) => None,
            Database::Server(made) => Some(Self { holder: made.session(), watcher: made.session() }),
        }
    }

    /// Holds what a statement selects, which ends in `FOR UPDATE`.
    pub fn close(&mut self, select: &str) {
        self.holder.run(&format!("BEGIN; {select}"));
    }

    /// How many wait.
    pub fn waiting(&mut self) -> usize {
        number(&self.watcher.rows(WAITING))
    }

    /// How often the database found two waiting for each other, and gave one of them up.
    pub fn deadlocks(&mut self) -> usize {
        number(
            &self.watcher.rows("SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()"),
        )
    }

    /// Lets them go.
    pub fn open(&mut self) {
        self.holder.run("ROLLBACK");
    }
}

fn number(rows: &[SimpleQueryRow]) -> usize {
    let number = rows.first().and_then(|row| row.get(0)).and_then(|number| number.parse().ok());
    number.expect("a number")
}
