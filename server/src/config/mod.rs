//! What the program is told when it starts: a flag, else its variable, else the file, else the default.
//!
//! Everything that can be wrong with it is found here, before anything is opened.

mod options;
mod place;

use std::{
    io,
    net::{Ipv4Addr, SocketAddr},
    path::{Path, PathBuf},
    time::Duration,
};

pub use options::{LogFormat, Options};
pub use place::Place;

use crate::{
    cause::in_words,
    gate::proxy::TrustedProxies,
    limits::Limits,
    mail::{
        mailer::Transport,
        smtp::{SmtpSettings, SmtpTls},
    },
    public_url::PublicUrl,
    store::{open::Location, signed_in::SessionLife},
};

/// What the program works by.
#[derive(Debug, Clone)]
pub struct Config {
    /// Where it listens.
    pub listen: SocketAddr,
    /// The folder of its data.
    pub data: PathBuf,
    /// Where people reach it; without one, this machine.
    pub public_url: Option<PublicUrl>,
    /// Where its database is.
    pub database: Location,
    /// How mail leaves; not at all where nothing was said.
    pub transport: Option<Transport>,
    /// Who sends it.
    pub mail_from: Option<String>,
    /// How long sessions last.
    pub session_life: SessionLife,
    /// How many organizations an account may create.
    pub max_orgs_per_account: u32,
    /// The proxies that are trusted to say where requests come from.
    pub trusted_proxies: TrustedProxies,
    /// How often what may be done.
    pub limits: Limits,
    /// What is logged.
    pub log: String,
    /// How it is logged.
    pub log_format: LogFormat,
}

/// What is wrong with what the program was told.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// The file cannot be read.
    #[error("cannot read the file `{}`: {}", file.display(), in_words(source))]
    Unreadable {
        /// Which.
        file: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// The file is not what is read.
    #[error("the file `{}` is not understood{}: {message}", file.display(), at_line(*line))]
    NotUnderstood {
        /// Which.
        file: PathBuf,
        /// In which line.
        line: Option<usize>,
        /// Why.
        message: String,
    },
    /// The public URL is none.
    #[error("the public url `{0}` is not an address of the form https://slipway.example.com, without a path")]
    PublicUrl(String),
    /// The public URL leaves passwords readable on the network.
    #[error("the public url `{0}` is plain http: use https, or say --insecure-http")]
    PlainHttp(String),
    /// The database is of a kind that is not spoken. The URL is not repeated: it can hold a password.
    #[error("the database url begins neither with sqlite: nor with postgres:")]
    Database,
    /// Two ways for mail.
    #[error("mail goes either to a folder or to an smtp server: leave out --mail-folder or --smtp-host")]
    TwoTransports,
    /// Options of a server that is not named.
    #[error("an option of an smtp server was given without --smtp-host")]
    NoSmtpHost,
    /// Sessions that last no time, or idle longer than at all.
    #[error("sessions last a day or more: --session-idle-days from 1 to what --session-days says")]
    SessionLife,
    /// Half of what signs in.
    #[error("signing in to the smtp server needs both --smtp-user and a password")]
    HalfLogin,
    /// The password twice.
    #[error("the smtp password was given twice: leave out --smtp-password or --smtp-password-file")]
    TwoPasswords,
}

fn at_line(line: Option<usize>) -> String {
    line.map(|line| format!(" in line {line}")).unwrap_or_default()
}

impl Config {
    /// Puts together what was said on the command line and in its variables with what a file says.
    pub fn resolve(said: Options, file: Option<&Path>) -> Result<Self, ConfigError> {
        let options = match file {
            Some(file) => said.or(read_file(file)?),
            None => said,
        };
        let limits = limits(&options);
        let public_url = public_url(&options)?;
        let transport = transport(&options)?;
        let data = options.data.unwrap_or_else(|| PathBuf::from("data"));
        Ok(Self {
            listen: options.listen.unwrap_or(SocketAddr::from((Ipv4Addr::LOCALHOST, 8080))),
            database: database(options.database, &data)?,
            data,
            public_url,
            transport,
            mail_from: options.mail_from,
            session_life: session_life(options.session_idle_days, options.session_days)?,
            max_orgs_per_account: options.max_orgs_per_account.unwrap_or(1),
            trusted_proxies: TrustedProxies::new(options.trusted_proxy.unwrap_or_default()),
            limits,
            log: options.log.unwrap_or_else(|| "info".to_owned()),
            log_format: options.log_format.unwrap_or_default(),
        })
    }
}

/// A session that lasts no day would end at once, and one that is idle cannot outlast its whole life.
fn session_life(idle_days: Option<u16>, days: Option<u16>) -> Result<SessionLife, ConfigError> {
    let usual = SessionLife::default();
    let days = days.unwrap_or(usual.days);
    let idle_days = idle_days.unwrap_or(usual.idle_days.min(days));
    if idle_days == 0 || days == 0 || idle_days > days {
        return Err(ConfigError::SessionLife);
    }
    Ok(SessionLife { idle_days, days })
}

fn read_file(file: &Path) -> Result<Options, ConfigError> {
    let text = std::fs::read_to_string(file)
        .map_err(|source| ConfigError::Unreadable { file: file.to_owned(), source })?;
    toml::from_str(&text).map_err(|error| ConfigError::NotUnderstood {
        file: file.to_owned(),
        line: error
            .span()
            .and_then(|span| text.get(..span.start))
            .map(|before| before.matches('\n').count() + 1),
        message: error.message().lines().collect::<Vec<_>>().join(" "),
    })
}

fn database(url: Option<String>, data: &Path) -> Result<Location, ConfigError> {
    let is_spoken = |url: &str| ["sqlite:", "postgres:", "postgresql:"].iter().any(|s| url.starts_with(s));
    match url {
        None => Ok(Location::File(data.join("slipway.db"))),
        Some(url) if is_spoken(&url) => Ok(Location::Url(url)),
        Some(_) => Err(ConfigError::Database),
    }
}

fn limits(options: &Options) -> Limits {
    let default = Limits::default();
    Limits {
        tries_per_account: options.tries_per_account.unwrap_or(default.tries_per_account),
        tries_per_address: options.tries_per_address.unwrap_or(default.tries_per_address),
        sign_ups_per_address: options.sign_ups_per_address.unwrap_or(default.sign_ups_per_address),
        resets_per_account: options.resets_per_account.unwrap_or(default.resets_per_account),
        resets_per_address: options.resets_per_address.unwrap_or(default.resets_per_address),
        invitations_per_account: options.invitations_per_account.unwrap_or(default.invitations_per_account),
        mails_per_account: options.mails_per_account.unwrap_or(default.mails_per_account),
    }
}

fn public_url(options: &Options) -> Result<Option<PublicUrl>, ConfigError> {
    let Some(text) = &options.public_url else { return Ok(None) };
    let url = PublicUrl::parse(text).map_err(|_| ConfigError::PublicUrl(text.clone()))?;
    if !url.is_secure() && !url.is_loopback() && options.insecure_http != Some(true) {
        return Err(ConfigError::PlainHttp(text.clone()));
    }
    Ok(Some(url))
}

fn transport(options: &Options) -> Result<Option<Transport>, ConfigError> {
    let speaks_of_server = options.smtp_port.is_some()
        || options.smtp_tls.is_some()
        || options.smtp_timeout.is_some()
        || options.smtp_user.is_some()
        || options.smtp_password.is_some()
        || options.smtp_password_file.is_some();
    match (&options.mail_folder, &options.smtp_host) {
        (Some(_), Some(_)) => Err(ConfigError::TwoTransports),
        (_, None) if speaks_of_server => Err(ConfigError::NoSmtpHost),
        (None, None) => Ok(None),
        (Some(folder), None) => Ok(Some(Transport::Folder(folder.clone()))),
        (None, Some(host)) => Ok(Some(Transport::Smtp(SmtpSettings {
            host: host.clone(),
            port: options.smtp_port,
            tls: options.smtp_tls.unwrap_or(SmtpTls::StartTls),
            timeout: Duration::from_secs(options.smtp_timeout.unwrap_or(90).clamp(1, 240).into()),
            login: login(options)?,
        }))),
    }
}

fn login(options: &Options) -> Result<Option<(String, String)>, ConfigError> {
    let password = match (&options.smtp_password, &options.smtp_password_file) {
        (Some(_), Some(_)) => return Err(ConfigError::TwoPasswords),
        (Some(password), None) => Some(password.clone()),
        (None, Some(file)) => {
            let text = std::fs::read_to_string(file)
                .map_err(|source| ConfigError::Unreadable { file: file.clone(), source })?;
            Some(text.lines().next().unwrap_or_default().to_owned())
        }
        (None, None) => None,
    };
    match (&options.smtp_user, password) {
        (Some(user), Some(password)) => Ok(Some((user.clone(), password))),
        (None, None) => Ok(None),
        _ => Err(ConfigError::HalfLogin),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(text: &str) -> tempfile::NamedTempFile {
        let file = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(file.path(), text).unwrap();
        file
    }

    #[test]
    fn what_was_said_wins_over_the_file_and_the_file_over_the_default() {
        let said = Options { max_orgs_per_account: Some(3), ..Options::default() };
        let text = "max-orgs-per-account = 2\ndata = \"/srv/slipway\"\nlisten = \"[::1]:9000\"\n";
        let config = Config::resolve(said, Some(file(text).path())).unwrap();
        assert_eq!(config.max_orgs_per_account, 3);
        assert_eq!(config.data, Path::new("/srv/slipway"));
        assert_eq!(config.listen, "[::1]:9000".parse().unwrap());
        assert_eq!(config.database, Location::File("/srv/slipway/slipway.db".into()));
        assert_eq!(config.limits, Limits::default());
        assert!(config.transport.is_none());
    }

    #[test]
    fn a_file_with_an_unknown_key_is_refused_with_its_line() {
        let file = file("data = \"x\"\nlissten = \"[::1]:9000\"\n");
        let error = Config::resolve(Options::default(), Some(file.path())).unwrap_err().to_string();
        assert!(error.contains("in line 2: unknown field `lissten`"), "{error}");
        assert!(!error.contains('\n'), "{error}");
    }

    #[test]
    fn plain_http_is_refused_unless_it_is_this_machine_or_wanted() {
        let resolve = |url: &str, insecure_http| {
            let said = Options { public_url: Some(url.to_owned()), insecure_http, ..Options::default() };
            Config::resolve(said, None)
        };
        assert!(resolve("http://localhost:8080", None).is_ok());
        assert!(resolve("https://slipway.example.com", None).is_ok());
        assert!(matches!(resolve("http://10.0.0.1", None), Err(ConfigError::PlainHttp(_))));
        assert!(matches!(resolve("http://10.0.0.1", Some(false)), Err(ConfigError::PlainHttp(_))));
        assert!(resolve("http://10.0.0.1", Some(true)).is_ok());
        assert!(matches!(resolve("slipway", None), Err(ConfigError::PublicUrl(_))));
    }

    #[test]
    fn no_secret_is_within_reach_of_debug() {
        let said = Options {
            database: Some("postgres://slipway:secret@localhost/slipway".to_owned()),
            smtp_host: Some("mail.example.com".to_owned()),
            smtp_user: Some("u".to_owned()),
            smtp_password: Some("secret".to_owned()),
            ..Options::default()
        };
        let shown = format!("{said:?} {:?}", Config::resolve(said.clone(), None).unwrap());
        assert!(shown.contains("mail.example.com") && !shown.contains("secret"), "{shown}");
    }

    #[test]
    fn mail_has_one_way_and_a_whole_login() {
        let resolve = |said| Config::resolve(said, None).map(|config| config.transport);
        let host = || Some("mail.example.com".to_owned());
        let both = Options { smtp_host: host(), mail_folder: Some("m".into()), ..Options::default() };
        assert!(matches!(resolve(both), Err(ConfigError::TwoTransports)));
        let nowhere = Options { smtp_port: Some(25), ..Options::default() };
        assert!(matches!(resolve(nowhere), Err(ConfigError::NoSmtpHost)));
        let half = Options { smtp_host: host(), smtp_user: Some("u".into()), ..Options::default() };
        assert!(matches!(resolve(half), Err(ConfigError::HalfLogin)));
        let password = file("secret\n");
        let whole = Options {
            smtp_host: host(),
            smtp_user: Some("u".into()),
            smtp_password_file: Some(password.path().to_owned()),
            ..Options::default()
        };
        let transport = resolve(whole).unwrap().unwrap();
        assert!(
            matches!(transport, Transport::Smtp(smtp) if smtp.login == Some(("u".into(), "secret".into())))
        );
    }
}
