//! The program `slipway`: reads what it is told on the command line, and runs.

use std::{
    io::{self, Write},
    net::SocketAddr,
    path::PathBuf,
    process::ExitCode,
};

use clap::{Parser, Subcommand, error::ErrorKind};
use slipway_server::{
    commands::{self, AdminCommand, CommandError},
    config::{Config, Options, Place},
    health_check, log, serve,
};

/// A self-hosted control plane for Odoo
#[derive(Parser)]
#[command(name = "slipway", version, arg_required_else_help = true)]
struct Command {
    #[command(subcommand)]
    act: Act,
}

#[derive(Subcommand)]
enum Act {
    /// Serve the page and its API
    ///
    /// Each option can also be given as the environment variable named beside it, or as a key without
    /// the dashes in a TOML file. A flag wins over its variable, and both over the file.
    Serve {
        /// TOML file with options, as in `public-url = "https://slipway.example.com"`
        #[arg(long, value_name = "FILE", env = "SLIPWAY_CONFIG", hide_env_values = true)]
        config: Option<PathBuf>,
        #[command(flatten)]
        options: Box<Options>,
    },
    /// Do on the machine itself what nobody can do by signing in
    ///
    /// Works beside a running `slipway serve` and without it, on the same data.
    Admin {
        #[command(flatten)]
        place: Box<Place>,
        #[command(subcommand)]
        command: AdminCommand,
    },
    /// Ask the program that runs on this machine whether it is ready; exit code 1 where it is not
    Health {
        /// Address and port that it listens on
        #[arg(
            long,
            value_name = "ADDR",
            default_value = "127.0.0.1:8080",
            env = "SLIPWAY_LISTEN",
            hide_env_values = true
        )]
        listen: SocketAddr,
    },
}

/// The status of a program that could not start as it was told.
const CANNOT_START: u8 = 2;

fn main() -> ExitCode {
    let command = match Command::try_parse() {
        Ok(command) => command,
        Err(error) => return refuse_arguments(&error),
    };
    let ended = match command.act {
        Act::Serve { config, options } => run(*options, config),
        Act::Admin { place, command } => admin(*place, command),
        Act::Health { listen } => health_check::ask(listen).map_err(Ended::from),
    };
    match ended {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => refuse(&error.to_string(), error.status()),
    }
}

/// Why the program ended without having been asked to.
#[derive(Debug, thiserror::Error)]
enum Ended {
    #[error(transparent)]
    Config(#[from] slipway_server::config::ConfigError),
    #[error(transparent)]
    Log(#[from] log::FilterError),
    #[error("cannot start threads: {0}")]
    Threads(io::Error),
    #[error(transparent)]
    Serve(#[from] serve::ServeError),
    #[error(transparent)]
    Command(#[from] CommandError),
    #[error(transparent)]
    NotReady(#[from] health_check::NotReady),
}

impl Ended {
    const fn status(&self) -> u8 {
        match self {
            Self::Serve(serve::ServeError::Broken(_)) | Self::NotReady(_) => 1,
            Self::Command(error) => error.status(),
            _ => CANNOT_START,
        }
    }
}

fn run(options: Options, file: Option<PathBuf>) -> Result<(), Ended> {
    let config = Config::resolve(options, file.as_deref())?;
    log::start(&config.log, config.log_format)?;
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().map_err(Ended::Threads)?;
    Ok(runtime.block_on(serve::serve(config))?)
}

fn admin(place: Place, command: AdminCommand) -> Result<(), Ended> {
    let runtime =
        tokio::runtime::Builder::new_current_thread().enable_all().build().map_err(Ended::Threads)?;
    Ok(runtime.block_on(commands::run(place, command))?)
}

/// Help and version go to standard output as they are; a mistake becomes one line.
fn refuse_arguments(error: &clap::Error) -> ExitCode {
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            let shown = error.print();
            if shown.is_ok() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
        }
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            // Nothing more can be done where standard error is closed.
            let _ = error.print();
            ExitCode::from(CANNOT_START)
        }
        _ => {
            let text = error.to_string();
            // What is wrong may take a few lines, the next of which name what is meant; an empty one ends them.
            let first: Vec<&str> = text.lines().map(str::trim).take_while(|line| !line.is_empty()).collect();
            refuse(first.join(" ").trim_start_matches("error: "), CANNOT_START)
        }
    }
}

fn refuse(message: &str, status: u8) -> ExitCode {
    let line: String = message.lines().collect::<Vec<_>>().join(" ");
    // Nothing more can be done where standard error is closed.
    let _ = writeln!(io::stderr(), "slipway: {}", line.trim_end_matches('.'));
    ExitCode::from(status)
}
