//! How the program is started, and which program it is.

use std::{
    collections::BTreeMap,
    env,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    sync::{Arc, OnceLock},
};

use super::{Program, repository};
use crate::{
    database::{Database, Kind},
    disk,
    throwaway::{Made, Postgres},
};

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
    /// The size of the disk that it has for its data alone, in KiB; nothing where it is on that of the tests.
    pub disk: Option<u32>,
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
            disk: None,
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
    pub(super) fn public_url(&self) -> Option<&str> {
        let place = self.args.iter().position(|arg| arg == "--public-url")?;
        self.args.get(place + 1).map(String::as_str)
    }

    /// On a database of PostgreSQL, whatever the run is on.
    #[must_use]
    pub fn on_postgres(mut self) -> Self {
        self.database = Choice::Own(Kind::Postgres);
        self
    }

    /// On a file, whatever the run is on, and on a disk of this size that nothing else is on.
    #[must_use]
    pub fn on_disk_of(mut self, kibibytes: u32) -> Self {
        self.disk = Some(kibibytes);
        self.database = Choice::Own(Kind::Sqlite);
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

impl Data {
    /// Puts it where a program is to find it that is started by [`serve`].
    pub fn put(&self, folder: &Path, command: &mut Command) {
        self.write_files(folder);
        if let Some(made) = &self.database {
            command.env("SLIPWAY_DATABASE", made.url());
        }
    }

    pub(super) fn write_files(&self, folder: &Path) {
        for (path, content) in &self.files {
            let path = folder.join("data").join(path);
            std::fs::create_dir_all(path.parent().expect("a path in a folder")).expect("a folder");
            std::fs::write(path, content).expect("a file of the data folder");
        }
    }
}

impl Built {
    /// Where it is: what a variable says, or built as the scripts build it, once in a run.
    pub(super) fn path(self) -> &'static Path {
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

    pub(super) fn bare(self, folder: &Path) -> Command {
        in_folder(folder, Command::new(self.path()))
    }

    /// The same with a disk of its own over its data folder, of so many KiB.
    fn on_disk(self, folder: &Path, kibibytes: u32) -> Command {
        let mut command = disk::over(&folder.join("data"), kibibytes);
        command.arg(self.path());
        in_folder(folder, command)
    }
}

/// A command in a folder, with nothing of this process's own settings in its environment.
fn in_folder(folder: &Path, mut command: Command) -> Command {
    for (name, _) in env::vars_os() {
        if name.to_string_lossy().starts_with("SLIPWAY_") {
            command.env_remove(name);
        }
    }
    command.current_dir(folder).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

/// The command that serves from a folder.
pub fn serve(folder: &Path, start: &Start) -> Command {
    let mut command = match start.disk {
        Some(kibibytes) => start.built.on_disk(folder, kibibytes),
        None => start.built.bare(folder),
    };
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
