//! The present time. Everything that asks for it asks here, so that a test can move it.

use std::{
    sync::{
        Arc,
        atomic::{AtomicI64, Ordering},
    },
    time::Duration,
};

use chrono::{DateTime, TimeDelta, Utc};
use tokio::sync::watch;

/// The clock of the program, in whole microseconds: what every database keeps.
#[derive(Debug, Clone)]
pub struct Clock {
    offset_seconds: Arc<AtomicI64>,
    moved: watch::Sender<()>,
}

impl Default for Clock {
    fn default() -> Self {
        Self { offset_seconds: Arc::default(), moved: watch::Sender::new(()) }
    }
}

impl Clock {
    /// The present time.
    pub fn now(&self) -> DateTime<Utc> {
        let now = Utc::now() + TimeDelta::seconds(self.offset_seconds.load(Ordering::Relaxed));
        DateTime::from_timestamp_micros(now.timestamp_micros()).unwrap_or(now)
    }

    /// Waits until that time has come by this clock, also where the clock is moved meanwhile.
    pub async fn sleep_until(&self, at: DateTime<Utc>) {
        let mut moved = self.moved.subscribe();
        loop {
            let rest = (at - self.now()).to_std().unwrap_or(Duration::ZERO);
            if rest.is_zero() {
                return;
            }
            tokio::select! {
                () = tokio::time::sleep(rest) => {}
                _ = moved.changed() => {}
            }
        }
    }

    /// Moves the clock of the program forward.
    #[cfg(feature = "test-clock")]
    pub fn advance(&self, seconds: u32) {
        self.offset_seconds.fetch_add(i64::from(seconds), Ordering::Relaxed);
        self.moved.send_replace(());
    }
}
