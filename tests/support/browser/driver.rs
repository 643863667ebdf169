//! The driver of one browser: a `chromedriver` of its own on a free port, ended by its process.

use std::{
    env,
    path::Path,
    process::{Child, Command, Stdio},
    time::Duration,
};

use serde_json::{Value, json};
use thirtyfour::{Capabilities, CapabilitiesHelper as _, ChromiumLikeCapabilities as _, DesiredCapabilities};

use crate::log::{Log, Output};

/// How long the driver may take to be ready; it takes a small part of it.
const START: Duration = Duration::from_secs(20);

/// What headless Chromium needs in a container, as root, with nobody to ask and nothing to fetch.
const FLAGS: &[&str] = &[
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--no-default-browser-check",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-extensions",
    "--disable-sync",
    "--disable-features=Translate,PasswordManagerOnboarding,OptimizationHints,MediaRouter",
    "--hide-scrollbars",
    "--force-color-profile=srgb",
    "--lang=en-US",
    "--window-size=1280,800",
];

/// A running driver.
#[derive(Debug)]
pub(super) struct Driver {
    process: Child,
    port: u16,
    browser: Option<u64>,
}

impl Driver {
    /// Starts one: `CHROMEDRIVER`, or whatever is found by that name.
    pub(super) fn start() -> Self {
        let path = env::var_os("CHROMEDRIVER").filter(|path| !path.is_empty());
        let path = path.unwrap_or_else(|| "chromedriver".into());
        let mut process = Command::new(&path)
            .args(["--port=0", "--log-level=SEVERE"])
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap_or_else(|e| panic!("{} cannot be started: {e}", path.display()));
        let log = Log::default();
        // Its reader ends with its output, which is to say with the process.
        drop(log.follow(Output::Stdout, process.stdout.take().expect("a pipe")));
        let port = log.wait_for(START, |_, line| {
            let (_, port) = line.split_once("started successfully on port ")?;
            port.trim_end_matches('.').trim().parse().ok()
        });
        let Some(port) = port else {
            drop(process.kill());
            drop(process.wait());
            panic!("the browser's driver did not become ready:\n{}", log.dump());
        };
        Self { process, port, browser: None }
    }

    /// Where it listens.
    pub(super) fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// Notes which browser it has started.
    pub(super) fn began(&mut self, session: &Capabilities) {
        self.browser = session.get("goog:processID").and_then(Value::as_u64);
    }

    /// Ends the browser and the driver, each by its process.
    pub(super) fn end(&mut self) {
        drop(self.process.kill());
        drop(self.process.wait());
        if let Some(browser) = self.browser.take() {
            drop(Command::new("kill").args(["-KILL", &browser.to_string()]).stderr(Stdio::null()).status());
        }
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        self.end();
    }
}

/// What a session asks for: headless Chromium with a folder of its own, its console and its requests kept.
pub(super) fn capabilities(profile: &Path) -> Capabilities {
    let mut wanted = DesiredCapabilities::chrome();
    if let Some(binary) = env::var("CHROMIUM").ok().filter(|path| !path.is_empty()) {
        wanted.set_binary(&binary).expect("a path");
    }
    for flag in FLAGS {
        wanted.add_arg(flag).expect("a flag");
    }
    wanted.add_arg(&format!("--user-data-dir={}", profile.display())).expect("a flag");
    let preferences = json!({
        "intl.accept_languages": "en-US,en",
        "credentials_enable_service": false,
        "profile.password_manager_leak_detection": false,
    });
    wanted.add_experimental_option("prefs", preferences).expect("preferences");
    wanted.set("goog:loggingPrefs", json!({ "browser": "ALL", "performance": "ALL" })).expect("a capability");
    wanted.into()
}
