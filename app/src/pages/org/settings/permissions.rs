//! What each role may do: the matrix of every role and every permission.

use leptos::prelude::*;
use slipway_core::{
    access::{
        role::{OrgRole, ProjectRole},
        stage::Stage,
    },
    api::account::MyOrg,
    words,
};

use super::part::SettingsPart;
use crate::{
    components::permission_matrix::{MatrixGroup, MatrixRole, PermissionMatrix, stage_mark},
    links::SettingsTab,
    locale::{t, use_i18n},
    ui::{
        button::Button,
        empty::{Empty, Picture},
        search::SearchField,
    },
};

const ORGANIZATION: [MatrixGroup; 3] =
    [MatrixGroup::Organization, MatrixGroup::Projects, MatrixGroup::Stages];
const PROJECT: [MatrixGroup; 2] = [MatrixGroup::Projects, MatrixGroup::Stages];

/// The tab of the permissions.
#[component]
pub fn PermissionsPage() -> impl IntoView {
    view! { <SettingsPart tab=SettingsTab::Permissions let:org><Permissions org/></SettingsPart> }
}

#[component]
fn Permissions(org: Signal<MyOrg>) -> impl IntoView {
    let i18n = use_i18n();
    let search = RwSignal::new(String::new());
    let found = move |groups: &[MatrixGroup]| {
        let (locale, searched) = (i18n.locale(), search.get());
        groups.iter().map(|group| group.found(locale, &searched).len()).sum::<usize>()
    };
    let in_organization = Memo::new(move |_| found(&ORGANIZATION));
    let in_project = Memo::new(move |_| found(&PROJECT));
    let own = Memo::new(move |_| org.with(|org| org.role));
    view! {
        <header class="settings-head">
            <div>
                <h2 class="section-title">{t!(i18n, settings.permissions_title)}</h2>
                <p class="quiet">{t!(i18n, settings.permissions_lead)}</p>
            </div>
        </header>
        <div class="toolbar">
            <SearchField
                value=search
                label=t!(i18n, settings.permissions_search)
                placeholder=t!(i18n, settings.permissions_search_placeholder)
                clear_label=t!(i18n, settings.permissions_clear_search)
            />
            <p class="quiet number" role="status">
                {t!(i18n, settings.permissions_found, count = in_organization.get())}
            </p>
            <Legend/>
        </div>
        <Show when=move || in_organization.get() == 0>
            <Empty
                picture=Picture::Lighthouse
                text=t!(i18n, settings.permissions_none_found, search = search.get().trim().to_owned())
            >
                <p class="quiet">{t!(i18n, settings.permissions_none_found_next)}</p>
                <Button on_press=move |()| search.set(String::new())>
                    {t!(i18n, settings.permissions_clear_search)}
                </Button>
            </Empty>
        </Show>
        <Show when=move || in_organization.get() != 0>
            <section class="section">
                <h3 class="matrix-title">{t!(i18n, settings.permissions_org_roles)}</h3>
                <PermissionMatrix
                    caption=t!(i18n, settings.permissions_org_roles_caption)
                    roles=OrgRole::ALL.map(MatrixRole::Org).to_vec()
                    groups=ORGANIZATION.to_vec()
                    own=Some(MatrixRole::Org(own.get()))
                    search
                />
            </section>
        </Show>
        <Show when=move || in_project.get() != 0>
            <section class="section">
                <h3 class="matrix-title">{t!(i18n, settings.permissions_project_roles)}</h3>
                <p class="quiet">{t!(i18n, settings.permissions_project_roles_lead)}</p>
                <PermissionMatrix
                    caption=t!(i18n, settings.permissions_project_roles_caption)
                    roles=ProjectRole::ALL.map(MatrixRole::Project).to_vec()
                    groups=PROJECT.to_vec()
                    own=None
                    search
                />
            </section>
        </Show>
    }
}

/// What the marks of the stages stand for. The cells say it in words to screen readers.
#[component]
fn Legend() -> impl IntoView {
    let i18n = use_i18n();
    let mark = move |stage: Stage| {
        view! {
            <span class="legend-entry">
                <span class="stage-mark is-held">{move || stage_mark(stage, i18n)}</span>
                {move || words::stage_name(i18n.locale(), stage)}
            </span>
        }
    };
    view! {
        <p class="legend" aria-hidden="true">
            {Stage::ALL.map(mark).collect_view()}
            <span class="legend-entry">
                <span class="matrix-no">"–"</span>
                {t!(i18n, settings.permissions_legend_no)}
            </span>
        </p>
    }
}
