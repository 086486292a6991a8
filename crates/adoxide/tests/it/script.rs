//! A service that does what a test tells it, and remembers what it was asked.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use adoxide::credential::Pat;
use adoxide::transport::{Body, Transport, TransportError, TransportErrorKind};
use adoxide::{Client, Options};
use bytes::Bytes;
use futures::FutureExt;
use futures::future::BoxFuture;
use http::{HeaderMap, Request, Response};

/// A token that no message may show.
pub const TOKEN: &str = "hunter2hunter2hunter2hunter2hunter2hunter2hunter2hunt";

/// What the service does with one request. The last step goes on for ever.
#[derive(Clone, Debug)]
pub enum Step {
    Answer(u16, Vec<(&'static str, String)>, String),
    Fail(TransportErrorKind),
    /// The body ends before the length that the head says.
    Short(u16, &'static str),
    /// The connection breaks in the middle of the body.
    Break(u16, &'static str),
    Never,
}

impl Step {
    pub fn json(status: u16, body: &str) -> Self {
        Self::Answer(status, vec![("content-type", "application/json; charset=utf-8".into())], body.into())
    }

    pub fn html(status: u16) -> Self {
        Self::Answer(status, vec![("content-type", "text/html".into())], "<html>Sign In</html>".into())
    }

    pub fn with(mut self, name: &'static str, value: &str) -> Self {
        if let Self::Answer(_, headers, _) = &mut self {
            headers.push((name, value.into()));
        }
        self
    }
}

/// A request as it arrived.
#[derive(Clone, Debug)]
pub struct Seen {
    pub uri: String,
    pub headers: HeaderMap,
    pub body: Bytes,
    pub at: tokio::time::Instant,
}

type Answer = dyn Fn(&Seen, usize) -> Step + Send + Sync;

#[derive(Clone)]
pub struct Script {
    answer: Arc<Answer>,
    seen: Arc<Mutex<Vec<Seen>>>,
    latency: Duration,
}

impl Script {
    pub fn new(steps: impl Into<Vec<Step>>) -> Self {
        let steps = steps.into();
        Self::by(move |_, index| steps[index.min(steps.len() - 1)].clone())
    }

    /// The answer to a request and its number.
    pub fn by(answer: impl Fn(&Seen, usize) -> Step + Send + Sync + 'static) -> Self {
        Self { answer: Arc::new(answer), seen: Arc::default(), latency: Duration::ZERO }
    }

    /// The same service, whose answers take so long.
    pub fn after(self, latency: Duration) -> Self {
        Self { latency, ..self }
    }

    pub fn client(&self) -> Client {
        self.client_at("https://dev.azure.com/contoso")
    }

    pub fn client_at(&self, address: &str) -> Client {
        let credential = Pat::new(TOKEN).unwrap().from_source("the test's token");
        Client::builder(address).credential(credential).transport(self.clone()).build().unwrap()
    }

    pub fn seen(&self) -> Vec<Seen> {
        self.seen.lock().unwrap().clone()
    }

    pub fn count(&self) -> usize {
        self.seen.lock().unwrap().len()
    }
}

/// Four tries in ten minutes.
pub fn four() -> Options {
    Options::default().attempts(4).time(Duration::from_secs(600))
}

impl Transport for Script {
    fn send(&self, request: Request<Body>) -> BoxFuture<'_, Result<Response<Body>, TransportError>> {
        async move {
            let (parts, body) = request.into_parts();
            let seen = Seen {
                uri: parts.uri.to_string(),
                headers: parts.headers,
                body: body.collect().await?,
                at: tokio::time::Instant::now(),
            };
            let index = {
                let mut all = self.seen.lock().unwrap();
                all.push(seen.clone());
                all.len() - 1
            };
            let answer = |status: u16, headers: Vec<(&'static str, String)>, body: Body| {
                let mut response = Response::builder().status(status);
                for (name, value) in headers {
                    response = response.header(name, value);
                }
                Ok(response.body(body).unwrap())
            };
            let step = (self.answer)(&seen, index);
            if !self.latency.is_zero() {
                tokio::time::sleep(self.latency).await;
            }
            match step {
                Step::Answer(status, headers, body) => answer(status, headers, Body::from(body)),
                Step::Fail(kind) => Err(TransportError::new(kind, "as the script says")),
                Step::Short(status, body) => {
                    let length = (body.len() + 10).to_string();
                    answer(status, vec![("content-length", length)], Body::from(body))
                }
                Step::Break(status, body) => {
                    let pieces = [
                        Ok(Bytes::from_static(body.as_bytes())),
                        Err(TransportError::new(TransportErrorKind::Interrupted, "connection reset")),
                    ];
                    answer(status, vec![], Body::from_stream(futures::stream::iter(pieces)))
                }
                Step::Never => std::future::pending().await,
            }
        }
        .boxed()
    }
}
