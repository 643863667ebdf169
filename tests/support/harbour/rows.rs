//! Rows written into a database file that no program has open.

use std::path::Path;

use chrono::{DateTime, SecondsFormat, TimeDelta, Utc};
use rusqlite::{Connection, Result, params};
use uuid::Uuid;

use super::{Rows, SLUG};

const FIRST_NAMES: [&str; 12] = [
    "Amélie",
    "Björn",
    "Chloé",
    "Darya",
    "Émile",
    "Fatima",
    "Gonzalo",
    "Hana",
    "Ibrahim",
    "José",
    "Katarzyna",
    "Liang",
];
const LAST_NAMES: [&str; 11] = [
    "Ångström",
    "Berger",
    "Castillo",
    "Dubois",
    "Eriksen",
    "Fontaine",
    "García",
    "Haddad",
    "Ivanova",
    "Jansen",
    "Kim",
];
const ROLES: [&str; 6] = ["admin", "developer", "billing", "viewer", "member", "guest"];

/// Sixty characters each: of many words, and of a single one that cannot be broken.
const LONG: [&str; 3] = [
    "Maximiliana Alexandrina Theodora von und zu Hohenlohe-Lorelei",
    "Wolfeschlegelsteinhausenbergerdorffwelchevoralternwarengewiss",
    "Ana María de los Ángeles Fernández de Córdoba y Álvarez-Toledo",
];

/// Writes what is to be shown, and closes the file again.
pub(super) fn write(file: &Path, rows: Rows) -> Result<()> {
    let mut database = Connection::open(file)?;
    let all = database.transaction()?;
    let place = Place::find(&all)?;
    if !rows.has_everybody() {
        place.empty(&all)?;
    }
    if rows == Rows::Long {
        place.lengthen(&all)?;
    }
    for i in 0..rows.count() {
        place.member(&all, i, rows)?;
        place.invitation(&all, i, rows)?;
        place.organization(&all, i, rows)?;
    }
    place.entries(&all, rows.count())?;
    all.commit()?;
    // One file is copied, so nothing may be left beside it.
    database.pragma_update(None, "journal_mode", "DELETE")?;
    database.close().map_err(|(_, e)| e)
}

struct Place {
    org: Vec<u8>,
    owner: Vec<u8>,
    now: DateTime<Utc>,
}

impl Place {
    fn find(database: &Connection) -> Result<Self> {
        let sql = "SELECT id, maker_id FROM organizations WHERE slug = ?1";
        let (org, owner) = database.query_row(sql, [SLUG], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(Self { org, owner, now: Utc::now() })
    }

    /// Leaves the Owner alone in the organization, with the entry of its beginning.
    fn empty(&self, database: &Connection) -> Result<()> {
        database.execute("DELETE FROM memberships WHERE account_id <> ?1", [&self.owner])?;
        database.execute("DELETE FROM invitations", [])?;
        database.execute("DELETE FROM audit_entries WHERE org_id = ?1 AND seq > 1", [&self.org])?;
        database.execute("UPDATE organizations SET audit_seq = 1 WHERE id = ?1", [&self.org])?;
        Ok(())
    }

    /// Gives everybody and everything a name of 60 characters.
    fn lengthen(&self, database: &Connection) -> Result<()> {
        database.execute("UPDATE organizations SET name = ?1", [cut(LONG[0])])?;
        database.execute("UPDATE accounts SET name = ?1 WHERE id = ?2", params![cut(LONG[1]), self.owner])?;
        database
            .execute("UPDATE accounts SET name = ?1 WHERE id <> ?2", params![cut(LONG[2]), self.owner])?;
        database.execute("UPDATE audit_entries SET actor_name = ?1", [cut(LONG[1])])?;
        Ok(())
    }

    fn member(&self, database: &Connection, i: u32, rows: Rows) -> Result<()> {
        let id = id(1, i);
        let account = "INSERT INTO accounts (id, email, name, name_key, locale, password_hash, administrator, \
             created_at, last_seen_at) VALUES (?1, ?2, ?3, ?4, 'en', '', 0, ?5, ?6)";
        let joined = self.ago(TimeDelta::hours(7 * i64::from(i) + 3));
        let seen = (i % 5 != 3).then(|| self.ago(TimeDelta::minutes(41 * i64::from(i) + 2)));
        let name = name(i, rows);
        let key = name.to_lowercase();
        database.execute(account, params![id, address(i, rows), name, key, joined, seen])?;
        let member = "INSERT INTO memberships (org_id, account_id, role, joined_at) VALUES (?1, ?2, ?3, ?4)";
        database.execute(member, params![self.org, id, ROLES[i as usize % ROLES.len()], joined])?;
        Ok(())
    }

    /// An invitation whose mail stands at each of its states in turn.
    fn invitation(&self, database: &Connection, i: u32, rows: Rows) -> Result<()> {
        let id = id(2, i);
        let sent = self.now - TimeDelta::hours(i64::from(i) % 150 + 1);
        let expires = if i % 7 == 2 { sent } else { sent + TimeDelta::days(7) };
        let invitation = "INSERT INTO invitations (id, org_id, email, role, locale, sender_id, state, sent_at, \
             expires_at) VALUES (?1, ?2, ?3, ?4, 'en', ?5, 'pending', ?6, ?7)";
        let email = address(i, rows).replace("quay", "invited");
        let role = ROLES[(i as usize + 1) % ROLES.len()];
        database
            .execute(invitation, params![id, self.org, email, role, self.owner, time(sent), time(expires)])?;
        let (state, tries) = [("sent", 1), ("queued", 3), ("failed", 12)][i as usize % 3];
        let mail = "INSERT INTO mails (id, kind, invitation_id, state, tries, next_at, created_at, sent_at) \
             VALUES (?1, 'invitation', ?2, ?3, ?4, ?5, ?6, ?7)";
        let next = time(self.now + TimeDelta::minutes(25));
        let at = (state == "sent").then(|| time(sent));
        database.execute(mail, params![super::rows::id(3, i), id, state, tries, next, time(sent), at])?;
        Ok(())
    }

    /// Another organization that the Owner of this one is in, made by somebody else.
    fn organization(&self, database: &Connection, i: u32, rows: Rows) -> Result<()> {
        let sql = "INSERT INTO organizations (id, slug, name, description, website, billing, maker_id, created_at, \
             audit_seq) SELECT ?1, ?2, ?3, description, website, billing, a.id, o.created_at, 0 \
             FROM organizations o, accounts a WHERE o.id = ?4 AND a.id <> ?5 LIMIT 1";
        let name = match rows {
            Rows::Long => cut(LONG[(i as usize + 1) % LONG.len()]),
            _ => format!("{} Shipping {}", LAST_NAMES[i as usize % LAST_NAMES.len()], i + 1),
        };
        database.execute(sql, params![id(4, i), format!("shipping-{i}"), name, self.org, self.owner])?;
        let member = "INSERT INTO memberships (org_id, account_id, role, joined_at) VALUES (?1, ?2, ?3, ?4)";
        let role = ROLES[i as usize % ROLES.len()];
        let joined = self.ago(TimeDelta::days(i64::from(i) + 1));
        database.execute(member, params![id(4, i), self.owner, role, joined])?;
        Ok(())
    }

    /// Entries like those that are there. How they are chained is no matter of a picture.
    fn entries(&self, database: &Connection, count: u32) -> Result<()> {
        let sql = "INSERT INTO audit_entries (id, org_id, seq, at, actor_id, actor_name, held_right, action, target, \
             changes, outcome, request_id, address, user_agent, prev, hash) \
             SELECT ?1, org_id, ?2, ?3, actor_id, actor_name, held_right, action, target, changes, outcome, \
             request_id, address, user_agent, prev, hash FROM audit_entries WHERE org_id = ?4 AND seq = ?5";
        let last: u32 =
            database.query_row("SELECT audit_seq FROM organizations WHERE id = ?1", [&self.org], |row| {
                row.get(0)
            })?;
        for i in 0..count {
            let at = self.ago(TimeDelta::minutes(i64::from(count - i)));
            database.execute(sql, params![id(5, i), last + 1 + i, at, self.org, i % last + 1])?;
        }
        let head = "UPDATE organizations SET audit_seq = ?1 WHERE id = ?2";
        database.execute(head, params![last + count, self.org])?;
        Ok(())
    }

    fn ago(&self, ago: TimeDelta) -> String {
        time(self.now - ago)
    }
}

/// An id that sorts by its number, of a kind of its own.
fn id(kind: u128, i: u32) -> Vec<u8> {
    Uuid::from_u128(0x0192_0000_0000_7000_8000_0000_0000_0000 + (kind << 40) + u128::from(i))
        .as_bytes()
        .to_vec()
}

fn time(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::Micros, false)
}

fn name(i: u32, rows: Rows) -> String {
    match rows {
        Rows::Long => cut(LONG[i as usize % LONG.len()]),
        _ => {
            let (first, last) = (i as usize % FIRST_NAMES.len(), i as usize % LAST_NAMES.len());
            format!("{} {}", FIRST_NAMES[first], LAST_NAMES[last])
        }
    }
}

fn address(i: u32, rows: Rows) -> String {
    match rows {
        Rows::Long => format!("a-very-long-address-of-somebody-with-much-to-say-{i}@quay.example"),
        _ => format!("person{i}@quay.example"),
    }
}

/// At most the 60 characters that a name may have.
fn cut(name: &str) -> String {
    name.chars().take(60).collect()
}
