//! The streams of events that a page has open, and a tab that comes to the front or goes behind another.

use serde::Deserialize;
use serde_json::{Value, json};

use super::Browser;

/// Keeps every stream that a page opens, and lets a test say whether its tab is behind another: in a browser
/// without a screen every tab is in front.
const NOTES: &str = r#"
window.streams = [];
window.EventSource = class extends EventSource {
    constructor(...address) {
        super(...address);
        window.streams.push(this);
    }
};
window.behind = false;
Object.defineProperty(Document.prototype, "hidden", { get: () => window.behind });
"#;
const TURN: &str = r#"
window.behind = arguments[0];
document.dispatchEvent(new Event("visibilitychange", { bubbles: true }));
"#;
const STREAMS: &str = "return window.streams.map((stream) => ({ url: stream.url, open: stream.readyState !== stream.CLOSED }));";
const BURST: &str = r#"
const open = window.streams.find((stream) => stream.readyState !== stream.CLOSED);
for (let n = 1; n <= arguments[0]; n += 1) {
    open.dispatchEvent(new MessageEvent("message", { data: JSON.stringify({ seq: 1000 + n }) }));
}
"#;

/// A stream that a page opened.
#[derive(Debug, Clone, Deserialize)]
pub struct Stream {
    /// Its address.
    pub url: String,
    /// Whether it is open still, or about to be.
    pub open: bool,
}

impl Browser {
    /// Notes the streams of every page that is opened from now on.
    pub async fn notes_streams(&self) {
        self.devtools("Page.addScriptToEvaluateOnNewDocument", json!({ "source": NOTES })).await;
    }

    /// The streams that the page has opened so far, in their order.
    pub async fn streams(&self) -> Vec<Stream> {
        serde_json::from_value(self.runs(STREAMS, Vec::new()).await).expect("streams")
    }

    /// Holds that so many of the page's streams are open.
    pub async fn has_open_streams(&self, count: usize) {
        self.until(&format!("waiting until {count} streams are open"), async || {
            let streams = self.streams().await;
            let open = streams.iter().filter(|stream| stream.open).count();
            if open == count { Ok(()) } else { Err(format!("there are {streams:?}")) }
        })
        .await;
    }

    /// Puts the tab in front or behind another.
    pub async fn is_in_front(&self, in_front: bool) {
        self.runs(TURN, vec![Value::Bool(!in_front)]).await;
    }

    /// Lets the open stream tell so many events in a row, as when much is done at once.
    pub async fn hears_at_once(&self, count: u32) {
        self.runs(BURST, vec![json!(count)]).await;
    }
}
