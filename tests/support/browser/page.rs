//! Asking the page: by role and name, by label, by words; and waiting until it says what is asked for.

use std::{fmt, time::Duration};

use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use thirtyfour::{WebElement, error::WebDriverError};
use tokio::time::{Instant, MissedTickBehavior, interval};

use super::{Browser, DEADLINE};

/// How often the page is asked again.
const BETWEEN: Duration = Duration::from_millis(25);
const QUESTIONS: &str = include_str!("page.js");

/// Answers whether the page is at rest, once it was left alone for longer than a skeleton waits to appear.
///
/// Behind a dialog nothing is waited for: what one pressed there may be what the dialog asks about. Dialogs
/// stand in the middle of the window, so the one that is found there is the one above the others.
const REST: &str = r#"
const done = arguments[arguments.length - 1];
const front = () =>
    document.elementFromPoint(innerWidth / 2, innerHeight / 2)?.closest("dialog:modal") ?? document;
const is_loading = () =>
    document.readyState !== "complete" ||
    !document.querySelector("h1, .error-state") ||
    front().querySelector(".skeleton, [aria-busy=true]") !== null;
const answer = () => {
    watcher.disconnect();
    done(!is_loading());
};
let quiet = setTimeout(answer, 250);
const watcher = new MutationObserver(() => {
    clearTimeout(quiet);
    quiet = setTimeout(answer, 250);
});
watcher.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
"#;

/// How something is found.
#[derive(Debug, Clone, Copy)]
pub enum Found<'a> {
    /// By its role and its accessible name.
    Role(&'a str, &'a str),
    /// A control of a form, by its label.
    Control(&'a str),
    /// A choice of the control that has this label, by its words.
    Choice(&'a str, &'a str),
    /// By a selector, where no words tell it: the same in every language.
    Selector(&'a str),
}

impl Found<'_> {
    pub(super) fn question(&self) -> Value {
        match self {
            Self::Role(role, name) => json!(["role", role, name]),
            Self::Control(label) => json!(["control", label]),
            Self::Choice(label, choice) => json!(["option", label, choice]),
            Self::Selector(selector) => json!(["selector", selector]),
        }
    }
}

impl fmt::Display for Found<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Role(role, name) => write!(f, "the {role} “{name}”"),
            Self::Control(label) => write!(f, "the control labelled “{label}”"),
            Self::Choice(label, choice) => write!(f, "the choice “{choice}” of “{label}”"),
            Self::Selector(selector) => write!(f, "{selector}"),
        }
    }
}

impl Browser {
    /// Runs a script in the page.
    pub async fn runs(&self, script: &str, arguments: Vec<Value>) -> Value {
        let answer = self.session.execute(script, arguments).await;
        answer.unwrap_or_else(|e| panic!("a script failed: {e}")).json().clone()
    }

    /// Runs a script that answers later, by the function that it gets as its last argument.
    pub async fn runs_async(&self, script: &str, arguments: Vec<Value>) -> Value {
        let answer = self.session.execute_async(script, arguments).await;
        answer.unwrap_or_else(|e| panic!("a script failed: {e}")).json().clone()
    }

    /// Asks one question of `page.js`. While one page gives way to the next there is no answer.
    pub(super) async fn asked<T: DeserializeOwned>(&self, question: &str, arguments: Value) -> Option<T> {
        let answer = self.session.execute(QUESTIONS, vec![json!(question), arguments]).await.ok()?;
        Some(answer.convert().unwrap_or_else(|e| panic!("{question} was answered with something else: {e}")))
    }

    /// The elements that are found now.
    pub(super) async fn found(&self, what: Found<'_>) -> Result<Vec<WebElement>, WebDriverError> {
        self.session.execute(QUESTIONS, vec![json!("find"), what.question()]).await?.elements()
    }

    /// Asks again and again until there is an answer; after the deadline, says what was seen instead.
    pub async fn until<T>(&self, wanted: &str, mut ask: impl AsyncFnMut() -> Result<T, String>) -> T {
        let deadline = Instant::now() + DEADLINE;
        let mut tick = interval(BETWEEN);
        tick.set_missed_tick_behavior(MissedTickBehavior::Delay);
        loop {
            tick.tick().await;
            match ask().await {
                Ok(answer) => return answer,
                Err(_) if Instant::now() < deadline => {}
                Err(instead) => {
                    let shown = self.asked::<String>("text", json!([])).await.unwrap_or_default();
                    let shown: String = shown.chars().take(1500).collect();
                    panic!("{wanted}: {instead}\nthe page says: {shown}");
                }
            }
        }
    }

    /// The one element that is meant, once it is there.
    pub async fn finds(&self, what: Found<'_>) -> WebElement {
        self.until(&format!("looking for {what}"), async || {
            let found = self.found(what).await.map_err(|e| e.to_string())?;
            match <[WebElement; 1]>::try_from(found) {
                Ok([only]) => Ok(only),
                Err(others) => Err(format!("there are {}", others.len())),
            }
        })
        .await
    }

    /// Waits until the page has come to rest: it has a title, nothing loads, and nothing changes any more.
    pub async fn settles(&self) {
        self.until("waiting until the page has come to rest", async || {
            let rest = self.session.execute_async(REST, Vec::new()).await.map_err(|e| e.to_string())?;
            if rest.json() == true { Ok(()) } else { Err("it has not".to_owned()) }
        })
        .await;
    }

    /// Everything that the page says, in one line, but how long ago anything was.
    pub async fn words(&self) -> String {
        self.until("reading the page", async || {
            self.asked("lastingText", json!([])).await.ok_or_else(|| "there is no page".to_owned())
        })
        .await
    }
}
