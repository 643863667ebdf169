//! The program's log, on standard error. It never has a body, a cookie or a token in it.

use std::io;

use tracing_subscriber::EnvFilter;

use crate::config::LogFormat;

/// What was to be logged is not understood.
#[derive(Debug, thiserror::Error)]
#[error("the log filter `{0}` is not understood: say something like `warn` or `slipway_server=debug`")]
pub struct FilterError(String);

/// What the libraries that the program is built on say is left out, unless somebody asks for it.
const QUIET: &str = "sqlx=warn,sea_orm=warn,sea_orm_migration=warn,hyper=warn,";

/// Begins to log.
pub fn start(filter: &str, format: LogFormat) -> Result<(), FilterError> {
    let directives = format!("{QUIET}{filter}");
    let filter = EnvFilter::try_new(directives).map_err(|_| FilterError(filter.to_owned()))?;
    let log = tracing_subscriber::fmt().with_env_filter(filter).with_writer(io::stderr);
    match format {
        LogFormat::Text => log.with_ansi(false).init(),
        LogFormat::Json => log.json().init(),
    }
    Ok(())
}
