//! What a person does at a browser, with real clicks and real keys.

use serde_json::json;
use thirtyfour::{Key, TypingData, WebElement};

use super::{Browser, Found};

impl Browser {
    /// Opens an address of the program, or a whole one as it stands in a mail.
    pub async fn opens(&self, address: &str) {
        let whole =
            if address.starts_with('/') { format!("{}{address}", self.url) } else { address.to_owned() };
        // What differs after the `#` alone would be no new page; a person opens a link from a mail anew.
        self.goes_to("about:blank").await;
        self.goes_to(&whole).await;
    }

    /// Opens an address from the page that is open, which stays where the two differ after the `#` alone.
    pub async fn follows(&self, address: &str) {
        self.goes_to(address).await;
    }

    async fn goes_to(&self, address: &str) {
        self.session.goto(address).await.unwrap_or_else(|e| panic!("{address} cannot be opened: {e}"));
    }

    /// Loads the page again.
    pub async fn reloads(&self) {
        self.session.refresh().await.expect("the page can be loaded again");
    }

    /// Has a network, or none.
    pub async fn is_online(&self, online: bool) {
        let network =
            json!({ "offline": !online, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1 });
        self.devtools("Network.emulateNetworkConditions", network).await;
    }

    /// Goes back to the page before.
    pub async fn goes_back(&self) {
        self.session.back().await.expect("there is a page before");
    }

    /// Goes forward again.
    pub async fn goes_forward(&self) {
        self.session.forward().await.expect("there is a page after");
    }

    /// Clicks on something, once it is there and nothing covers it.
    pub async fn clicks(&self, what: Found<'_>) {
        self.until(&format!("clicking on {what}"), async || {
            let found = self.found(what).await.map_err(|e| e.to_string())?;
            let [only] = found.as_slice() else { return Err(format!("there are {}", found.len())) };
            self.presses_on(only).await
        })
        .await;
    }

    /// Presses on an element. Where something lies over it, a person scrolls it into the open and tries again.
    async fn presses_on(&self, element: &WebElement) -> Result<(), String> {
        let pressed = element.click().await;
        if pressed.is_err() {
            let scroll = "arguments[0].scrollIntoView({ block: 'center' });";
            // What is gone meanwhile is looked for again anyway.
            drop(self.session.execute(scroll, vec![element.to_json().map_err(|e| e.to_string())?]).await);
        }
        pressed.map_err(|e| e.to_string().lines().next().unwrap_or_default().to_owned())
    }

    /// Clicks on the first of several.
    pub async fn clicks_first(&self, selector: &str) {
        self.until(&format!("clicking on the first {selector}"), async || {
            let found = self.found(Found::Selector(selector)).await.map_err(|e| e.to_string())?;
            let first = found.first().ok_or("there is none")?;
            self.presses_on(first).await
        })
        .await;
    }

    /// Clicks a button.
    pub async fn clicks_button(&self, name: &str) {
        self.clicks(Found::Role("button", name)).await;
    }

    /// Follows a link.
    pub async fn clicks_link(&self, name: &str) {
        self.clicks(Found::Role("link", name)).await;
    }

    /// Clicks what leads on by these words, whether the browser takes it for a button or for a link.
    pub async fn clicks_act(&self, name: &str) {
        self.clicks(Found::Role("act", name)).await;
    }

    /// Opens the **gear** in the top bar.
    pub async fn clicks_gear(&self) {
        self.clicks_button("Settings").await;
    }

    /// Chooses an item of the menu that is open.
    pub async fn clicks_item(&self, name: &str) {
        self.clicks(Found::Role("menuitem", name)).await;
    }

    /// Types into a field, in the place of what stands there.
    pub async fn fills(&self, label: &str, text: &str) {
        self.clicks(Found::Control(label)).await;
        self.empties().await;
        if !text.is_empty() {
            self.types(text).await;
        }
        self.until(&format!("filling “{label}”"), async || {
            let now = self.value_of(label).await.ok_or("it is gone")?;
            if now == text { Ok(()) } else { Err(format!("it holds “{now}”")) }
        })
        .await;
    }

    /// Empties the field that has the focus.
    pub(crate) async fn empties(&self) {
        let keys = self.session.action_chain().key_down(Key::Control).send_keys("a").key_up(Key::Control);
        keys.send_keys(Key::Backspace)
            .perform()
            .await
            .unwrap_or_else(|e| panic!("keys cannot be pressed: {e}"));
    }

    /// Puts a text into a field as pasting does, control characters and all, and leaves it.
    pub async fn pastes(&self, label: &str, text: &str) {
        let field = self.finds(Found::Control(label)).await;
        field.click().await.expect("the field can be reached");
        let script = "arguments[0].select(); document.execCommand('insertText', false, arguments[1]);";
        self.runs(script, vec![field.to_json().expect("an element"), json!(text)]).await;
        self.leaves().await;
    }

    /// Chooses from a list, or one of several buttons.
    pub async fn chooses(&self, label: &str, choice: &str) {
        self.clicks(Found::Choice(label, choice)).await;
    }

    /// Leaves the field that has the focus.
    pub async fn leaves(&self) {
        self.types(Key::Tab).await;
    }

    /// Clicks in the corner of the window, beside whatever dialog is open.
    pub async fn clicks_beside(&self) {
        let corner = self.session.action_chain().move_to(4, 4).click();
        corner.perform().await.unwrap_or_else(|e| panic!("the pointer cannot be moved: {e}"));
    }

    /// Presses a key, wherever the focus is.
    pub async fn presses(&self, key: Key) {
        self.types(key).await;
    }

    /// Presses a key together with Ctrl, wherever the focus is.
    pub async fn presses_with_ctrl(&self, key: Key) {
        let keys = self.session.action_chain().key_down(Key::Control).send_keys(key).key_up(Key::Control);
        keys.perform().await.unwrap_or_else(|e| panic!("keys cannot be pressed: {e}"));
    }

    /// Types, wherever the focus is.
    pub async fn types(&self, text: impl Into<TypingData>) {
        let keys = self.session.action_chain().send_keys(text);
        keys.perform().await.unwrap_or_else(|e| panic!("keys cannot be pressed: {e}"));
    }
}

impl Browser {
    /// Signs in by the form.
    pub async fn signs_in(&self, email: &str, password: &str) {
        self.sees_page("Sign in to Slipway").await;
        self.fills("Email address", email).await;
        self.fills("Password", password).await;
        self.clicks_button("Sign in").await;
    }

    /// Signs out by the menu of the account.
    pub async fn signs_out(&self) {
        self.clicks_button("Account").await;
        self.clicks_item("Sign out").await;
        self.sees_page("Sign in to Slipway").await;
    }

    /// Fills in the **Invite Members** dialog, which is open, and submits it.
    pub async fn invites(&self, email: &str, role: &str) {
        self.fills("Address", email).await;
        self.chooses("Role", role).await;
        self.clicks_button("Submit").await;
    }
}
