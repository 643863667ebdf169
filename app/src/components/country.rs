//! The countries of a billing profile as choices, by the names that the browser knows.

use js_sys::{Array, Intl, Object, Reflect};
use slipway_core::{country, locale::Locale};
use wasm_bindgen::JsValue;

use crate::{locale::dates, ui::select::Choice};

/// Every country by its name in a language, in the order of that language.
pub fn country_choices(locale: Locale) -> Vec<Choice> {
    let names = names_in(locale);
    let mut choices: Vec<Choice> = country::CODES
        .split_ascii_whitespace()
        .map(|code| Choice { value: code.to_owned(), label: name_from(&names, code) })
        .collect();
    let compare = Intl::Collator::new(&languages(locale), &Object::new()).compare();
    choices.sort_by(|a, b| {
        let order =
            compare.call2(&JsValue::UNDEFINED, &JsValue::from_str(&a.label), &JsValue::from_str(&b.label));
        let order = order.ok().and_then(|order| order.as_f64()).unwrap_or_default();
        order.total_cmp(&0.0)
    });
    choices
}

/// The name of one country; its code where the browser knows no name.
pub fn country_name(locale: Locale, code: &str) -> String {
    if code.is_empty() { String::new() } else { name_from(&names_in(locale), code) }
}

fn name_from(names: &Intl::DisplayNames, code: &str) -> String {
    names.of(code).map_or_else(|| code.to_owned(), String::from)
}

fn names_in(locale: Locale) -> Intl::DisplayNames {
    let options = Object::new();
    // Setting a property of an object of one's own cannot fail.
    let _ = Reflect::set(&options, &JsValue::from_str("type"), &JsValue::from_str("region"));
    Intl::DisplayNames::new(&languages(locale), &options)
}

fn languages(locale: Locale) -> Array {
    Array::of1(&JsValue::from_str(dates::browser_tag(locale)))
}
