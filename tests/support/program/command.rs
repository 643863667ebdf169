//! The program where it does not serve: commands that end by themselves, and starts that are refused.

use std::{path::Path, process::Command};

use super::{Built, START};
use crate::log::{Log, Output};

/// What a command said and came to.
#[derive(Debug)]
pub struct Said {
    /// Its exit code.
    pub code: Option<i32>,
    /// What it said on standard output.
    pub out: String,
    /// What it complained of.
    pub complaint: String,
}

/// Runs a command that ends by itself.
pub fn said(mut command: Command) -> Said {
    let output = command.output().expect("the program can be started");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("text");
    Said { code: output.status.code(), out: text(output.stdout), complaint: text(output.stderr) }
}

/// Where the program is.
pub fn binary() -> &'static Path {
    Built::ForTests.path()
}

/// Runs the program where it is expected to refuse, and gives its exit code and what it complained of.
pub fn refusal_to_start(mut command: Command) -> (Option<i32>, String) {
    let mut process = command.spawn().expect("the program can be started");
    let log = Log::default();
    let readers = [
        log.follow(Output::Stdout, process.stdout.take().expect("a pipe")),
        log.follow(Output::Stderr, process.stderr.take().expect("a pipe")),
    ];
    let ready = log.wait_for(START, |output, line| {
        (output == Output::Stdout && line.contains("is ready on")).then(|| line.to_owned())
    });
    if let Some(line) = ready {
        drop(process.kill());
        drop(process.wait());
        panic!("it was expected to refuse, and said: {line}");
    }
    let status = process.wait().expect("the program can be waited for");
    for reader in readers {
        reader.join().expect("the log is read to its end");
    }
    (status.code(), log.text(Output::Stderr))
}

/// The program in a folder, with nothing of this process's own settings in its environment.
pub fn bare(folder: &Path) -> Command {
    Built::ForTests.bare(folder)
}
