//! A good answer.

use std::fmt;

use http::{HeaderMap, StatusCode};

/// The response of a successful call: the decoded body, with status and headers.
#[derive(Clone)]
#[non_exhaustive]
pub struct Response<T> {
    /// The HTTP status; any 2xx but 203.
    pub status: StatusCode,
    /// The HTTP headers.
    pub headers: HeaderMap,
    /// The decoded body.
    pub body: T,
}

impl<T> Response<T> {
    /// The activity id, by which Microsoft's support finds the request.
    pub fn activity_id(&self) -> Option<String> {
        activity_id(&self.headers)
    }

    /// The ETag, to be sent back as the condition (`If-Match`) of a change.
    pub fn etag(&self) -> Option<&str> {
        self.headers.get(http::header::ETAG)?.to_str().ok()
    }
}

impl<T: fmt::Debug> fmt::Debug for Response<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Headers may hold cookies.
        let names: Vec<_> = self.headers.keys().collect();
        f.debug_struct("Response")
            .field("status", &self.status)
            .field("headers", &names)
            .field("body", &self.body)
            .finish()
    }
}

/// The activity id of an answer.
pub(crate) fn activity_id(headers: &HeaderMap) -> Option<String> {
    ["activityid", "x-vss-e2eid"].iter().find_map(|name| Some(headers.get(*name)?.to_str().ok()?.to_owned()))
}
