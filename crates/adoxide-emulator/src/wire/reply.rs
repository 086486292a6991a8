//! What an operation answers.

use axum_core::body::Body;
use bytes::Bytes;
use http::header::{CONTENT_TYPE, HeaderName, VARY};
use http::{HeaderValue, Response, StatusCode};

use crate::wire::error::{Fault, FaultBody};
use crate::wire::json::{IntoJson, Json, Object};
use crate::wire::version::Version;

/// The answer of an operation, before the envelope.
pub(crate) struct Reply {
    pub status: StatusCode,
    pub headers: Vec<(HeaderName, HeaderValue)>,
    body: Content,
}

enum Content {
    Empty,
    Json(Json),
    List(List),
    Bytes { content_type: HeaderValue, bytes: Bytes },
}

/// A list, with the object around it that counts it.
struct List {
    items: Json,
    count: usize,
    order: Order,
}

/// What comes first in the object around a list.
enum Order {
    Count,
    Items,
    /// The items, by a service that writes while it reads and does not know the length.
    Stream,
}

impl List {
    fn into_text(self) -> Vec<u8> {
        let Self { items, count, order } = self;
        let (items, count) = (items.into_bytes(), count.to_string());
        match order {
            Order::Count => [br#"{"count":"#, count.as_bytes(), br#","value":"#, &items, b"}"].concat(),
            Order::Items | Order::Stream => {
                [br#"{"value":"#, &*items, br#","count":"#, count.as_bytes(), b"}"].concat()
            }
        }
    }
}

impl Reply {
    fn new(status: StatusCode, body: Content) -> Self {
        Self { status, headers: Vec::new(), body }
    }

    fn of_list(items: impl IntoIterator<Item = impl IntoJson>, order: Order) -> Self {
        let (items, count) = Json::counted(items);
        Self::new(StatusCode::OK, Content::List(List { items, count, order }))
    }

    /// A JSON value.
    pub fn json(value: impl IntoJson) -> Self {
        Self::new(StatusCode::OK, Content::Json(value.into_json()))
    }

    /// A list: `{"count":1,"value":[…]}`.
    pub fn list(items: impl IntoIterator<Item = impl IntoJson>) -> Self {
        Self::of_list(items, Order::Count)
    }

    /// A list as discovery's is: `{"value":[…],"count":1}`.
    pub fn counted_last(items: impl IntoIterator<Item = impl IntoJson>) -> Self {
        Self::of_list(items, Order::Items)
    }

    /// A list as Git's and the teams' are: `{"value":[…],"count":1}`, without a length.
    pub fn stream(items: impl IntoIterator<Item = impl IntoJson>) -> Self {
        Self::of_list(items, Order::Stream)
    }

    /// Nothing.
    pub fn empty(status: StatusCode) -> Self {
        Self::new(status, Content::Empty)
    }

    /// Bytes of a content type.
    pub fn bytes(content_type: &'static str, bytes: impl Into<Bytes>) -> Self {
        let content_type = HeaderValue::from_static(content_type);
        Self::new(StatusCode::OK, Content::Bytes { content_type, bytes: bytes.into() })
    }

    /// Sets the status.
    pub fn status(mut self, status: StatusCode) -> Self {
        self.status = status;
        self
    }

    /// Adds a header. What no header can hold is not sent; only text of ours gets here.
    pub fn header(mut self, name: HeaderName, value: impl AsRef<str>) -> Self {
        if let Ok(value) = HeaderValue::from_str(value.as_ref()) {
            self.headers.push((name, value));
        }
        self
    }

    /// The status and the JSON of the body, as a text within another answer.
    pub fn into_text(self) -> (StatusCode, String) {
        let text = match self.body {
            Content::Json(json) => json.into_bytes(),
            Content::List(List { items, order: Order::Stream, .. }) => items.into_bytes(),
            Content::List(list) => list.into_text(),
            Content::Empty => Vec::new(),
            Content::Bytes { bytes, .. } => bytes.into(),
        };
        (self.status, String::from_utf8_lossy(&text).into_owned())
    }

    /// A list without the object around it that counts it, as clients may ask for (`noArrayWrap=true`).
    pub fn unwrapped(mut self) -> Self {
        self.body = match self.body {
            Content::List(list) => Content::Json(list.items),
            other => other,
        };
        self
    }

    /// The response, without the envelope.
    pub fn into_response(self, version: Option<Version>) -> Response<Body> {
        let is_stream = matches!(self.body, Content::List(List { order: Order::Stream, .. }));
        let is_json = matches!(self.body, Content::Json(_) | Content::List(_));
        let json_type = || {
            let version = version.map(|version| format!("; api-version={version}")).unwrap_or_default();
            HeaderValue::from_str(&format!("application/json; charset=utf-8{version}")).ok()
        };
        let (body, content_type) = match self.body {
            Content::Empty => (Body::empty(), None),
            Content::Json(json) => (Body::from(json.into_bytes()), json_type()),
            Content::List(list) if is_stream => {
                let chunk = Ok::<_, std::convert::Infallible>(Bytes::from(list.into_text()));
                (Body::from_stream(futures::stream::iter([chunk])), json_type())
            }
            Content::List(list) => (Body::from(list.into_text()), json_type()),
            Content::Bytes { content_type, bytes } => (Body::from(bytes), Some(content_type)),
        };
        let mut response = Response::new(body);
        *response.status_mut() = self.status;
        let headers = response.headers_mut();
        if let Some(content_type) = content_type {
            headers.insert(CONTENT_TYPE, content_type);
        }
        // As recorded: where the service has all of a JSON body, and only with status 200.
        if is_json && !is_stream && self.status == StatusCode::OK {
            headers.insert(VARY, HeaderValue::from_static("Accept-Encoding"));
        }
        for (name, value) in self.headers {
            headers.append(name, value);
        }
        response
    }
}

impl From<Fault> for Reply {
    fn from(fault: Fault) -> Self {
        let service_error = fault.service_error();
        let body = match fault.body {
            FaultBody::Exception(exception) => Content::Json(exception.to_json().into()),
            FaultBody::Early(exception) => Content::Bytes {
                content_type: HeaderValue::from_static("application/json"),
                bytes: format!("\u{feff}{}", exception.to_json()).into(),
            },
            FaultBody::Wrapped(message) => {
                let value = Object::new().set("Message", message);
                Content::Json(Object::new().set("count", 1).set("value", value).into())
            }
            FaultBody::Text(message) => Content::Bytes {
                content_type: HeaderValue::from_static("text/plain; charset=utf-8"),
                bytes: message.into(),
            },
        };
        let reply = Self::new(fault.status, body);
        match service_error {
            Some(error) => reply.header(HeaderName::from_static("x-tfs-serviceerror"), error),
            None => reply,
        }
    }
}
