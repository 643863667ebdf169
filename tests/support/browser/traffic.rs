//! Which requests a page sent, from the browser's own log of them, and what the browser complained of.

use serde_json::Value;

use super::Browser;

/// A request that a page sent to the API.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sent {
    /// Its method.
    pub method: String,
    /// Its path, with the query.
    pub path: String,
}

impl Browser {
    /// The requests to the API since this was asked before, in their order.
    pub async fn sent(&self) -> Vec<Sent> {
        let entries = self.session.get_log("performance").await.expect("the log of requests");
        let new = entries.iter().filter_map(|entry| {
            let entry: Value = serde_json::from_str(&entry.message).ok()?;
            let message = &entry["message"];
            if message["method"] != "Network.requestWillBeSent" {
                return None;
            }
            let request = &message["params"]["request"];
            let path = request["url"].as_str()?.strip_prefix(&self.url)?;
            let method = request["method"].as_str()?.to_owned();
            path.starts_with("/api/").then(|| Sent { method, path: path.to_owned() })
        });
        new.collect()
    }

    /// The requests since this was asked before that change something.
    pub async fn changes_sent(&self) -> Vec<Sent> {
        let mut sent = self.sent().await;
        // Looking at an invitation carries its token in a body, and so is a POST that changes nothing.
        sent.retain(|request| request.method != "GET" && request.path != "/api/invitations/look-up");
        sent
    }

    /// What the browser complained of in its console since this was asked before: errors of scripts, and
    /// whatever the page's policy kept from loading. Answers that refuse are no complaint of the page.
    pub async fn complaints(&self) -> Vec<String> {
        let entries = self.session.get_log("browser").await.expect("the console");
        let is_refusal = |message: &str| message.contains("Failed to load resource");
        let severe =
            entries.into_iter().filter(|entry| entry.level == "SEVERE" && !is_refusal(&entry.message));
        severe.map(|entry| entry.message).collect()
    }
}
