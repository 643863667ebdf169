//! What is shown when the page itself fails: not an answer of the server, but a fault in this program.
//!
//! Nothing of the page can be relied on then, so this is written straight into the document.

use leptos::prelude::document;
use slipway_core::locale::Locale;
use wasm_bindgen::JsValue;

use crate::locale::texts::common;

const ID: &str = "crash";

/// Shows what happened, should the page fail.
pub fn prepare() {
    std::panic::set_hook(Box::new(|fault| {
        console_error_panic_hook::hook(fault);
        // There is nobody left to tell.
        let _ = show();
    }));
}

fn show() -> Result<(), JsValue> {
    let document = document();
    if document.get_element_by_id(ID).is_some() {
        return Ok(());
    }
    let locale = language();
    let notice = document.create_element("div")?;
    notice.set_id(ID);
    notice.set_attribute("role", "alert")?;
    let words = document.create_element("p")?;
    words.set_text_content(Some(&common::page_failed {}.text(locale)));
    let reload = document.create_element("a")?;
    // An address without anything in it is that of the page itself.
    reload.set_attribute("href", "")?;
    reload.set_attribute("rel", "external")?;
    reload.set_text_content(Some(&common::reload_page {}.text(locale)));
    notice.append_with_node_2(&words, &reload)?;
    document.body().map_or(Ok(()), |body| body.append_with_node_1(&notice))
}

/// The language that the document says it is in.
fn language() -> Locale {
    let html = document().document_element();
    let tag = html.and_then(|html| html.get_attribute("lang"));
    tag.as_deref().and_then(Locale::from_tag).unwrap_or_default()
}
