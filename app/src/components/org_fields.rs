//! The fields of an organization's profile and of its billing profile: when it is created, and afterwards.

use leptos::prelude::*;
use slipway_core::api::problem::StateProblem;

use super::country::country_choices;
use crate::{
    api::Failure,
    locale::{t, use_i18n},
    ui::{field::Field, input::TextField, select::Select, textarea::TextArea},
};

/// The fields of a profile.
#[derive(Debug, Clone, Copy)]
pub struct ProfileFields {
    /// Its name.
    pub name: Field,
    /// Its place in addresses.
    pub slug: Field,
    /// What it does.
    pub description: Field,
    /// Its own site.
    pub website: Field,
}

/// The fields of a billing profile.
#[derive(Debug, Clone, Copy)]
pub struct BillingFields {
    /// The registered name.
    pub legal_name: Field,
    /// Where invoices are sent.
    pub email: Field,
    /// Street and number.
    pub street: Field,
    /// Postal code.
    pub postal_code: Field,
    /// City.
    pub city: Field,
    /// Country.
    pub country: Field,
    /// VAT or other tax number.
    pub tax_id: Field,
}

/// Shows the fields of a profile.
#[component]
pub fn ProfileInputs(
    /// The fields.
    fields: ProfileFields,
    /// What helps with the slug.
    #[prop(into)]
    slug_help: Signal<String>,
    /// Whether the page opens with the focus on the name.
    #[prop(optional)]
    autofocus: bool,
) -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <TextField field=fields.name label=t!(i18n, orgs.fields_name) autocomplete="organization" autofocus/>
        <TextField
            field=fields.slug
            label=t!(i18n, orgs.fields_slug)
            help=slug_help
            before="/orgs/"
        />
        <TextArea
            field=fields.description
            label=t!(i18n, orgs.fields_description)
            help=t!(i18n, orgs.fields_description_help)
            optional=true
        />
        <TextField
            field=fields.website
            label=t!(i18n, orgs.fields_website)
            help=t!(i18n, orgs.fields_website_help)
            kind="url"
            autocomplete="url"
            optional=true
        />
    }
}

/// Shows the fields of a billing profile.
#[component]
pub fn BillingInputs(
    /// The fields.
    fields: BillingFields,
) -> impl IntoView {
    let i18n = use_i18n();
    let countries = Memo::new(move |_| country_choices(i18n.locale()));
    view! {
        <TextField
            field=fields.legal_name
            label=t!(i18n, orgs.fields_legal_name)
            help=t!(i18n, orgs.fields_legal_name_help)
            optional=true
        />
        <TextField
            field=fields.email
            label=t!(i18n, orgs.fields_billing_email)
            help=t!(i18n, orgs.fields_billing_email_help)
            kind="email"
            autocomplete="email"
            optional=true
        />
        <TextField
            field=fields.street
            label=t!(i18n, orgs.fields_street)
            autocomplete="street-address"
            optional=true
        />
        <div class="form-pair">
            <TextField
                field=fields.postal_code
                label=t!(i18n, orgs.fields_postal_code)
                autocomplete="postal-code"
                optional=true
            />
            <TextField
                field=fields.city
                label=t!(i18n, orgs.fields_city)
                autocomplete="address-level2"
                optional=true
            />
        </div>
        <Select
            field=fields.country
            label=t!(i18n, orgs.fields_country)
            choices=countries
            none=t!(i18n, orgs.fields_no_country)
            autocomplete="country"
            optional=true
        />
        <TextField
            field=fields.tax_id
            label=t!(i18n, orgs.fields_tax_id)
            help=t!(i18n, orgs.fields_tax_id_help)
            optional=true
        />
    }
}

/// The slug's field, with the answer that the slug is taken standing under it until it changes.
pub fn with_taken_slug(field: Field, failure: Signal<Option<Failure>>) -> Field {
    let i18n = use_i18n();
    let error = Signal::derive(move || {
        let taken = || failure.get().filter(|failure| is_taken(failure, &field.value.get()));
        field.error.get().or_else(|| taken().map(|failure| failure.words(i18n)))
    });
    Field { error, ..field }
}

/// What failed and does not stand under the slug.
pub fn apart_from_taken_slug(failure: Signal<Option<Failure>>) -> Signal<Option<Failure>> {
    Signal::derive(move || {
        let is_taken =
            |failure: &Failure| matches!(failure.state_problem(), Some(StateProblem::SlugTaken { .. }));
        failure.get().filter(|failure| !is_taken(failure))
    })
}

fn is_taken(failure: &Failure, typed: &str) -> bool {
    matches!(failure.state_problem(), Some(StateProblem::SlugTaken { slug }) if slug == typed.trim())
}
