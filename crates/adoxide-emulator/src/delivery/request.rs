//! A delivery as HTTP has it, and as the history shows it.

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use bytes::Bytes;
use http::header::{AUTHORIZATION, CONTENT_TYPE, USER_AGENT};
use http::{HeaderName, HeaderValue, Method, Request, StatusCode};
use serde_json::Value;

use crate::shared::Shared;
use crate::world::hook::{Notification, Outcome};

/// The user agent: receivers see one that begins so.
const AGENT: &str = "VSServices/19.251.36214.2 (w3wp.exe) (Service=vsrm)";

/// The request of a notification.
///
/// # Errors
/// A sentence about what cannot be sent.
pub(super) fn request(shared: &Shared, known: &Notification, body: &Value) -> Result<Request<Bytes>, String> {
    let content = &known.notice.content;
    let url = content.consumer_input("url").unwrap_or_default();
    let activity = shared.activity().to_string();
    let mut request = Request::builder().method(Method::POST).uri(url);
    let headers = request.headers_mut().ok_or_else(|| format!("The URL {url} is not valid."))?;
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json; charset=utf-8"));
    headers.insert(USER_AGENT, HeaderValue::from_static(AGENT));
    for name in ["x-vss-activityid", "request-id"] {
        if let Ok(value) = HeaderValue::from_str(&activity) {
            headers.insert(HeaderName::from_static(name), value);
        }
    }
    let (user, password) =
        (content.consumer_input("basicAuthUsername"), content.consumer_input("basicAuthPassword"));
    if user.is_some() || password.is_some() {
        let both = format!("{}:{}", user.unwrap_or_default(), password.unwrap_or_default());
        let value = HeaderValue::from_str(&format!("Basic {}", BASE64_STANDARD.encode(both)));
        let mut value = value.map_err(|error| error.to_string())?;
        value.set_sensitive(true);
        headers.insert(AUTHORIZATION, value);
    }
    for line in content.consumer_input("httpHeaders").unwrap_or_default().lines() {
        let Some((name, value)) = line.split_once(':') else { continue };
        let name = HeaderName::try_from(name.trim()).map_err(|error| error.to_string())?;
        headers.insert(name, HeaderValue::from_str(value.trim()).map_err(|error| error.to_string())?);
    }
    request.body(Bytes::from(body.to_string())).map_err(|error| error.to_string())
}

/// What an answer means: documented.
/// <https://learn.microsoft.com/azure/devops/service-hooks/troubleshoot>
pub(super) fn classify(status: StatusCode) -> Outcome {
    let reason = status.canonical_reason().unwrap_or("Unknown");
    let why = format!("{reason} ({})", status.as_u16());
    match status.as_u16() {
        200..=299 => Outcome::Delivered,
        408 | 502 | 503 | 504 => Outcome::Transient(why),
        410 => Outcome::Terminal(why),
        _ => Outcome::Enduring(why),
    }
}

/// Requests and answers as text.
pub(super) mod exchange {
    use bytes::Bytes;
    use http::{HeaderMap, Request, Response};

    /// The most characters of an answer that are kept.
    const MOST: usize = 4096;

    fn headers_text(headers: &HeaderMap) -> String {
        let lines = headers.iter().map(|(name, value)| {
            let value = if value.is_sensitive() { "********" } else { value.to_str().unwrap_or("?") };
            format!("  {name}: {value}\r\n")
        });
        format!("{{\r\n{}}}", lines.collect::<String>())
    }

    /// A request, without its secrets.
    pub(in crate::delivery) fn request_text(request: &Request<Bytes>) -> String {
        format!(
            "Method: {}\r\nURI: {}\r\nHTTP Version: 1.1\r\nHeaders:\r\n{}\r\nContent:\r\n{}",
            request.method(),
            request.uri(),
            headers_text(request.headers()),
            String::from_utf8_lossy(request.body())
        )
    }

    /// An answer.
    pub(in crate::delivery) fn response_text(response: &Response<Bytes>) -> String {
        let body = String::from_utf8_lossy(response.body());
        let body: String = body.chars().take(MOST).collect();
        format!(
            "Status Code: {}\r\nReason Phrase: {}\r\nHTTP Version: 1.1\r\nHeaders:\r\n{}\r\nContent:\r\n{body}",
            response.status().as_u16(),
            response.status().canonical_reason().unwrap_or_default(),
            headers_text(response.headers()),
        )
    }
}
