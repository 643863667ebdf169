//! Permissions as a list shows them: a stage permission once, with its stages beside it.
//!
//! The catalogue of `core` has a stage permission once for each stage, because rights are given that way;
//! a person compares them in one line. Nothing is decided here.

use slipway_core::{
    access::{
        permission::{OrgPermission, Permission, ProjectPermission, StagePermission},
        set::PermissionSet,
        stage::Stage,
    },
    locale::Locale,
    words,
};

/// One line of a list of permissions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ListedPermission {
    /// On the organization.
    Org(OrgPermission),
    /// On a project.
    Project(ProjectPermission),
    /// On the environments of a project, at some stages.
    Stage(StagePermission),
}

/// Whether a set holds what a line lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Held {
    /// As a whole, or not.
    Whole(bool),
    /// At each stage by itself, in the order of [`Stage::ALL`].
    AtStages([bool; 3]),
}

impl ListedPermission {
    /// Every line of the organization's scope, in the order of the catalogue.
    pub fn of_organization() -> impl Iterator<Item = Self> {
        OrgPermission::ALL.iter().copied().map(Self::Org)
    }

    /// Every line of the project's scope.
    pub fn of_projects() -> impl Iterator<Item = Self> {
        ProjectPermission::ALL.iter().copied().map(Self::Project)
    }

    /// Every line of the stages' scope.
    pub fn of_stages() -> impl Iterator<Item = Self> {
        StagePermission::ALL.iter().copied().map(Self::Stage)
    }

    /// Every line, in the order of the catalogue.
    pub fn all() -> impl Iterator<Item = Self> {
        Self::of_organization().chain(Self::of_projects()).chain(Self::of_stages())
    }

    /// The key, without a stage.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Org(permission) => permission.key(),
            Self::Project(permission) => permission.key(),
            Self::Stage(permission) => permission.key(),
        }
    }

    /// Its name.
    pub fn label(self, locale: Locale) -> String {
        words::permission_label(locale, self.for_words())
    }

    /// What it allows.
    pub fn description(self, locale: Locale) -> String {
        words::permission_description(locale, self.for_words())
    }

    /// Whether a set holds it.
    pub fn held_by(self, set: PermissionSet) -> Held {
        match self {
            Self::Org(permission) => Held::Whole(set.contains(Permission::Org(permission))),
            Self::Project(permission) => Held::Whole(set.contains(Permission::Project(permission))),
            Self::Stage(permission) => {
                Held::AtStages(Stage::ALL.map(|stage| set.contains(Permission::Stage(permission, stage))))
            }
        }
    }

    /// Whether its name, its description or its key contains what somebody searches for, in lower case.
    pub fn matches(self, locale: Locale, searched: &str) -> bool {
        searched.is_empty()
            || self.key().contains(searched)
            || self.label(locale).to_lowercase().contains(searched)
            || self.description(locale).to_lowercase().contains(searched)
    }

    /// The words do not depend on the stage, so that any will do.
    const fn for_words(self) -> Permission {
        match self {
            Self::Org(permission) => Permission::Org(permission),
            Self::Project(permission) => Permission::Project(permission),
            Self::Stage(permission) => Permission::Stage(permission, Stage::Production),
        }
    }
}

impl Held {
    /// Whether there is nothing of it.
    pub const fn is_nothing(self) -> bool {
        matches!(self, Self::Whole(false) | Self::AtStages([false, false, false]))
    }

    /// The stages at which it is held; none for what has no stages.
    pub fn stages(self) -> Vec<Stage> {
        match self {
            Self::Whole(_) => Vec::new(),
            Self::AtStages(held) => {
                Stage::ALL.into_iter().zip(held).filter_map(|(stage, held)| held.then_some(stage)).collect()
            }
        }
    }
}

/// The lines of a set in words, each with its stages in parentheses where it is not held at all of them.
pub fn lines_of(set: PermissionSet, locale: Locale) -> Vec<String> {
    ListedPermission::all()
        .filter_map(|listed| {
            let held = listed.held_by(set);
            if held.is_nothing() {
                return None;
            }
            let label = listed.label(locale);
            let stages = held.stages();
            if stages.is_empty() || stages.len() == Stage::ALL.len() {
                return Some(label);
            }
            let names: Vec<String> =
                stages.into_iter().map(|stage| words::stage_name(locale, stage)).collect();
            Some(format!("{label} ({})", names.join(", ")))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use slipway_core::access::role::{OrgRole, ProjectRole};

    use super::*;

    #[test]
    fn every_permission_stands_in_exactly_one_line() {
        let in_lines: usize = ListedPermission::all()
            .map(|listed| match listed {
                ListedPermission::Org(_) | ListedPermission::Project(_) => 1,
                ListedPermission::Stage(_) => Stage::ALL.len(),
            })
            .sum();
        assert_eq!(in_lines, Permission::all().count());
    }

    #[test]
    fn a_stage_permission_tells_its_stages_apart() {
        let deploy = ListedPermission::Stage(StagePermission::EnvDeploy);
        assert_eq!(deploy.held_by(ProjectRole::Developer.set()), Held::AtStages([false, true, true]));
        assert!(deploy.held_by(ProjectRole::Viewer.set()).is_nothing());
    }

    #[test]
    fn what_a_developer_lacks_is_said_with_its_stages() {
        let missing = OrgRole::Admin.set() - OrgRole::Developer.set();
        let lines = lines_of(missing, Locale::En);
        let deploy = ListedPermission::Stage(StagePermission::EnvDeploy).label(Locale::En);
        let reveal = ListedPermission::Stage(StagePermission::ServicesReveal).label(Locale::En);
        assert!(lines.contains(&format!("{deploy} (Production)")));
        assert!(lines.contains(&reveal));
    }

    #[test]
    fn search_finds_by_key_by_label_and_by_description() {
        let invite = ListedPermission::Org(OrgPermission::MembersInvite);
        let described = invite.description(Locale::Fr).to_lowercase();
        assert!(invite.matches(Locale::En, "members.invite"));
        assert!(invite.matches(Locale::En, &invite.label(Locale::En).to_lowercase()));
        assert!(invite.matches(Locale::Fr, &described));
        assert!(!invite.matches(Locale::En, "no such permission"));
    }
}
