//! What the emulator was asked.

use std::collections::VecDeque;
use std::sync::Mutex;

use jiff::Timestamp;

use crate::base::lock;
use crate::wire::json::{IntoJson, Object};

/// How many requests are remembered; older ones are only counted.
const KEPT: usize = 10_000;

/// A request, after it was answered. Nothing secret is in it: no header, no body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LoggedRequest {
    /// Its number, from 1.
    pub sequence: u64,
    /// When it came.
    pub at: Timestamp,
    /// The method.
    pub method: String,
    /// The path as it came, still escaped.
    pub path: String,
    /// The query as it came; empty if there was none.
    pub query: String,
    /// The name of the operation in the catalog, if it is one.
    pub operation: Option<String>,
    /// The version that it was answered in.
    pub api_version: Option<String>,
    /// Who asked, by sign-in address.
    pub identity: Option<String>,
    /// The status of the answer; none if the connection was cut instead.
    pub status: Option<u16>,
    /// The fault that was injected.
    pub fault: Option<String>,
}

/// The requests so far.
#[derive(Default)]
pub(crate) struct RequestLog {
    inner: Mutex<Inner>,
}

#[derive(Default)]
struct Inner {
    count: u64,
    requests: VecDeque<LoggedRequest>,
}

impl RequestLog {
    /// Remembers a request; its number is given to it.
    pub fn add(&self, mut request: LoggedRequest) {
        let mut inner = lock(&self.inner);
        inner.count += 1;
        request.sequence = inner.count;
        if inner.requests.len() == KEPT {
            inner.requests.pop_front();
        }
        inner.requests.push_back(request);
    }

    /// The requests that are remembered, oldest first.
    pub fn requests(&self) -> Vec<LoggedRequest> {
        lock(&self.inner).requests.iter().cloned().collect()
    }

    /// How many there were.
    pub fn count(&self) -> u64 {
        lock(&self.inner).count
    }

    /// Forgets all.
    pub fn clear(&self) {
        *lock(&self.inner) = Inner::default();
    }
}

impl IntoJson for LoggedRequest {
    fn write(self, text: &mut Vec<u8>) {
        Object::new()
            .set("sequence", self.sequence)
            .set("at", self.at.to_string())
            .set("method", self.method)
            .set("path", self.path)
            .set("query", self.query)
            .set_some("operation", self.operation)
            .set_some("apiVersion", self.api_version)
            .set_some("identity", self.identity)
            .set_some("status", self.status)
            .set_some("fault", self.fault)
            .write(text);
    }
}
