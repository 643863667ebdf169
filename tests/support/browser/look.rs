//! How wide the window is, how it is coloured, and pictures of it.

use std::path::Path;

use serde_json::{Value, json};

use super::Browser;

/// A window's size.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Width {
    /// 1280 × 800, at a desk.
    Desk,
    /// 390 × 844, in a hand.
    Hand,
    /// 360 × 740, the narrowest that is served.
    Narrowest,
}

impl Width {
    /// Its two sides.
    pub const fn sides(self) -> (u32, u32) {
        match self {
            Self::Desk => (1280, 800),
            Self::Hand => (390, 844),
            Self::Narrowest => (360, 740),
        }
    }
}

/// What the system says that it likes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Theme {
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
}

impl Theme {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Light, Self::Dark];

    /// Its name, as the browser has it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }
}

impl Browser {
    /// Makes the window this large.
    pub async fn looks_at(&self, width: Width) {
        // In a hand scroll bars lie over the page and take no room from it.
        let is_in_hand = width != Width::Desk;
        let (width, height) = width.sides();
        let size = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": is_in_hand });
        self.devtools("Emulation.setDeviceMetricsOverride", size).await;
    }

    /// Tells pages that the system likes this theme, and little motion.
    pub async fn wants(&self, theme: Theme) {
        let features = json!([
            { "name": "prefers-color-scheme", "value": theme.name() },
            { "name": "prefers-reduced-motion", "value": "reduce" },
        ]);
        self.devtools("Emulation.setEmulatedMedia", json!({ "features": features })).await;
    }

    /// What is cut off at the edge of the window or makes the page scroll sideways; what scrolls inside of a
    /// frame of its own may.
    pub async fn beyond_the_window(&self) -> Vec<String> {
        serde_json::from_value(self.runs(BEYOND, Vec::new()).await).expect("a list")
    }

    /// A picture: of the window, or of the whole page where it is longer and nothing floats over it.
    pub async fn takes_picture(&self, file: &Path) {
        let size = self.runs(WHOLE, Vec::new()).await;
        let mut wanted = json!({ "format": "png" });
        if let Value::Object(_) = size {
            wanted["captureBeyondViewport"] = json!(true);
            wanted["clip"] = size;
        }
        let picture = self.devtools("Page.captureScreenshot", wanted).await;
        let picture = picture["data"].as_str().expect("a picture");
        std::fs::write(file, super::evidence::from_base64(picture)).expect("a file for the picture");
    }
}

const BEYOND: &str = r#"
const edge = document.documentElement.clientWidth;
const found = [];
if (document.scrollingElement.scrollWidth > edge) {
  found.push(`the page scrolls sideways: ${document.scrollingElement.scrollWidth} > ${edge}`);
}
const contained = (element) => {
  for (let box = element.parentElement; box; box = box.parentElement) {
    const style = getComputedStyle(box);
    if (["auto", "scroll"].includes(style.overflowX) || style.clipPath !== "none") return true;
  }
  return false;
};
for (const element of document.body.querySelectorAll("*")) {
  if (!element.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue;
  if (element.closest("svg, .skip-link, option") || contained(element)) continue;
  if (getComputedStyle(element).clipPath !== "none") continue;
  const box = element.getBoundingClientRect();
  if (box.width === 0 || box.height === 0) continue;
  if (box.right > edge + 1 || box.left < -1) {
    const drawer = element.closest(".sidebar");
    if (drawer && box.right <= 0) continue;
    found.push(`${element.tagName.toLowerCase()}.${element.className} ${Math.round(box.left)}–${Math.round(box.right)}`);
  }
}
return found.slice(0, 8);
"#;

/// The clip of the whole page, or nothing where the window says it all.
const WHOLE: &str = r#"
const page = document.scrollingElement;
const floats = document.querySelector("dialog:modal, .menu:popover-open, .drawer-open");
if (floats || page.scrollHeight <= innerHeight) return null;
return { x: 0, y: 0, width: page.clientWidth, height: Math.min(page.scrollHeight, 4000), scale: 1 };
"#;
