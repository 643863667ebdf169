//! An organization: what it is, one's role in it, its people, what to do next, and what happened lately.

use leptos::prelude::*;
use slipway_core::{
    access::permission::OrgPermission,
    api::{
        account::MyOrg,
        member::MemberView,
        org::OrgView,
        page::{NoQuery, Page, PageQuery},
        path::OrgPath,
        table::{GetOrg, ListAudit, ListMembers},
    },
    audit::AuditEntryView,
    words,
};

use super::next_steps::NextSteps;
use crate::{
    components::{
        audit_line::AuditLine,
        in_org::{InOrg, denial_of},
        loaded::Loaded,
        page_head::PageHead,
        person::Person,
        role::RoleChip,
        time::RelativeTime,
    },
    links::{Link, SettingsTab},
    locale::{t, use_i18n},
    state::fetched::{Fetched, fetch},
    ui::{button::ButtonLink, icon::Shape, skeleton::SkeletonKind},
};

/// How many people and how many entries of the audit log are shown.
const FIRST: u32 = 6;

/// An organization.
#[component]
pub fn OrgPage() -> impl IntoView {
    view! { <InOrg let:org><Overview org/></InOrg> }
}

#[component]
fn Overview(org: Signal<MyOrg>) -> impl IntoView {
    let i18n = use_i18n();
    let path = move || OrgPath { org: org.with(|org| org.id) };
    let profile = fetch::<GetOrg>(move || Some((path(), NoQuery {})));
    let sees_people = is_open(OrgPermission::MembersView, org);
    let sees_audit = is_open(OrgPermission::AuditView, org);
    let first = PageQuery { limit: Some(FIRST), ..PageQuery::default() };
    let people = fetch::<ListMembers>({
        let first = first.clone();
        move || sees_people.get().then(|| (path(), first.clone()))
    });
    let name = move || org.with(|org| org.name.clone());
    let settings = settings_link(org, SettingsTab::General);
    view! {
        <PageHead title=Signal::derive(name)>
            <ButtonLink href=settings icon=Shape::Gear>{t!(i18n, orgs.page_settings)}</ButtonLink>
        </PageHead>
        <div class="overview">
            <div class="overview-main">
                <NextSteps org people/>
                <Show when=move || sees_people.get()><People org people/></Show>
                <Show when=move || sees_audit.get()><Activity org/></Show>
            </div>
            <div class="overview-side">
                <section class="card">
                    <Loaded from=profile count=3 let:profile><About org profile/></Loaded>
                </section>
            </div>
        </div>
    }
}

/// What the organization is, and one's role in it.
#[component]
fn About(org: Signal<MyOrg>, profile: Signal<OrgView>) -> impl IntoView {
    let i18n = use_i18n();
    let role = Signal::derive(move || org.with(|org| org.role));
    let description = move || profile.with(|profile| profile.description.clone());
    let website = move || {
        let address = profile.with(|profile| profile.website.clone());
        (!address.is_empty()).then(|| view! {
            <dt>{t!(i18n, orgs.page_website)}</dt>
            <dd><a href=address.clone() rel="noopener noreferrer" target="_blank">{address.clone()}</a></dd>
        })
    };
    let matrix = settings_link(org, SettingsTab::Permissions);
    view! {
        <Show
            when=move || !description().is_empty()
            fallback=move || view! { <p class="quiet">{t!(i18n, orgs.page_no_description)}</p> }
        >
            <p class="org-description">{description}</p>
        </Show>
        <dl class="facts">
            <dt>{t!(i18n, orgs.page_your_role)}</dt>
            <dd>
                <RoleChip role/>
                <p class="quiet">{move || words::org_role_summary(i18n.locale(), role.get())}</p>
                <a href=matrix>{t!(i18n, orgs.page_see_permissions)}</a>
            </dd>
            {website}
            <dt>{t!(i18n, orgs.page_created)}</dt>
            <dd><RelativeTime time=Signal::derive(move || profile.with(|profile| profile.created_at))/></dd>
        </dl>
    }
}

/// The first of the members.
#[component]
fn People(org: Signal<MyOrg>, people: Fetched<Page<MemberView>>) -> impl IntoView {
    let i18n = use_i18n();
    let person = |member: MemberView| {
        view! {
            <li class="list-item">
                <Person
                    id=member.account.to_string()
                    name=member.name.clone()
                    detail=member.email.to_string()
                />
                <RoleChip role=member.role/>
            </li>
        }
    };
    let all = settings_link(org, SettingsTab::Members);
    view! {
        <section class="card" aria-labelledby="people-title">
            <header class="card-head">
                <h2 class="section-title" id="people-title">{t!(i18n, orgs.page_people)}</h2>
                <a href=all>{t!(i18n, orgs.page_all_members)}</a>
            </header>
            <Loaded from=people skeleton=SkeletonKind::Rows count=3 let:page>
                <ul class="list">
                    {move || page.get().items.into_iter().map(person).collect_view()}
                </ul>
            </Loaded>
        </section>
    }
}

/// The newest entries of the audit log.
#[component]
fn Activity(org: Signal<MyOrg>) -> impl IntoView {
    let i18n = use_i18n();
    let first = PageQuery { limit: Some(FIRST), ..PageQuery::default() };
    let entries = fetch::<ListAudit>(move || Some((OrgPath { org: org.with(|org| org.id) }, first.clone())));
    let brief = |entry: AuditEntryView| view! { <AuditLine entry brief=true/> };
    let all = settings_link(org, SettingsTab::Audit);
    view! {
        <section class="card" aria-labelledby="activity-title">
            <header class="card-head">
                <h2 class="section-title" id="activity-title">{t!(i18n, orgs.page_activity)}</h2>
                <a href=all>{t!(i18n, orgs.page_all_activity)}</a>
            </header>
            <Loaded from=entries skeleton=SkeletonKind::Rows count=4 let:page>
                <ul class="audit-list">
                    {move || page.get().items.into_iter().map(brief).collect_view()}
                </ul>
            </Loaded>
        </section>
    }
}

/// The address of a tab of the settings.
pub(super) fn settings_link(org: Signal<MyOrg>, tab: SettingsTab) -> Signal<String> {
    Signal::derive(move || Link::OrgSettings(org.with(|org| org.slug.clone()), tab).to_path())
}

/// Whether one holds a permission.
pub(super) fn is_open(permission: OrgPermission, org: Signal<MyOrg>) -> Memo<bool> {
    let denial = denial_of(permission, org);
    Memo::new(move |_| denial.with(Option::is_none))
}
