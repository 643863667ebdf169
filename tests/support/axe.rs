//! The accessibility rules of axe-core, tried on whatever a browser shows.

use std::{env, sync::OnceLock};

use serde::Deserialize;

use crate::browser::Browser;

#[derive(Debug, Deserialize)]
struct Finding {
    id: String,
    impact: Option<String>,
    help: String,
    nodes: Vec<String>,
}

/// The rules, from `SLIPWAY_AXE`.
fn rules() -> &'static str {
    static RULES: OnceLock<String> = OnceLock::new();
    RULES.get_or_init(|| {
        let path =
            env::var("SLIPWAY_AXE").expect("SLIPWAY_AXE names axe.min.js (scripts/in-test-env.sh sets it)");
        std::fs::read_to_string(&path).unwrap_or_else(|e| panic!("{path}: {e}"))
    })
}

impl Browser {
    /// What breaks the rules seriously on the page as it is now; empty where nothing does.
    pub async fn breaks_of_accessibility(&self) -> Vec<String> {
        // Run by the driver and not by the page, so the page's policy for scripts has no say in it.
        self.runs(rules(), Vec::new()).await;
        let run = "const done = arguments[0];
            axe.run(document, { resultTypes: ['violations'] }).then(
                (found) => done(found.violations.map(({ id, impact, help, nodes }) => ({
                    id, impact, help,
                    nodes: nodes.map((node) => `${node.target.join(' ')}: ${node.failureSummary.replace(/\\s+/g, ' ')}`),
                }))),
                (failure) => done(String(failure)),
            );";
        let found = self.runs_async(run, Vec::new()).await;
        let found: Vec<Finding> =
            serde_json::from_value(found.clone()).unwrap_or_else(|e| panic!("axe did not run: {e}: {found}"));
        let is_serious =
            |finding: &&Finding| matches!(finding.impact.as_deref(), Some("serious" | "critical"));
        let lines = found.iter().filter(is_serious).map(|finding| {
            let places = finding.nodes.iter().map(|node| format!("\n    {node}"));
            format!("{} ({}):{}", finding.help, finding.id, places.collect::<String>())
        });
        lines.collect()
    }
}
