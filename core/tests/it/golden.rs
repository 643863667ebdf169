//! Texts that are kept in the project and reviewed as differences.

use std::{env, fs, path::Path};

/// Compares a text with the file that keeps it, byte for byte. With `SLIPWAY_RENEW=1` the file is written
/// anew, to be read as a difference before it is committed.
pub(crate) fn check(file: &str, actual: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(file);
    if env::var_os("SLIPWAY_RENEW").is_some() {
        fs::write(&path, actual).unwrap();
    }
    let kept = fs::read_to_string(&path).unwrap_or_default();
    if let Some((i, (kept, actual))) =
        kept.lines().zip(actual.lines()).enumerate().find(|(_, (kept, actual))| kept != actual)
    {
        panic!("{file} differs at line {}:\n  kept: {kept}\n  now:  {actual}\n{HOW_TO_RENEW}", i + 1);
    }
    assert!(kept == actual, "{file} has another length.\n{HOW_TO_RENEW}");
}

const HOW_TO_RENEW: &str = "Where the change is meant, run \
`SLIPWAY_RENEW=1 cargo test -p slipway-core --test it`, and read the difference line by line.";
