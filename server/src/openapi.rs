//! The document that describes the API in OpenAPI 3.1: made from the table of endpoints, the schemas of their
//! types, and the refusals that each can be answered with. Nothing in it is written by hand twice.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value, json};
use slipway_core::api::{
    described::{Described, Shape},
    endpoint::{Gate, Kind},
    problem::Problem,
    refusal::{Refusal, refusals},
    table::described,
};

use crate::gate::body::MAX_BYTES;

/// What the whole document says of itself.
fn about() -> String {
    let most = MAX_BYTES / 1024;
    format!(
        "What the page of Slipway says to its server, and what any other program may say.\n\n\
Whoever signs in (`PostSession`) is given a cookie, which every later request brings along. A request that changes \
anything needs the header `Sec-Fetch-Site: same-origin`, as browsers send it, or an `Origin` that is the public URL. \
A body is JSON of at most {most} KiB without unknown fields.\n\n\
Every answer of 400 or more is `{{\"error\": …}}` with a problem in it: its `kind`, and for some of them a `code`. The \
codes that an operation can be refused with stand at each status. Whoever may not know that a thing exists is \
answered as if it did not."
    )
}

/// The name under which the session's cookie is described.
const SESSION: &str = "session";
const JSON: &str = "application/json";

/// The document.
pub fn document() -> Value {
    let mut schemas = Map::new();
    let mut paths: BTreeMap<&str, Map<String, Value>> = BTreeMap::new();
    add(&mut schemas, &Shape::of::<Problem>());
    schemas.insert("Refusal".to_owned(), refusal_schema());
    for endpoint in described() {
        for shape in endpoint.body.iter().chain([&endpoint.reply]) {
            add(&mut schemas, shape);
        }
        let methods = paths.entry(endpoint.row.path).or_default();
        methods.insert(endpoint.row.method.as_str().to_ascii_lowercase(), operation(&endpoint));
    }
    json!({
        "openapi": "3.1.0",
        "info": { "title": "Slipway", "version": env!("CARGO_PKG_VERSION"), "description": about() },
        "paths": paths,
        "components": {
            "schemas": schemas,
            "securitySchemes": { SESSION: {
                "type": "apiKey",
                "in": "cookie",
                "name": "__Host-slipway",
                "description": "The session's token. Where the public URL is in plain HTTP it is called `slipway`.",
            } },
        },
    })
}

fn add(schemas: &mut Map<String, Value>, shape: &Shape) {
    for (name, schema) in &shape.schemas {
        schemas.insert(name.clone(), json!(schema));
    }
}

fn reference(name: &str) -> Value {
    json!({ "$ref": format!("#/components/schemas/{name}") })
}

fn refusal_schema() -> Value {
    json!({
        "type": "object",
        "description": "The body of every answer of 400 or more.",
        "properties": { "error": reference("Problem") },
        "required": ["error"],
        "additionalProperties": false,
    })
}

fn operation(endpoint: &Described) -> Value {
    let row = endpoint.row;
    let mut operation = Map::from_iter([
        ("operationId".to_owned(), json!(row.name)),
        ("summary".to_owned(), json!(endpoint.about)),
        ("parameters".to_owned(), json!(endpoint.parameters)),
        ("responses".to_owned(), responses(endpoint)),
    ]);
    if let Some(needed) = needed(row.gate) {
        operation.insert("description".to_owned(), json!(needed));
    }
    if !matches!(row.gate, Gate::Anyone | Gate::TokenHolder) {
        operation.insert("security".to_owned(), json!([{ SESSION: [] }]));
    }
    if let Some(body) = &endpoint.body {
        let content = json!({ JSON: { "schema": reference(&body.name) } });
        operation.insert("requestBody".to_owned(), json!({ "required": true, "content": content }));
    }
    Value::Object(operation)
}

/// What one needs to come through a gate, in words.
fn needed(gate: Gate) -> Option<String> {
    let permission = match gate {
        Gate::Anyone => return None,
        Gate::TokenHolder => return Some("Needs a token in the body.".to_owned()),
        Gate::SignedIn => return Some("Needs a session.".to_owned()),
        Gate::Administrator => return Some("Needs the installation's administrator.".to_owned()),
        Gate::Org(permission) => permission.key(),
        Gate::Project(permission) => permission.key(),
        Gate::Env(permission) | Gate::Stage(permission) => permission.key(),
    };
    Some(format!("Needs the permission `{permission}`."))
}

fn responses(endpoint: &Described) -> Value {
    let row = endpoint.row;
    let schema = match row.kind {
        // A file describes itself: this one is the only one so far.
        Kind::Download => json!({ "type": "object" }),
        Kind::Json | Kind::EventStream | Kind::Raw => reference(&endpoint.reply.name),
    };
    // Each event of a stream carries one such reply.
    let content_type = if row.kind == Kind::EventStream { "text/event-stream" } else { JSON };
    let done = json!({
        "description": "Done.",
        "headers": headers(&[]),
        "content": { content_type: { "schema": schema } },
    });
    let mut responses = Map::from_iter([(row.status.to_string(), done)]);
    let mut by_status: BTreeMap<u16, Vec<Refusal>> = BTreeMap::new();
    for refusal in refusals(endpoint) {
        by_status.entry(refusal.status()).or_default().push(refusal);
    }
    for (status, refusals) in by_status {
        responses.insert(status.to_string(), refused(&refusals));
    }
    Value::Object(responses)
}

/// The refusals of one status: any problem, if its code is one of these.
fn refused(refusals: &[Refusal]) -> Value {
    let codes: Vec<String> = refusals.iter().map(|refusal| format!("`{}`", refusal.code())).collect();
    let exact: Vec<Value> = BTreeSet::from_iter(refusals)
        .into_iter()
        .map(|refusal| match refusal {
            Refusal::Plain(code) => json!({ "kind": { "const": code } }),
            Refusal::Denied(code) => {
                json!({ "kind": { "const": "denied" }, "denial": { "properties": { "code": { "const": code } } } })
            }
            Refusal::State(code) => {
                json!({ "kind": { "const": "state" }, "problem": { "properties": { "code": { "const": code } } } })
            }
        })
        .map(|properties| json!({ "properties": properties }))
        .collect();
    json!({
        "description": format!("Refused: {}.", codes.join(", ")),
        "headers": headers(refusals),
        "content": { JSON: { "schema": {
            "allOf": [reference("Refusal"), { "properties": { "error": { "anyOf": exact } } }],
        } } },
    })
}

fn headers(refusals: &[Refusal]) -> Value {
    let id = json!({
        "description": "The request's id, as the program's log names it.",
        "required": true,
        "schema": { "type": "string" },
    });
    let mut headers = Map::from_iter([("x-request-id".to_owned(), id)]);
    if refusals.iter().any(|refusal| ["too_many", "unavailable"].contains(&refusal.code())) {
        let retry_after = json!({
            "description": "After how many seconds another request is worth its while.",
            "required": true,
            "schema": { "type": "integer", "minimum": 0 },
        });
        headers.insert("retry-after".to_owned(), retry_after);
    }
    Value::Object(headers)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn references<'a>(value: &'a Value, found: &mut BTreeSet<&'a str>) {
        match value {
            Value::Object(fields) => {
                if let Some(Value::String(to)) = fields.get("$ref") {
                    found.insert(to);
                }
                fields.values().for_each(|field| references(field, found));
            }
            Value::Array(items) => items.iter().for_each(|item| references(item, found)),
            _ => {}
        }
    }

    #[test]
    fn every_reference_leads_somewhere_and_every_schema_is_referred_to() {
        let document = document();
        let mut found = BTreeSet::new();
        references(&document, &mut found);
        let schemas = document["components"]["schemas"].as_object().unwrap();
        let there: BTreeSet<String> =
            schemas.keys().map(|name| format!("#/components/schemas/{name}")).collect();
        let found: BTreeSet<String> = found.into_iter().map(str::to_owned).collect();
        let dangling: Vec<_> = found.difference(&there).collect();
        let unused: Vec<_> = there.difference(&found).collect();
        assert_eq!((dangling, unused), (Vec::new(), Vec::new()));
    }

    #[test]
    fn no_two_types_that_travel_have_one_name() {
        let mut seen: BTreeMap<String, Value> = BTreeMap::new();
        for endpoint in described() {
            for (name, schema) in
                endpoint.body.iter().chain([&endpoint.reply]).flat_map(|shape| &shape.schemas)
            {
                let schema = json!(schema);
                let known = seen.entry(name.clone()).or_insert_with(|| schema.clone());
                assert_eq!(*known, schema, "{name}");
            }
        }
    }
}
