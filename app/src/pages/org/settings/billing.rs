//! The billing profile of an organization.

use leptos::prelude::*;
use slipway_core::{
    access::permission::OrgPermission,
    api::{account::MyOrg, page::NoQuery, path::OrgPath, table::GetBilling},
    billing::BillingDraft,
};

use super::part::{ReadOnly, SettingsPart};
use crate::{
    components::{country::country_name, in_org::refusal_of, loaded::Loaded},
    forms::org_billing::OrgBillingForm,
    links::SettingsTab,
    locale::{t, ts, use_i18n},
    state::fetched::{Fetched, fetch},
};

/// The tab of the billing profile.
#[component]
pub fn BillingPage() -> impl IntoView {
    view! { <SettingsPart tab=SettingsTab::Billing let:org><Billing org/></SettingsPart> }
}

#[component]
fn Billing(org: Signal<MyOrg>) -> impl IntoView {
    let i18n = use_i18n();
    let fetched = fetch::<GetBilling>(move || Some((OrgPath { org: org.with(|org| org.id) }, NoQuery {})));
    view! {
        <section class="part">
            <div class="part-words">
                <h2 class="part-title">{t!(i18n, settings.billing_title)}</h2>
                <p class="part-about">{t!(i18n, settings.billing_lead)}</p>
            </div>
            <div class="part-body">
                <Loaded from=fetched count=7 let:billing><Profile org billing fetched/></Loaded>
            </div>
        </section>
    }
}

#[component]
fn Profile(
    org: Signal<MyOrg>,
    billing: Signal<BillingDraft>,
    fetched: Fetched<BillingDraft>,
) -> impl IntoView {
    let i18n = use_i18n();
    let refused = refusal_of(OrgPermission::BillingManage, org);
    let may_change = Memo::new(move |_| refused.with(Option::is_none));
    let facts = Signal::derive(move || {
        let billing = billing.get();
        vec![
            (ts!(i18n, orgs.fields_legal_name), billing.legal_name),
            (ts!(i18n, orgs.fields_billing_email), billing.email),
            (ts!(i18n, orgs.fields_street), billing.street),
            (ts!(i18n, orgs.fields_postal_code), billing.postal_code),
            (ts!(i18n, orgs.fields_city), billing.city),
            (ts!(i18n, orgs.fields_country), country_name(i18n.locale(), &billing.country)),
            (ts!(i18n, orgs.fields_tax_id), billing.tax_id),
        ]
    });
    move || {
        if may_change.get() {
            view! { <OrgBillingForm org billing on_saved=move |saved| fetched.set(saved)/> }.into_any()
        } else {
            view! { <ReadOnly facts refused/> }.into_any()
        }
    }
}
