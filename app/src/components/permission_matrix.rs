//! The read-only matrix of roles and permissions: a row a permission, a column a role, stages as marks.

use leptos::prelude::*;
use slipway_core::{
    access::{
        role::{OrgRole, ProjectRole},
        set::PermissionSet,
        stage::Stage,
    },
    locale::Locale,
    words,
};

use super::listed_permission::{Held, ListedPermission};
use crate::{
    locale::{I18n, t, ts, use_i18n},
    ui::icon::{Icon, Shape},
};

/// A role as a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MatrixRole {
    /// A role in the organization.
    Org(OrgRole),
    /// A role in one project.
    Project(ProjectRole),
}

impl MatrixRole {
    fn set(self) -> PermissionSet {
        match self {
            Self::Org(role) => role.set(),
            Self::Project(role) => role.set(),
        }
    }

    fn name(self, locale: Locale) -> String {
        match self {
            Self::Org(role) => words::org_role_name(locale, role),
            Self::Project(role) => words::project_role_name(locale, role),
        }
    }

    fn summary(self, locale: Locale) -> String {
        match self {
            Self::Org(role) => words::org_role_summary(locale, role),
            Self::Project(role) => words::project_role_summary(locale, role),
        }
    }
}

/// Permissions of one scope, under a heading of their own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MatrixGroup {
    /// On the organization.
    Organization,
    /// On projects.
    Projects,
    /// On environments, at each stage.
    Stages,
}

impl MatrixGroup {
    fn lines(self) -> Vec<ListedPermission> {
        match self {
            Self::Organization => ListedPermission::of_organization().collect(),
            Self::Projects => ListedPermission::of_projects().collect(),
            Self::Stages => ListedPermission::of_stages().collect(),
        }
    }

    fn title(self, i18n: I18n) -> String {
        match self {
            Self::Organization => ts!(i18n, settings.permissions_group_org),
            Self::Projects => ts!(i18n, settings.permissions_group_project),
            Self::Stages => ts!(i18n, settings.permissions_group_stage),
        }
    }

    /// The lines that a search leaves, in a language.
    pub fn found(self, locale: Locale, searched: &str) -> Vec<ListedPermission> {
        let searched = searched.trim().to_lowercase();
        self.lines().into_iter().filter(|line| line.matches(locale, &searched)).collect()
    }
}

/// The matrix of some roles and some groups of permissions.
#[component]
pub fn PermissionMatrix(
    /// What it shows, for screen readers.
    #[prop(into)]
    caption: Signal<String>,
    /// The columns.
    roles: Vec<MatrixRole>,
    /// The groups of rows.
    groups: Vec<MatrixGroup>,
    /// The column of one's own role.
    #[prop(optional_no_strip)]
    own: Option<MatrixRole>,
    /// What the rows are searched for.
    #[prop(into)]
    search: Signal<String>,
) -> impl IntoView {
    let i18n = use_i18n();
    let columns = roles.len();
    let head = {
        let roles = roles.clone();
        move || roles.iter().map(|role| column(*role, own == Some(*role), i18n)).collect_view()
    };
    let bodies = move || {
        let group = |group: MatrixGroup| {
            let lines = group.found(i18n.locale(), &search.get());
            let row = |line: ListedPermission| row(line, &roles, own, i18n);
            (!lines.is_empty()).then(|| {
                view! {
                    <tbody>
                        <tr class="matrix-group">
                            <th scope="rowgroup" colspan=(columns + 1).to_string()>
                                <span>{group.title(i18n)}</span>
                            </th>
                        </tr>
                        {lines.into_iter().map(row).collect_view()}
                    </tbody>
                }
            })
        };
        groups.iter().copied().map(group).collect_view()
    };
    view! {
        // What scrolls has to be in reach of the keyboard.
        <div class="matrix-frame" tabindex="0" role="region" aria-label=caption>
            <table class="matrix">
                <caption class="visually-hidden">{caption}</caption>
                <thead>
                    <tr>
                        <th scope="col" class="matrix-corner">{t!(i18n, settings.permissions_permission)}</th>
                        {head}
                    </tr>
                </thead>
                {bodies}
            </table>
        </div>
    }
}

fn column(role: MatrixRole, is_own: bool, i18n: I18n) -> impl IntoView {
    view! {
        <th scope="col" class:is-own=is_own title=role.summary(i18n.locale())>
            {role.name(i18n.locale())}
            {is_own.then(|| view! {
                <span class="matrix-own">{ts!(i18n, settings.permissions_your_role)}</span>
            })}
        </th>
    }
}

fn row(
    line: ListedPermission,
    roles: &[MatrixRole],
    own: Option<MatrixRole>,
    i18n: I18n,
) -> impl IntoView + use<> {
    let locale = i18n.locale();
    let cells = roles
        .iter()
        .map(|role| {
            let content = cell(line.held_by(role.set()), i18n);
            view! { <td class:is-own=own == Some(*role)>{content}</td> }
        })
        .collect_view();
    view! {
        <tr>
            <th scope="row">
                <span class="matrix-label">{line.label(locale)}</span>
                <span class="matrix-about">{line.description(locale)}</span>
            </th>
            {cells}
        </tr>
    }
}

fn cell(held: Held, i18n: I18n) -> AnyView {
    match held {
        Held::Whole(true) => view! {
            <span class="matrix-yes"><Icon shape=Shape::Check/></span>
            <span class="visually-hidden">{ts!(i18n, settings.permissions_yes)}</span>
        }
        .into_any(),
        Held::AtStages(at) if !held.is_nothing() => {
            let names: Vec<String> =
                held.stages().into_iter().map(|stage| words::stage_name(i18n.locale(), stage)).collect();
            let marks = Stage::ALL.into_iter().zip(at).map(|(stage, is_held)| {
                view! { <span class="stage-mark" class:is-held=is_held>{stage_mark(stage, i18n)}</span> }
            });
            view! {
                <span class="stage-marks" aria-hidden="true">{marks.collect_view()}</span>
                <span class="visually-hidden">
                    {ts!(i18n, settings.permissions_yes_at, stages = names.join(", "))}
                </span>
            }
            .into_any()
        }
        Held::Whole(false) | Held::AtStages(_) => view! {
            <span class="matrix-no" aria-hidden="true">"–"</span>
            <span class="visually-hidden">{ts!(i18n, settings.permissions_no)}</span>
        }
        .into_any(),
    }
}

/// The short mark of a stage.
pub fn stage_mark(stage: Stage, i18n: I18n) -> String {
    match stage {
        Stage::Production => ts!(i18n, settings.permissions_mark_production),
        Stage::Staging => ts!(i18n, settings.permissions_mark_staging),
        Stage::Development => ts!(i18n, settings.permissions_mark_development),
    }
}
