//! What can be wrong with a field, in English.

use crate::field::FieldProblem;

pub(in crate::words) fn field_problem(problem: &FieldProblem) -> String {
    match problem {
        FieldProblem::Required => "Fill this in.".to_owned(),
        FieldProblem::TooShort { min } => format!("Use at least {}.", characters(*min)),
        FieldProblem::TooLong { max } => format!("Use at most {}.", characters(*max)),
        FieldProblem::ControlCharacter => {
            "Remove the control characters, such as tabs and line breaks.".to_owned()
        }
        FieldProblem::HiddenCharacter => {
            "Remove the invisible characters: they hide in the text or turn its direction around.".to_owned()
        }
        FieldProblem::EmailForm => "Enter an address of the form name@example.com.".to_owned(),
        FieldProblem::EmailNotAscii => {
            "Write the address without accents; write an international domain in its xn-- form.".to_owned()
        }
        FieldProblem::TooManyAddresses { max } => format!("Enter at most {max} addresses at once."),
        FieldProblem::SlugForm => {
            "Use lower-case letters a to z, digits, and single hyphens between them.".to_owned()
        }
        FieldProblem::SlugReserved { slug } => {
            format!("Slipway uses “{slug}” in its own addresses. Choose another slug.")
        }
        FieldProblem::UnknownCountry => "Choose a country from the list.".to_owned(),
        FieldProblem::WebsiteForm => {
            "Enter a whole address that begins with https:// or http://, without spaces or a user name."
                .to_owned()
        }
        FieldProblem::PasswordCommon => {
            "This password is among the first that an attacker tries. Choose one that is harder to guess."
                .to_owned()
        }
        FieldProblem::PasswordPersonal => {
            "This password is made of your name, your address or the word Slipway. Choose one that is harder \
             to guess."
                .to_owned()
        }
        FieldProblem::PasswordUnchanged => "This is the current password. Choose a different one.".to_owned(),
        FieldProblem::NotYourAddress => {
            "This is not the address of your account. Type the one that you sign in with.".to_owned()
        }
        FieldProblem::UnknownRole => "Choose a role from the list.".to_owned(),
        FieldProblem::UnknownLanguage => "Choose a language from the list.".to_owned(),
        FieldProblem::UnknownChoice => "Choose one of those that are offered.".to_owned(),
        FieldProblem::AddressUnchanged => "This is the present address. Enter the new one.".to_owned(),
        FieldProblem::UnknownCursor => {
            "This place in the list is not known. Start again from its first page.".to_owned()
        }
        FieldProblem::OutOfRange { min, max } => format!("Enter a number from {min} to {max}."),
    }
}

fn characters(count: u16) -> String {
    if count == 1 { "1 character".to_owned() } else { format!("{count} characters") }
}
