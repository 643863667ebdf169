//! An organization's billing profile: whom an invoice would be addressed to. Every part of it may be left empty.

use serde::{Deserialize, Serialize};

use crate::{
    country::Country,
    email::EmailAddress,
    field::{Draft, FieldErrors, optional},
    name::{BillingCode, BillingLine},
};

/// A billing profile as it was filled in, and as it is shown.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct BillingDraft {
    /// The registered name.
    pub legal_name: String,
    /// Where invoices are sent.
    pub email: String,
    /// Street and number.
    pub street: String,
    /// Postal code.
    pub postal_code: String,
    /// City.
    pub city: String,
    /// ISO 3166-1 alpha-2 code.
    pub country: String,
    /// VAT or other tax number.
    pub tax_id: String,
}

/// A parsed [`BillingDraft`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BillingProfile {
    /// The registered name.
    pub legal_name: Option<BillingLine>,
    /// Where invoices are sent.
    pub email: Option<EmailAddress>,
    /// Street and number.
    pub street: Option<BillingLine>,
    /// Postal code.
    pub postal_code: Option<BillingCode>,
    /// City.
    pub city: Option<BillingLine>,
    /// Country.
    pub country: Option<Country>,
    /// VAT or other tax number.
    pub tax_id: Option<BillingCode>,
}

impl Draft for BillingDraft {
    type Value = BillingProfile;

    fn parse(&self) -> Result<BillingProfile, FieldErrors> {
        let mut errors = FieldErrors::default();
        let legal_name = errors.keep("legal_name", optional(&self.legal_name, BillingLine::parse));
        let email = errors.keep("email", optional(&self.email, EmailAddress::parse));
        let street = errors.keep("street", optional(&self.street, BillingLine::parse));
        let postal_code = errors.keep("postal_code", optional(&self.postal_code, BillingCode::parse));
        let city = errors.keep("city", optional(&self.city, BillingLine::parse));
        let country = errors.keep("country", optional(&self.country, Country::parse));
        let tax_id = errors.keep("tax_id", optional(&self.tax_id, BillingCode::parse));
        match (legal_name, email, street, postal_code, city, country, tax_id) {
            (
                Some(legal_name),
                Some(email),
                Some(street),
                Some(postal_code),
                Some(city),
                Some(country),
                Some(tax_id),
            ) => Ok(BillingProfile { legal_name, email, street, postal_code, city, country, tax_id }),
            _ => Err(errors),
        }
    }
}
