//! Creating an organization.

use leptos::prelude::*;

use crate::{
    components::page_head::PageHead,
    forms::org_create::CreateOrgForm,
    locale::{t, use_i18n},
};

/// Creating an organization.
#[component]
pub fn NewOrgPage() -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <PageHead title=t!(i18n, orgs.create_title) lead=t!(i18n, orgs.create_lead)/>
        <CreateOrgForm/>
    }
}
