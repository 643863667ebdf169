//! The profile of an organization: name, slug, description, website.

use leptos::prelude::*;
use slipway_core::{
    access::permission::OrgPermission,
    api::{account::MyOrg, org::OrgView, page::NoQuery, path::OrgPath, table::GetOrg},
};

use super::part::{ReadOnly, SettingsPart};
use crate::{
    components::{in_org::refusal_of, loaded::Loaded, time::RelativeTime},
    forms::org_general::OrgGeneralForm,
    links::SettingsTab,
    locale::{t, ts, use_i18n},
    state::fetched::{Fetched, fetch},
    ui::copy::CopyButton,
};

/// The tab of the profile.
#[component]
pub fn GeneralPage() -> impl IntoView {
    view! { <SettingsPart tab=SettingsTab::General let:org><General org/></SettingsPart> }
}

#[component]
fn General(org: Signal<MyOrg>) -> impl IntoView {
    let i18n = use_i18n();
    let fetched = fetch::<GetOrg>(move || Some((OrgPath { org: org.with(|org| org.id) }, NoQuery {})));
    view! {
        <section class="part">
            <div class="part-words">
                <h2 class="part-title">{t!(i18n, settings.general_title)}</h2>
                <p class="part-about">{t!(i18n, settings.general_lead)}</p>
            </div>
            <div class="part-body">
                <Loaded from=fetched count=5 let:profile><Profile org profile fetched/></Loaded>
            </div>
        </section>
    }
}

#[component]
fn Profile(org: Signal<MyOrg>, profile: Signal<OrgView>, fetched: Fetched<OrgView>) -> impl IntoView {
    let i18n = use_i18n();
    let refused = refusal_of(OrgPermission::OrgUpdate, org);
    let may_change = Memo::new(move |_| refused.with(Option::is_none));
    let content = move || {
        if may_change.get() {
            view! { <OrgGeneralForm org profile on_saved=move |saved| fetched.set(saved)/> }.into_any()
        } else {
            view! { <ProfileFacts profile refused/> }.into_any()
        }
    };
    let id = org.with_untracked(|org| org.id.to_string());
    view! {
        {content}
        <dl class="facts facts-foot">
            <dt>{t!(i18n, settings.general_created)}</dt>
            <dd><RelativeTime time=Signal::derive(move || profile.with(|profile| profile.created_at))/></dd>
            <dt>{t!(i18n, settings.general_id)}</dt>
            <dd class="row">
                <code>{id.clone()}</code>
                <CopyButton text=id label=t!(i18n, settings.general_copy_id)/>
            </dd>
        </dl>
    }
}

/// The profile for whoever may not change it.
#[component]
fn ProfileFacts(profile: Signal<OrgView>, refused: Signal<Option<String>>) -> impl IntoView {
    let i18n = use_i18n();
    let facts = move || {
        let profile = profile.get();
        vec![
            (ts!(i18n, orgs.fields_name), profile.name),
            (ts!(i18n, orgs.fields_slug), profile.slug.to_string()),
            (ts!(i18n, orgs.fields_description), profile.description),
            (ts!(i18n, orgs.fields_website), profile.website),
        ]
    };
    view! { <ReadOnly facts=Signal::derive(facts) refused/> }
}
