//! What comes between a page and its server: an answer that is late, or none at all.

use serde_json::json;

use super::Browser;

/// Holds the next answer to a path back, in the page itself: the request reaches the server at once.
const HOLD: &str = r#"
const [path] = arguments;
const fetch = window.fetch;
window.fetch = async (...asked) => {
    const request = new Request(...asked);
    const isMeant = window.fetch !== fetch && new URL(request.url).pathname === path;
    if (!isMeant) return fetch(request);
    window.fetch = fetch;
    const answer = await fetch(request);
    const { promise, resolve } = Promise.withResolvers();
    window.letAnswerCome = resolve;
    await promise;
    return answer;
};
"#;

/// Lets it come, once it is there to be let.
const LET_COME: &str = r#"
const come = window.letAnswerCome;
delete window.letAnswerCome;
come?.();
return come !== undefined;
"#;

impl Browser {
    /// Keeps the next answer to this path from the page that is open, until [`Self::lets_answer_come`].
    pub async fn holds_answer_to(&self, path: &str) {
        self.runs(HOLD, vec![json!(path)]).await;
    }

    /// Lets the answer come that was held back. The server had answered by then.
    pub async fn lets_answer_come(&self) {
        self.until("waiting for an answer that is held back", async || {
            if self.runs(LET_COME, Vec::new()).await == true {
                Ok(())
            } else {
                Err("there is none".to_owned())
            }
        })
        .await;
    }

    /// Reaches no address that ends so any more, from now on and in every page that is opened; with none it
    /// reaches all again.
    pub async fn cannot_reach(&self, paths: &[&str]) {
        let urls: Vec<String> = paths.iter().map(|path| format!("{}{path}", self.url)).collect();
        self.devtools("Network.setBlockedURLs", json!({ "urls": urls })).await;
    }
}
