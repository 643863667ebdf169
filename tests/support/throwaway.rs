//! PostgreSQL servers that are thrown away: one for a whole test process, with a database of its own for each
//! program; and servers of one's own for tests that stop them.
//!
//! `scripts/throw-away-postgres.sh` starts one and ends it when its input ends: a test process that ends, even
//! one that is killed, leaves neither server nor folder behind.

use std::{
    io::{BufRead, BufReader, Write},
    os::unix::process::CommandExt,
    process::{Child, ChildStdin, ChildStdout, Command, Stdio},
    sync::{
        Arc, Mutex, OnceLock,
        atomic::{AtomicU32, Ordering},
    },
    thread,
};

use postgres::{Client, NoTls, SimpleQueryMessage, SimpleQueryRow};

use crate::program::repository;

/// A server. It ends when the value goes out of scope, or the process ends.
#[derive(Debug)]
pub struct Postgres {
    port: u16,
    keeper: Mutex<Keeper>,
    databases: AtomicU32,
}

/// The script that keeps the server.
#[derive(Debug)]
struct Keeper {
    process: Child,
    input: Option<ChildStdin>,
    output: BufReader<ChildStdout>,
}

impl Postgres {
    /// The server of this test process, started when the first asks for it.
    pub fn of_this_process() -> Arc<Self> {
        static SERVER: OnceLock<Arc<Postgres>> = OnceLock::new();
        Arc::clone(SERVER.get_or_init(Self::start))
    }

    /// A server of one's own.
    pub fn start() -> Arc<Self> {
        let mut process = Command::new(repository().join("scripts/throw-away-postgres.sh"))
            // Out of reach of a Ctrl-C that is meant for the tests: it ends after them.
            .process_group(0)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("the script that keeps a server");
        let input = process.stdin.take();
        let mut keeper =
            Keeper { input, output: BufReader::new(process.stdout.take().expect("a pipe")), process };
        let ready = keeper.answer();
        let port = ready.strip_prefix("ready ").and_then(|port| port.parse().ok());
        let port = port.unwrap_or_else(|| panic!("no PostgreSQL could be started: {ready}"));
        Arc::new(Self { port, keeper: Mutex::new(keeper), databases: AtomicU32::new(0) })
    }

    /// Ends it at once, as a crash does.
    pub fn crash(&self) {
        self.tell("stop");
    }

    /// Starts it again where it was.
    pub fn start_again(&self) {
        self.tell("start");
    }

    /// It answers nobody any more, and closes nothing.
    pub fn pause(&self) {
        self.tell("pause");
    }

    /// It goes on.
    pub fn resume(&self) {
        self.tell("resume");
    }

    fn tell(&self, word: &str) {
        let mut keeper = self.keeper.lock().expect("the keeper");
        let input = keeper.input.as_mut().expect("its input");
        writeln!(input, "{word}").expect("the keeper listens");
        assert_eq!(keeper.answer(), "done", "{word}");
    }

    fn url(&self, database: &str) -> String {
        format!("postgres://slipway@127.0.0.1:{}/{database}", self.port)
    }
}

impl Keeper {
    fn answer(&mut self) -> String {
        let mut line = String::new();
        self.output.read_line(&mut line).expect("the keeper's answer");
        line.trim_end().to_owned()
    }
}

impl Drop for Keeper {
    fn drop(&mut self) {
        drop(self.input.take());
        drop(self.process.wait());
    }
}

/// A database on a server, dropped with the last that knows it.
#[derive(Debug)]
pub struct Made {
    server: Arc<Postgres>,
    name: String,
}

impl Made {
    /// An empty one.
    pub(crate) fn empty(server: &Arc<Postgres>) -> Arc<Self> {
        Self::with(server, "template0")
    }

    /// A copy of another, which nobody may be using.
    pub(crate) fn copy(of: &Self) -> Arc<Self> {
        Self::with(&of.server, &of.name)
    }

    fn with(server: &Arc<Postgres>, template: &str) -> Arc<Self> {
        let name = format!("slipway_{}", server.databases.fetch_add(1, Ordering::Relaxed));
        Session::to(&server.url("postgres")).run(&format!("CREATE DATABASE {name} TEMPLATE {template}"));
        Arc::new(Self { server: Arc::clone(server), name })
    }

    /// The URL that the program is told.
    pub(crate) fn url(&self) -> String {
        self.server.url(&self.name)
    }

    /// The server that it is on.
    pub fn server(&self) -> &Postgres {
        &self.server
    }

    pub(crate) fn session(&self) -> Session {
        Session::to(&self.url())
    }
}

impl Drop for Made {
    fn drop(&mut self) {
        let drop = format!("DROP DATABASE IF EXISTS {} WITH (FORCE)", self.name);
        let url = self.server.url("postgres");
        // A test that left its server stopped has said why already.
        let _ = apart(|| Client::connect(&url, NoTls).and_then(|mut client| client.batch_execute(&drop)));
    }
}

/// A conversation with a database. Its driver waits in threads of its own, for tests that must not block.
pub(crate) struct Session(Option<Client>);

impl Session {
    fn to(url: &str) -> Self {
        let client = apart(|| Client::connect(url, NoTls));
        Self(Some(client.unwrap_or_else(|e| panic!("no connection to {url}: {e}"))))
    }

    /// Runs statements.
    pub(crate) fn run(&mut self, sql: &str) {
        let client = self.client();
        apart(|| client.batch_execute(sql)).unwrap_or_else(|e| panic!("{sql}: {e:?}"));
    }

    /// The rows of a query, each value as text.
    pub(crate) fn rows(&mut self, sql: &str) -> Vec<SimpleQueryRow> {
        let client = self.client();
        let messages = apart(|| client.simple_query(sql)).unwrap_or_else(|e| panic!("{sql}: {e:?}"));
        let rows = messages.into_iter().filter_map(|message| match message {
            SimpleQueryMessage::Row(row) => Some(row),
            _ => None,
        });
        rows.collect()
    }

    fn client(&mut self) -> &mut Client {
        self.0.as_mut().expect("it is there until it goes out of scope")
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        let client = self.0.take();
        apart(move || drop(client));
    }
}

/// Does something that waits in a thread of its own: within a test's runtime nothing may.
fn apart<T: Send>(work: impl FnOnce() -> T + Send) -> T {
    thread::scope(|scope| scope.spawn(work).join().expect("the thread ends"))
}
