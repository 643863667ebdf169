//! What a person sees in a browser, waited for until the deadline.

use serde::Deserialize;
use serde_json::json;

use super::{Browser, Found};

#[derive(Debug, Deserialize)]
struct Control {
    refused: bool,
    reason: String,
    seen: bool,
}

#[derive(Debug, Deserialize)]
struct Field {
    value: Option<String>,
    invalid: bool,
    error: String,
    described: String,
}

/// What has the focus.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Focus {
    /// Its role.
    pub role: String,
    /// Its name.
    pub name: String,
    /// Whether a ring is drawn around it.
    pub ring: bool,
    /// Whether the browser shows the focus, as it does after a key.
    pub shown: bool,
}

impl Browser {
    /// Holds that the page says this.
    pub async fn sees(&self, words: &str) {
        self.until(&format!("looking for “{words}”"), async || {
            let text: String = self.asked("text", json!([])).await.ok_or("there is no page")?;
            if text.contains(words) { Ok(()) } else { Err("it is not there".to_owned()) }
        })
        .await;
    }

    /// Holds that the page says this no more.
    pub async fn sees_no(&self, words: &str) {
        self.until(&format!("waiting until “{words}” is gone"), async || {
            let text: String = self.asked("text", json!([])).await.ok_or("there is no page")?;
            if text.contains(words) { Err("it is still there".to_owned()) } else { Ok(()) }
        })
        .await;
    }

    /// Holds that this page is open, by its title.
    pub async fn sees_page(&self, title: &str) {
        self.until(&format!("waiting for the page “{title}”"), async || {
            let heading: String = self.asked("heading", json!([])).await.ok_or("there is no page")?;
            if heading == title { Ok(()) } else { Err(format!("it is “{heading}”")) }
        })
        .await;
    }

    /// Holds that the browser is at this path, with its query, without what follows a `#`.
    pub async fn is_at(&self, path: &str) {
        self.until(&format!("waiting for the address {path}"), async || {
            let now = self.address().await;
            if now.split('#').next() == Some(path) { Ok(()) } else { Err(format!("it is {now}")) }
        })
        .await;
    }

    /// The present address, without the part that is the program's own.
    pub async fn address(&self) -> String {
        let now = self.session.current_url().await.expect("an address").to_string();
        now.strip_prefix(&self.url).map_or(now.clone(), str::to_owned)
    }

    /// Holds that something is there to be seen, and only once.
    pub async fn sees_one(&self, what: Found<'_>) {
        self.finds(what).await;
    }

    /// Holds that something is not there.
    pub async fn sees_none(&self, what: Found<'_>) {
        self.until(&format!("waiting until {what} is gone"), async || {
            let found = self.found(what).await.map_err(|e| e.to_string())?;
            if found.is_empty() { Ok(()) } else { Err(format!("there are {}", found.len())) }
        })
        .await;
    }

    /// Holds that a toast says this.
    pub async fn sees_toast(&self, words: &str) {
        self.until(&format!("waiting for the toast “{words}”"), async || {
            let toasts: Vec<String> = self.asked("toasts", json!([])).await.ok_or("there is no page")?;
            if toasts.iter().any(|toast| toast == words) {
                Ok(())
            } else {
                Err(format!("there are {toasts:?}"))
            }
        })
        .await;
    }

    /// Holds that a row of a list or a table says all of this, in this order.
    pub async fn sees_row(&self, parts: &[&str]) {
        self.sees_row_in(None, parts).await;
    }

    /// The same, in the part of the page that has this heading.
    pub async fn sees_row_of(&self, region: &str, parts: &[&str]) {
        self.sees_row_in(Some(region), parts).await;
    }

    async fn sees_row_in(&self, region: Option<&str>, parts: &[&str]) {
        self.until(&format!("looking for the row {parts:?}"), async || {
            let rows = self.rows(region).await?;
            if rows.iter().any(|row| says_in_order(row, parts)) {
                Ok(())
            } else {
                Err(format!("there are {rows:?}"))
            }
        })
        .await;
    }

    /// Holds that no row says all of this.
    pub async fn sees_no_row(&self, region: Option<&str>, parts: &[&str]) {
        self.until(&format!("waiting until the row {parts:?} is gone"), async || {
            let rows = self.rows(region).await?;
            if rows.iter().any(|row| says_in_order(row, parts)) {
                Err(format!("there are {rows:?}"))
            } else {
                Ok(())
            }
        })
        .await;
    }

    async fn rows(&self, region: Option<&str>) -> Result<Vec<String>, String> {
        self.asked("rows", json!([region])).await.ok_or_else(|| "there is no page".to_owned())
    }

    /// Holds that something is there and may not be used, and gives the reason that stands with it: at once,
    /// or in a bubble under the pointer.
    pub async fn sees_refused(&self, what: Found<'_>) -> String {
        self.until(&format!("waiting until {what} is refused"), async || {
            let found: Vec<Control> =
                self.asked("refused", what.question()).await.ok_or("there is no page")?;
            match found.as_slice() {
                [only] if only.refused && only.seen && !only.reason.is_empty() => Ok(only.reason.clone()),
                other => {
                    if other.len() == 1 {
                        self.points_at(what).await?;
                    }
                    Err(format!("there is {other:?}"))
                }
            }
        })
        .await
    }

    /// Moves the pointer onto something.
    async fn points_at(&self, what: Found<'_>) -> Result<(), String> {
        let found = self.found(what).await.map_err(|e| e.to_string())?;
        let first = found.first().ok_or("it is gone")?;
        let move_there = self.session().action_chain().move_to_element_center(first);
        move_there.perform().await.map_err(|e| e.to_string())
    }

    /// Holds that something may not be used for this reason.
    pub async fn sees_disabled(&self, what: Found<'_>, reason: &str) {
        let shown = self.sees_refused(what).await;
        assert!(shown.contains(reason), "{what} is refused because “{shown}” and not because “{reason}”");
    }

    /// Holds that this stands under a field as its error, said to screen readers too.
    pub async fn sees_error(&self, label: &str, words: &str) {
        self.until(&format!("waiting for the error of “{label}”"), async || {
            let field = self.field(label).await?;
            let said = field.invalid && field.described.contains(words);
            if said && field.error == words {
                Ok(())
            } else {
                Err(format!("it is {field:?} and not “{words}”"))
            }
        })
        .await;
    }

    /// Holds that a field has no error any more.
    pub async fn sees_no_error(&self, label: &str) {
        self.until(&format!("waiting until “{label}” is right"), async || {
            let field = self.field(label).await?;
            if field.invalid || !field.error.is_empty() { Err(format!("it is {field:?}")) } else { Ok(()) }
        })
        .await;
    }

    /// Holds that a field holds this.
    pub async fn sees_value(&self, label: &str, value: &str) {
        self.until(&format!("waiting for the value of “{label}”"), async || {
            let now = self.field(label).await?.value.unwrap_or_default();
            if now == value { Ok(()) } else { Err(format!("it is “{now}” and not “{value}”")) }
        })
        .await;
    }

    /// What a field holds, where there is one with this label.
    pub async fn value_of(&self, label: &str) -> Option<String> {
        self.field(label).await.ok()?.value
    }

    async fn field(&self, label: &str) -> Result<Field, String> {
        let mut found: Vec<Field> = self.asked("field", json!([label])).await.ok_or("there is no page")?;
        if found.len() == 1 { Ok(found.remove(0)) } else { Err(format!("there are {}", found.len())) }
    }

    /// What was copied last. A person would have to allow the page to read it.
    pub async fn clipboard(&self) -> String {
        let allowed = json!({ "origin": self.url, "permissions": ["clipboardReadWrite"] });
        self.devtools("Browser.grantPermissions", allowed).await;
        let read = "navigator.clipboard.readText().then(arguments[0], arguments[0]);";
        let text = self.runs_async(read, Vec::new()).await;
        text.as_str().unwrap_or_else(|| panic!("the clipboard cannot be read: {text}")).to_owned()
    }

    /// The names of everything of a role that is there now.
    pub async fn names_of(&self, role: &str) -> Vec<String> {
        self.asked("names", json!([role])).await.unwrap_or_default()
    }

    /// What has the focus.
    pub async fn focus(&self) -> Focus {
        self.until("asking for the focus", async || {
            self.asked("focus", json!([])).await.ok_or_else(|| "there is no page".to_owned())
        })
        .await
    }

    /// Holds that something has the focus, with a ring around it.
    pub async fn has_focus(&self, role: &str, name: &str) {
        self.until(&format!("waiting for the focus on the {role} “{name}”"), async || {
            let focus = self.focus().await;
            let is_there = focus.role == role && focus.name == name;
            if is_there && focus.ring && focus.shown { Ok(()) } else { Err(format!("it is {focus:?}")) }
        })
        .await;
    }

    /// Holds that something has the focus that a script brought there: no ring is drawn around it.
    pub async fn focuses(&self, role: &str, name: &str) {
        self.until(&format!("waiting for the focus on the {role} “{name}”"), async || {
            let focus = self.focus().await;
            if focus.role == role && focus.name == name { Ok(()) } else { Err(format!("it is {focus:?}")) }
        })
        .await;
    }

    /// Holds that an attribute of `<html>` is this.
    pub async fn sees_root(&self, attribute: &str, value: &str) {
        self.until(&format!("waiting for <html {attribute}>"), async || {
            let now: Option<String> =
                self.asked("root", json!([attribute])).await.ok_or("there is no page")?;
            if now.as_deref() == Some(value) { Ok(()) } else { Err(format!("it is {now:?} and not {value}")) }
        })
        .await;
    }

    /// The title of the window.
    pub async fn window_title(&self) -> String {
        self.asked("title", json!([])).await.unwrap_or_default()
    }

    /// The colour behind everything.
    pub async fn background(&self) -> String {
        self.asked("background", json!([])).await.unwrap_or_default()
    }
}

fn says_in_order(row: &str, parts: &[&str]) -> bool {
    let mut rest = row;
    parts.iter().all(|part| match rest.split_once(part) {
        Some((_, after)) => {
            rest = after;
            true
        }
        None => false,
    })
}
