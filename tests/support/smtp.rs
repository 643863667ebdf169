//! A real SMTP server for tests: `aiosmtpd`, run by a Python that has it.

use std::{
    env,
    io::{BufRead, BufReader, Write as _},
    path::Path,
    process::{Child, Command, Stdio},
};

use tempfile::TempDir;

use crate::mailbox::Mailbox;

/// A running SMTP server that writes what it accepts into a folder.
#[derive(Debug)]
pub struct SmtpServer {
    process: Child,
    folder: TempDir,
    port: u16,
}

impl SmtpServer {
    /// Starts one on a free port, or nothing where no Python with `aiosmtpd` is named. Under CI that is a
    /// failure: there nothing may be left out.
    pub fn start() -> Option<Self> {
        Self::start_at(0)
    }

    /// The same on a port that the program was told of before.
    pub fn start_at(port: u16) -> Option<Self> {
        let Some(python) = env::var_os("SLIPWAY_SMTPD_PYTHON").filter(|p| Path::new(p).exists()) else {
            let left_out = "SLIPWAY_SMTPD_PYTHON names no Python with aiosmtpd (scripts/in-test-env.sh does)";
            assert!(env::var_os("CI").is_none_or(|ci| ci != "true"), "left out under CI: {left_out}");
            drop(writeln!(std::io::stderr(), "left out: {left_out}"));
            return None;
        };
        let folder = tempfile::tempdir().expect("a temporary folder");
        let mut process = Command::new(python)
            .arg(Path::new(env!("CARGO_MANIFEST_DIR")).join("support/smtpd.py"))
            .arg(folder.path())
            .arg(port.to_string())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("python can be started");
        let mut line = String::new();
        let output = process.stdout.take().expect("a pipe");
        BufReader::new(output).read_line(&mut line).expect("the server's port");
        let port = line.trim().parse().unwrap_or_else(|_| panic!("no port, but: {line:?}"));
        Some(Self { process, folder, port })
    }

    /// Its port on this machine.
    pub fn port(&self) -> u16 {
        self.port
    }

    /// The options that make the program send through it.
    pub fn args(&self) -> Vec<String> {
        let port = self.port.to_string();
        let args = ["--smtp-host", "127.0.0.1", "--smtp-port", &port, "--smtp-tls", "none"];
        args.into_iter().chain(["--mail-from", "slipway@quay.example"]).map(str::to_owned).collect()
    }

    /// The mails that it accepted.
    pub fn mailbox(&self) -> Mailbox {
        Mailbox::new(self.folder.path())
    }

    /// Makes it answer every mail with this, until it is taken back: `451 try again`, `550 nobody here`.
    pub fn answer_with(&self, answer: &str) {
        std::fs::write(self.folder.path().join("answer"), answer).expect("a file");
    }

    /// Makes it answer every sender with this.
    pub fn answer_sender_with(&self, answer: &str) {
        std::fs::write(self.folder.path().join("sender"), answer).expect("a file");
    }

    /// Makes it greet with this whoever connects.
    pub fn greet_with(&self, greeting: &str) {
        std::fs::write(self.folder.path().join("greeting"), greeting).expect("a file");
    }

    /// Makes it take so many seconds before it answers.
    pub fn answer_after(&self, seconds: u32) {
        std::fs::write(self.folder.path().join("slowly"), seconds.to_string()).expect("a file");
    }

    /// Makes it hang up in the middle of each mail.
    pub fn hang_up(&self) {
        std::fs::write(self.folder.path().join("dies"), "yes").expect("a file");
    }

    /// Makes it accept mails again, at once.
    pub fn accept_again(&self) {
        for told in ["answer", "sender", "greeting", "slowly", "dies"] {
            // Of these there is what it was told before.
            drop(std::fs::remove_file(self.folder.path().join(told)));
        }
    }
}

impl Drop for SmtpServer {
    fn drop(&mut self) {
        drop(self.process.kill());
        drop(self.process.wait());
    }
}
