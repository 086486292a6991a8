//! What an answer that is not a good one means, and whether to retry.

use std::borrow::Cow;
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
use crate::credential::Authorization;
use crate::error::{Error, ErrorKind};
use crate::refusal;
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
        let kind = match refusal::kind(status, &api) {
            // Throttled in the dress of a refused credential. A page to sign in on has no envelope.
            ErrorKind::Auth if told.is_some() || holds(body, refusal::BLOCKED) => ErrorKind::Throttled,
            ErrorKind::NotFound if self.is_unrouted(&api) => ErrorKind::NotSupported,
            kind => kind,
        };
        // The service breaks lines in some of its messages; here a message is one sentence.
        let said =
            api.message.as_deref().map(|message| message.split_whitespace().collect::<Vec<_>>().join(" "));
        let error = if kind == ErrorKind::Auth {
            unauthorized(self, said.as_deref(), &api)
        } else {
            let fallback = match (kind, status.canonical_reason()) {
                (ErrorKind::Precondition, _) if status == StatusCode::NOT_MODIFIED => "it has not changed",
                (ErrorKind::Invalid, Some(reason)) => reason,
                _ => refusal::sentence_of(kind),
            };
            let what = format!("{} ({})", sentence(said.as_deref().unwrap_or(fallback)), status.as_u16());
            Error::new(kind, what).advise(self.advice(kind))
        };
        let error = match refusal::advice(&api) {
            Some(advice) => error.advise(advice),
            None => error,
        };
        let error = self.explain(error, api).scopes_of(self.call.scopes).with_credential(self.source);
        let retry = match kind {
            // It was put off, so it was not carried out.
            ErrorKind::Throttled => Retry::Always,
            // The service that says when to come back has looked at the request; a 503 without it may come from a
            // gateway that lost the answer.
            ErrorKind::Unavailable if status == StatusCode::SERVICE_UNAVAILABLE && told.is_some() => {
                Retry::Always
            }
            ErrorKind::Unavailable => Retry::Harmless,
            _ => Retry::Never,
        };
        Failed::new(error, status.to_string(), retry).wait(told)
    }

    /// What to do about a refusal of this kind.
    fn advice(&self, kind: ErrorKind) -> Cow<'static, str> {
        match kind {
            ErrorKind::Permission => {
                let scopes = self.call.scopes_phrase();
                let needs = if scopes.is_empty() { String::new() } else { format!(" and {scopes}") };
                format!("{} needs the permission{needs}", self.source).into()
            }
            ErrorKind::NotFound => format!("check the names, and that {} may see it", self.source).into(),
            _ => refusal::advice_of(kind).into(),
        }
    }
}

/// The service's sentence as part of one of ours.
pub(super) fn sentence(text: &str) -> &str {
    text.trim().trim_end_matches('.')
}

/// Whether this code stands in a body that is not the envelope of an error.
fn holds(body: &[u8], code: &str) -> bool {
    body.windows(code.len()).any(|window| window == code.as_bytes())
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
