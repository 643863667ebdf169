//! Serving the page. Every address that is not a file of it is one of the page's own, and answered with
//! its one document.

use axum::{
    body::Body,
    extract::{Request, State},
    http::{HeaderMap, HeaderValue, Method, StatusCode, header},
    response::{IntoResponse, Response},
};
use sha2::{Digest, Sha256};
use slipway_core::api::problem::Problem;

use crate::{Ctx, content_policy::page_policy, error::Refused, page_files::PageFiles};

const DOCUMENT: &str = "index.html";
/// For files with a hash of their content in their name.
const FOR_EVER: &str = "public, max-age=31536000, immutable";
const ASK_FIRST: &str = "no-cache";
const NOT_BUILT: &str =
    "The page is not part of this program. Build it with `make build`, or with `make run`.\n";

/// Answers whatever no endpoint answers.
pub async fn serve(State(ctx): State<Ctx>, request: Request) -> Response {
    let path = request.uri().path();
    if path == "/api" || path.starts_with("/api/") {
        return Refused::from(Problem::NotFound).into_response();
    }
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        return Refused::from(Problem::MethodNotAllowed).into_response();
    }
    let path = path.trim_start_matches('/');
    let is_hidden = path.split('/').any(|part| part.starts_with('.'));
    if !is_hidden
        && path != DOCUMENT
        && let Some(response) = file(&ctx.page, path, request.headers()).await
    {
        return response;
    }
    if is_hidden || names_a_file(path) {
        return Refused::from(Problem::NotFound).into_response();
    }
    document(&ctx.page, request.headers()).await
}

/// Whether an address means a file: slugs and ids have no dot in them.
fn names_a_file(path: &str) -> bool {
    path != DOCUMENT
        && (path.starts_with("assets/") || path.rsplit('/').next().is_some_and(|last| last.contains('.')))
}

async fn document(page: &PageFiles, headers: &HeaderMap) -> Response {
    let Some(html) = page.read(DOCUMENT).await else {
        return (StatusCode::SERVICE_UNAVAILABLE, NOT_BUILT).into_response();
    };
    let policy = HeaderValue::try_from(page_policy(&String::from_utf8_lossy(&html)));
    match (file(page, DOCUMENT, headers).await, policy) {
        (Some(mut response), Ok(policy)) => {
            response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, policy);
            response
        }
        _ => Refused::internal("the page's document cannot be served").into_response(),
    }
}

/// A file of the page, in the smallest form that the browser reads.
async fn file(page: &PageFiles, path: &str, asked: &HeaderMap) -> Option<Response> {
    let (content, encoding) = match smallest(page, path, asked).await {
        Some((content, encoding)) => (content, Some(encoding)),
        None => (page.read(path).await?, None),
    };
    let immutable = has_hash(path);
    let mut headers = HeaderMap::new();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(content_type(path)));
    headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    let caching = if immutable { FOR_EVER } else { ASK_FIRST };
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(caching));
    if let Some(encoding) = encoding {
        headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static(encoding));
    }
    if !immutable {
        let tag = entity_tag(&content);
        let is_known = asked.get(header::IF_NONE_MATCH).is_some_and(|known| *known == tag);
        headers.insert(header::ETAG, tag);
        if is_known {
            return Some((StatusCode::NOT_MODIFIED, headers).into_response());
        }
    }
    Some((headers, Body::from(content.into_owned())).into_response())
}

async fn smallest(
    page: &PageFiles,
    path: &str,
    asked: &HeaderMap,
) -> Option<(std::borrow::Cow<'static, [u8]>, &'static str)> {
    for (encoding, ending) in [("br", "br"), ("gzip", "gz")] {
        if reads(asked, encoding)
            && let Some(content) = page.read(&format!("{path}.{ending}")).await
        {
            return Some((content, encoding));
        }
    }
    None
}

/// Whether a browser reads an encoding: it names it, and not with the weight 0.
fn reads(asked: &HeaderMap, encoding: &str) -> bool {
    asked
        .get_all(header::ACCEPT_ENCODING)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|line| line.split(','))
        .any(|item| {
            let (name, weight) = item.split_once(';').unwrap_or((item, ""));
            let weight = weight.trim().trim_start_matches("q=").parse::<f32>().unwrap_or(1.0);
            name.trim().eq_ignore_ascii_case(encoding) && weight > 0.0
        })
}

/// Whether a hash of the content is in a file's name, as in `slipway-app-0123456789abcdef.js`.
fn has_hash(path: &str) -> bool {
    path.split(['-', '.', '_']).any(|part| part.len() >= 16 && part.bytes().all(|b| b.is_ascii_hexdigit()))
}

fn entity_tag(content: &[u8]) -> HeaderValue {
    let digest = Sha256::digest(content);
    let hex = digest.iter().take(16).fold(String::new(), |text, byte| format!("{text}{byte:02x}"));
    HeaderValue::try_from(format!("\"{hex}\"")).unwrap_or(HeaderValue::from_static("\"\""))
}

fn content_type(path: &str) -> &'static str {
    match path.rsplit('.').next().unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "wasm" => "application/wasm",
        "json" => "application/json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "txt" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_of_the_page_are_not_files() {
        for path in ["", "orgs", "orgs/acme/settings/members", "login", "index.html"] {
            assert!(!names_a_file(path), "{path}");
        }
        for path in ["favicon.ico", "slipway-app-0123456789abcdef.js", "assets/logo"] {
            assert!(names_a_file(path), "{path}");
        }
    }

    #[test]
    fn only_names_with_a_hash_are_kept_for_ever() {
        assert!(has_hash("slipway-app-0123456789abcdef.js"));
        assert!(has_hash("slipway-app-0123456789abcdef_bg.wasm"));
        assert!(!has_hash("index.html"));
        assert!(!has_hash("snippets/inline0.js"));
    }

    #[test]
    fn an_encoding_is_read_where_it_is_named_with_a_weight() {
        let asked = |line: &str| HeaderMap::from_iter([(header::ACCEPT_ENCODING, line.parse().unwrap())]);
        assert!(reads(&asked("gzip, deflate, br"), "br"));
        assert!(reads(&asked("gzip;q=0.5, BR;q=1.0"), "br"));
        assert!(!reads(&asked("gzip, br;q=0"), "br"));
        assert!(!reads(&asked("gzip"), "br"));
    }

    #[tokio::test]
    async fn a_file_is_served_small_and_an_unchanged_one_not_at_all() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("index.html"), "<p>plain</p>").unwrap();
        std::fs::write(folder.path().join("index.html.br"), "small").unwrap();
        let page = PageFiles::in_folder(folder.path().to_owned());
        let mut asked = HeaderMap::from_iter([(header::ACCEPT_ENCODING, HeaderValue::from_static("br"))]);
        let response = document(&page, &asked).await;
        assert_eq!(response.headers().get(header::CONTENT_ENCODING).unwrap(), "br");
        assert_eq!(response.headers().get(header::CACHE_CONTROL).unwrap(), ASK_FIRST);
        asked.insert(header::IF_NONE_MATCH, response.headers().get(header::ETAG).unwrap().clone());
        assert_eq!(document(&page, &asked).await.status(), StatusCode::NOT_MODIFIED);
        assert!(file(&page, "../secret", &asked).await.is_none());
        assert!(file(&page, "/etc/hostname", &asked).await.is_none());
    }
}
