//! What a person typed, before it is a value: drafts, and everything that can be wrong with their fields.
//!
//! A draft is the wire body of an endpoint: plain strings. Parsing it gives the value or *all* problems
//! at once, so that a form can mark every field in one go. Words for the problems are in [`crate::words`].

use serde::{Deserialize, Serialize, de::DeserializeOwned};

/// The body of a request as a person filled it in.
pub trait Draft: Serialize + DeserializeOwned {
    /// What the draft becomes when every field is right.
    type Value;

    /// The value, or every field that is wrong.
    fn parse(&self) -> Result<Self::Value, FieldErrors>;
}

/// What is wrong with one field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum FieldProblem {
    /// Nothing was entered.
    Required,
    /// Fewer characters than needed.
    TooShort {
        /// The least number of characters.
        min: u16,
    },
    /// More characters than allowed.
    TooLong {
        /// The greatest number of characters.
        max: u16,
    },
    /// A control character, such as a tab or a line break where one line is meant.
    ControlCharacter,
    /// A character that turns the direction of the text around, or hides in it.
    HiddenCharacter,
    /// Not an address of the form `name@example.com`.
    EmailForm,
    /// The address has letters outside ASCII.
    EmailNotAscii,
    /// A list with more addresses than one request takes.
    TooManyAddresses {
        /// The most that it takes.
        max: u16,
    },
    /// A slug with something else than lower-case letters, digits and single hyphens between them.
    SlugForm,
    /// A slug that Slipway needs for itself.
    SlugReserved {
        /// The word.
        slug: String,
    },
    /// Not the code of a country.
    UnknownCountry,
    /// Not an `https://` or `http://` address.
    WebsiteForm,
    /// A password that is among the first that an attacker tries.
    PasswordCommon,
    /// A password made of one's own name or address, or of the product's name.
    PasswordPersonal,
    /// The new password is the present one.
    PasswordUnchanged,
    /// It is not the address of the account.
    NotYourAddress,
    /// A role that does not exist.
    UnknownRole,
    /// A language that is not spoken here.
    UnknownLanguage,
    /// None of those that there are to choose from.
    UnknownChoice,
    /// The same address as the present one.
    AddressUnchanged,
    /// A place in a list that this list did not give.
    UnknownCursor,
    /// A number outside its bounds.
    OutOfRange {
        /// The least.
        min: u32,
        /// The greatest.
        max: u32,
    },
}

/// One problem, and the field that has it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FieldError {
    /// The field's path in the draft, as in `billing.country`.
    pub field: String,
    /// What is wrong.
    #[serde(flatten)]
    pub problem: FieldProblem,
}

/// Every problem of a draft; never empty when it is an error.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[error("{} field(s) invalid", self.0.len())]
#[serde(transparent)]
pub struct FieldErrors(pub Vec<FieldError>);

impl FieldErrors {
    /// A single problem.
    pub fn one(field: &str, problem: FieldProblem) -> Self {
        Self(vec![FieldError { field: field.to_owned(), problem }])
    }

    /// The problem of one field, if it has any.
    pub fn of(&self, field: &str) -> Option<&FieldProblem> {
        self.0.iter().find(|error| error.field == field).map(|error| &error.problem)
    }

    /// Keeps a field's value, or notes its problem and goes on.
    pub fn keep<T>(&mut self, field: &str, parsed: Result<T, FieldProblem>) -> Option<T> {
        match parsed {
            Ok(value) => Some(value),
            Err(problem) => {
                self.0.push(FieldError { field: field.to_owned(), problem });
                None
            }
        }
    }

    /// Takes over the problems of a nested draft, under its name.
    pub fn keep_nested<T>(&mut self, prefix: &str, parsed: Result<T, Self>) -> Option<T> {
        match parsed {
            Ok(value) => Some(value),
            Err(Self(errors)) => {
                self.0.extend(errors.into_iter().map(|error| FieldError {
                    field: format!("{prefix}.{}", error.field),
                    problem: error.problem,
                }));
                None
            }
        }
    }
}

/// A field that may be left empty: empty is `None`, anything else must parse.
pub fn optional<T>(
    raw: &str,
    parse: impl FnOnce(&str) -> Result<T, FieldProblem>,
) -> Result<Option<T>, FieldProblem> {
    if raw.trim().is_empty() { Ok(None) } else { parse(raw).map(Some) }
}

/// The absence of a body: what endpoints that read nothing take.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NoBody {}

impl Draft for NoBody {
    type Value = ();

    fn parse(&self) -> Result<(), FieldErrors> {
        Ok(())
    }
}
