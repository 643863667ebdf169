//! The program under test: the real one, in a process of its own, with its own data and its own mail folder.
//!
//! It is ended by its process when the value goes out of scope, and its log is shown if the test fails.

mod command;
mod start;

use std::{
    path::{Path, PathBuf},
    process::{Child, Command, ExitStatus},
    sync::Arc,
    thread,
    time::Duration,
};

use chrono::TimeDelta;
use serde_json::json;
use slipway_core::api::endpoint::Method;
use tempfile::TempDir;

pub use self::{
    command::{Said, bare, binary, refusal_to_start, said},
    start::{Built, Choice, Data, Start, serve},
};
use crate::{
    client::{Client, Connection},
    database::{Database, Kind},
    disk::Disk,
    log::{Log, Output},
    mailbox::Mailbox,
    throwaway::Made,
};

/// How long the program may take to be ready; a start takes a small part of it.
const START: Duration = Duration::from_secs(20);

/// The running program.
#[derive(Debug)]
pub struct Program {
    folder: TempDir,
    database: Database,
    process: Child,
    readers: Vec<thread::JoinHandle<()>>,
    log: Log,
    connection: Connection,
}

impl Program {
    /// Starts it on an empty folder, with mails in a folder, and waits until it is ready.
    pub fn start() -> Self {
        Start::default().start()
    }

    fn start_in(folder: TempDir, start: &Start) -> Self {
        start.data.write_files(folder.path());
        let database = match (&start.database, &start.data.database) {
            (Choice::Shared(database), _) => database.clone(),
            (_, Some(made)) => Database::Server(Made::copy(made)),
            (Choice::On(server), None) => Database::Server(Made::empty(server)),
            (Choice::Own(Kind::Postgres), None) => Database::on_server(),
            (Choice::Own(Kind::Sqlite), None) => Database::in_folder(&folder.path().join("data")),
        };
        let mut command = serve(folder.path(), start);
        if let Database::Server(made) = &database {
            command.env("SLIPWAY_DATABASE", made.url());
        }
        let mut process = command.spawn().expect("the program can be started");
        let log = Log::default();
        let readers = vec![
            log.follow(Output::Stdout, process.stdout.take().expect("a pipe")),
            log.follow(Output::Stderr, process.stderr.take().expect("a pipe")),
        ];
        let ready = log.wait_for(START, |output, line| match output {
            Output::Stdout => line.split_once("slipway is ready on ").map(|(_, url)| url.trim().to_owned()),
            Output::Stderr => None,
        });
        let Some(url) = ready else {
            // Whatever is left of it must not outlive this test.
            drop(process.kill());
            drop(process.wait());
            panic!("the program did not become ready:\n{}", log.dump());
        };
        let port = url.rsplit(':').next().and_then(|port| port.parse().ok()).expect("an address with a port");
        let public = start.public_url().map_or_else(|| format!("http://localhost:{port}"), str::to_owned);
        Self { folder, database, process, readers, log, connection: Connection::to(&public, port) }
    }

    /// The address that pages and mails use, without a slash at its end.
    pub fn url(&self) -> &str {
        self.connection.url()
    }

    /// The port that it listens on.
    pub fn port(&self) -> u16 {
        self.connection.port()
    }

    /// What it printed.
    pub fn log(&self) -> &Log {
        &self.log
    }

    /// Its data folder.
    pub fn data_folder(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    /// The disk that its data folder is on, where it has one of its own.
    pub fn disk(&self) -> Disk {
        Disk::of(self.pid(), &self.data_folder())
    }

    /// The mails that it wrote.
    pub fn mailbox(&self) -> Mailbox {
        Mailbox::new(self.folder.path().join("mail"))
    }

    /// Its database, from outside.
    pub fn database(&self) -> Database {
        self.database.clone()
    }

    /// The number of its process.
    pub fn pid(&self) -> u32 {
        self.process.id()
    }

    /// Somebody with a browser of their own who is not signed in.
    pub fn visitor(&self) -> Client {
        Client::new(&self.connection)
    }

    /// Somebody with a browser of their own that keeps this cookie already.
    pub(crate) fn visitor_with(&self, cookie: Option<String>) -> Client {
        Client::with_session(&self.connection, cookie)
    }

    /// The browser of somebody who is signed in to another program on the same database.
    pub fn visitor_like(&self, other: &Client) -> Client {
        self.visitor_with(other.session_cookie())
    }

    /// The set-up token, from the address that it printed.
    pub fn set_up_token(&self) -> String {
        let token = self.log.wait_for(START, |output, line| match output {
            Output::Stdout => line.split_once("/setup#").map(|(_, token)| token.trim().to_owned()),
            Output::Stderr => None,
        });
        token.unwrap_or_else(|| panic!("no set-up token was printed:\n{}", self.log.dump()))
    }

    /// Moves the program's clock.
    pub async fn advance(&self, by: TimeDelta) {
        let answer = self
            .visitor()
            .request(Method::Post, "/test/clock")
            .json(&json!({ "advance_seconds": by.num_seconds() }))
            .unchecked()
            .await;
        assert!((200..300).contains(&answer.status), "the clock was not moved: {answer}");
    }

    /// The address of its database, as the option `--database` takes it.
    pub fn database_url(&self) -> String {
        match &self.database {
            Database::Server(made) => made.url().to_owned(),
            Database::File(_) => format!("sqlite://{}", self.data_folder().join("slipway.db").display()),
        }
    }

    /// Runs `slipway admin …` beside it, on the same data.
    pub fn command(&self, args: &[&str]) -> Said {
        let mut command = bare(self.folder.path());
        command.arg("admin").args(args).arg("--data").arg(self.data_folder());
        command.env("SLIPWAY_DATABASE", self.database_url());
        said(command)
    }

    /// Asks it to end, as an operator does, and waits until it has.
    pub fn stop(mut self) -> Stopped {
        self.signal("TERM");
        let status = self.process.wait().expect("the program can be waited for");
        self.read_rest();
        let database = match &self.database {
            Database::File(_) => None,
            Database::Server(made) => Some(Arc::clone(made)),
        };
        let data = Data { files: files_below(&self.data_folder()), database };
        Stopped { status, log: self.log.clone(), data }
    }

    /// Ends it with no warning and starts it again on the same data and the same options.
    pub fn crash_and_restart(self, start: &Start) -> Self {
        self.crash().restart(start.clone())
    }

    /// Ends it with no warning. Its data and its port are kept.
    pub fn crash(mut self) -> Crashed {
        self.process.kill().expect("the program runs");
        self.process.wait().expect("the program can be waited for");
        self.read_rest();
        let folder = std::mem::replace(&mut self.folder, tempfile::tempdir().expect("a temporary folder"));
        Crashed { folder, database: self.database.clone(), port: self.port() }
    }

    fn signal(&self, name: &str) {
        let sent = Command::new("sh")
            .args(["-c", &format!("kill -{name} {}", self.process.id())])
            .status()
            .expect("a shell");
        assert!(sent.success(), "the program runs");
    }

    fn read_rest(&mut self) {
        for reader in self.readers.drain(..) {
            reader.join().expect("the log is read to its end");
        }
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        drop(self.process.kill());
        drop(self.process.wait());
        self.read_rest();
        if thread::panicking() {
            eprintln!("the program's log, of {}:\n{}", self.url(), self.log.dump());
        }
    }
}

/// A program that was ended with no warning.
#[derive(Debug)]
pub struct Crashed {
    folder: TempDir,
    database: Database,
    port: u16,
}

impl Crashed {
    /// Starts it again where it was, for browsers that still show its pages.
    pub fn start_again(self, start: &Start) -> Program {
        let listen = format!("127.0.0.1:{}", self.port);
        self.restart(start.clone().args(["--listen", &listen]))
    }

    fn restart(self, start: Start) -> Program {
        let database = Choice::Shared(self.database);
        Program::start_in(self.folder, &Start { data: Data::default(), database, ..start })
    }
}

/// A program that has ended.
#[derive(Debug)]
pub struct Stopped {
    /// How.
    pub status: ExitStatus,
    /// What it printed.
    pub log: Log,
    /// What it left.
    pub data: Data,
}

/// The folder of the repository.
pub fn repository() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the package is in the repository")
}

fn files_below(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in std::fs::read_dir(next).expect("a folder that can be read") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let content = std::fs::read(&path).expect("a file that can be read");
                files.push((path.strip_prefix(folder).expect("a path below").to_owned(), content));
            }
        }
    }
    files
}
