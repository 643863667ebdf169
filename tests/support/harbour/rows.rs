//! Rows written into a database that no program has open.

use chrono::{DateTime, TimeDelta, Utc};
use uuid::Uuid;

use super::{Rows, SLUG};
use crate::database::{Database, Value};

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

/// Writes what is to be shown.
pub(super) fn write(database: &Database, rows: Rows) {
    let mut place = Place::find(database);
    if !rows.has_everybody() {
        place.empty();
    }
    if rows == Rows::Long {
        place.lengthen();
    }
    place.ask_for_password();
    for i in 0..rows.count() {
        place.member(i, rows);
        place.invitation(i, rows);
        place.organization(i, rows);
    }
    place.entries(rows.count());
    database.execute_all(place.changes);
}

struct Place {
    org: Uuid,
    owner: Uuid,
    /// The number of the last entry of its log.
    last: u32,
    now: DateTime<Utc>,
    changes: Vec<(&'static str, Vec<Value>)>,
}

/// The values of a statement.
macro_rules! values {
    ($($value:expr),* $(,)?) => { vec![$(Value::from($value)),*] };
}

impl Place {
    fn find(database: &Database) -> Self {
        let sql = format!("SELECT id, maker_id, audit_seq FROM organizations WHERE slug = '{SLUG}'");
        let row = database.rows(&sql).remove(0);
        let id = |text: &str| Uuid::try_parse(text).expect("an id");
        let last = row[2].parse().expect("a number");
        Self { org: id(&row[0]), owner: id(&row[1]), last, now: Utc::now(), changes: Vec::new() }
    }

    fn change(&mut self, sql: &'static str, values: Vec<Value>) {
        self.changes.push((sql, values));
    }

    /// Leaves the Owner alone in the organization, with the entry of its beginning.
    fn empty(&mut self) {
        self.change("DELETE FROM memberships WHERE account_id <> $1", values![self.owner]);
        self.change("DELETE FROM invitations", values![]);
        self.change("DELETE FROM audit_entries WHERE org_id = $1 AND seq > 1", values![self.org]);
        self.change("UPDATE organizations SET audit_seq = 1 WHERE id = $1", values![self.org]);
        self.last = 1;
    }

    /// Lets so much time pass for the Developer that a dangerous act asks for the password.
    fn ask_for_password(&mut self) {
        let sql = "UPDATE sessions SET fresh_at = NULL WHERE account_id IN \
             (SELECT id FROM accounts WHERE email = 'dario.developer@quay.example')";
        self.change(sql, values![]);
    }

    /// Gives everybody and everything a name of 60 characters.
    fn lengthen(&mut self) {
        self.change("UPDATE organizations SET name = $1", values![cut(LONG[0])]);
        self.change("UPDATE accounts SET name = $1 WHERE id = $2", values![cut(LONG[1]), self.owner]);
        self.change("UPDATE accounts SET name = $1 WHERE id <> $2", values![cut(LONG[2]), self.owner]);
        self.change("UPDATE audit_entries SET actor_name = $1", values![cut(LONG[1])]);
    }

    fn member(&mut self, i: u32, rows: Rows) {
        let id = id(1, i);
        let account = "INSERT INTO accounts (id, email, name, name_key, locale, password_hash, administrator, \
             created_at, last_seen_at) VALUES ($1, $2, $3, $4, 'en', '', FALSE, $5, $6)";
        let joined = self.now - TimeDelta::hours(7 * i64::from(i) + 3);
        let seen = (i % 5 != 3).then(|| self.now - TimeDelta::minutes(41 * i64::from(i) + 2));
        let name = name(i, rows);
        let key = name.to_lowercase();
        self.change(account, values![id, address(i, rows), name, key, joined, seen]);
        let member = "INSERT INTO memberships (org_id, account_id, role, joined_at) VALUES ($1, $2, $3, $4)";
        self.change(member, values![self.org, id, ROLES[i as usize % ROLES.len()], joined]);
    }

    /// An invitation whose mail stands at each of its states in turn.
    fn invitation(&mut self, i: u32, rows: Rows) {
        let id = id(2, i);
        let sent = self.now - TimeDelta::hours(i64::from(i) % 150 + 1);
        let expires = if i % 7 == 2 { sent } else { sent + TimeDelta::days(7) };
        let invitation = "INSERT INTO invitations (id, org_id, email, role, locale, sender_id, state, sent_at, \
             expires_at) VALUES ($1, $2, $3, $4, 'en', $5, 'pending', $6, $7)";
        let email = address(i, rows).replace("quay", "invited");
        let role = ROLES[(i as usize + 1) % ROLES.len()];
        self.change(invitation, values![id, self.org, email, role, self.owner, sent, expires]);
        let (state, tries) = [("sent", 1), ("queued", 3), ("failed", 12)][i as usize % 3];
        let mail = "INSERT INTO mails (id, kind, invitation_id, state, tries, next_at, created_at, sent_at) \
             VALUES ($1, 'invitation', $2, $3, $4, $5, $6, $7)";
        let next = self.now + TimeDelta::minutes(25);
        let at = (state == "sent").then_some(sent);
        self.change(mail, values![super::rows::id(3, i), id, state, tries, next, sent, at]);
    }

    /// Another organization that the Owner of this one is in, made by somebody else.
    fn organization(&mut self, i: u32, rows: Rows) {
        let sql = "INSERT INTO organizations (id, slug, name, description, website, billing, maker_id, created_at, \
             audit_seq) SELECT $1, $2, $3, description, website, billing, a.id, o.created_at, 0 \
             FROM organizations o, accounts a WHERE o.id = $4 AND a.id <> $5 LIMIT 1";
        let name = match rows {
            Rows::Long => cut(LONG[(i as usize + 1) % LONG.len()]),
            _ => format!("{} Shipping {}", LAST_NAMES[i as usize % LAST_NAMES.len()], i + 1),
        };
        self.change(sql, values![id(4, i), format!("shipping-{i}"), name, self.org, self.owner]);
        let member = "INSERT INTO memberships (org_id, account_id, role, joined_at) VALUES ($1, $2, $3, $4)";
        let role = ROLES[i as usize % ROLES.len()];
        let joined = self.now - TimeDelta::days(i64::from(i) + 1);
        self.change(member, values![id(4, i), self.owner, role, joined]);
    }

    /// Entries like those that are there. How they are chained is no matter of a picture.
    fn entries(&mut self, count: u32) {
        let sql = "INSERT INTO audit_entries (id, org_id, seq, at, actor_id, actor_name, held_right, action, target, \
             changes, outcome, request_id, address, user_agent, prev, hash) \
             SELECT $1, org_id, $2, $3, actor_id, actor_name, held_right, action, target, changes, outcome, \
             request_id, address, user_agent, prev, hash FROM audit_entries WHERE org_id = $4 AND seq = $5";
        let last = self.last;
        for i in 0..count {
            let at = self.now - TimeDelta::minutes(i64::from(count - i));
            self.change(sql, values![id(5, i), last + 1 + i, at, self.org, i % last + 1]);
        }
        let head = "UPDATE organizations SET audit_seq = $1 WHERE id = $2";
        self.change(head, values![last + count, self.org]);
    }
}

/// An id that sorts by its number, of a kind of its own.
fn id(kind: u128, i: u32) -> Uuid {
    Uuid::from_u128(0x0192_0000_0000_7000_8000_0000_0000_0000 + (kind << 40) + u128::from(i))
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
