//! The server of Slipway: it decides with authority by the rules of the core, keeps what people make, and
//! serves the page.
//!
//! [`build`] makes the whole program out of its dependencies; [`serve::serve`] is what the command line calls.

pub mod audit;
pub mod auth;
pub mod cause;
pub mod clock;
pub mod commands;
pub mod config;
mod connections;
pub mod content_policy;
pub mod data_folder;
pub mod envelope;
pub mod error;
pub mod events;
pub mod gate;
pub mod health_check;
pub mod jobs;
pub mod last_seen;
pub mod limits;
pub mod log;
pub mod mail;
pub mod migration;
pub mod openapi;
pub mod ops;
pub mod page_files;
pub mod public_url;
pub mod randomness;
pub mod refusals;
pub mod router;
pub mod serve;
pub mod spa;
pub mod store;
#[cfg(feature = "test-clock")]
mod test_clock;

use std::sync::Arc;

use axum::{Router, middleware::from_fn_with_state};
use slipway_core::api::{account::MailDelivery, problem::Problem};
use tokio::sync::Notify;
use tower_http::catch_panic::CatchPanicLayer;

use auth::password::Passwords;
use clock::Clock;
use error::Refused;
use events::Events;
use gate::{
    api::RouteError,
    host::{self, KnownHosts},
    proxy::TrustedProxies,
};
use last_seen::LastSeen;
use limits::per_address::PerAddress;
use ops::health::Heartbeat;
use page_files::PageFiles;
use public_url::PublicUrl;
use randomness::Randomness;
use refusals::Refusals;
use store::Store;

#[cfg(all(feature = "test-clock", not(debug_assertions)))]
compile_error!("the clock that tests can move is never part of a release");
#[cfg(all(feature = "without-locks", not(debug_assertions)))]
compile_error!("a program whose writers do not wait for each other is never released");

/// Everything that the program works with, and nothing that it makes up by itself.
#[derive(Debug)]
pub struct Deps {
    /// The present time.
    pub clock: Clock,
    /// Chance.
    pub randomness: Randomness,
    /// The database.
    pub store: Store,
    /// Where people reach the installation.
    pub public_url: PublicUrl,
    /// The hosts that requests may ask for.
    pub known_hosts: KnownHosts,
    /// The proxies that say where requests come from.
    pub trusted_proxies: TrustedProxies,
    /// How mail leaves it.
    pub mail: MailDelivery,
    /// Where it goes, in words without a secret.
    pub mail_way: Option<String>,
    /// Rings when a mail was queued, so that it is not sent a while later only.
    pub mail_queued: Arc<Notify>,
    /// How many organizations an account may create where nothing else was said for it.
    pub max_orgs_per_account: u32,
    /// The hasher of passwords.
    pub passwords: Passwords,
    /// What is counted for the addresses that requests come from.
    pub per_address: PerAddress,
    /// Where refusals are noted.
    pub refusals: Refusals,
    /// Where it is noted who was seen.
    pub last_seen: LastSeen,
    /// Who is told of what changes.
    pub events: Events,
    /// When writing was last seen to work.
    pub heartbeat: Heartbeat,
    /// The files of the page.
    pub page: PageFiles,
}

/// What every operation is handed.
pub type Ctx = Arc<Deps>;

/// The program: the API, and the page for every other address.
pub fn build(ctx: Ctx) -> Result<Router, RouteError> {
    let router = router::api()?;
    #[cfg(feature = "test-clock")]
    let router = router.merge(test_clock::routes());
    Ok(router
        .method_not_allowed_fallback(async || Refused::from(Problem::MethodNotAllowed))
        .fallback(spa::serve)
        .layer(from_fn_with_state(Arc::clone(&ctx), host::known))
        .layer(CatchPanicLayer::custom(envelope::after_panic))
        .layer(from_fn_with_state(Arc::clone(&ctx), envelope::envelope))
        .with_state(ctx))
}
