//! Ids that no other element of the page has.

use std::sync::atomic::{AtomicU32, Ordering};

static LAST: AtomicU32 = AtomicU32::new(0);

/// An id that no other element of the page has.
pub fn unique_id(kind: &str) -> String {
    format!("{kind}-{}", LAST.fetch_add(1, Ordering::Relaxed))
}
