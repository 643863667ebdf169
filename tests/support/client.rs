//! A browser without a screen: it keeps a session's cookie, says where its requests come from, and speaks
//! the contract of `slipway_core::api`, well or deliberately badly.

use std::{
    fmt,
    net::{Ipv4Addr, SocketAddr},
    sync::{Arc, Mutex},
};

use reqwest::header::{HeaderMap, HeaderName, HeaderValue};
use serde_json::Value;
use slipway_core::api::{
    endpoint::{Endpoint, Method},
    problem::Problem,
};

use crate::{contract, program::Program, watching::Watching};

/// Where the program is, and the sockets to it.
#[derive(Debug, Clone)]
pub struct Connection {
    url: String,
    address: SocketAddr,
    http: reqwest::Client,
}

impl Connection {
    /// To a public address, wherever it leads elsewhere, on a port of this machine.
    pub(crate) fn to(public: &str, port: u16) -> Self {
        let http = reqwest::Client::builder()
            .redirect(reqwest::redirect::Policy::none())
            .tls_certs_only([])
            .build()
            .expect("a client");
        Self { url: public.to_owned(), address: SocketAddr::from((Ipv4Addr::LOCALHOST, port)), http }
    }

    /// The address without a slash at its end.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// The port.
    pub fn port(&self) -> u16 {
        self.address.port()
    }
}

/// One browser: a cookie of its own, nobody signed in at first.
#[derive(Debug, Clone)]
pub struct Client {
    connection: Connection,
    session: Arc<Mutex<Option<String>>>,
}

impl Client {
    /// A browser that nobody has signed in with.
    pub(crate) fn new(connection: &Connection) -> Self {
        Self { connection: connection.clone(), session: Arc::default() }
    }

    /// The same, with a session's cookie, written `name=value`.
    pub(crate) fn with_session(connection: &Connection, session: Option<String>) -> Self {
        Self { connection: connection.clone(), session: Arc::new(Mutex::new(session)) }
    }

    /// The session's cookie, written `name=value`.
    pub fn session_cookie(&self) -> Option<String> {
        self.session.lock().expect("no holder panics").clone()
    }

    /// Another browser with the same session: what a copied cookie is.
    #[must_use]
    pub fn copied(&self) -> Self {
        Self::with_session(&self.connection, self.session_cookie())
    }

    /// The same session at another program.
    #[must_use]
    pub fn at(&self, program: &Program) -> Self {
        program.visitor_with(self.session_cookie())
    }

    /// Asks for an answer that is read bit by bit.
    pub(crate) async fn open(&self, path: &str) -> reqwest::Response {
        self.request(Method::Get, path).begun().await.unwrap_or_else(|e| panic!("no answer to {path}: {e:?}"))
    }

    /// The address of the program, without a slash at its end.
    pub fn url(&self) -> &str {
        self.connection.url()
    }

    /// A request as the page would send it, to be bent by the test.
    pub fn request(&self, method: Method, path: &str) -> Request {
        let mut headers = HeaderMap::new();
        if let Some(cookie) = self.session_cookie() {
            headers.insert("cookie", cookie.parse().expect("a cookie"));
        }
        let (_, host) = self.connection.url.split_once("://").expect("an absolute address");
        headers.insert("host", host.parse().expect("a host"));
        headers.insert("sec-fetch-site", HeaderValue::from_static("same-origin"));
        if method.changes() {
            headers.insert("origin", self.connection.url.parse().expect("an origin"));
        }
        Request { client: self.clone(), method: method.as_str(), path: path.to_owned(), headers, body: None }
    }

    /// Reads an address.
    pub async fn get(&self, path: &str) -> Answer {
        self.request(Method::Get, path).send().await
    }

    /// Calls an endpoint as the page does.
    pub async fn call<E: Endpoint>(
        &self,
        path: &E::Path,
        query: &E::Query,
        body: &E::Body,
    ) -> Result<E::Reply, Refusal> {
        let mut request = self.request(E::METHOD, &E::url(path, query));
        if E::METHOD.changes() {
            request = request.json(&serde_json::to_value(body).expect("a body"));
        }
        let answer = request.send().await;
        if answer.status < 400 {
            assert_eq!(answer.status, E::STATUS, "the status of success of {}: {answer}", E::NAME);
            Ok(serde_json::from_slice(&answer.body)
                .unwrap_or_else(|e| panic!("the reply of {}: {e}: {answer}", E::NAME)))
        } else {
            Err(Refusal { status: answer.status, problem: answer.problem() })
        }
    }

    fn keep_cookie(&self, answer: &Answer) {
        for cookie in answer.set_cookies() {
            let pair = cookie.split(';').next().unwrap_or_default().trim();
            let ends = cookie.to_ascii_lowercase().contains("max-age=0") || pair.ends_with('=');
            *self.session.lock().expect("no holder panics") = (!ends).then(|| pair.to_owned());
        }
    }
}

/// A request that is not sent yet.
#[derive(Debug)]
#[must_use]
pub struct Request {
    client: Client,
    method: &'static str,
    path: String,
    headers: HeaderMap,
    body: Option<Vec<u8>>,
}

impl Request {
    /// With a method that the contract does not know.
    pub fn method(mut self, method: &'static str) -> Self {
        self.method = method;
        self
    }

    /// With a header in the place of one of that name.
    pub fn header(mut self, name: &str, value: &str) -> Self {
        let name: HeaderName = name.parse().expect("a header's name");
        self.headers.insert(name, value.parse().expect("a header's value"));
        self
    }

    /// Without a header.
    pub fn without(mut self, name: &str) -> Self {
        self.headers.remove(name);
        self
    }

    /// With a body of JSON.
    pub fn json(self, body: &Value) -> Self {
        self.bytes(body.to_string())
    }

    /// With a body that says it is JSON, whatever it is.
    pub fn bytes(mut self, body: impl Into<Vec<u8>>) -> Self {
        self.body = Some(body.into());
        self.header("content-type", "application/json")
    }

    /// Sends it, and holds the answer to what is true of every answer of the API.
    pub async fn send(self) -> Answer {
        let (method, path) = (self.method, self.path.clone());
        let what = format!("{method} {path}");
        let answer = self.unchecked().await;
        assert!(answer.status < 500, "{what} failed in the server: {answer}");
        answer.check_form(&what);
        contract::check(method, &path, &answer);
        answer
    }

    /// Sends it, whatever the answer. Of a stream it is the data of the first event.
    pub async fn unchecked(self) -> Answer {
        let path = self.path.clone();
        self.try_to_send().await.unwrap_or_else(|e| panic!("no answer to {path}: {e:?}"))
    }

    /// Sends it to a program that may end meanwhile; nothing, where no whole answer came.
    pub async fn if_answered(self) -> Option<Answer> {
        self.try_to_send().await.ok()
    }

    async fn try_to_send(self) -> reqwest::Result<Answer> {
        let client = self.client.clone();
        let response = self.begun().await?;
        let (status, headers) = (response.status().as_u16(), response.headers().clone());
        let is_stream = headers.get("content-type").is_some_and(|kind| kind == "text/event-stream");
        let body = if is_stream {
            Watching::of(response).next_data().await.unwrap_or_default().into_bytes()
        } else {
            response.bytes().await?.to_vec()
        };
        let answer = Answer { status, headers, body };
        client.keep_cookie(&answer);
        Ok(answer)
    }

    /// Sends it, and reads no more than the head of the answer.
    async fn begun(self) -> reqwest::Result<reqwest::Response> {
        let connection = &self.client.connection;
        let url = format!("http://{}{}", connection.address, self.path);
        let method = reqwest::Method::from_bytes(self.method.as_bytes()).expect("a method");
        let mut request = connection.http.request(method, &url).headers(self.headers);
        if let Some(body) = self.body {
            request = request.body(body);
        }
        request.send().await
    }
}

/// What came back.
#[derive(Debug, Clone)]
pub struct Answer {
    /// The status.
    pub status: u16,
    /// The headers.
    pub headers: HeaderMap,
    /// The body.
    pub body: Vec<u8>,
}

impl Answer {
    /// The body as JSON.
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|e| panic!("not JSON: {e}: {self}"))
    }

    /// The body as text.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// A header, or nothing.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).map(|value| value.to_str().expect("a header in ASCII"))
    }

    /// The cookies that it sets, whole.
    pub fn set_cookies(&self) -> Vec<String> {
        let all = self.headers.get_all("set-cookie").into_iter();
        all.map(|value| value.to_str().expect("a cookie in ASCII").to_owned()).collect()
    }

    /// The problem of a refusal: the body is `{"error": …}` with nothing beside it.
    pub fn problem(&self) -> Problem {
        let body = self.json();
        let fields = body.as_object().unwrap_or_else(|| panic!("not an object: {self}"));
        assert_eq!(fields.keys().collect::<Vec<_>>(), ["error"], "the form of a refusal: {self}");
        let problem: Problem = serde_json::from_value(fields["error"].clone())
            .unwrap_or_else(|e| panic!("not a problem: {e}: {self}"));
        assert_eq!(problem.status(), self.status, "the status that belongs to the code: {self}");
        assert_eq!(problem, problem.clone().outward(), "what is hidden is not named: {self}");
        problem
    }

    /// Holds that it refuses, with this status and this code.
    #[track_caller]
    pub fn refused(&self, status: u16, code: &str) -> Problem {
        assert!(self.status >= 400, "not refused with {status} {code}: {self}");
        let problem = self.problem();
        assert_eq!((self.status, problem.code()), (status, code), "{self}");
        problem
    }

    /// Holds that it is the success that was asked for.
    #[track_caller]
    pub fn done(&self, status: u16) -> Value {
        assert_eq!(self.status, status, "{self}");
        self.json()
    }

    /// Everything but what differs between any two answers, to compare a hidden thing with a missing one.
    pub fn bytes_that_tell(&self) -> (u16, Vec<(String, String)>, String) {
        let mut headers: Vec<(String, String)> = self
            .headers
            .iter()
            .filter(|(name, _)| !matches!(name.as_str(), "x-request-id" | "date"))
            .map(|(name, value)| (name.to_string(), String::from_utf8_lossy(value.as_bytes()).into_owned()))
            .collect();
        headers.sort();
        (self.status, headers, self.text())
    }

    fn check_form(&self, what: &str) {
        let id = self.header("x-request-id").unwrap_or_default();
        assert!(!id.is_empty(), "{what} was answered without a request's id: {self}");
        if self.status >= 400 {
            assert_eq!(self.header("content-type"), Some("application/json"), "{what}: {self}");
            self.problem();
        }
    }
}

impl fmt::Display for Answer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.status, self.text())
    }
}

/// An endpoint's answer instead of its reply.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// The status.
    pub status: u16,
    /// The problem.
    pub problem: Problem,
}

/// What a test expects of a call.
pub trait Verdict<T> {
    /// Holds that it was done.
    fn done(self) -> T;
    /// Holds that it was refused, with this status and this code.
    fn refused(self, status: u16, code: &str) -> Problem;
}

impl<T: fmt::Debug> Verdict<T> for Result<T, Refusal> {
    #[track_caller]
    fn done(self) -> T {
        self.unwrap_or_else(|refusal| panic!("refused: {refusal:?}"))
    }

    #[track_caller]
    fn refused(self, status: u16, code: &str) -> Problem {
        match self {
            Ok(reply) => panic!("not refused with {status} {code}, but done: {reply:?}"),
            Err(refusal) => {
                assert_eq!((refusal.status, refusal.problem.code()), (status, code), "{refusal:?}");
                refusal.problem
            }
        }
    }
}
