//! The languages as choices of a field.

use slipway_core::locale::Locale;

use crate::ui::select::Choice;

/// Every language, each by its own name.
pub fn language_choices() -> Vec<Choice> {
    let choice =
        |locale: Locale| Choice { value: locale.tag().to_owned(), label: locale.own_name().to_owned() };
    Locale::ALL.map(choice).to_vec()
}
