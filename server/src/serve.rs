//! Starting and ending: everything is opened in order, announced in plain words, and closed again.

use std::{
    io::{self, Write},
    net::SocketAddr,
    sync::Arc,
    time::Duration,
};

use tokio::{
    net::TcpListener,
    sync::{Notify, watch},
    task::JoinSet,
};

use crate::{
    Deps,
    auth::password::Passwords,
    build,
    cause::in_words,
    clock::Clock,
    config::Config,
    connections,
    data_folder::{DataFolder, DataFolderError},
    error::Refused,
    events::Events,
    gate::{api::RouteError, host::KnownHosts},
    jobs::mail_queue::MailQueue,
    last_seen,
    limits::per_address::PerAddress,
    mail::mailer::{Mailer, MailerError, Transport},
    ops::health::Heartbeat,
    page_files::PageFiles,
    public_url::PublicUrl,
    randomness::{NewToken, Randomness},
    refusals,
    store::{Store, installation, open::OpenError},
};

/// Why the program does not run.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// Its folder cannot be used.
    #[error(transparent)]
    DataFolder(#[from] DataFolderError),
    /// Its address cannot be listened on.
    #[error("cannot listen on {address}: {}", listening(source))]
    Listen {
        /// Which.
        address: SocketAddr,
        /// Why.
        source: io::Error,
    },
    /// Its database cannot be opened.
    #[error(transparent)]
    Open(#[from] OpenError),
    /// Mail cannot leave as it was told.
    #[error(transparent)]
    Mailer(#[from] MailerError),
    /// It is not put together as its contract says.
    #[error(transparent)]
    Routes(#[from] RouteError),
    /// Something that it needs at the start failed.
    #[error("cannot start: {0}")]
    Start(#[from] Refused),
    /// It ran, and cannot any more.
    #[error("cannot go on: {0}")]
    Broken(io::Error),
}

fn listening(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::AddrInUse => "the port is in use".to_owned(),
        _ => in_words(error),
    }
}

/// How long requests that are under way may take to end when the program is asked to.
const PATIENCE: Duration = Duration::from_secs(10);

/// Runs until somebody asks the program to end.
pub async fn serve(config: Config) -> Result<(), ServeError> {
    let held = DataFolder::hold(&config.data)?;
    let unable = |source| ServeError::Listen { address: config.listen, source };
    let listener = TcpListener::bind(config.listen).await.map_err(unable)?;
    let address = listener.local_addr().map_err(unable)?;
    let public_url = config.public_url.clone().unwrap_or_else(|| PublicUrl::of_this_machine(address.port()));
    let from = config.mail_from.clone().unwrap_or_else(|| format!("Slipway <slipway@{}>", public_url.host()));
    let mailer = Mailer::new(&from, config.transport.clone())?;

    let (clock, randomness) = (Clock::default(), Randomness);
    let store = Store::open(&config.database, clock.clone(), randomness)
        .await?
        .with_limits(config.limits)
        .with_session_life(config.session_life);
    let set_up_token = offer_set_up(&store, randomness).await?;
    let (mail, mail_queued) = (mailer.delivery(), Arc::new(Notify::new()));
    let queue = MailQueue {
        store: store.clone(),
        clock: clock.clone(),
        randomness,
        public_url: public_url.clone(),
        mailer,
        queued: Arc::clone(&mail_queued),
    };
    let (last_seen, note_seen) = last_seen::start(store.clone());
    let (refusals, record_refusals) = refusals::start(store.clone(), clock.clone());
    let mut notes = JoinSet::new();
    notes.spawn(note_seen);
    notes.spawn(record_refusals);

    // Before anybody is told that it runs: whoever was told so may ask it to end at once.
    let asked = hear_of_the_end().map_err(ServeError::Broken)?;
    let ctx = Arc::new(Deps {
        clock,
        randomness,
        store: store.clone(),
        known_hosts: KnownHosts::new(&public_url, address),
        trusted_proxies: config.trusted_proxies.clone(),
        public_url,
        mail,
        mail_way: config.transport.as_ref().map(Transport::place),
        mail_queued,
        max_orgs_per_account: config.max_orgs_per_account,
        passwords: Passwords::new()?,
        per_address: PerAddress::new(config.limits),
        refusals,
        last_seen,
        events: Events::new(asked.clone()),
        heartbeat: Heartbeat::default(),
        page: PageFiles::find(),
    });
    let router = build(Arc::clone(&ctx))?;
    let mut sending = JoinSet::new();
    sending.spawn(queue.run());

    announce(address, &ctx.public_url, set_up_token.as_ref(), &config).map_err(ServeError::Broken)?;
    drop(ctx);
    let serving = connections::serve(listener, router, asked_to_end(asked.clone()));
    let late = async {
        asked_to_end(asked).await;
        tokio::time::sleep(PATIENCE).await;
    };
    tokio::select! {
        () = serving => {}
        () = late => tracing::warn!("some requests were still under way"),
    }
    // Whoever could leave a note is gone with these, so the notes come to their end.
    sending.shutdown().await;
    let _ = tokio::time::timeout(PATIENCE, notes.join_all()).await;
    store.close().await;
    drop(held);
    Ok(())
}

/// A new set-up token at every start, until one was used.
async fn offer_set_up(store: &Store, randomness: Randomness) -> Result<Option<NewToken>, ServeError> {
    if installation::load(store.reader()).await.map_err(Refused::from)?.set_up {
        return Ok(None);
    }
    let token = randomness.token()?;
    let hash = token.hash();
    store.keep_books(|tx| async move { installation::offer_set_up(&tx, hash).await }).await?;
    Ok(Some(token))
}

fn announce(
    address: SocketAddr,
    url: &PublicUrl,
    set_up_token: Option<&NewToken>,
    config: &Config,
) -> io::Result<()> {
    let mut out = io::stdout().lock();
    writeln!(out, "slipway is ready on http://{address}")?;
    match set_up_token {
        Some(token) => {
            let link = url.link_with_secret("/setup", token.reveal());
            writeln!(out, "\nTo begin, open this address once and make the first account:\n\n  {link}\n")?;
        }
        None => writeln!(out, "Open {} and sign in.", url.origin())?,
    }
    match &config.transport {
        Some(Transport::Folder(folder)) => {
            writeln!(out, "Mails are written to {}, one file each.", folder.display())?;
        }
        Some(Transport::Smtp(smtp)) => writeln!(out, "Mails are sent through {}.", smtp.host)?,
        None => writeln!(out, "No mail is sent: say --mail-folder or --smtp-host to change that.")?,
    }
    writeln!(out, "Data is in {}. Ctrl-C ends the program.", config.data.display())?;
    out.flush()
}

/// Begins to listen for Ctrl-C and for what a service manager sends.
#[cfg(unix)]
fn hear_of_the_end() -> io::Result<watch::Receiver<bool>> {
    use tokio::signal::unix::{SignalKind, signal};

    let (mut interrupt, mut terminate) = (signal(SignalKind::interrupt())?, signal(SignalKind::terminate())?);
    let (asked, hears) = watch::channel(false);
    tokio::spawn(async move {
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        }
        asked.send_replace(true);
    });
    Ok(hears)
}

/// Begins to listen for Ctrl-C.
#[cfg(not(unix))]
fn hear_of_the_end() -> io::Result<watch::Receiver<bool>> {
    let (asked, hears) = watch::channel(false);
    tokio::spawn(async move {
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
        asked.send_replace(true);
    });
    Ok(hears)
}

/// Waits until somebody asks the program to end.
async fn asked_to_end(mut asked: watch::Receiver<bool>) {
    // Nobody stops listening before they have heard it.
    let _ = asked.wait_for(|asked| *asked).await;
}
