//! What whoever holds the machine does without signing in: `slipway admin …`.
//!
//! Each command opens the database that `slipway serve` uses, beside it or without it, does one thing in one
//! transaction with its audit entry, and says what was done. No right is judged: whoever can run the program on
//! its data could as well change the data by hand. The rules of state hold all the same.

mod make_administrator;
mod make_owner;
mod migrate;
mod reset_password;

use std::io::{self, Write};

use clap::Subcommand;
use slipway_core::{api::account::AccountView, email::EmailAddress};

use crate::{
    clock::Clock,
    config::{Config, ConfigError, Place},
    data_folder::DataFolderError,
    error::Refused,
    public_url::PublicUrl,
    randomness::Randomness,
    store::{Store, account, open::OpenError},
};

/// The commands.
#[derive(Debug, Clone, Subcommand)]
pub enum AdminCommand {
    /// Print a link that sets a new password for an account, to be handed over; it holds for an hour
    ResetPassword {
        /// The account's mail address
        #[arg(value_name = "EMAIL")]
        email: String,
    },
    /// Make an account a member of an organization with the Owner role, whatever it was before
    MakeOwner {
        /// The organization's place in addresses, as in /orgs/blue-quay
        #[arg(value_name = "ORGANIZATION")]
        org: String,
        /// The account's mail address
        #[arg(value_name = "EMAIL")]
        email: String,
    },
    /// Make an account an administrator of the installation
    MakeAdministrator {
        /// The account's mail address
        #[arg(value_name = "EMAIL")]
        email: String,
    },
    /// Bring the tables of the database up to date, as `slipway serve` does when it starts
    Migrate {
        /// Change nothing; only say whether something is missing, with exit code 1 if so
        #[arg(long)]
        check: bool,
    },
}

/// Why a command did not do what it was told.
#[derive(Debug, thiserror::Error)]
pub enum CommandError {
    /// It was told where the installation is in a way that cannot be.
    #[error(transparent)]
    Config(#[from] ConfigError),
    /// The folder of a new database cannot be made.
    #[error(transparent)]
    DataFolder(#[from] DataFolderError),
    /// The database cannot be opened.
    #[error(transparent)]
    Open(#[from] OpenError),
    /// The address is none.
    #[error("`{0}` is not a mail address")]
    Email(String),
    /// No account has the address.
    #[error("there is no account with the address {0}")]
    NoAccount(EmailAddress),
    /// The account cannot sign in.
    #[error("the account {0} is disabled: enable it in /admin first")]
    Disabled(EmailAddress),
    /// No organization has the slug.
    #[error("there is no organization `{0}`")]
    NoOrg(String),
    /// Tables are missing.
    #[error("the database lacks {}: run `slipway admin migrate`, or start `slipway serve`", .0.join(", "))]
    Behind(Vec<String>),
    /// The database or a rule refused.
    #[error("not done: {0}")]
    Refused(#[from] Refused),
    /// What was done cannot be said.
    #[error("done, but standard output cannot be written: {0}")]
    Said(#[from] io::Error),
}

impl CommandError {
    /// The program's exit code: 2 where it could not begin, 1 where it did and was refused.
    pub const fn status(&self) -> u8 {
        match self {
            Self::Config(_) | Self::DataFolder(_) | Self::Open(_) => 2,
            _ => 1,
        }
    }
}

/// Does what was asked for, and says so on standard output.
pub async fn run(place: Place, command: AdminCommand) -> Result<(), CommandError> {
    let config = place.resolve()?;
    let said = match command {
        AdminCommand::ResetPassword { email } => {
            let (store, email) = (opened(&config).await?, address(&email)?);
            let public_url =
                config.public_url.unwrap_or_else(|| PublicUrl::of_this_machine(config.listen.port()));
            closing(&store, reset_password::run(&store, &public_url, &email)).await?
        }
        AdminCommand::MakeOwner { org, email } => {
            let (store, email) = (opened(&config).await?, address(&email)?);
            closing(&store, make_owner::run(&store, &org, &email)).await?
        }
        AdminCommand::MakeAdministrator { email } => {
            let (store, email) = (opened(&config).await?, address(&email)?);
            closing(&store, make_administrator::run(&store, &email)).await?
        }
        AdminCommand::Migrate { check: true } => migrate::check(&config).await?,
        AdminCommand::Migrate { check: false } => migrate::run(&config).await?,
    };
    Ok(writeln!(io::stdout(), "{said}")?)
}

/// The database as it is. A command makes none, and changes no tables.
async fn opened(config: &Config) -> Result<Store, CommandError> {
    let (store, missing) = Store::open_as_it_is(&config.database, Clock::default(), Randomness).await?;
    if missing.is_empty() { Ok(store) } else { Err(CommandError::Behind(missing)) }
}

/// Waits for what is done with a store, and closes it in any case.
async fn closing(
    store: &Store,
    done: impl Future<Output = Result<String, CommandError>>,
) -> Result<String, CommandError> {
    let said = done.await;
    store.clone().close().await;
    said
}

/// The account with an address, where it can sign in.
async fn enabled_account(store: &Store, email: &EmailAddress) -> Result<AccountView, CommandError> {
    match account::by_address(store.reader(), email).await.map_err(Refused::from)? {
        None => Err(CommandError::NoAccount(email.clone())),
        Some((_, false)) => Err(CommandError::Disabled(email.clone())),
        Some((account, true)) => Ok(account),
    }
}

fn address(text: &str) -> Result<EmailAddress, CommandError> {
    EmailAddress::parse(text).map_err(|_| CommandError::Email(text.to_owned()))
}
