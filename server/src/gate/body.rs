//! Reading a body: not too large, JSON, and exactly what the endpoint reads.

use std::time::Duration;

use axum::{
    body::{Body, Bytes},
    http::{HeaderMap, header},
};
use http_body_util::BodyExt;
use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;
use slipway_core::api::problem::Problem;

use crate::error::Refused;

/// The most bytes that a body may have.
pub(crate) const MAX_BYTES: u32 = 64 * 1024;
/// A body that is too large is read up to here before it is refused, so that whoever sends it hears why.
const DRAINED_BYTES: usize = 16 * 1024 * 1024;
/// A body that no operation is to see is read up to here.
const DRAINED_UNREAD: usize = 1024 * 1024;
/// And for no longer than this.
const DRAINED_WITHIN: Duration = Duration::from_secs(2);
/// How long a body may take to come.
const PATIENCE: Duration = Duration::from_secs(30);

/// Reads a body as JSON. An absent one stands for `{}`.
pub(super) async fn read<T: Serialize + DeserializeOwned>(
    headers: &HeaderMap,
    body: &mut Body,
) -> Result<T, Refused> {
    let collected = tokio::time::timeout(PATIENCE, collect(body)).await;
    let bytes = collected.map_err(|_| malformed("", "the body did not come in time"))??;
    let is_absent = bytes.is_empty();
    // An empty form says what it is all the same.
    let says_nothing = is_absent && !headers.contains_key(header::CONTENT_TYPE);
    if !says_nothing && !is_json(headers) {
        return Err(Problem::NotJson.into());
    }
    parse(if is_absent { b"{}" } else { &bytes })
}

async fn collect(body: &mut Body) -> Result<Bytes, Refused> {
    let max = MAX_BYTES as usize;
    let mut kept = Vec::new();
    let mut seen = 0_usize;
    while let Some(frame) = body.frame().await {
        let Ok(frame) = frame else {
            return Err(malformed("", "the body ended before it was whole"));
        };
        let Ok(data) = frame.into_data() else { continue };
        seen = seen.saturating_add(data.len());
        if seen > DRAINED_BYTES {
            break;
        }
        if seen <= max {
            kept.extend_from_slice(&data);
        }
    }
    if seen > max { Err(Problem::TooLarge { max_bytes: MAX_BYTES }.into()) } else { Ok(kept.into()) }
}

/// Reads on what nobody reads any more, for a short while and up to a bound, so that an answer given before
/// the body was read still finds its way.
pub(super) async fn drain(mut body: Body) {
    let reading = async {
        let mut seen = 0_usize;
        while seen < DRAINED_UNREAD
            && let Some(Ok(frame)) = body.frame().await
        {
            seen = seen.saturating_add(frame.data_ref().map_or(0, Bytes::len));
        }
    };
    // A body that does not come in time is left where it is: its sender was answered.
    let _ = tokio::time::timeout(DRAINED_WITHIN, reading).await;
}

fn is_json(headers: &HeaderMap) -> bool {
    let value = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let essence = value.split(';').next().unwrap_or_default();
    essence.trim().eq_ignore_ascii_case("application/json")
}

fn parse<T: Serialize + DeserializeOwned>(bytes: &[u8]) -> Result<T, Refused> {
    let mut json = serde_json::Deserializer::from_slice(bytes);
    let value = serde_path_to_error::deserialize(&mut json).map_err(|error| {
        // Where the reader did not get as far as a name it writes a question mark, or a single dot.
        let path = error.path().to_string();
        let detail = error.into_inner().to_string();
        malformed(&with_name_given_twice(path.trim_matches(['.', '?']), &detail), &without_value(&detail))
    })?;
    json.end().map_err(|error| malformed("", &error.to_string()))?;
    if bytes.contains(&b'[') {
        let unreadable = |error: serde_json::Error| malformed("", &error.to_string());
        let sent: Value = serde_json::from_slice(bytes).map_err(unreadable)?;
        let read = serde_json::to_value(&value).map_err(Refused::internal)?;
        if let Some(path) = list_for_object(&sent, &read) {
            return Err(malformed(&path, "invalid type: sequence, expected an object"));
        }
    }
    Ok(value)
}

/// What is wrong, without the value that was sent, which may be a secret in the wrong place. A name stays: it
/// is in the path too.
fn without_value(detail: &str) -> String {
    let quotes_value = ["invalid type: ", "invalid value: ", "unknown variant "];
    match detail.rsplit_once(", expected ") {
        Some((sent, expected)) if quotes_value.iter().any(|start| detail.starts_with(start)) => {
            let kind = sent.split(['`', '"']).next().unwrap_or_default().trim_end();
            format!("{kind}, expected {expected}")
        }
        _ => detail.to_owned(),
    }
}

/// The path of a problem. A name that stands twice is noticed before the reader has put it into the path.
fn with_name_given_twice(path: &str, detail: &str) -> String {
    let name = detail.strip_prefix("duplicate field `").and_then(|rest| rest.split('`').next());
    match name {
        Some(name) if path.is_empty() => name.to_owned(),
        Some(name) => format!("{path}.{name}"),
        None => path.to_owned(),
    }
}

/// Where a list stands in the place of an object, which the reader of JSON would take for its fields in order.
fn list_for_object(sent: &Value, read: &Value) -> Option<String> {
    match (sent, read) {
        (Value::Array(_), Value::Object(_)) => Some(String::new()),
        (Value::Object(sent), Value::Object(read)) => read.iter().find_map(|(name, read)| {
            let below = list_for_object(sent.get(name)?, read)?;
            Some(if below.is_empty() { name.clone() } else { format!("{name}.{below}") })
        }),
        _ => None,
    }
}

/// A body or a query that is not what the endpoint reads.
pub(super) fn malformed(path: &str, detail: &str) -> Refused {
    Problem::Malformed { path: path.to_owned(), detail: detail.to_owned() }.into()
}

#[cfg(test)]
mod tests {
    use slipway_core::{account::SignInDraft, field::NoBody, org::CreateOrgDraft};

    use super::*;

    async fn read_text<T: Serialize + DeserializeOwned>(
        content_type: &str,
        text: &str,
    ) -> Result<T, Problem> {
        let headers = HeaderMap::from_iter([(header::CONTENT_TYPE, content_type.parse().unwrap())]);
        read(&headers, &mut Body::from(text.to_owned())).await.map_err(|refused| refused.problem().clone())
    }

    #[tokio::test]
    async fn only_json_of_the_right_size_is_read() {
        let largest = format!("{{{}}}", " ".repeat(MAX_BYTES as usize - 2));
        assert!(read_text::<NoBody>("application/json", &largest).await.is_ok());
        assert!(read_text::<NoBody>("Application/JSON; charset=utf-8", "{}").await.is_ok());
        let problem = read_text::<NoBody>("application/json", &format!("{largest} ")).await.unwrap_err();
        assert_eq!(problem, Problem::TooLarge { max_bytes: MAX_BYTES });
        let problem = read_text::<NoBody>("text/plain", "{}").await.unwrap_err();
        assert_eq!(problem, Problem::NotJson);
        let problem = read_text::<NoBody>("application/x-www-form-urlencoded", "").await.unwrap_err();
        assert_eq!(problem, Problem::NotJson, "an empty form is a form");
        let absent = read::<NoBody>(&HeaderMap::new(), &mut Body::empty()).await;
        assert!(absent.is_ok(), "an absent body has no type");
    }

    #[tokio::test]
    async fn what_was_sent_is_not_quoted() {
        let detail = async |text: &str| match read_text::<CreateOrgDraft>("application/json", text).await {
            Err(Problem::Malformed { detail, .. }) => detail,
            other => panic!("{other:?}"),
        };
        let number = detail(r#"{"profile": {"name": 123456}}"#).await;
        assert_eq!(number, "invalid type: integer, expected a string at line 1 column 27");
        for (sent, kind) in
            [(r#""a, expected \"secret\"""#, "string"), ("123456.5", "floating point"), ("true", "boolean")]
        {
            let detail = detail(&format!(r#"{{"profile": {sent}}}"#)).await;
            let start = format!("invalid type: {kind}, expected struct OrgProfileDraft at ");
            assert!(detail.starts_with(&start), "{detail}");
        }
        let unknown = detail(r#"{"profile": {"owner": ""}}"#).await;
        assert!(unknown.starts_with("unknown field `owner`, expected one of `name`"), "{unknown}");
        assert_eq!(
            without_value("unknown variant `secret`, expected `a` or `b`"),
            "unknown variant, expected `a` or `b`"
        );
    }

    #[tokio::test]
    async fn what_is_wrong_in_a_body_is_named_by_its_path() {
        let path = async |text: &str| match read_text::<CreateOrgDraft>("application/json", text).await {
            Err(Problem::Malformed { path, .. }) => path,
            other => panic!("{other:?}"),
        };
        assert_eq!(path(r#"{"profile": {"name": 7}}"#).await, "profile.name");
        assert_eq!(path(r#"{"profile": {"owner": ""}}"#).await, "profile.owner");
        assert_eq!(path(r#"{"profile": 1, "profile": 2}"#).await, "profile");
        assert_eq!(path(r#"{"profile": {"name": "a", "name": "b"}}"#).await, "profile.name");
        assert_eq!(path("{").await, "");
        assert_eq!(path(r#"{} {}"#).await, "");
        assert_eq!(path(&format!("{{\"profile\":{}", "[".repeat(10_000))).await, "profile[0]");
        let billing = r#""billing": {"legal_name": "", "email": "", "street": "", "postal_code": "", "city": "",
            "country": "", "tax_id": ""}"#;
        assert_eq!(path(&format!(r#"{{"profile": ["", "", "", ""], {billing}}}"#)).await, "profile");
        let list = read_text::<SignInDraft>("application/json", r#"["a@example.com", "b"]"#).await;
        assert!(matches!(list, Err(Problem::Malformed { path, .. }) if path.is_empty()));
    }
}
