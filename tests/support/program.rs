//! The program under test: the real one, in a process of its own, with its own data and its own mail folder.
//!
//! It is ended by its process when the value goes out of scope, and its log is shown if the test fails.

use std::{
    collections::BTreeMap,
    env,
    path::{Path, PathBuf},
    process::{Child, Command, ExitStatus, Stdio},
    sync::{Arc, OnceLock},
    thread,
    time::Duration,
};

use chrono::TimeDelta;
use serde_json::json;
use slipway_core::api::endpoint::Method;
use tempfile::TempDir;

use crate::{
    client::{Client, Connection},
    database::{Database, Kind},
    log::{Log, Output},
    mailbox::Mailbox,
    throwaway::{Made, Postgres},
};

/// How long the program may take to be ready; a start takes a small part of it.
const START: Duration = Duration::from_secs(20);

/// How the program is started. Everything left out is the program's own default, except that it always
/// listens on a free port of this machine and keeps its data in a folder of its own.
#[derive(Debug, Clone)]
pub struct Start {
    /// Further options of `slipway serve`.
    pub args: Vec<String>,
    /// Further variables of its environment.
    pub env: BTreeMap<String, String>,
    /// Whether mails go into a folder.
    pub mail_folder: bool,
    /// What it begins with.
    pub data: Data,
    /// Where it keeps its data.
    pub database: Choice,
    /// Which program it is.
    pub built: Built,
}

/// The programs that the scripts build for tests.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Built {
    /// The real one, with a clock that tests can move.
    ForTests,
    /// The same without locks, to show that races are noticed.
    WithoutLocks,
}

/// Where a program keeps its data.
#[derive(Debug, Clone)]
pub enum Choice {
    /// In a database of its own, of this kind.
    Own(Kind),
    /// In one on this server.
    On(Arc<Postgres>),
    /// In this one, whoever else does.
    Shared(Database),
}

/// What a program has stored: it can be what another begins with.
#[derive(Debug, Clone, Default)]
pub struct Data {
    /// The files of its folder: paths in it, and their content.
    pub files: Vec<(PathBuf, Vec<u8>)>,
    /// Its database, where that is not among the files. Whoever begins with it gets a copy.
    pub database: Option<Arc<Made>>,
}

impl Default for Start {
    fn default() -> Self {
        Self {
            args: Vec::new(),
            env: BTreeMap::new(),
            mail_folder: true,
            data: Data::default(),
            database: Choice::Own(Kind::of_this_run()),
            built: Built::ForTests,
        }
    }
}

impl Start {
    /// With further options.
    #[must_use]
    pub fn args<'a>(mut self, args: impl IntoIterator<Item = &'a str>) -> Self {
        self.args.extend(args.into_iter().map(str::to_owned));
        self
    }

    /// With a variable in its environment.
    #[must_use]
    pub fn env(mut self, name: &str, value: impl Into<String>) -> Self {
        self.env.insert(name.to_owned(), value.into());
        self
    }

    /// The public address that it is told, if it is.
    fn public_url(&self) -> Option<&str> {
        let place = self.args.iter().position(|arg| arg == "--public-url")?;
        self.args.get(place + 1).map(String::as_str)
    }

    /// On a database of PostgreSQL, whatever the run is on.
    #[must_use]
    pub fn on_postgres(mut self) -> Self {
        self.database = Choice::Own(Kind::Postgres);
        self
    }

    /// On a server that the test stops or holds up, and that nobody else is on.
    #[must_use]
    pub fn on(mut self, server: &Arc<Postgres>) -> Self {
        self.database = Choice::On(Arc::clone(server));
        self
    }

    /// Beside another program, on the same database. PostgreSQL only: a file has one program.
    #[must_use]
    pub fn beside(self, other: &Program) -> Self {
        assert!(matches!(other.database, Database::Server(_)), "a file has one program");
        self.sharing(&other.database)
    }

    /// On a database that others are on as well.
    #[must_use]
    pub fn sharing(mut self, database: &Database) -> Self {
        self.database = Choice::Shared(database.clone());
        self
    }

    /// The kind of its database.
    pub const fn kind(&self) -> Kind {
        match &self.database {
            Choice::Own(kind) => *kind,
            Choice::On(_) | Choice::Shared(Database::Server(_)) => Kind::Postgres,
            Choice::Shared(Database::File(_)) => Kind::Sqlite,
        }
    }

    /// Without a folder for mails.
    #[must_use]
    pub fn without_mail(mut self) -> Self {
        self.mail_folder = false;
        self
    }

    /// Starts it and waits until it is ready.
    pub fn start(self) -> Program {
        let folder = tempfile::tempdir().expect("a temporary folder");
        Program::start_in(folder, &self)
    }
}

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

impl Data {
    /// Puts it where a program is to find it that is started by [`serve`].
    pub fn put(&self, folder: &Path, command: &mut Command) {
        self.write_files(folder);
        if let Some(made) = &self.database {
            command.env("SLIPWAY_DATABASE", made.url());
        }
    }

    fn write_files(&self, folder: &Path) {
        for (path, content) in &self.files {
            let path = folder.join("data").join(path);
            std::fs::create_dir_all(path.parent().expect("a path in a folder")).expect("a folder");
            std::fs::write(path, content).expect("a file of the data folder");
        }
    }
}

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

impl Built {
    /// Where it is: what a variable says, or built as the scripts build it, once in a run.
    fn path(self) -> &'static Path {
        static PATHS: [OnceLock<PathBuf>; 2] = [const { OnceLock::new() }; 2];
        let (path, variable, name) = match self {
            Self::ForTests => (&PATHS[0], "SLIPWAY_BIN", "for-tests"),
            Self::WithoutLocks => (&PATHS[1], "SLIPWAY_BIN_WITHOUT_LOCKS", "without-locks"),
        };
        path.get_or_init(|| {
            if let Some(path) = env::var_os(variable) {
                return std::path::absolute(path).unwrap_or_else(|e| panic!("{variable} is no path: {e}"));
            }
            let root = repository();
            let built = Command::new(root.join("scripts/program.sh")).arg(name).status();
            assert!(built.is_ok_and(|status| status.success()), "scripts/program.sh {name} failed");
            let target =
                env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), |t| root.join(t));
            target.join(name).join("slipway")
        })
    }

    fn bare(self, folder: &Path) -> Command {
        let mut command = Command::new(self.path());
        for (name, _) in env::vars_os() {
            if name.to_string_lossy().starts_with("SLIPWAY_") {
                command.env_remove(name);
            }
        }
        command.current_dir(folder).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    }
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

/// The folder of the repository.
pub fn repository() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the package is in the repository")
}

/// The program in a folder, with nothing of this process's own settings in its environment.
pub fn bare(folder: &Path) -> Command {
    Built::ForTests.bare(folder)
}

/// The command that serves from a folder.
pub fn serve(folder: &Path, start: &Start) -> Command {
    let mut command = start.built.bare(folder);
    let page = env::var_os("SLIPWAY_PAGE_DIR").map_or_else(|| repository().join("dist"), PathBuf::from);
    command.args(["serve", "--data"]).arg(folder.join("data"));
    if !start.args.iter().any(|arg| arg == "--listen") {
        command.args(["--listen", "127.0.0.1:0"]);
    }
    if start.mail_folder {
        command.arg("--mail-folder").arg(folder.join("mail"));
    }
    command
        .args(&start.args)
        .env("SLIPWAY_PAGE_DIR", page)
        // A test may invite far more people than a person does in a day; those of the limit say how many.
        .env("SLIPWAY_INVITATIONS_PER_ACCOUNT", "100000")
        .envs(&start.env);
    command
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
