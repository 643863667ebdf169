//! Who may do what, read from the tables of `docs/permissions.md` as they are printed there.
//!
//! It shares no code with `slipway_core::access`: a mistake in the rules and the same mistake here would
//! have to be made twice. Sets are sets of keys; a stage permission is written `env.view@production`.

use std::collections::{BTreeMap, BTreeSet};

use crate::program::repository;

/// A set of permissions, by their keys.
pub type Set = BTreeSet<String>;

const STAGES: [&str; 3] = ["production", "staging", "development"];

/// The tables of the document.
#[derive(Debug, Clone)]
pub struct Oracle {
    /// Each organization role's own permissions on the organization.
    organization: BTreeMap<String, Set>,
    /// Those together with what the role confers on every project.
    whole: BTreeMap<String, Set>,
}

impl Oracle {
    /// Reads the document.
    pub fn read() -> Self {
        let path = repository().join("docs/permissions.md");
        let text = std::fs::read_to_string(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
        Self::of(&text)
    }

    fn of(text: &str) -> Self {
        let catalogue = section(text, "The catalogue");
        let scope = |name: &str| -> Set {
            let start = catalogue.find(name).unwrap_or_else(|| panic!("no `{name}` in the catalogue"));
            let end = catalogue[start..].find("\n\n").map_or(catalogue.len(), |n| start + n);
            keys(&catalogue[start..end]).collect()
        };
        let on_org = scope("Organization scope");
        let on_project = scope("Project scope");
        let on_stage = scope("Stage scope");

        let projects: BTreeMap<String, Set> = table(section(text, "Project roles"))
            .into_iter()
            .map(|row| (row[0].to_lowercase(), project_role(&row, &on_project, &on_stage)))
            .collect();

        let (mut organization, mut whole) = (BTreeMap::new(), BTreeMap::new());
        for row in table(section(text, "Organization roles")) {
            let role = row[0].to_lowercase();
            let own = named(&row[1], &on_org);
            let confers = row[2].split([' ', ':', ';']).next().unwrap_or_default().to_lowercase();
            let conferred = if confers == "nothing" { Set::new() } else { projects[&confers].clone() };
            whole.insert(role.clone(), own.union(&conferred).cloned().collect());
            organization.insert(role, own);
        }
        Self { organization, whole }
    }

    /// The organization roles, by their keys.
    pub fn roles(&self) -> impl Iterator<Item = &str> {
        self.organization.keys().map(String::as_str)
    }

    /// Whether a role has a permission on its organization.
    pub fn has(&self, role: &str, permission: &str) -> bool {
        self.organization[role].contains(permission)
    }

    /// Whether a role's whole set includes another's: what D1 and D2 compare.
    pub fn includes(&self, role: &str, other: &str) -> bool {
        self.missing(role, other).is_empty()
    }

    /// What another role grants and this one does not.
    pub fn missing(&self, role: &str, other: &str) -> Set {
        self.whole[other].difference(&self.whole[role]).cloned().collect()
    }
}

fn project_role(row: &[String], on_project: &Set, on_stage: &Set) -> Set {
    // The columns go role, project, development, staging, production.
    let mut set = named(&row[1], on_project);
    let mut before = Set::new();
    for (stage, cell) in STAGES.iter().rev().zip(&row[2..]) {
        let here = if cell.starts_with("the same") { before } else { named(cell, on_stage) };
        set.extend(here.iter().map(|key| format!("{key}@{stage}")));
        before = here;
    }
    set
}

/// The permissions that a cell names: `all`, `all except …`, `all but …`, or those listed. Names that the
/// catalogue does not have yet take effect when it does.
fn named(cell: &str, catalogue: &Set) -> Set {
    let listed: Set = keys(cell).filter(|key| catalogue.contains(key)).collect();
    if cell.starts_with("all") { catalogue - &listed } else { listed }
}

/// What stands in code marks and has the form of a permission.
fn keys(text: &str) -> impl Iterator<Item = String> {
    let marked = text.split('`').skip(1).step_by(2);
    marked.filter(|key| key.contains('.') && !key.contains('*')).map(str::to_owned)
}

fn section<'a>(text: &'a str, title: &str) -> &'a str {
    let heading = format!("\n## {title}\n");
    let start = text.find(&heading).unwrap_or_else(|| panic!("no section `{title}`")) + heading.len();
    let end = text[start..].find("\n## ").map_or(text.len(), |n| start + n);
    &text[start..end]
}

/// The rows of the first table of a section, without its heading.
fn table(section: &str) -> Vec<Vec<String>> {
    let rows = section.lines().skip_while(|line| !line.starts_with('|'));
    rows.take_while(|line| line.starts_with('|'))
        .skip(2)
        .map(|line| line.trim_matches('|').split('|').map(|cell| cell.trim().to_owned()).collect())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tables_read_as_a_person_reads_them() {
        let oracle = Oracle::read();
        assert_eq!(oracle.roles().count(), 7);
        assert!(oracle.has("developer", "members.invite") && !oracle.has("viewer", "members.invite"));
        assert!(oracle.has("billing", "billing.manage") && !oracle.has("admin", "billing.manage"));
        assert!(oracle.has("owner", "org.delete") && oracle.has("guest", "org.view"));
        assert!(oracle.includes("owner", "billing") && !oracle.includes("admin", "billing"));
        assert!(oracle.includes("developer", "viewer") && !oracle.includes("viewer", "developer"));
        let missing = oracle.missing("developer", "admin");
        assert!(missing.contains("services.reveal@development") && missing.contains("env.deploy@production"));
        assert!(!missing.contains("env.deploy@staging"));
    }
}
