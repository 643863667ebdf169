//! The files of the built page: inside the program in a release, in a folder while it is being developed.

use std::borrow::Cow;

#[cfg(debug_assertions)]
use std::path::{Component, Path, PathBuf};

/// Where the files of the page are.
#[derive(Debug, Clone)]
pub struct PageFiles {
    #[cfg(debug_assertions)]
    folder: PathBuf,
}

#[cfg(debug_assertions)]
impl PageFiles {
    /// The folder that `SLIPWAY_PAGE_DIR` names, or `dist` here.
    pub fn find() -> Self {
        Self { folder: std::env::var_os("SLIPWAY_PAGE_DIR").map_or_else(|| "dist".into(), PathBuf::from) }
    }

    /// The files in a folder.
    pub const fn in_folder(folder: PathBuf) -> Self {
        Self { folder }
    }

    /// The content of a file, by its path below the page.
    pub async fn read(&self, path: &str) -> Option<Cow<'static, [u8]>> {
        let is_inside = Path::new(path).components().all(|part| matches!(part, Component::Normal(_)));
        if path.is_empty() || !is_inside {
            return None;
        }
        tokio::fs::read(self.folder.join(path)).await.ok().map(Cow::Owned)
    }
}

#[cfg(not(debug_assertions))]
#[derive(rust_embed::Embed)]
#[folder = "$CARGO_MANIFEST_DIR/../dist/"]
struct Embedded;

#[cfg(not(debug_assertions))]
impl PageFiles {
    /// The files inside the program.
    pub const fn find() -> Self {
        Self {}
    }

    /// The content of a file, by its path below the page.
    #[expect(clippy::unused_async, reason = "a program under development reads a folder here")]
    pub async fn read(&self, path: &str) -> Option<Cow<'static, [u8]>> {
        Embedded::get(path).map(|file| file.data)
    }
}
