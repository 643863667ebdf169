//! Names that people give: their own, and their organizations'.

use serde::Serialize;

use crate::{
    field::FieldProblem,
    text::{self, Lines},
};

macro_rules! text_type {
    ($($(#[$doc:meta])* $name:ident: $lines:expr, $min:literal..=$max:literal;)+) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
        #[serde(transparent)]
        pub struct $name(String);

        impl $name {
            /// The greatest length in characters.
            pub const MAX: u16 = $max;

            /// Trims and checks what was typed.
            pub fn parse(raw: &str) -> Result<Self, FieldProblem> {
                text::parse(raw, $lines, $min, $max).map(Self)
            }

            /// The text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&self.0)
            }
        }
    )+};
}

text_type! {
    /// A person's name, as they want to be called.
    PersonName: Lines::One, 1..=60;
    /// An organization's name.
    OrgName: Lines::One, 1..=60;
    /// A few sentences about an organization.
    Description: Lines::Many, 1..=500;
    /// A few words of whoever invites to whoever is invited.
    Note: Lines::Many, 1..=500;
    /// One line of a billing profile: a legal name, a street, a city.
    BillingLine: Lines::One, 1..=120;
    /// A postal code or a tax number: short, and different in every country.
    BillingCode: Lines::One, 1..=32;
}
