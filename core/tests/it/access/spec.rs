//! Reads the tables of `docs/permissions.md` when the tests run. Shares nothing with `core::access`.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::LazyLock,
};

/// A set of permissions as the specification writes it: their keys, `env.view@production` at a stage.
pub(crate) type Keys = BTreeSet<String>;

/// The stages in the order of the columns of the table of project roles.
pub(crate) const STAGES: [&str; 3] = ["development", "staging", "production"];

/// Permissions that join later, each with its feature: the parts of tables that name them wait for it.
const LATER: [&str; 10] = [
    "servers.",
    "storage.",
    "policies.",
    "notifications.manage",
    "security.manage",
    "service_accounts.manage",
    "shell.open",
    "backups.create",
    "backups.restore",
    "backups.download",
];

/// The tables.
pub(crate) struct Spec {
    /// Every permission on an organization.
    pub(crate) org: Keys,
    /// Every permission on a project.
    pub(crate) project: Keys,
    /// Every permission at a stage, without the stage.
    pub(crate) stage: Keys,
    /// Each organization role in order: its name, its permissions on the organization, and what it confers.
    pub(crate) org_roles: Vec<(String, Keys, Option<String>)>,
    /// Each project role in order, with its whole set.
    pub(crate) project_roles: Vec<(String, Keys)>,
    /// The view that each permission presupposes; the root views presuppose none.
    pub(crate) views: BTreeMap<String, String>,
}

/// The specification as it is at this moment.
pub(crate) static SPEC: LazyLock<Spec> = LazyLock::new(|| {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/permissions.md");
    Spec::read(&std::fs::read_to_string(path).expect("docs/permissions.md can be read"))
});

impl Spec {
    fn read(text: &str) -> Self {
        let org = catalogue(text, "Organization scope:");
        let project = catalogue(text, "Project scope:");
        let stage = catalogue(text, "Stage scope");
        let mut spec = Self {
            org,
            project,
            stage,
            org_roles: Vec::new(),
            project_roles: Vec::new(),
            views: BTreeMap::new(),
        };
        spec.project_roles = table(text, "## Project roles")
            .into_iter()
            .map(|row| {
                let set = spec.project_role(&row[1..]);
                (row[0].to_lowercase(), set)
            })
            .collect();
        spec.org_roles = table(text, "## Organization roles")
            .into_iter()
            .map(|row| {
                let confers = match row[2].split(':').next() {
                    Some("nothing") => None,
                    _ => Some(row[2].to_lowercase()),
                };
                (row[0].to_lowercase(), spec.known(&row[1], &spec.org), confers)
            })
            .collect();
        spec.views = spec.presupposed(&table(text, "What each presupposes"));
        spec
    }

    /// A cell such as "all", "all but `a`", "all except `a`, `b`" or a row of keys.
    fn known(&self, cell: &str, all: &Keys) -> Keys {
        let named: Keys = quoted(cell)
            .into_iter()
            .filter(|key| !LATER.iter().any(|later| key.starts_with(later)))
            .collect();
        let strange: Vec<&String> = named.difference(all).collect();
        assert!(strange.is_empty(), "`{cell}` names {strange:?}, which are in no catalogue");
        if cell == "all" {
            all.clone()
        } else if cell.starts_with("all but") || cell.starts_with("all except") {
            all.difference(&named).cloned().collect()
        } else {
            named
        }
    }

    /// A row of the table of project roles: the project, then development, staging and production.
    fn project_role(&self, cells: &[String]) -> Keys {
        let mut set = self.known(&cells[0], &self.project);
        for (stage, cell) in STAGES.into_iter().zip(&cells[1..]) {
            let cell = if cell.starts_with("the same") { &cells[1] } else { cell };
            set.extend(self.known(cell, &self.stage).into_iter().map(|key| format!("{key}@{stage}")));
        }
        set
    }

    fn presupposed(&self, rows: &[Vec<String>]) -> BTreeMap<String, String> {
        let mut views = BTreeMap::new();
        for row in rows {
            let view = quoted(&row[1]).remove(0);
            let named = match row[0].as_str() {
                "every other on an organization" => self.org.iter().cloned().collect(),
                "every other on a project" => self.project.iter().cloned().collect(),
                "every other at a stage" => self.stage.iter().cloned().collect(),
                named => quoted(named),
            };
            for key in named.into_iter().filter(|key| *key != view) {
                let at_stage = |key: &str, stage: &str| {
                    if self.stage.contains(key) { format!("{key}@{stage}") } else { key.to_owned() }
                };
                let stages = if self.stage.contains(&key) { &STAGES[..] } else { &STAGES[..1] };
                for stage in stages {
                    views.entry(at_stage(&key, stage)).or_insert_with(|| at_stage(&view, stage));
                }
            }
        }
        views
    }

    /// The keys of every permission, stage permissions once for each stage.
    pub(crate) fn every_key(&self) -> Keys {
        let stages = self.stage.iter().flat_map(|key| STAGES.map(|stage| format!("{key}@{stage}")));
        self.org.iter().chain(&self.project).cloned().chain(stages).collect()
    }

    /// The set of a project role.
    pub(crate) fn project_set(&self, role: &str) -> Keys {
        self.project_roles.iter().find(|(name, _)| name == role).expect("a project role").1.clone()
    }

    /// The set of an organization role, together with what it confers.
    pub(crate) fn org_set(&self, role: &str) -> Keys {
        let (_, own, confers) =
            self.org_roles.iter().find(|(name, ..)| name == role).expect("an organization role");
        let conferred = confers.as_deref().map_or_else(Keys::new, |role| self.project_set(role));
        own | &conferred
    }
}

fn catalogue(text: &str, heading: &str) -> Keys {
    let line = text.lines().find(|line| line.starts_with(heading)).expect("a line of the catalogue");
    quoted(line).into_iter().collect()
}

/// What stands between backticks.
fn quoted(text: &str) -> Vec<String> {
    text.split('`').skip(1).step_by(2).map(str::to_owned).collect()
}

/// The rows of the first table after a heading, without its head.
fn table(text: &str, heading: &str) -> Vec<Vec<String>> {
    let after = &text[text.find(heading).expect("a heading of the specification")..];
    let rows: Vec<Vec<String>> = after
        .lines()
        .skip_while(|line| !line.starts_with('|'))
        .take_while(|line| line.starts_with('|'))
        .skip(2)
        .map(|line| line.trim_matches('|').split('|').map(|cell| cell.trim().to_owned()).collect())
        .collect();
    assert!(!rows.is_empty(), "no table after `{heading}`");
    rows
}
