//! Seconds that run down by themselves.

use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use leptos::{
    leptos_dom::helpers::{IntervalHandle, set_interval_with_handle},
    prelude::*,
};

const TICK: Duration = Duration::from_millis(500);

/// Seconds that run down by themselves, and end with whatever made them.
#[derive(Debug, Clone, Copy)]
pub struct Countdown {
    until: StoredValue<Option<DateTime<Utc>>>,
    ticking: StoredValue<Option<IntervalHandle>>,
    left: RwSignal<Option<u32>>,
}

impl Countdown {
    /// One that has not begun, and ends with the component that makes it.
    pub fn idle() -> Self {
        let ticking = StoredValue::new(None::<IntervalHandle>);
        on_cleanup(move || {
            if let Some(Some(handle)) = ticking.try_get_value() {
                handle.clear();
            }
        });
        Self { until: StoredValue::new(None), ticking, left: RwSignal::new(None) }
    }

    /// Begins, or begins anew.
    pub fn begin(self, seconds: u32) {
        // Whoever began it may be gone.
        if self.left.try_set(Some(seconds)).is_some() {
            return;
        }
        self.until.set_value(Some(Utc::now() + TimeDelta::seconds(i64::from(seconds))));
        self.stop();
        // By the time and not by the ticks: those of a page in the background are late.
        self.ticking.set_value(set_interval_with_handle(move || self.tick(), TICK).ok());
    }

    /// The seconds left; nothing before it begins and when it is over.
    pub fn left(self) -> Option<u32> {
        self.left.get()
    }

    fn tick(self) {
        let Some(until) = self.until.try_get_value().flatten() else { return };
        let rest = (until - Utc::now()).num_milliseconds().saturating_add(999) / 1000;
        let left = u32::try_from(rest).ok().filter(|seconds| *seconds > 0);
        if self.left.try_get_untracked() != Some(left) {
            self.left.try_set(left);
        }
        if left.is_none() {
            self.stop();
        }
    }

    fn stop(self) {
        if let Some(handle) = self.ticking.try_update_value(Option::take).flatten() {
            handle.clear();
        }
    }
}
