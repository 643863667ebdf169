//! A disk of a program's own that is small, so that a test can really fill it.
//!
//! It is memory, mounted over the program's data folder where only that program sees it (a mount namespace of its
//! own, made by `unshare` of util-linux): it ends with the program, however the test ends. Root needs nothing for
//! it; anybody else needs a system that lets them make user namespaces, and is told where it does not.

use std::{
    fs::{self, File},
    io::{ErrorKind, Write as _},
    path::{Path, PathBuf},
    process::Command,
};

use tempfile::TempDir;

use crate::database::Database;

/// What is written at a time: as small as what a disk hands out.
const BLOCK: [u8; 4096] = [0; 4096];

/// The command that runs another, which is to be added to it, with a disk of this size over a folder. What was in
/// the folder is on the disk.
pub(crate) fn over(folder: &Path, kibibytes: u32) -> Command {
    const MOUNT: &str = "\
set -eu
as_root=--map-root-user
[ \"$(id -u)\" != 0 ] || as_root=
exec unshare $as_root --mount sh -euc '
  mkdir -p \"$1\"
  cp -a \"$1\" \"$1.before\"
  mount -t tmpfs -o \"size=$2k,mode=700\" slipway-test \"$1\"
  cp -a \"$1.before/.\" \"$1\"
  shift 2
  exec \"$@\"
' sh \"$@\"";
    let mut command = Command::new("sh");
    command.args(["-c", MOUNT, "sh"]).arg(folder).arg(kibibytes.to_string());
    command
}

/// The disk of a running program.
#[derive(Debug)]
pub struct Disk {
    folder: PathBuf,
}

impl Disk {
    /// The one over a folder, as the process sees it.
    pub(crate) fn of(process: u32, folder: &Path) -> Self {
        let root = PathBuf::from(format!("/proc/{process}/root"));
        Self { folder: root.join(folder.strip_prefix("/").expect("an absolute path")) }
    }

    /// Fills it until only so many blocks of 4 KiB are left.
    pub fn fill_but(&self, blocks: usize) {
        let mut filler = File::create(self.folder.join("filler")).expect("a file on the disk");
        let mut written = 0;
        let full = loop {
            match filler.write_all(&BLOCK) {
                Ok(()) => written += BLOCK.len(),
                Err(error) => break error,
            }
        };
        assert_eq!(full.kind(), ErrorKind::StorageFull, "{full}");
        let kept = written.checked_sub(blocks * BLOCK.len()).expect("a disk with so much room");
        filler.set_len(u64::try_from(kept).expect("a size")).expect("a shorter file");
    }

    /// Makes room again.
    pub fn make_room(&self) {
        fs::remove_file(self.folder.join("filler")).expect("what filled it is there");
    }

    /// What SQLite has stored on it at this moment, on another disk. SQLite appends to its log, and carries it over
    /// into its file after a thousand pages: a test that writes less copies both as they belong together.
    pub fn database(&self) -> (TempDir, Database) {
        let folder = tempfile::tempdir().expect("a temporary folder");
        for name in ["slipway.db", "slipway.db-wal"] {
            fs::copy(self.folder.join(name), folder.path().join(name)).expect("a file of the database");
        }
        let database = Database::in_folder(folder.path());
        (folder, database)
    }
}
