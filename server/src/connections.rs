//! Connections: accepted, served, and ended where nobody says anything on them.
//!
//! Whoever connects has to say soon what they want; how long a body may take is the gate's to say. So a
//! crowd that is slow costs some memory for a short while, and keeps nobody else from being answered. How many
//! may connect, from one address or from all, is bounded by the files that the system lets the program open:
//! whoever comes then waits to be accepted.
//!
//! What is no request of HTTP never comes to the router: hyper itself answers a malformed head with 400, an address
//! that is too long with 414 and headers that are too long with 431, and ends the connection. Those answers bear
//! none of the headers of [`crate::envelope`]. They have no body and no type and set nothing, so that a browser has
//! nothing to run, to show, to frame or to keep; and no page can have one send such a head.

use std::{io, net::SocketAddr, sync::Arc, time::Duration};

use axum::{
    Router,
    extract::{ConnectInfo, Request},
};
use hyper::{
    body::Incoming,
    server::conn::http1,
    service::{Service, service_fn},
};
use hyper_util::{
    rt::{TokioIo, TokioTimer},
    server::graceful::GracefulShutdown,
    service::TowerToHyperService,
};
use tokio::{
    net::{TcpListener, TcpStream},
    sync::Notify,
};

/// How long somebody who has connected may take to send their first request's headers.
const FIRST_HEADERS: Duration = Duration::from_secs(10);
/// How long a connection may be idle, or take for the headers of a later request: longer than proxies keep
/// theirs (Traefik 90 seconds, nginx 60), so that it is they who end it and none of their requests is lost.
const IDLE: Duration = Duration::from_secs(100);
/// The most bytes of a request's headers.
const MAX_HEADER_BYTES: usize = 32 * 1024;
/// How long nobody is accepted when the system has no room for another connection.
const PAUSE: Duration = Duration::from_millis(500);

/// Serves whoever connects until the end, then lets those finish who are being answered.
pub(crate) async fn serve(listener: TcpListener, router: Router, end: impl Future<Output = ()>) {
    let mut end = std::pin::pin!(end);
    let open = GracefulShutdown::new();
    loop {
        let accepted = tokio::select! {
            accepted = listener.accept() => accepted,
            () = &mut end => break,
        };
        match accepted {
            Ok((stream, peer)) => hold(stream, peer, router.clone(), &open),
            Err(error) if is_of_the_other_end(&error) => {}
            Err(error) => {
                tracing::warn!(%error, "cannot accept a connection");
                tokio::time::sleep(PAUSE).await;
            }
        }
    }
    drop(listener);
    open.shutdown().await;
}

/// Serves one connection, in a task of its own.
fn hold(stream: TcpStream, peer: SocketAddr, router: Router, open: &GracefulShutdown) {
    let app = TowerToHyperService::new(router);
    let heard = Arc::new(Notify::new());
    let hears = Arc::clone(&heard);
    let service = service_fn(move |mut request: Request<Incoming>| {
        heard.notify_one();
        request.extensions_mut().insert(ConnectInfo(peer));
        app.call(request)
    });
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(IDLE)
        .max_buf_size(MAX_HEADER_BYTES)
        .serve_connection(TokioIo::new(stream), service);
    let connection = open.watch(connection);
    tokio::spawn(async move {
        let mut connection = std::pin::pin!(connection);
        let first = tokio::select! {
            ended = &mut connection => Some(ended),
            heard = tokio::time::timeout(FIRST_HEADERS, hears.notified()) => match heard {
                Ok(()) => None,
                Err(_) => return,
            },
        };
        let ended = match first {
            Some(ended) => ended,
            None => connection.await,
        };
        if let Err(error) = ended {
            tracing::debug!(%error, "a connection ended early");
        }
    });
}

/// Whether whoever wanted to connect has gone again, which is none of this program's trouble.
fn is_of_the_other_end(error: &io::Error) -> bool {
    use io::ErrorKind::{ConnectionAborted, ConnectionRefused, ConnectionReset};
    matches!(error.kind(), ConnectionAborted | ConnectionRefused | ConnectionReset)
}
