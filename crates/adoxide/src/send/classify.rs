//! What an answer that is not a good one means, and whether to retry.

use std::time::Duration;

use adoxide_api::wire::ApiError;
use futures::StreamExt;
use http::header::{CONTENT_LENGTH, CONTENT_TYPE};
use http::{HeaderValue, Method, StatusCode, response};
use percent_encoding::percent_decode_str;
use tokio::time::Instant;

use super::attempt::{Failed, Retry};
use super::call::Call;
use super::unauthorized::unauthorized;
use crate::address::Address;
use crate::advice;
use crate::credential::Authorization;
use crate::error::{Error, ErrorKind};
use crate::response::activity_id;
use crate::transport::Body;

/// How much of an error's body is read; what the service has to say fits in it many times.
const ERROR_BODY: usize = 256 * 1024;

/// What a request was sent with.
pub(super) struct Sent {
    pub(super) authorization: Authorization,
    /// Whether it is the second token, after the first one was refused.
    pub(super) renewed: bool,
}

/// An answer, and what it is the answer to.
pub(super) struct Answer<'a> {
    pub(super) call: &'a Call,
    pub(super) head: &'a response::Parts,
    pub(super) sent: Option<&'a Sent>,
    /// Where the credential comes from.
    pub(super) source: &'a str,
    pub(super) address: &'a Address,
}

impl Answer<'_> {
    /// The facts of this answer with an error.
    pub(super) fn explain(&self, error: Error, api: ApiError) -> Error {
        error.answered(self.head.status, api, activity_id(&self.head.headers))
    }

    /// What the body of a failed answer says: its message in one line, without the token.
    fn said(&self, body: &[u8]) -> ApiError {
        let mut api = ApiError::from_body(body);
        if api.message.is_none() {
            let header = self.head.headers.get("x-tfs-serviceerror").and_then(|value| value.to_str().ok());
            api.message = header.map(decode_form);
        }
        if let Some(sent) = self.sent {
            api.message = api.message.map(|message| sent.authorization.hide_in(message));
            api.type_key = api.type_key.map(|key| sent.authorization.hide_in(key));
        }
        api
    }

    /// Whether a page to sign in on came in place of the answer: always a 203, and HTML where JSON is due.
    pub(super) fn is_sign_in_page(&self) -> bool {
        let headers = &self.head.headers;
        let content_type = headers.get(CONTENT_TYPE).map(HeaderValue::as_bytes).unwrap_or_default();
        let empty = headers.get(CONTENT_LENGTH).is_some_and(|length| length == "0");
        self.head.status == StatusCode::NON_AUTHORITATIVE_INFORMATION
            || self.call.json
                && !empty
                && content_type.get(..9).is_some_and(|head| head.eq_ignore_ascii_case(b"text/html"))
    }

    /// Whether there is no such route: the service says so in plain text, and everything else in JSON.
    fn is_unrouted(&self, api: &ApiError) -> bool {
        let content_type = self.head.headers.get(CONTENT_TYPE).map(HeaderValue::as_bytes).unwrap_or_default();
        let plain = content_type.get(..10).is_some_and(|head| head.eq_ignore_ascii_case(b"text/plain"));
        self.head.status == StatusCode::NOT_FOUND && plain && api.type_key.is_none()
    }

    /// What a failed answer means. `told` is how long the service asks to wait.
    pub(super) fn classify(&self, body: &[u8], told: Option<Duration>) -> Failed {
        let status = self.head.status;
        let api = self.said(body);
        // The service breaks lines in some of its messages; here a message is one sentence.
        let said =
            api.message.as_deref().map(|message| message.split_whitespace().collect::<Vec<_>>().join(" "));
        let blocked = api.code() == Some("TF400733");
        let says =
            |else_: &str| format!("{} ({})", sentence(said.as_deref().unwrap_or(else_)), status.as_u16());
        let new = |kind, else_: &str| Error::new(kind, says(else_));
        let mut retry = Retry::Never;
        let error = match status.as_u16() {
            304 => new(ErrorKind::Precondition, "it has not changed"),
            200..=299 | 401 => unauthorized(self, said.as_deref(), &api),
            _ if status == StatusCode::TOO_MANY_REQUESTS || (blocked && status.is_client_error()) => {
                // It was blocked, so it was not carried out.
                retry = Retry::Always;
                new(ErrorKind::Throttled, "the budget of this identity is used up")
                    .advise("wait, send less, or spread the load over several identities")
            }
            403 => {
                let scopes = self.call.scopes_phrase();
                let needs = if scopes.is_empty() { String::new() } else { format!(" and {scopes}") };
                new(ErrorKind::Permission, "access denied")
                    .advise(format!("{} needs the permission{needs}", self.source))
            }
            404 if self.is_unrouted(&api) => {
                new(ErrorKind::NotSupported, "").advise("this service does not have it")
            }
            404 | 410 => new(ErrorKind::NotFound, "there is no such thing")
                .advise(format!("check the names, and that {} may see it", self.source)),
            409 => new(ErrorKind::Conflict, "it changed meanwhile").advise("read it again and repeat"),
            412 => new(ErrorKind::Precondition, "it changed meanwhile").advise("read it again and repeat"),
            400 if is_version_fault(&api) => {
                new(ErrorKind::NotSupported, "").advise("ask for a version that this service has")
            }
            405 | 501 | 505 => new(ErrorKind::NotSupported, "this service cannot do it"),
            408 => {
                retry = Retry::Harmless;
                new(ErrorKind::Unavailable, "the service gave up waiting")
            }
            // The service that says when to come back has looked at the request and put it off; a 503
            // without it may come from a gateway that lost the answer.
            503 if told.is_some() => {
                retry = Retry::Always;
                new(ErrorKind::Unavailable, "the service is away").advise("try again later")
            }
            500.. => {
                retry = Retry::Harmless;
                new(ErrorKind::Unavailable, "the service failed").advise("try again later")
            }
            _ => new(ErrorKind::Invalid, status.canonical_reason().unwrap_or("the request was refused")),
        };
        let error = match advice::known(&api) {
            Some(advice) => error.advise(advice),
            None => error,
        };
        let error = self.explain(error, api).scopes_of(self.call.scopes).with_credential(self.source);
        Failed::new(error, status.to_string(), retry).wait(told)
    }
}

/// The service's sentence as part of one of ours.
pub(super) fn sentence(text: &str) -> &str {
    text.trim().trim_end_matches('.')
}

fn is_version_fault(api: &ApiError) -> bool {
    matches!(
        api.type_key.as_deref(),
        Some(
            "VssVersionOutOfRangeException"
                | "VssInvalidPreviewVersionException"
                | "VssVersionNotSpecifiedException"
        )
    )
}

/// How long the body must be, where the service says so and nothing has changed it since.
pub(super) fn length(call: &Call, head: &response::Parts) -> Option<u64> {
    let empty = call.method == Method::HEAD || head.status == StatusCode::NO_CONTENT;
    let encoded = head.headers.contains_key(http::header::CONTENT_ENCODING);
    let length = head.headers.get(CONTENT_LENGTH).filter(|_| !empty && !encoded)?;
    length.to_str().ok()?.parse().ok()
}

/// The body of a failed answer, as far as it comes: the status alone says enough to go on.
pub(super) async fn read_error(mut body: Body, deadline: Instant) -> Vec<u8> {
    let mut all = Vec::new();
    while let Ok(Some(Ok(piece))) = tokio::time::timeout_at(deadline, body.next()).await {
        let room = ERROR_BODY - all.len();
        all.extend_from_slice(&piece[..piece.len().min(room)]);
        if all.len() == ERROR_BODY {
            break;
        }
    }
    all
}

fn decode_form(text: &str) -> String {
    percent_decode_str(&text.replace('+', " ")).decode_utf8_lossy().into_owned()
}
