//! When a mail that could not be handed over is tried again, and when no more.

use chrono::{DateTime, TimeDelta, Utc};

/// The minutes between one try and the next.
const MINUTES: [i64; 6] = [1, 5, 15, 60, 240, 720];

/// When the next try is, after so many that failed; `None` when it was the last.
pub(super) fn next_try(failed: u32, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
    let index = usize::try_from(failed.saturating_sub(1)).ok()?;
    MINUTES.get(index).map(|minutes| now + TimeDelta::minutes(*minutes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_grow_and_end() {
        let now = DateTime::UNIX_EPOCH;
        let waits: Vec<Option<i64>> =
            (1..=7).map(|failed| next_try(failed, now).map(|next| (next - now).num_minutes())).collect();
        assert_eq!(waits, [Some(1), Some(5), Some(15), Some(60), Some(240), Some(720), None]);
    }
}
