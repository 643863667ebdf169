//! Mail as `.eml` files in a folder: to try Slipway out, and for tests.

use std::{
    fs::{self, OpenOptions},
    io::{self, Write},
    path::{Path, PathBuf},
};

use chrono::{DateTime, Utc};
use uuid::Uuid;

/// Makes the folder where it is missing, and finds out whether files can be written in it.
pub(super) fn prepare(folder: &Path) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    let probe = folder.join(format!(".probe-{}", std::process::id()));
    fs::write(&probe, b"")?;
    fs::remove_file(&probe)
}

/// Writes one mail, and waits for the disk. It appears under its name when it is whole; names sort by time.
pub(super) fn write(folder: &Path, id: Uuid, at: DateTime<Utc>, mail: &[u8]) -> io::Result<PathBuf> {
    let name = format!("{}-{id}.eml", at.format("%Y%m%dT%H%M%S%.3fZ"));
    let unfinished = folder.join(format!(".{name}.tmp"));
    let finished = folder.join(name);
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(true);
    // A mail carries a token: nobody else on the machine reads it.
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(&unfinished)?;
    file.write_all(mail)?;
    file.sync_all()?;
    fs::rename(&unfinished, &finished)?;
    Ok(finished)
}

#[cfg(test)]
mod tests {
    use chrono::{Duration, TimeZone};

    use super::*;

    #[test]
    fn files_are_whole_and_sort_by_time() {
        let folder = std::env::temp_dir().join(format!("slipway-mail-{}", std::process::id()));
        prepare(&folder).unwrap();
        let at = Utc.with_ymd_and_hms(2026, 11, 22, 9, 5, 0).unwrap();
        let later = write(&folder, Uuid::nil(), at + Duration::milliseconds(7), b"two").unwrap();
        let first = write(&folder, Uuid::max(), at, b"one").unwrap();
        let mut names: Vec<PathBuf> =
            std::fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).collect();
        names.sort();
        assert_eq!(names, [first.clone(), later]);
        assert_eq!(std::fs::read(first).unwrap(), b"one");
        std::fs::remove_dir_all(folder).unwrap();
    }
}
