//! Changing an organization's billing profile.

use leptos::prelude::*;
use slipway_core::{
    api::{account::MyOrg, page::NoQuery, path::OrgPath, table::UpdateBilling},
    billing::BillingDraft,
};

use super::{form::Form, save_foot::SaveFoot};
use crate::{
    components::{
        org_fields::{BillingFields, BillingInputs},
        problem::AttemptNotice,
    },
    locale::{ts, use_i18n},
    state::toasts::use_toasts,
};

/// Changes an organization's billing profile.
#[component]
pub fn OrgBillingForm(
    /// The organization.
    org: Signal<MyOrg>,
    /// Its billing profile as it is.
    billing: Signal<BillingDraft>,
    /// Takes what it becomes.
    #[prop(into)]
    on_saved: Callback<BillingDraft>,
) -> impl IntoView {
    let (i18n, toasts) = (use_i18n(), use_toasts());
    let form = Form::new(billing.get_untracked());
    form.follow(move || billing.get());
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let path = OrgPath { org: org.with_untracked(|org| org.id) };
        form.submit::<UpdateBilling>(path, NoQuery {}, move |saved: BillingDraft| {
            form.reset(saved.clone());
            on_saved.try_run(saved);
            toasts.done(ts!(i18n, settings.billing_saved));
        });
    };
    let undo = move |()| form.reset(billing.get_untracked());
    let fields = BillingFields {
        legal_name: form.text("legal_name", |draft| &mut draft.legal_name),
        email: form.text("email", |draft| &mut draft.email),
        street: form.text("street", |draft| &mut draft.street),
        postal_code: form.text("postal_code", |draft| &mut draft.postal_code),
        city: form.text("city", |draft| &mut draft.city),
        country: form.text("country", |draft| &mut draft.country),
        tax_id: form.text("tax_id", |draft| &mut draft.tax_id),
    };
    view! {
        <form class="form" novalidate on:submit=submit>
            <AttemptNotice attempt=form.attempt()/>
            <BillingInputs fields/>
            <SaveFoot form undo/>
        </form>
    }
}
