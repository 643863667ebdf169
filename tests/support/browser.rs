//! A person at a real browser: headless Chromium, driven as people drive one, by what stands on the page.
//!
//! Every act finds what it needs by role and name, by label, or by its words, and waits for it until a
//! deadline; no test waits by itself. When a test fails, what its browsers showed is kept (`evidence`).

mod acts;
mod driver;
mod evidence;
mod look;
mod network;
mod page;
mod sights;
mod streams;
mod traffic;

use std::{sync::Arc, time::Duration};

use serde_json::json;
use tempfile::TempDir;
use thirtyfour::WebDriver;
use tokio::sync::{Semaphore, SemaphorePermit};

pub use look::{Theme, Width};
pub use page::Found;
pub use streams::Stream;
pub use thirtyfour::Key;
pub use traffic::Sent;

use self::driver::{Driver, capabilities};
use crate::{client::Client, log::Log, program::Program};

/// How long anything on a page may take to be there.
const DEADLINE: Duration = Duration::from_secs(15);

/// How many tests may have browsers open: more only makes each of them slower.
static SEATS: Semaphore = Semaphore::const_new(2);

/// A browser with an empty profile.
#[derive(Debug)]
pub struct Browser {
    session: WebDriver,
    // Before the profile is deleted, nothing may use it any more.
    driver: Driver,
    profile: TempDir,
    url: String,
    log: Log,
    seat: Arc<SemaphorePermit<'static>>,
}

impl Browser {
    /// A browser to look at a program with; nobody is signed in.
    pub async fn at(program: &Program) -> Self {
        let seat = SEATS.acquire().await.expect("the seats are never taken away");
        Self::start(program.url(), program.log(), Arc::new(seat)).await
    }

    /// Another person's browser, at the same program.
    pub async fn beside(&self) -> Self {
        Self::start(&self.url, &self.log, Arc::clone(&self.seat)).await
    }

    /// A browser in which somebody is signed in already.
    pub async fn of(program: &Program, person: &Client) -> Self {
        let browser = Self::at(program).await;
        browser.takes_session_of(person).await;
        browser
    }

    async fn start(url: &str, log: &Log, seat: Arc<SemaphorePermit<'static>>) -> Self {
        let profile = tempfile::tempdir().expect("a temporary folder");
        let mut driver = Driver::start();
        let session = WebDriver::builder(driver.url(), capabilities(profile.path()))
            .connect()
            .await
            .unwrap_or_else(|e| panic!("no browser: {e}"));
        driver.began(session.capabilities());
        let browser = Self { session, driver, profile, url: url.to_owned(), log: log.clone(), seat };
        // No window of this machine has the focus; a page is to take it as if its window had.
        browser.devtools("Emulation.setFocusEmulationEnabled", json!({ "enabled": true })).await;
        browser.looks_at(Width::Desk).await;
        browser.wants(Theme::Light).await;
        browser
    }

    /// Signs in by taking over a session that was begun elsewhere.
    pub async fn takes_session_of(&self, person: &Client) {
        let cookie = person.session_cookie().expect("somebody is signed in");
        let (name, value) = cookie.split_once('=').expect("a cookie");
        let cookie =
            json!({ "name": name, "value": value, "url": self.url, "httpOnly": true, "sameSite": "Lax" });
        let set = self.devtools("Network.setCookie", cookie).await;
        assert_eq!(set["success"], true, "the browser takes the cookie");
    }

    /// Signs out by losing the cookie, as when a session ends somewhere else.
    pub async fn loses_session(&self) {
        self.devtools("Network.clearBrowserCookies", json!({})).await;
    }

    /// The folder of its profile.
    pub fn profile(&self) -> &std::path::Path {
        self.profile.path()
    }

    /// The address of the program, without a slash at its end.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// The session itself, for what no verb says.
    pub fn session(&self) -> &WebDriver {
        &self.session
    }

    async fn devtools(&self, command: &str, parameters: serde_json::Value) -> serde_json::Value {
        let answer = self.session.cdp().send_raw(command, parameters).await;
        answer.unwrap_or_else(|e| panic!("{command}: {e}"))
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        if std::thread::panicking() {
            evidence::keep(&self.driver.url(), &self.session.session_id().to_string(), &self.log);
        }
        // Asked to quit, a browser under load may take minutes; ended by its process it takes none.
        self.driver.end();
        drop(self.session.clone().leak());
    }
}
