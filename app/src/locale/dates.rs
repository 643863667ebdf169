//! Times in words, by the browser's own knowledge of languages and zones.

use chrono::{DateTime, TimeDelta, Utc};
use js_sys::{Array, Date, Intl, Object, Reflect};
use slipway_core::locale::Locale;
use wasm_bindgen::JsValue;

/// The tag that a browser understands: the accented locale is English to it.
pub fn browser_tag(locale: Locale) -> &'static str {
    if Locale::ALL.contains(&locale) { locale.tag() } else { Locale::En.tag() }
}

/// How long ago, or in how long: "3 days ago", "in 2 hours".
pub fn relative(locale: Locale, time: DateTime<Utc>, now: DateTime<Utc>) -> String {
    let away = time - now;
    let (amount, unit) = rounded(away);
    let format = Intl::RelativeTimeFormat::new(&languages(locale), &options(&[("numeric", "auto")]));
    String::from(format.format(amount as f64, unit))
}

/// The day and the minute, with the zone: for a title and for screen readers.
pub fn exact(locale: Locale, time: DateTime<Utc>) -> String {
    shown(
        locale,
        time,
        &[
            ("year", "numeric"),
            ("month", "long"),
            ("day", "numeric"),
            ("hour", "numeric"),
            ("minute", "2-digit"),
            ("timeZoneName", "short"),
        ],
    )
}

/// The day alone.
pub fn day(locale: Locale, time: DateTime<Utc>) -> String {
    shown(locale, time, &[("year", "numeric"), ("month", "short"), ("day", "numeric")])
}

/// The greatest unit that is reached at least once.
fn rounded(away: TimeDelta) -> (i64, &'static str) {
    let seconds = away.num_seconds();
    let units =
        [("year", 31_556_952), ("month", 2_629_746), ("day", 86_400), ("hour", 3_600), ("minute", 60)];
    let reached = units.into_iter().find(|(_, length)| seconds.abs() >= *length);
    // Half a unit more or less is nearer: what expires in seven days less a moment does so "in 7 days".
    reached.map_or((0, "second"), |(unit, length)| ((seconds + seconds.signum() * length / 2) / length, unit))
}

fn shown(locale: Locale, time: DateTime<Utc>, parts: &[(&str, &str)]) -> String {
    let date = Date::new(&JsValue::from_f64(time.timestamp_millis() as f64));
    let format = Intl::DateTimeFormat::new(&languages(locale), &options(parts));
    let text = format.format().call1(&JsValue::UNDEFINED, &date);
    text.ok().and_then(|text| text.as_string()).unwrap_or_else(|| time.to_rfc3339())
}

pub(super) fn languages(locale: Locale) -> Array {
    Array::of1(&JsValue::from_str(browser_tag(locale)))
}

pub(super) fn options(pairs: &[(&str, &str)]) -> Object {
    let object = Object::new();
    for (name, value) in pairs {
        // Setting a property of an object of one's own cannot fail.
        let _ = Reflect::set(&object, &JsValue::from_str(name), &JsValue::from_str(value));
    }
    object
}
