//! What an operation answers.

use axum_core::body::Body;
use bytes::Bytes;
use http::header::{CONTENT_TYPE, HeaderName, VARY};
use http::{HeaderValue, Response, StatusCode};
use serde_json::{Map, Value};

use crate::error::{Fault, FaultBody};
use crate::version::Version;

/// The answer of an operation, before the envelope.
pub(crate) struct Reply {
    pub status: StatusCode,
    pub headers: Vec<(HeaderName, HeaderValue)>,
    body: Content,
}

enum Content {
    Empty,
    Json(Value),
    /// A list that the service writes while it reads: items first, then the count, and no length.
    Stream(Vec<Value>),
    Bytes {
        content_type: HeaderValue,
        bytes: Bytes,
    },
}

impl Reply {
    fn new(status: StatusCode, body: Content) -> Self {
        Self { status, headers: Vec::new(), body }
    }

    /// A JSON value.
    pub fn json(value: impl Into<Value>) -> Self {
        Self::new(StatusCode::OK, Content::Json(value.into()))
    }

    /// A list: `{"count":1,"value":[…]}`.
    pub fn list(items: Vec<Value>) -> Self {
        let mut body = Map::new();
        body.insert("count".into(), items.len().into());
        body.insert("value".into(), Value::Array(items));
        Self::json(Value::Object(body))
    }

    /// A list as Git's and the teams' are: `{"value":[…],"count":1}`, without a length.
    pub fn stream(items: Vec<Value>) -> Self {
        Self::new(StatusCode::OK, Content::Stream(items))
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
            Content::Json(value) => text(&value),
            Content::Stream(items) => text(&Value::Array(items)),
            Content::Empty => String::new(),
            Content::Bytes { bytes, .. } => String::from_utf8_lossy(&bytes).into_owned(),
        };
        (self.status, text)
    }

    /// A list without the object around it that counts it, as clients may ask for (`noArrayWrap=true`).
    pub fn unwrapped(mut self) -> Self {
        self.body = match self.body {
            Content::Json(Value::Object(mut list)) if is_list(&list) => {
                Content::Json(list.shift_remove("value").unwrap_or_default())
            }
            Content::Stream(items) => Content::Json(Value::Array(items)),
            other => other,
        };
        self
    }

    /// The response, without the envelope.
    pub fn into_response(self, version: Option<Version>) -> Response<Body> {
        // As recorded: where the service has all of a JSON body, and only with status 200.
        let varies = self.status == StatusCode::OK && matches!(self.body, Content::Json(_));
        let json_type = || {
            let version = version.map(|version| format!("; api-version={version}")).unwrap_or_default();
            HeaderValue::from_str(&format!("application/json; charset=utf-8{version}")).ok()
        };
        let (body, content_type) = match self.body {
            Content::Empty => (Body::empty(), None),
            Content::Json(value) => (Body::from(text(&value)), json_type()),
            Content::Stream(items) => {
                let end = format!(",\"count\":{}}}", items.len());
                let text = [r#"{"value":"#, &text(&Value::Array(items)), &end].concat();
                let chunk = futures::stream::iter([Ok::<_, std::convert::Infallible>(Bytes::from(text))]);
                (Body::from_stream(chunk), json_type())
            }
            Content::Bytes { content_type, bytes } => (Body::from(bytes), Some(content_type)),
        };
        let mut response = Response::new(body);
        *response.status_mut() = self.status;
        let headers = response.headers_mut();
        if let Some(content_type) = content_type {
            headers.insert(CONTENT_TYPE, content_type);
        }
        if varies {
            headers.insert(VARY, HeaderValue::from_static("Accept-Encoding"));
        }
        for (name, value) in self.headers {
            headers.append(name, value);
        }
        response
    }
}

/// A value as JSON. Quicker than its `Display`, which goes through a formatter.
fn text(value: &Value) -> String {
    // Of a value, there is nothing that could not be written.
    serde_json::to_string(value).unwrap_or_default()
}

/// Whether it is `{"count":…,"value":[…]}`, in any order, and nothing else.
fn is_list(object: &Map<String, Value>) -> bool {
    object.len() == 2 && object.contains_key("count") && object.get("value").is_some_and(Value::is_array)
}

impl From<Fault> for Reply {
    fn from(fault: Fault) -> Self {
        let service_error = fault.service_error();
        let body = match fault.body {
            FaultBody::Exception(exception) => Content::Json(exception.to_json()),
            FaultBody::Early(exception) => Content::Bytes {
                content_type: HeaderValue::from_static("application/json"),
                bytes: format!("\u{feff}{}", exception.to_json()).into(),
            },
            FaultBody::Wrapped(message) => {
                let mut inner = Map::new();
                inner.insert("Message".into(), message.into());
                let mut body = Map::new();
                body.insert("count".into(), 1.into());
                body.insert("value".into(), Value::Object(inner));
                Content::Json(Value::Object(body))
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

/// A JSON object under construction. What is not there is left out: the service never writes null.
pub(crate) struct Object(Map<String, Value>);

impl Object {
    pub fn new() -> Self {
        // Most have about so many fields.
        Self(Map::with_capacity(8))
    }

    /// Adds a field.
    pub fn set(mut self, name: &str, value: impl Into<Value>) -> Self {
        self.0.insert(name.to_owned(), value.into());
        self
    }

    /// Adds the fields of another object.
    pub fn and(mut self, other: impl Into<Value>) -> Self {
        if let Value::Object(fields) = other.into() {
            self.0.extend(fields);
        }
        self
    }

    /// Takes a field away.
    pub fn without(mut self, name: &str) -> Self {
        self.0.shift_remove(name);
        self
    }

    /// Adds a field if there is a value.
    pub fn set_some(self, name: &str, value: Option<impl Into<Value>>) -> Self {
        match value {
            Some(value) => self.set(name, value),
            None => self,
        }
    }

    /// Adds a field if something holds.
    pub fn set_if(self, condition: bool, name: &str, value: impl FnOnce() -> Value) -> Self {
        if condition { self.set(name, value()) } else { self }
    }
}

impl From<Object> for Value {
    fn from(object: Object) -> Self {
        Value::Object(object.0)
    }
}

/// `{"href": …}`
pub(crate) fn link(href: impl Into<Value>) -> Value {
    Object::new().set("href", href).into()
}
