//! A crowd that is slow on purpose keeps nobody else from being answered, and is not waited for.

use std::time::Duration;

use slipway_tests::{client::Verdict, world::World};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
    time::timeout,
};

/// How many are slow at once, in each way.
const CROWD: usize = 200;
/// The longest that a good client may wait beside them, and that the program waits for headers.
const PATIENCE: Duration = Duration::from_secs(30);

/// Connections on each of which this was said, and then nothing more.
async fn crowd(port: u16, begun: &str) -> Vec<TcpStream> {
    let mut open = Vec::new();
    for _ in 0..CROWD {
        let mut stream = TcpStream::connect(("127.0.0.1", port)).await.expect("a connection");
        stream.write_all(begun.as_bytes()).await.expect("sent");
        open.push(stream);
    }
    open
}

#[tokio::test]
async fn a_good_client_is_answered_beside_a_slow_crowd_which_is_not_waited_for() {
    let world = World::new().await;
    let port = world.port();
    let nothing = crowd(port, "").await;
    let headers =
        crowd(port, &format!("GET /api/session HTTP/1.1\r\nHost: localhost:{port}\r\nX-Slow: ")).await;
    let bodies = crowd(
        port,
        &format!(
            "POST /api/session HTTP/1.1\r\nHost: localhost:{port}\r\nSec-Fetch-Site: same-origin\r\n\
             Content-Type: application/json\r\nContent-Length: 60000\r\n\r\n{{\"email\":\""
        ),
    )
    .await;

    let good = async {
        let owner = world.owner();
        for n in 0..20 {
            owner.me().await;
            owner.get("/api/health").await.done(200);
            world.visitor().sign_in(&owner.email, &owner.password).await.done();
            let invited = format!("beside-{n}@new.example");
            owner.invite(world.org(), &invited, slipway_core::access::role::OrgRole::Guest).await.done();
        }
    };
    timeout(PATIENCE, good).await.expect("a good client is answered");

    // Whoever says nothing, or never ends their headers, is left.
    for mut stream in nothing.into_iter().chain(headers) {
        let mut rest = Vec::new();
        let read = timeout(PATIENCE, stream.read_to_end(&mut rest)).await.expect("the program ends it");
        // Ended with or without ceremony.
        drop(read);
        assert!(!String::from_utf8_lossy(&rest).contains("200 OK"), "nothing whole was asked");
    }
    drop(bodies);
}
