//! Where the installation is: the options of `slipway serve` that a command on the machine itself needs too.

use std::{net::SocketAddr, path::PathBuf};

use super::{Config, ConfigError, Options};

/// Where the installation is. What is not said here stands in the same variables and the same file.
#[derive(Clone, Default, clap::Args)]
pub struct Place {
    /// TOML file that `slipway serve` is started with
    #[arg(long, global = true, value_name = "FILE", env = "SLIPWAY_CONFIG", hide_env_values = true)]
    config: Option<PathBuf>,

    /// Folder of the installation's data [default: ./data]
    #[arg(long, global = true, value_name = "DIR", env = "SLIPWAY_DATA", hide_env_values = true)]
    data: Option<PathBuf>,

    /// Database [default: slipway.db in the data folder]
    #[arg(long, global = true, value_name = "URL", env = "SLIPWAY_DATABASE", hide_env_values = true)]
    database: Option<String>,

    /// Address and port that it listens on, where it has no public URL [default: 127.0.0.1:8080]
    #[arg(long, global = true, value_name = "ADDR", env = "SLIPWAY_LISTEN", hide_env_values = true)]
    listen: Option<SocketAddr>,

    /// Address under which people reach it; links begin with it
    #[arg(long, global = true, value_name = "URL", env = "SLIPWAY_PUBLIC_URL", hide_env_values = true)]
    public_url: Option<String>,

    /// Allow a public URL in plain HTTP that is not this machine itself
    #[arg(
        long,
        global = true,
        value_name = "BOOL",
        num_args = 0..=1,
        require_equals = true,
        default_missing_value = "true",
        env = "SLIPWAY_INSECURE_HTTP",
        hide_env_values = true
    )]
    insecure_http: Option<bool>,
}

impl Place {
    /// Puts together what was said with what the file says, as `slipway serve` does.
    pub fn resolve(self) -> Result<Config, ConfigError> {
        let Self { config, data, database, listen, public_url, insecure_http } = self;
        let said = Options { data, database, listen, public_url, insecure_http, ..Options::default() };
        Config::resolve(said, config.as_deref())
    }
}

impl std::fmt::Debug for Place {
    /// Leaves out everything: the URL of a database can hold a password.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Place").finish_non_exhaustive()
    }
}
