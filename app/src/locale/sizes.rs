//! Sizes in words, with the signs for numbers and units that a language has.

use js_sys::Intl;
use slipway_core::locale::Locale;
use wasm_bindgen::JsValue;

use super::dates::{languages, options};

/// The units that a browser knows the names of, the greatest first, with their bytes.
const UNITS: [(&str, f64); 4] = [("terabyte", 1e12), ("gigabyte", 1e9), ("megabyte", 1e6), ("kilobyte", 1e3)];

/// A number of bytes, as "4.2 MB".
pub fn bytes(locale: Locale, bytes: u64) -> String {
    let bytes = bytes as f64;
    let (unit, size) = UNITS.into_iter().find(|(_, size)| bytes >= *size).unwrap_or(("byte", 1.0));
    let options = options(&[("style", "unit"), ("unit", unit)]);
    // Setting a property of an object of one's own cannot fail.
    let _ = js_sys::Reflect::set(&options, &"maximumFractionDigits".into(), &JsValue::from_f64(1.0));
    let format = Intl::NumberFormat::new(&languages(locale), &options);
    let text = format.format().call1(&JsValue::UNDEFINED, &JsValue::from_f64(bytes / size));
    text.ok().and_then(|text| text.as_string()).unwrap_or_else(|| format!("{bytes} B"))
}
