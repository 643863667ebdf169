//! Handing mail over by SMTP.

use std::time::Duration;

use lettre::{
    AsyncSmtpTransport, Tokio1Executor,
    transport::smtp::{
        authentication::Credentials,
        client::{Tls, TlsParameters},
    },
};

/// How the conversation is encrypted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
#[value(rename_all = "lowercase")]
pub enum SmtpTls {
    /// Not at all: for a server on the same machine.
    None,
    /// From the command STARTTLS on, without which nothing is sent.
    StartTls,
    /// From the first byte on.
    Tls,
}

impl SmtpTls {
    /// The port that such a server listens on where none is given.
    const fn port(self) -> u16 {
        match self {
            Self::None => 25,
            Self::StartTls => 587,
            Self::Tls => 465,
        }
    }
}

/// Which server takes the mail.
#[derive(Clone)]
pub struct SmtpSettings {
    /// Its host name.
    pub host: String,
    /// Its port; by default the one that belongs to the encryption.
    pub port: Option<u16>,
    /// The encryption.
    pub tls: SmtpTls,
    /// How long it may take over one mail.
    pub timeout: Duration,
    /// User and password, where it asks for them.
    pub login: Option<(String, String)>,
}

impl SmtpSettings {
    /// The server with its port.
    pub(super) fn place(&self) -> String {
        format!("{}:{}", self.host, self.reached_at())
    }

    fn reached_at(&self) -> u16 {
        self.port.unwrap_or(self.tls.port())
    }
}

impl std::fmt::Debug for SmtpSettings {
    /// Leaves the login out.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("SmtpSettings")
            .field("host", &self.host)
            .field("port", &self.port)
            .field("tls", &self.tls)
            .finish_non_exhaustive()
    }
}

/// The connection to a server; made anew for each mail.
pub(super) type Connection = AsyncSmtpTransport<Tokio1Executor>;

/// Prepares the conversation. Nothing is connected yet.
pub(super) fn prepare(settings: &SmtpSettings) -> Result<Connection, lettre::transport::smtp::Error> {
    let tls = match settings.tls {
        SmtpTls::None => Tls::None,
        SmtpTls::StartTls => Tls::Required(TlsParameters::new(settings.host.clone())?),
        SmtpTls::Tls => Tls::Wrapper(TlsParameters::new(settings.host.clone())?),
    };
    let mut builder = Connection::builder_dangerous(&settings.host)
        .port(settings.reached_at())
        .tls(tls)
        .timeout(Some(settings.timeout));
    if let Some((user, password)) = &settings.login {
        builder = builder.credentials(Credentials::new(user.clone(), password.clone()));
    }
    Ok(builder.build())
}
