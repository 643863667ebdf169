//! Handing mail over by SMTP.

use std::time::Duration;

use lettre::{
    Message as Mail,
    transport::smtp::{
        Error,
        authentication::{Credentials, DEFAULT_MECHANISMS},
        client::{AsyncSmtpConnection, TlsParameters},
        commands::{self, Data, Rcpt},
        extension::ClientId,
    },
};

use super::mailer::MailerError;

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

/// How far a conversation was when it failed: whom a refusal is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Point {
    /// Before the server was told anything of a mail: it is about this program.
    Opening,
    /// While signing in.
    SignIn,
    /// When it was told from whom the mail is.
    Sender,
    /// From the recipient on: it is about this mail.
    Mail,
}

/// A conversation that failed.
#[derive(Debug, thiserror::Error)]
#[error("smtp: {source}")]
pub struct Broken {
    /// When.
    pub at: Point,
    /// Why.
    pub source: Error,
}

impl Point {
    /// Names the point where something failed.
    fn of(self) -> impl FnOnce(Error) -> Broken {
        move |source| Broken { at: self, source }
    }
}

/// A server that mail is handed to, by a connection of its own for each.
pub(super) struct Server {
    settings: SmtpSettings,
    tls: Option<TlsParameters>,
}

impl Server {
    /// Prepares the conversation. Nothing is connected yet.
    pub(super) fn new(settings: SmtpSettings) -> Result<Self, Error> {
        let tls = match settings.tls {
            SmtpTls::None => None,
            SmtpTls::StartTls | SmtpTls::Tls => Some(TlsParameters::new(settings.host.clone())?),
        };
        Ok(Self { settings, tls })
    }

    /// Hands one mail over, in no more than the time that the server may take.
    pub(super) async fn take(&self, mail: &Mail) -> Result<(), MailerError> {
        let conversation = self.converse(mail);
        tokio::time::timeout(self.settings.timeout, conversation)
            .await
            .map_err(|_| MailerError::Timeout)??;
        Ok(())
    }

    /// Step by step: the library's own way of sending does not tell at which of them a server refused.
    async fn converse(&self, mail: &Mail) -> Result<(), Broken> {
        let mut connection = self.connected().await.map_err(Point::Opening.of())?;
        let outcome = self.hand_over(&mut connection, mail).await;
        connection.abort().await;
        outcome
    }

    async fn connected(&self) -> Result<AsyncSmtpConnection, Error> {
        let (begins_encrypted, upgrade) = match self.settings.tls {
            SmtpTls::StartTls => (None, self.tls.clone()),
            SmtpTls::None | SmtpTls::Tls => (self.tls.clone(), None),
        };
        let (server, hello) =
            ((self.settings.host.as_str(), self.settings.reached_at()), ClientId::default());
        let patience = Some(self.settings.timeout);
        let mut connection =
            AsyncSmtpConnection::connect_tokio1(server, patience, &hello, begins_encrypted, None).await?;
        if let Some(tls) = upgrade {
            connection.starttls(tls, &hello).await?;
        }
        Ok(connection)
    }

    async fn hand_over(&self, connection: &mut AsyncSmtpConnection, mail: &Mail) -> Result<(), Broken> {
        if let Some((user, password)) = &self.settings.login {
            let login = Credentials::new(user.clone(), password.clone());
            connection.auth(DEFAULT_MECHANISMS, &login).await.map_err(Point::SignIn.of())?;
        }
        let envelope = mail.envelope();
        let sender = commands::Mail::new(envelope.from().cloned(), Vec::new());
        connection.command(sender).await.map_err(Point::Sender.of())?;
        for recipient in envelope.to() {
            let recipient = Rcpt::new(recipient.clone(), Vec::new());
            connection.command(recipient).await.map_err(Point::Mail.of())?;
        }
        connection.command(Data).await.map_err(Point::Mail.of())?;
        connection.message(&mail.formatted()).await.map_err(Point::Mail.of())?;
        Ok(())
    }
}
