//! Asking a running program whether it is ready, as a container engine does again and again: `slipway health`.

use std::{
    io::{self, BufRead, BufReader, Write},
    net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, TcpStream},
    time::Duration,
};

use slipway_core::api::{endpoint::Endpoint, table::GetHealth};

use crate::cause::in_words;

/// How long the program may take for each step of the exchange.
const PATIENCE: Duration = Duration::from_secs(5);

/// Why the program is not ready.
#[derive(Debug, thiserror::Error)]
pub enum NotReady {
    /// Nobody answers.
    #[error("nothing answers on {address}: {}", in_words(source))]
    Silent {
        /// Where.
        address: SocketAddr,
        /// Why.
        source: io::Error,
    },
    /// Something answers, and not that it is ready.
    #[error("the program on {address} is not ready: {answer}")]
    Refuses {
        /// Where.
        address: SocketAddr,
        /// The first line of its answer.
        answer: String,
    },
}

/// Asks the program that listens on this address of this machine.
pub fn ask(listen: SocketAddr) -> Result<(), NotReady> {
    let address = reachable(listen);
    let answer = first_line(address).map_err(|source| NotReady::Silent { address, source })?;
    let status = answer.split(' ').nth(1).unwrap_or_default();
    if status == GetHealth::STATUS.to_string() { Ok(()) } else { Err(NotReady::Refuses { address, answer }) }
}

/// Whoever listens on every address is asked on the loopback's.
fn reachable(listen: SocketAddr) -> SocketAddr {
    let ip = match listen.ip() {
        IpAddr::V4(ip) if ip.is_unspecified() => Ipv4Addr::LOCALHOST.into(),
        IpAddr::V6(ip) if ip.is_unspecified() => Ipv6Addr::LOCALHOST.into(),
        ip => ip,
    };
    SocketAddr::new(ip, listen.port())
}

fn first_line(address: SocketAddr) -> io::Result<String> {
    let mut stream = TcpStream::connect_timeout(&address, PATIENCE)?;
    stream.set_read_timeout(Some(PATIENCE))?;
    stream.set_write_timeout(Some(PATIENCE))?;
    write!(stream, "GET {} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n", GetHealth::PATH)?;
    let mut line = String::new();
    BufReader::new(io::Read::take(stream, 256)).read_line(&mut line)?;
    Ok(line.trim_end().to_owned())
}

#[cfg(test)]
mod tests {
    use std::{net::TcpListener, thread};

    use super::*;

    fn answered_with(answer: &'static str) -> Result<(), NotReady> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let address = listener.local_addr().unwrap();
        let answering = thread::spawn(move || {
            let (mut stream, _) = listener.accept().unwrap();
            // To its end: whoever hangs up with something unread takes the answer back.
            let mut lines = BufReader::new(&stream).lines().map(Result::unwrap);
            let asked = lines.next().unwrap();
            assert!(lines.any(|line| line.is_empty()));
            stream.write_all(answer.as_bytes()).unwrap();
            asked
        });
        let found = ask(address);
        assert_eq!(answering.join().unwrap(), "GET /api/health HTTP/1.1");
        found
    }

    #[test]
    fn only_a_program_that_says_so_is_ready() {
        assert!(answered_with("HTTP/1.1 200 OK\r\n\r\n").is_ok());
        let busy = answered_with("HTTP/1.1 503 Service Unavailable\r\n\r\n").unwrap_err().to_string();
        assert!(busy.ends_with("is not ready: HTTP/1.1 503 Service Unavailable"), "{busy}");
        assert!(answered_with("").is_err());
    }

    #[test]
    fn a_program_that_listens_everywhere_is_asked_on_the_loopback() {
        let asked = |listen: &str| reachable(listen.parse().unwrap()).to_string();
        assert_eq!(asked("0.0.0.0:8080"), "127.0.0.1:8080");
        assert_eq!(asked("[::]:80"), "[::1]:80");
        assert_eq!(asked("192.0.2.1:81"), "192.0.2.1:81");
    }
}
