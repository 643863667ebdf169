//! What each endpoint declares that it can be refused with.

use std::{collections::BTreeSet, fmt::Write};

use slipway_core::api::{
    problem::Problem,
    refusal::{Refusal, refusals},
    table::{TABLE, described},
};

use super::problems::every_problem;
use crate::golden;

#[test]
fn the_refusals_of_every_endpoint() {
    let mut text = String::from(
        "What every endpoint can be refused with, beside what any can be: unavailable, internal, malformed, \
         unknown_host (but for GetHealth), and where it changes anything foreign_origin, not_json and too_large.\n\n",
    );
    let any =
        ["unavailable", "internal", "malformed", "unknown_host", "foreign_origin", "not_json", "too_large"];
    for endpoint in described() {
        write!(text, "{}:", endpoint.row.name).unwrap();
        let mut last = 0;
        for refusal in refusals(&endpoint).iter().filter(|refusal| !any.contains(&refusal.code())) {
            if refusal.status() != last {
                last = refusal.status();
                write!(text, " {last}").unwrap();
            }
            write!(text, " {}", refusal.code()).unwrap();
        }
        text.push('\n');
    }
    golden::check("tests/refusals.txt", &text);
}

#[test]
fn every_declared_refusal_is_one_that_there_is() {
    let there: BTreeSet<(Refusal, u16)> = every_problem()
        .iter()
        .map(|problem| {
            let code = problem.code();
            let refusal = match problem {
                Problem::Denied { .. } => Refusal::Denied(code),
                Problem::State { .. } => Refusal::State(code),
                _ => Refusal::Plain(code),
            };
            (refusal, problem.status())
        })
        .collect();
    for endpoint in described() {
        for refusal in refusals(&endpoint) {
            assert!(there.contains(&(refusal, refusal.status())), "{}: {refusal:?}", endpoint.row.name);
        }
    }
}

#[test]
fn the_descriptions_follow_the_table() {
    assert!(described().iter().map(|endpoint| endpoint.row).eq(TABLE.iter().copied()));
    for endpoint in described() {
        assert!(endpoint.about.ends_with('.') && !endpoint.about.contains('\n'), "{:?}", endpoint.about);
    }
}
