//! What every answer bears, and what the session's cookie says to a browser.

use std::collections::BTreeSet;

use serde_json::json;
use slipway_core::api::endpoint::Method;
use slipway_tests::{
    program::{Program, Start},
    world::World,
};

#[tokio::test]
async fn the_session_cookie_is_out_of_reach_of_scripts_and_other_sites() {
    let world = World::new().await;
    let owner = world.owner();
    let body = json!({ "email": owner.email, "password": owner.password });
    let answer = world.visitor().request(Method::Post, "/api/session").json(&body).send().await;
    let cookies = answer.set_cookies();
    assert_eq!(cookies.len(), 1, "{cookies:?}");
    let parts: Vec<&str> = cookies[0].split(';').map(str::trim).collect();
    let token = parts[0].strip_prefix("slipway=").expect("its name on this machine");
    assert_eq!(token.len(), 43, "256 bits");
    for attribute in ["HttpOnly", "SameSite=Lax", "Path=/"] {
        assert!(parts.contains(&attribute), "{attribute} in {cookies:?}");
    }
    assert!(!cookies[0].contains("Domain"), "of this host alone: {cookies:?}");
    assert!(!parts.contains(&"Secure"), "it would be lost on plain HTTP");
}

#[tokio::test]
async fn behind_https_the_cookie_is_bound_to_the_host_and_the_browser_stays_on_https() {
    let program = Start::default().args(["--public-url", "https://slipway.example"]).start();
    let token = program.set_up_token();
    let body = json!({
        "token": token, "name": "Ines Installer", "email": "ines@installer.example",
        "password": "eleven grey herons asleep", "locale": "en",
    });
    let visitor = program.visitor();
    let answer = visitor.request(Method::Post, "/api/setup").json(&body).send().await;
    answer.done(201);
    let cookie = answer.set_cookies().remove(0);
    assert!(cookie.starts_with("__Host-slipway="), "{cookie}");
    for attribute in ["; Secure", "; HttpOnly", "; SameSite=Lax", "; Path=/"] {
        assert!(cookie.contains(attribute), "{attribute} in {cookie}");
    }
    let hsts = answer.header("strict-transport-security").expect("HSTS");
    assert!(hsts.starts_with("max-age=31536000"), "{hsts}");
    visitor.me().await;
    // The name without the prefix, which another host of the domain could set, is no session.
    let plain = visitor.session_cookie().expect("a cookie").replace("__Host-", "");
    let asked = program.visitor();
    let answer = asked.request(Method::Get, "/api/session").header("cookie", &plain).send().await;
    assert!(answer.done(200)["me"].is_null());
    // And another origin than the public one is foreign, this machine's included.
    let asked = visitor.request(Method::Delete, "/api/session").json(&json!({})).without("sec-fetch-site");
    let asked = asked.header("origin", &format!("http://localhost:{}", program.port()));
    asked.send().await.refused(403, "foreign_origin");
}

#[tokio::test]
async fn every_answer_has_an_id_of_its_own_and_nobody_else_chooses_it() {
    let world = World::new().await;
    let mut seen = BTreeSet::new();
    for path in ["/api/health", "/api/session", "/api/nowhere", "/login", "/api/orgs/x"] {
        for _ in 0..3 {
            let asked = world.owner().request(Method::Get, path).header("x-request-id", "chosen-by-me");
            let answer = asked.unchecked().await;
            let id = answer.header("x-request-id").expect("an id").to_owned();
            assert!(id.len() >= 32 && id.bytes().all(|b| b.is_ascii_hexdigit() || b == b'-'), "{id}");
            assert!(seen.insert(id), "used once");
        }
    }
}

#[tokio::test]
async fn what_the_api_answers_is_kept_nowhere_and_taken_for_nothing_else() {
    let world = World::new().await;
    let org = format!("/api/orgs/{}", world.org());
    for path in ["/api/session", "/api/health", org.as_str(), "/api/nowhere", "/api/orgs/x"] {
        let answer = world.owner().get(path).await;
        assert_eq!(answer.header("cache-control"), Some("no-store"), "{path}");
        assert_eq!(answer.header("x-content-type-options"), Some("nosniff"), "{path}");
        assert_eq!(answer.header("content-type"), Some("application/json"), "{path}");
        assert_eq!(answer.header("referrer-policy"), Some("no-referrer"), "{path}");
        let policy = answer.header("content-security-policy").expect("a policy");
        assert!(
            policy.contains("default-src 'none'") && policy.contains("frame-ancestors 'none'"),
            "{policy}"
        );
        for name in ["access-control-allow-origin", "server", "x-powered-by"] {
            assert_eq!(answer.header(name), None, "{path}");
        }
    }
    // Nobody else's script is let in by a preflight either.
    let preflight = world.visitor().request(Method::Post, "/api/session").method("OPTIONS");
    let preflight = preflight.header("origin", "https://evil.example");
    let preflight = preflight.header("access-control-request-method", "POST").unchecked().await;
    assert!(preflight.headers.keys().all(|name| !name.as_str().starts_with("access-control-")));
    assert_eq!(preflight.status, 405);
}

/// A page of the test's own, so that what is in it is known.
fn with_page() -> (tempfile::TempDir, Program) {
    let folder = tempfile::tempdir().expect("a folder");
    let html = "<!doctype html><html lang=\"en\"><head><script type=\"module\">let begun = 1;</script>\
                <script src=\"/app-0123456789abcdef.js\"></script></head><body></body></html>";
    std::fs::write(folder.path().join("index.html"), html).expect("a file");
    std::fs::write(folder.path().join("app-0123456789abcdef.js"), "let app = 1;").expect("a file");
    let program = Start::default().env("SLIPWAY_PAGE_DIR", folder.path().to_str().expect("a path")).start();
    (folder, program)
}

#[tokio::test]
async fn the_page_runs_its_own_scripts_and_nobody_elses() {
    let (_folder, program) = with_page();
    let answer = program.visitor().request(Method::Get, "/login").unchecked().await;
    assert_eq!(answer.status, 200, "{answer}");
    let policy = answer.header("content-security-policy").expect("a policy");
    let directives: Vec<&str> = policy.split(';').map(str::trim).collect();
    let of = |name: &str| {
        directives.iter().find_map(|d| d.strip_prefix(name)).unwrap_or_else(|| panic!("{name}: {policy}"))
    };
    // The hash was computed with another tool: printf 'let begun = 1;' | openssl dgst -sha256 -binary | base64
    let hash = "'sha256-vdv5y1JYHk/3/pr9svMwt71m/rWVnI5HnUC43AI9NFc='";
    assert_eq!(of("script-src ").split(' ').collect::<Vec<_>>(), ["'self'", "'wasm-unsafe-eval'", hash]);
    assert!(!policy.contains("unsafe-inline") && !policy.contains("'unsafe-eval'"), "{policy}");
    assert_eq!(of("default-src "), "'none'");
    assert_eq!(of("frame-ancestors "), "'none'");
    assert_eq!(of("base-uri "), "'none'");
    assert_eq!(of("connect-src "), "'self'");
    for source in ["http:", "https:", "*"] {
        assert!(!policy.contains(source), "{policy}");
    }
    assert_eq!(answer.header("x-content-type-options"), Some("nosniff"));
    assert_eq!(answer.header("referrer-policy"), Some("no-referrer"));
}

#[tokio::test]
async fn every_address_of_the_page_is_the_page_and_no_other_file_is_served() {
    let (folder, program) = with_page();
    std::fs::write(folder.path().parent().expect("a folder").join("slipway-outside.txt"), "x")
        .expect("a file");
    let visitor = program.visitor();
    let page = visitor.request(Method::Get, "/").unchecked().await.text();
    for path in ["/login", "/orgs", "/orgs/blue-quay/settings/members", "/no/such/page", "/invitations"] {
        let answer = visitor.request(Method::Get, path).unchecked().await;
        assert_eq!((answer.status, answer.text()), (200, page.clone()), "{path}");
        assert_eq!(answer.header("content-type"), Some("text/html; charset=utf-8"));
        assert_eq!(answer.header("cache-control"), Some("no-cache"));
    }
    let script = visitor.request(Method::Get, "/app-0123456789abcdef.js").unchecked().await;
    assert_eq!(script.text(), "let app = 1;");
    assert!(script.header("cache-control").expect("caching").contains("immutable"));
    for path in [
        "/app-0000000000000000.js",
        "/../slipway-outside.txt",
        "/%2e%2e/slipway-outside.txt",
        "/..%2fslipway-outside.txt",
        "/.hidden",
        "/favicon.ico",
    ] {
        let answer = visitor.request(Method::Get, path).unchecked().await;
        assert_eq!(answer.status, 404, "{path}: {answer}");
    }
    std::fs::remove_file(folder.path().parent().expect("a folder").join("slipway-outside.txt"))
        .expect("removed");
    visitor.request(Method::Post, "/login").json(&json!({})).send().await.refused(405, "method_not_allowed");
}
