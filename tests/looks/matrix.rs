//! The matrix of roles and permissions says what the rules say, in words that a screen reader reads.

use serde::Deserialize;
use slipway_core::{
    access::{
        permission::{OrgPermission, Permission, ProjectPermission, StagePermission},
        role::{OrgRole, ProjectRole},
        set::PermissionSet,
        stage::Stage,
    },
    locale::Locale,
    words,
};
use slipway_tests::{
    browser::{Browser, Found},
    world::World,
};

const OF_ORGANIZATIONS: &str = "Permissions of every organization role";
const OF_PROJECTS: &str = "Permissions of every project role";

/// Reads a matrix as it is read aloud: without what is hidden from screen readers.
const READ: &str = r#"
const heard = (node) => {
  if (node.nodeType === Node.TEXT_NODE) return node.data;
  if (node.nodeType !== Node.ELEMENT_NODE || node.matches("[aria-hidden=true]")) return "";
  return [...node.childNodes].map(heard).join(" ");
};
const plain = (node) => heard(node).replace(/\s+/g, " ").trim();
const captions = [...document.querySelectorAll("table > caption")];
const table = captions.find((caption) => plain(caption) === arguments[0])?.parentElement;
if (!table) return null;
const rows = [...table.querySelectorAll("tbody tr")].filter((row) => row.querySelector("th[scope=row]"));
return {
  roles: [...table.querySelectorAll("thead th")].slice(1).map(plain),
  rows: rows.map((row) => ({
    permission: plain(row.querySelector("th")),
    cells: [...row.querySelectorAll("td")].map(plain),
  })),
};
"#;

/// A matrix, whether read from the page or made from the rules.
#[derive(Debug, PartialEq, Eq, Deserialize)]
struct Matrix {
    roles: Vec<String>,
    rows: Vec<Row>,
}

#[derive(Debug, PartialEq, Eq, Deserialize)]
struct Row {
    permission: String,
    cells: Vec<String>,
}

/// One permission, at each stage where it has stages, with the key that it can be searched by.
struct Line {
    key: &'static str,
    at: Vec<(Permission, Option<Stage>)>,
}

impl Line {
    fn all_of_organizations() -> Vec<Self> {
        let whole = |permission: &OrgPermission| Self {
            key: permission.key(),
            at: vec![(Permission::Org(*permission), None)],
        };
        OrgPermission::ALL.iter().map(whole).chain(Self::all_of_projects()).collect()
    }

    fn all_of_projects() -> Vec<Self> {
        let whole = |permission: &ProjectPermission| Self {
            key: permission.key(),
            at: vec![(Permission::Project(*permission), None)],
        };
        let staged = |permission: &StagePermission| Self {
            key: permission.key(),
            at: Stage::ALL.map(|stage| (Permission::Stage(*permission, stage), Some(stage))).to_vec(),
        };
        let staged = StagePermission::ALL.iter().map(staged);
        ProjectPermission::ALL.iter().map(whole).chain(staged).collect()
    }

    fn words(&self) -> String {
        let (permission, _) = self.at[0];
        let label = words::permission_label(Locale::En, permission);
        format!("{label} {}", words::permission_description(Locale::En, permission))
    }

    /// What the cell of a role with this set says.
    fn said_of(&self, set: PermissionSet) -> String {
        let held: Vec<_> = self.at.iter().filter(|(permission, _)| set.contains(*permission)).collect();
        let stages: Vec<_> = held.iter().filter_map(|(_, stage)| *stage).collect();
        let stages: Vec<_> = stages.into_iter().map(|stage| words::stage_name(Locale::En, stage)).collect();
        match (held.is_empty(), stages.is_empty()) {
            (true, _) => "no".to_owned(),
            (false, true) => "yes".to_owned(),
            (false, false) => format!("yes: {}", stages.join(", ")),
        }
    }

    fn row(&self, sets: &[PermissionSet]) -> Row {
        Row { permission: self.words(), cells: sets.iter().map(|set| self.said_of(*set)).collect() }
    }

    fn has(&self, searched: &str) -> bool {
        self.key.contains(searched) || self.words().to_lowercase().contains(searched)
    }
}

/// Blue Quay's permissions, and somebody with this role before them.
async fn matrix_before(role: OrgRole) -> (World, Browser) {
    let world = World::new().await;
    let browser = Browser::of(&world, world.role(role)).await;
    browser.opens("/orgs/blue-quay/settings/permissions").await;
    browser.sees_one(Found::Role("region", OF_ORGANIZATIONS)).await;
    (world, browser)
}

/// Holds that the page shows this matrix, naming the first row that it does not.
async fn shows(browser: &Browser, caption: &str, expected: Matrix) {
    let shown = read(browser, caption).await;
    assert_eq!(shown.roles, expected.roles);
    for (row, wanted) in shown.rows.iter().zip(&expected.rows) {
        assert_eq!(row, wanted, "of {:?}", expected.roles);
    }
    assert_eq!(shown, expected);
}

async fn read(browser: &Browser, caption: &str) -> Matrix {
    let read = browser.runs(READ, vec![caption.into()]).await;
    serde_json::from_value(read).unwrap_or_else(|e| panic!("there is no matrix “{caption}”: {e}"))
}

#[tokio::test]
async fn every_cell_for_an_organization_role_says_what_the_rules_say() {
    let (_world, browser) = matrix_before(OrgRole::Viewer).await;
    let name = |role| {
        let name = words::org_role_name(Locale::En, role);
        if role == OrgRole::Viewer { format!("{name} Your role") } else { name }
    };
    let sets = OrgRole::ALL.map(OrgRole::set);
    let rows = Line::all_of_organizations().iter().map(|line| line.row(&sets)).collect();
    shows(&browser, OF_ORGANIZATIONS, Matrix { roles: OrgRole::ALL.map(name).to_vec(), rows }).await;
}

#[tokio::test]
async fn every_cell_for_a_project_role_says_what_the_rules_say() {
    let (_world, browser) = matrix_before(OrgRole::Owner).await;
    let sets = ProjectRole::ALL.map(ProjectRole::set);
    let rows = Line::all_of_projects().iter().map(|line| line.row(&sets)).collect();
    let roles = ProjectRole::ALL.map(|role| words::project_role_name(Locale::En, role)).to_vec();
    shows(&browser, OF_PROJECTS, Matrix { roles, rows }).await;
}

#[tokio::test]
async fn a_search_leaves_the_permissions_that_have_the_word() {
    let (_world, browser) = matrix_before(OrgRole::Owner).await;
    let all = Line::all_of_organizations();
    for (searched, permissions) in [("Deploy", "permission"), ("members", "permissions")] {
        let has = |line: &&Line| line.has(&searched.to_lowercase());
        let found: Vec<String> = all.iter().filter(has).map(Line::words).collect();
        assert!(!found.is_empty() && found.len() < all.len(), "{searched} is in {} of them", found.len());
        browser.fills("Search permissions", searched).await;
        browser.sees(&format!(" {} {permissions} ", found.len())).await;
        let shown = read(&browser, OF_ORGANIZATIONS).await.rows;
        assert_eq!(shown.into_iter().map(|row| row.permission).collect::<Vec<_>>(), found);
    }

    browser.fills("Search permissions", "no such thing").await;
    browser.sees("No permission is found for “no such thing”.").await;
    browser.fills("Search permissions", "").await;
    browser.sees(&format!(" {} permissions", all.len())).await;
    assert_eq!(read(&browser, OF_ORGANIZATIONS).await.rows.len(), all.len());
}
