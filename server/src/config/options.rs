//! Every option of `slipway serve`: as a flag, as an environment variable, and as a key of a file.

use std::{fmt, net::SocketAddr, path::PathBuf};

use serde::Deserialize;

use crate::{gate::proxy::Network, mail::smtp::SmtpTls};

/// What was said, as it was said. A flag wins over its variable, and both over the file.
#[derive(Clone, Default, clap::Args, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub struct Options {
    /// Address and port to listen on [default: 127.0.0.1:8080]
    #[arg(long, value_name = "ADDR", env = "SLIPWAY_LISTEN", hide_env_values = true)]
    pub listen: Option<SocketAddr>,

    /// Folder of the installation's data, made where it is missing [default: ./data]
    #[arg(long, value_name = "DIR", env = "SLIPWAY_DATA", hide_env_values = true)]
    pub data: Option<PathBuf>,

    /// Address under which people reach Slipway, as in https://slipway.example.com; links in mails
    /// begin with it [default: http://localhost and the port]
    #[arg(long, value_name = "URL", env = "SLIPWAY_PUBLIC_URL", hide_env_values = true)]
    pub public_url: Option<String>,

    /// Allow a public URL in plain HTTP that is not this machine itself: passwords then cross the
    /// network readable
    #[arg(
        long,
        value_name = "BOOL",
        num_args = 0..=1,
        require_equals = true,
        default_missing_value = "true",
        env = "SLIPWAY_INSECURE_HTTP",
        hide_env_values = true
    )]
    pub insecure_http: Option<bool>,

    /// Proxy that is believed where it says, in X-Forwarded-For, for whom it asks: an address, or a range
    /// as in 10.0.0.0/8; several separated by commas, or said more than once
    #[arg(
        long,
        value_name = "ADDRESS",
        value_delimiter = ',',
        env = "SLIPWAY_TRUSTED_PROXY",
        hide_env_values = true
    )]
    pub trusted_proxy: Option<Vec<Network>>,

    /// Database [default: slipway.db in the data folder]
    #[arg(long, value_name = "URL", env = "SLIPWAY_DATABASE", hide_env_values = true)]
    pub database: Option<String>,

    /// Write every mail as a file into this folder instead of sending it
    #[arg(long, value_name = "DIR", env = "SLIPWAY_MAIL_FOLDER", hide_env_values = true)]
    pub mail_folder: Option<PathBuf>,

    /// Sender of mails [default: Slipway <slipway@HOST>, with the host of the public URL]
    #[arg(long, value_name = "ADDRESS", env = "SLIPWAY_MAIL_FROM", hide_env_values = true)]
    pub mail_from: Option<String>,

    /// Host of the SMTP server that takes the mails
    #[arg(long, value_name = "HOST", env = "SLIPWAY_SMTP_HOST", hide_env_values = true)]
    pub smtp_host: Option<String>,

    /// Its port [default: 25, 587 or 465, as belongs to --smtp-tls]
    #[arg(long, value_name = "PORT", env = "SLIPWAY_SMTP_PORT", hide_env_values = true)]
    pub smtp_port: Option<u16>,

    /// How the conversation with it is encrypted [default: starttls]
    #[arg(long, value_name = "MODE", env = "SLIPWAY_SMTP_TLS", hide_env_values = true)]
    pub smtp_tls: Option<SmtpTls>,

    /// Seconds that it may take over one mail, at most 240 [default: 90]
    #[arg(long, value_name = "SECONDS", env = "SLIPWAY_SMTP_TIMEOUT", hide_env_values = true)]
    pub smtp_timeout: Option<u16>,

    /// User to sign in to it with
    #[arg(long, value_name = "USER", env = "SLIPWAY_SMTP_USER", hide_env_values = true)]
    pub smtp_user: Option<String>,

    /// Password of that user; better given by --smtp-password-file
    #[arg(long, value_name = "PASSWORD", env = "SLIPWAY_SMTP_PASSWORD", hide_env_values = true)]
    pub smtp_password: Option<String>,

    /// File whose first line is that password
    #[arg(long, value_name = "FILE", env = "SLIPWAY_SMTP_PASSWORD_FILE", hide_env_values = true)]
    pub smtp_password_file: Option<PathBuf>,

    /// Days without a request after which a session is over [default: 14]
    #[arg(long, value_name = "N", env = "SLIPWAY_SESSION_IDLE_DAYS", hide_env_values = true)]
    pub session_idle_days: Option<u16>,

    /// Days after which a session is over in any case [default: 90]
    #[arg(long, value_name = "N", env = "SLIPWAY_SESSION_DAYS", hide_env_values = true)]
    pub session_days: Option<u16>,

    /// How many organizations an account may create [default: 1]
    #[arg(long, value_name = "N", env = "SLIPWAY_MAX_ORGS_PER_ACCOUNT", hide_env_values = true)]
    pub max_orgs_per_account: Option<u32>,

    /// Wrong passwords a minute for one account, before it has to wait [default: 10]
    #[arg(long, value_name = "N", env = "SLIPWAY_TRIES_PER_ACCOUNT", hide_env_values = true)]
    pub tries_per_account: Option<u32>,

    /// Wrong passwords a minute from one address, before it has to wait [default: 100]
    #[arg(long, value_name = "N", env = "SLIPWAY_TRIES_PER_ADDRESS", hide_env_values = true)]
    pub tries_per_address: Option<u32>,

    /// Sign-ups an hour from one address [default: 10]
    #[arg(long, value_name = "N", env = "SLIPWAY_SIGN_UPS_PER_ADDRESS", hide_env_values = true)]
    pub sign_ups_per_address: Option<u32>,

    /// Forgotten passwords an hour for one account [default: 5]
    #[arg(long, value_name = "N", env = "SLIPWAY_RESETS_PER_ACCOUNT", hide_env_values = true)]
    pub resets_per_account: Option<u32>,

    /// Forgotten passwords an hour from one address [default: 30]
    #[arg(long, value_name = "N", env = "SLIPWAY_RESETS_PER_ADDRESS", hide_env_values = true)]
    pub resets_per_address: Option<u32>,

    /// Invitations a day by one account [default: 100]
    #[arg(long, value_name = "N", env = "SLIPWAY_INVITATIONS_PER_ACCOUNT", hide_env_values = true)]
    pub invitations_per_account: Option<u32>,

    /// Mails an hour that somebody can have sent to themselves [default: 5]
    #[arg(long, value_name = "N", env = "SLIPWAY_MAILS_PER_ACCOUNT", hide_env_values = true)]
    pub mails_per_account: Option<u32>,

    /// What is logged, as in `warn` or `slipway_server=debug` [default: info]
    #[arg(long, value_name = "FILTER", env = "SLIPWAY_LOG", hide_env_values = true)]
    pub log: Option<String>,

    /// How it is logged [default: text]
    #[arg(long, value_name = "FORMAT", env = "SLIPWAY_LOG_FORMAT", hide_env_values = true)]
    pub log_format: Option<LogFormat>,
}

/// How lines are logged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, clap::ValueEnum, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum LogFormat {
    /// For people.
    #[default]
    Text,
    /// For programs: one JSON object a line.
    Json,
}

impl fmt::Debug for Options {
    /// Leaves out everything: a password, or a URL that holds one, may be among it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Options").finish_non_exhaustive()
    }
}

impl Options {
    /// What was said here, and where nothing was, what the other says.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        Self {
            listen: self.listen.or(other.listen),
            data: self.data.or(other.data),
            public_url: self.public_url.or(other.public_url),
            insecure_http: self.insecure_http.or(other.insecure_http),
            trusted_proxy: self.trusted_proxy.or(other.trusted_proxy),
            database: self.database.or(other.database),
            mail_folder: self.mail_folder.or(other.mail_folder),
            mail_from: self.mail_from.or(other.mail_from),
            smtp_host: self.smtp_host.or(other.smtp_host),
            smtp_port: self.smtp_port.or(other.smtp_port),
            smtp_tls: self.smtp_tls.or(other.smtp_tls),
            smtp_timeout: self.smtp_timeout.or(other.smtp_timeout),
            smtp_user: self.smtp_user.or(other.smtp_user),
            smtp_password: self.smtp_password.or(other.smtp_password),
            smtp_password_file: self.smtp_password_file.or(other.smtp_password_file),
            session_idle_days: self.session_idle_days.or(other.session_idle_days),
            session_days: self.session_days.or(other.session_days),
            max_orgs_per_account: self.max_orgs_per_account.or(other.max_orgs_per_account),
            tries_per_account: self.tries_per_account.or(other.tries_per_account),
            tries_per_address: self.tries_per_address.or(other.tries_per_address),
            sign_ups_per_address: self.sign_ups_per_address.or(other.sign_ups_per_address),
            resets_per_account: self.resets_per_account.or(other.resets_per_account),
            resets_per_address: self.resets_per_address.or(other.resets_per_address),
            invitations_per_account: self.invitations_per_account.or(other.invitations_per_account),
            mails_per_account: self.mails_per_account.or(other.mails_per_account),
            log: self.log.or(other.log),
            log_format: self.log_format.or(other.log_format),
        }
    }
}
