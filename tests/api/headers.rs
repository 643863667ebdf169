//! What every answer bears, and what the session's cookie says to a browser.

use std::collections::BTreeSet;

use serde_json::json;
use slipway_core::api::{endpoint::Method, table::TABLE};
use slipway_tests::{
    client::Answer,
    program::{Program, Start},
    world::World,
};

use crate::requests::{Ids, admitted, body, request};

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

/// What every answer bears, whatever it is.
#[track_caller]
fn is_careful(answer: &Answer, what: &str, secure: bool) {
    let policy = answer.header("content-security-policy").unwrap_or_else(|| panic!("{what}: no policy"));
    assert!(policy.starts_with("default-src 'none'"), "{what}: {policy}");
    assert!(policy.contains("frame-ancestors 'none'"), "{what}: {policy}");
    assert!(!policy.contains("unsafe-inline") && !policy.contains("'unsafe-eval'"), "{what}: {policy}");
    for (name, value) in [
        ("x-content-type-options", Some("nosniff")),
        ("referrer-policy", Some("no-referrer")),
        ("cross-origin-opener-policy", Some("same-origin")),
        ("cross-origin-resource-policy", Some("same-origin")),
        ("strict-transport-security", secure.then_some("max-age=31536000")),
        ("access-control-allow-origin", None),
        ("server", None),
    ] {
        assert_eq!(answer.header(name), value, "{name} of {what}: {answer}");
    }
    let permissions = answer.header("permissions-policy").unwrap_or_else(|| panic!("{what}: no permissions"));
    for feature in ["camera", "microphone", "geolocation", "payment", "usb"] {
        assert!(permissions.contains(&format!("{feature}=()")), "{what}: {permissions}");
    }
    assert!(answer.header("x-request-id").is_some_and(|id| id.len() == 32), "{what}: {answer}");
}

/// Every endpoint, as it succeeds and as it refuses.
#[tokio::test]
async fn every_endpoint_answers_carefully() {
    let mut world = World::new().await;
    for row in TABLE {
        let (who, visitor) = (admitted(row, &world), world.visitor());
        let good = body(row, &world, Some(who));
        for host in ["evil.example", "localhost:1"] {
            let asked = request(who, row, &Ids::of(&world), good.as_ref()).header("host", host);
            is_careful(&asked.unchecked().await, &format!("{} for another host", row.name), false);
        }
        for (asked, how) in [
            (request(&visitor, row, &Ids::of(&world), good.as_ref()), "by nobody"),
            (request(who, row, &Ids::missing(), good.as_ref()), "of what does not exist"),
            (request(who, row, &Ids::of(&world), None).bytes("{"), "with a broken body"),
            (
                request(who, row, &Ids::of(&world), good.as_ref()).header("sec-fetch-site", "cross-site"),
                "foreign",
            ),
            (request(who, row, &Ids::of(&world), None).method("TRACE"), "by another method"),
            (request(who, row, &Ids::of(&world), None).method("OPTIONS"), "as a preflight"),
            (request(who, row, &Ids::of(&world), good.as_ref()), "well asked"),
        ] {
            is_careful(&asked.unchecked().await, &format!("{} {how}", row.name), false);
        }
        if row.method.changes() {
            world = World::new().await;
        }
    }
}

/// And every kind of answer beside them: pages, files, refusals of every kind, and a fault of the program.
#[tokio::test]
async fn every_kind_of_answer_is_careful() {
    let (folder, _) = with_page();
    let page = folder.path().to_str().expect("a path");
    for (public, secure) in [("https://slipway.example", true), ("http://slipway.localhost", false)] {
        let args = ["--public-url", public, "--tries-per-account", "1"];
        let program = Start::default().args(args).env("SLIPWAY_PAGE_DIR", page).start();
        let visitor = program.visitor();
        let sign_in = json!({ "email": "a@x.example", "password": "not the password at all" });
        let asked = |method, path: &str| visitor.request(method, path);
        for (asked, status) in [
            (asked(Method::Get, "/"), 200),
            (asked(Method::Get, "/orgs/blue-quay/settings/members"), 200),
            (asked(Method::Get, "/login").method("HEAD"), 200),
            (asked(Method::Get, "/app-0123456789abcdef.js"), 200),
            (asked(Method::Get, "/no-such-file.js"), 404),
            (asked(Method::Get, "/.hidden"), 404),
            (asked(Method::Post, "/login"), 405),
            (asked(Method::Get, "/login").method("TRACE"), 405),
            (asked(Method::Get, "/api/health"), 200),
            (asked(Method::Get, "/api/nowhere"), 404),
            (asked(Method::Get, "/api/session").method("PROPFIND"), 405),
            (asked(Method::Get, "/").header("host", "evil.example"), 421),
            (asked(Method::Post, "/api/session").bytes("{"), 400),
            (asked(Method::Post, "/api/session").bytes(" ".repeat(70_000)), 413),
            (asked(Method::Post, "/api/session").json(&sign_in).header("content-type", "text/plain"), 415),
            (asked(Method::Post, "/api/session").json(&json!({ "email": "", "password": "" })), 422),
            (
                asked(Method::Post, "/api/session")
                    .json(&sign_in)
                    .without("sec-fetch-site")
                    .without("origin"),
                403,
            ),
            (asked(Method::Post, "/api/session").json(&sign_in), 401),
            (asked(Method::Post, "/api/session").json(&sign_in), 429),
            (asked(Method::Post, "/test/panic"), 500),
        ] {
            let what = format!("{asked:?}");
            let answer = asked.unchecked().await;
            assert_eq!(answer.status, status, "{what:.300}: {answer}");
            is_careful(&answer, &format!("{status}, {what:.300}"), secure);
        }
        let tag = visitor.request(Method::Get, "/").unchecked().await;
        let tag = tag.header("etag").expect("a tag");
        let unchanged = visitor.request(Method::Get, "/").header("if-none-match", tag).unchecked().await;
        assert_eq!(unchanged.status, 304);
        is_careful(&unchanged, "an unchanged page", secure);
    }
}
