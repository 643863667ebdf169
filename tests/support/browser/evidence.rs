//! What is kept of a test that failed: what its browsers showed and said, and what the program logged.

use std::{
    fs,
    path::{Path, PathBuf},
    sync::atomic::{AtomicU32, Ordering},
    thread,
};

use base64::Engine as _;
use serde_json::{Value, json};

use crate::{log::Log, program};

static KEPT: AtomicU32 = AtomicU32::new(0);

/// Keeps everything under `target/test-failures`, in a folder named for the test.
///
/// It is called while the test unwinds, so it asks the driver on a thread of its own and fails in silence.
pub(super) fn keep(driver: &str, session: &str, log: &Log) {
    let name = thread::current().name().unwrap_or("a test").replace("::", "-");
    let folder = target().join("test-failures").join(name);
    if fs::create_dir_all(&folder).is_err() {
        return;
    }
    let number = KEPT.fetch_add(1, Ordering::Relaxed);
    let session = format!("{driver}/session/{session}");
    let written = thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().ok()?;
        Some(runtime.block_on(ask(&session)))
    });
    let shown = written.join().ok().flatten().unwrap_or_default();
    let mut files = vec![(format!("{number}-server.log"), log.dump().into_bytes())];
    for (name, content) in shown {
        files.push((format!("{number}-{name}"), content));
    }
    for (name, content) in files {
        let path = folder.join(name);
        if fs::write(&path, content).is_ok() {
            eprintln!("kept: {}", path.display());
        }
    }
}

async fn ask(session: &str) -> Vec<(&'static str, Vec<u8>)> {
    let Ok(http) = reqwest::Client::builder().tls_certs_only([]).build() else { return Vec::new() };
    let value = async |request: reqwest::RequestBuilder| -> Option<Value> {
        let answer: Value = request.send().await.ok()?.json().await.ok()?;
        Some(answer["value"].clone())
    };
    let mut kept = Vec::new();
    if let Some(Value::String(picture)) = value(http.get(format!("{session}/screenshot"))).await {
        kept.push(("picture.png", from_base64(&picture)));
    }
    if let Some(Value::String(address)) = value(http.get(format!("{session}/url"))).await {
        kept.push(("address.txt", address.into_bytes()));
    }
    let console = http.post(format!("{session}/se/log")).json(&json!({ "type": "browser" }));
    if let Some(Value::Array(entries)) = value(console).await {
        let line = |entry: &Value| format!("{} {}\n", entry["level"], entry["message"]);
        kept.push(("console.txt", entries.iter().map(line).collect::<String>().into_bytes()));
    }
    kept
}

fn target() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR")
        .map_or_else(|| program::repository().join("target"), |target| Path::new(&target).to_owned())
}

/// The bytes behind the letters in which a driver writes a picture.
pub(super) fn from_base64(text: &str) -> Vec<u8> {
    base64::engine::general_purpose::STANDARD.decode(text).unwrap_or_default()
}
