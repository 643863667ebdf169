//! Holds every answer that any test is given to what the contract declares of its endpoint: the status of
//! success, and the codes that it can be refused with. The OpenAPI document says the same of them.

use std::{collections::BTreeSet, sync::OnceLock};

use slipway_core::api::{
    endpoint::Row,
    refusal::{Refusal, refusals},
    table::described,
};

use crate::client::Answer;

/// An endpoint and the statuses and codes of its refusals.
type Declared = (Row, BTreeSet<(u16, &'static str)>);

fn declared() -> &'static [Declared] {
    static DECLARED: OnceLock<Vec<Declared>> = OnceLock::new();
    DECLARED.get_or_init(|| {
        let codes = |refusals: Vec<Refusal>| refusals.into_iter().map(|r| (r.status(), r.code())).collect();
        described().iter().map(|endpoint| (endpoint.row, codes(refusals(endpoint)))).collect()
    })
}

/// Whether an address is one of a template's, and how many of its parts are ids.
fn ids_in(template: &str, address: &str) -> Option<usize> {
    let (parts, asked): (Vec<_>, Vec<_>) = (template.split('/').collect(), address.split('/').collect());
    let fits = |(part, asked): (&&str, &&str)| part == asked || (part.starts_with('{') && !asked.is_empty());
    let all_fit = parts.len() == asked.len() && parts.iter().zip(&asked).all(fits);
    all_fit.then(|| parts.iter().filter(|part| part.starts_with('{')).count())
}

/// Holds an answer to the contract. Addresses and methods that are none of its own are answered elsewhere.
#[track_caller]
pub(crate) fn check(method: &str, path: &str, answer: &Answer) {
    let address = path.split('?').next().unwrap_or_default();
    let of_method = declared().iter().filter(|(row, _)| row.method.as_str() == method);
    let found = of_method
        .filter_map(|declared| Some((ids_in(declared.0.path, address)?, declared)))
        .min_by_key(|(ids, _)| *ids);
    let Some((_, (row, codes))) = found else { return };
    if answer.status < 400 {
        assert_eq!(answer.status, row.status, "the status of success of {}: {answer}", row.name);
    } else {
        let code = answer.problem().code();
        assert!(
            codes.contains(&(answer.status, code)),
            "{} was refused with `{code}`, which `own` in core/src/api/refusal.rs does not list: {answer}",
            row.name
        );
    }
}
