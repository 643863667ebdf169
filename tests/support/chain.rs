//! The chains of the audit logs, as they are stored.

use std::collections::BTreeMap;

use crate::database::Database;

/// Holds that every log is numbered from one on without gaps, that each entry builds on the hash of the one
/// before it, and that the head of each log is the one that is kept beside it. Gives the number of logs.
pub fn assert_unbroken(database: &Database) -> usize {
    let entries = "SELECT org_id, seq, prev, hash FROM audit_entries ORDER BY org_id, seq";
    let mut heads: BTreeMap<String, (String, String)> = BTreeMap::new();
    for row in database.rows(entries) {
        let [log, seq, prev, hash] = <[String; 4]>::try_from(row).expect("four columns");
        let head = heads.entry(log).or_insert_with(|| ("0".to_owned(), "0".repeat(64)));
        let last: u64 = head.0.parse().expect("a number");
        assert_eq!((seq.as_str(), &prev), ((last + 1).to_string().as_str(), &head.1));
        assert_eq!(hash.len(), 64);
        *head = (seq, hash);
    }
    let kept = "SELECT id, audit_seq, audit_head FROM organizations WHERE audit_seq > 0 \
                UNION ALL SELECT NULL, audit_seq, audit_head FROM installation WHERE audit_seq > 0";
    let kept = database.rows(kept).into_iter().map(|row| {
        let [log, seq, hash] = <[String; 3]>::try_from(row).expect("three columns");
        (log, (seq, hash))
    });
    let kept: BTreeMap<String, (String, String)> = kept.collect();
    assert_eq!(kept, heads);
    heads.len()
}
