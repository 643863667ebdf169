//! A stream of events. Once it has ended, for whatever reason, it is over: whether it is worth opening another is
//! for whoever reads it to judge, since a browser does not say why one ended.

use std::marker::PhantomData;

use futures_channel::mpsc::{UnboundedReceiver, unbounded};
use slipway_core::api::endpoint::Endpoint;
use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{EventSource, MessageEvent};

/// A stream that is open until it is dropped.
pub struct Events<E: Endpoint> {
    _source: Option<Source>,
    told: UnboundedReceiver<E::Reply>,
    endpoint: PhantomData<E>,
}

/// The browser's side of a stream, with what it calls.
struct Source {
    source: EventSource,
    _heard: Closure<dyn FnMut(MessageEvent)>,
    _ended: Closure<dyn FnMut()>,
}

impl Drop for Source {
    fn drop(&mut self) {
        self.source.close();
    }
}

/// Opens the stream of an endpoint.
pub fn watch<E: Endpoint>(path: &E::Path, query: &E::Query) -> Events<E> {
    let (telling, told) = unbounded();
    let source = EventSource::new(&E::url(path, query)).ok().map(|source| {
        let heard = Closure::new({
            let telling = telling.clone();
            move |event: MessageEvent| {
                let reply = event.data().as_string().and_then(|text| serde_json::from_str(&text).ok());
                match reply {
                    // Whoever has stopped reading is about to close the stream.
                    Some(reply) => drop(telling.unbounded_send(reply)),
                    // A server that says something else is another than this page was made for.
                    None => telling.close_channel(),
                }
            }
        });
        let ended = Closure::new({
            let source = source.clone();
            move || {
                // Left open, a browser would come back by itself, to where it began to read.
                source.close();
                telling.close_channel();
            }
        });
        source.set_onmessage(Some(heard.as_ref().unchecked_ref()));
        source.set_onerror(Some(ended.as_ref().unchecked_ref()));
        Source { source, _heard: heard, _ended: ended }
    });
    Events { _source: source, told, endpoint: PhantomData }
}

impl<E: Endpoint> Events<E> {
    /// Waits for the next event; nothing when the stream is over.
    pub async fn next(&mut self) -> Option<E::Reply> {
        self.told.recv().await.ok()
    }

    /// The newest of the events that have come meanwhile.
    pub fn newest(&mut self) -> Option<E::Reply> {
        std::iter::from_fn(|| self.told.try_recv().ok()).last()
    }
}
