//! Streams of events, read as a browser reads them.

use std::time::Duration;

use reqwest::Response;
use slipway_core::{api::event::OrgChanged, id::OrgId};

use crate::client::Client;

/// How long a test waits for what is promised much sooner.
const PATIENCE: Duration = Duration::from_secs(15);

/// A stream that a client reads.
#[derive(Debug)]
pub struct Watching {
    response: Response,
    read: String,
}

impl Client {
    /// Watches an organization, from now on or after a number.
    pub async fn watch(&self, org: OrgId, after: Option<u64>) -> Watching {
        let after = after.map(|after| format!("?after={after}")).unwrap_or_default();
        let response = self.open(&format!("/api/orgs/{org}/events{after}")).await;
        assert_eq!(response.status().as_u16(), 200, "{response:?}");
        Watching::of(response)
    }
}

impl Watching {
    pub(crate) fn of(response: Response) -> Self {
        Self { response, read: String::new() }
    }

    /// The number that the next event tells; nothing where the stream has ended.
    pub async fn next(&mut self) -> Option<u64> {
        let data = self.next_data().await?;
        let event: OrgChanged = serde_json::from_str(&data).expect("an event");
        Some(event.seq)
    }

    /// Reads on until an event tells at least this number.
    pub async fn until(&mut self, seq: u64) {
        while self.next().await.expect("the stream goes on") < seq {}
    }

    /// Reads to the end, and gives what was told meanwhile.
    pub async fn rest(&mut self) -> Vec<u64> {
        let mut told = Vec::new();
        while let Some(seq) = self.next().await {
            told.push(seq);
        }
        told
    }

    /// The data of the next event as it was sent.
    pub(crate) async fn next_data(&mut self) -> Option<String> {
        tokio::time::timeout(PATIENCE, self.next_event()).await.expect("an event, or the end")
    }

    async fn next_event(&mut self) -> Option<String> {
        loop {
            while let Some((block, rest)) = self.read.split_once("\n\n") {
                let data = block.lines().find_map(|line| line.strip_prefix("data:")).map(str::trim);
                let data = data.map(str::to_owned);
                self.read = rest.to_owned();
                // What keeps the stream alive carries nothing.
                if data.is_some() {
                    return data;
                }
            }
            let chunk = self.response.chunk().await.ok()??;
            self.read.push_str(std::str::from_utf8(&chunk).expect("text"));
        }
    }
}
