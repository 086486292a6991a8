//! Where a list goes on, and how the next page is asked for.

use std::fmt;
use std::str::FromStr;

use adoxide_api::wire::{Json, Paging, PagingEnd, TokenPlace};
use http::header::CONTENT_TYPE;
use http::{HeaderMap, HeaderName, HeaderValue};

use crate::error::{Error, ErrorKind, Result};
use crate::send::{Call, JSON};
use crate::upload::Payload;

/// The header in which the service hands out tokens.
const TOKEN: &str = "x-ms-continuationtoken";

/// Where a list goes on. It is made by the service and means nothing to anyone else; as text it can be kept
/// and, later or elsewhere, given back to the same list.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Continuation(pub(super) Step);

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum Step {
    /// The service's own token.
    Token(String),
    /// How many items there were before.
    Skip(i64),
    /// What the service said to ask for.
    Next { skip: i64, top: Option<i64> },
}

impl fmt::Display for Continuation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Step::Token(token) => write!(f, "token:{token}"),
            Step::Skip(skip) => write!(f, "skip:{skip}"),
            Step::Next { skip, top: None } => write!(f, "next:{skip}"),
            Step::Next { skip, top: Some(top) } => write!(f, "next:{skip},{top}"),
        }
    }
}

impl FromStr for Continuation {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        let parse = || match text.split_once(':')? {
            ("token", token) if !token.is_empty() => Some(Step::Token(token.to_owned())),
            ("skip", skip) => Some(Step::Skip(skip.parse().ok()?)),
            ("next", next) => Some(match next.split_once(',') {
                None => Step::Next { skip: next.parse().ok()?, top: None },
                Some((skip, top)) => Step::Next { skip: skip.parse().ok()?, top: Some(top.parse().ok()?) },
            }),
            _ => None,
        };
        parse().map(Self).ok_or_else(|| {
            Error::new(ErrorKind::Invalid, "this is not the text of a continuation")
                .advise("keep it as it was, or begin at the start")
        })
    }
}

impl Step {
    /// Makes a request one for the page that begins here.
    pub(super) fn apply(&self, call: &mut Call) -> Result<()> {
        match (self, call.paging) {
            (Self::Token(token), Paging::HeaderToken { send } | Paging::BodyToken { send, .. }) => match send
            {
                TokenPlace::Query(name) => call.set_query(name, token),
                TokenPlace::Header(name) => {
                    let wrong =
                        || Error::new(ErrorKind::Invalid, "the continuation can't be sent as a header");
                    let name = HeaderName::from_bytes(name.as_bytes()).map_err(|_| wrong())?;
                    let value = HeaderValue::from_str(token).map_err(|_| wrong())?;
                    call.headers.insert(name, value);
                }
                TokenPlace::Body(name) => set_field(call, name, token.as_str().into())?,
            },
            (Self::Skip(count), Paging::Offset { skip, .. }) => call.set_query(skip, &count.to_string()),
            (Self::Skip(count), Paging::BodyOffset { skip, .. }) => set_field(call, skip, (*count).into())?,
            (Self::Next { skip, top }, Paging::NextSkip { .. }) => {
                call.set_query("$skip", &skip.to_string());
                if let Some(top) = top {
                    call.set_query("$top", &top.to_string());
                }
            }
            _ => {
                return Err(Error::new(ErrorKind::Invalid, "this continuation is of another list")
                    .advise("begin at the start")
                    .of(call.operation.clone()));
            }
        }
        Ok(())
    }
}

/// Sets a field of a JSON body.
fn set_field(call: &mut Call, name: &str, value: Json) -> Result<()> {
    let mut body = body(call)?;
    body.insert(name.to_owned(), value);
    let bytes = serde_json::to_vec(&body)
        .map_err(|error| Error::new(ErrorKind::Invalid, format!("the body can't be written: {error}")))?;
    call.body = Payload::Bytes(bytes.into());
    call.headers.entry(CONTENT_TYPE).or_insert(HeaderValue::from_static(JSON));
    Ok(())
}

fn body(call: &Call) -> Result<serde_json::Map<String, Json>> {
    let object = match &call.body {
        Payload::Bytes(bytes) if bytes.is_empty() => return Ok(serde_json::Map::new()),
        Payload::Bytes(bytes) => serde_json::from_slice(bytes).ok(),
        Payload::Upload(_) => None,
    };
    object.ok_or_else(|| {
        let what = "the body is not a JSON object, so there is no place in it for where the list goes on";
        Error::new(ErrorKind::Invalid, what).of(call.operation.clone())
    })
}

/// How many items were asked for in one page.
pub(super) fn top(call: &Call) -> Option<i64> {
    match call.paging {
        Paging::Offset { top, .. } => call.query(top)?.parse().ok(),
        Paging::BodyOffset { top, .. } => body(call).ok()?.get(top)?.as_i64(),
        _ => None,
    }
}

/// How many items were skipped before this page.
pub(super) fn skipped(call: &Call) -> i64 {
    let skipped = match call.paging {
        Paging::Offset { skip, .. } => call.query(skip).and_then(|skip| skip.parse().ok()),
        Paging::BodyOffset { skip, .. } => {
            body(call).ok().and_then(|body| body.get(skip).and_then(Json::as_i64))
        }
        _ => None,
    };
    skipped.unwrap_or(0)
}

/// The fields of a page that say how the list goes on.
pub(super) fn fields(paging: Paging) -> Vec<&'static str> {
    match paging {
        Paging::BodyToken { token, end, .. } => match end {
            PagingEnd::Last(field) | PagingEnd::NoMore(field) => vec![token, field],
            PagingEnd::NoToken | PagingEnd::EmptyPage => vec![token],
        },
        Paging::NextSkip { .. } => vec!["nextSkip", "nextTop"],
        Paging::BodyOffset { total: Some(total), .. } => vec![total],
        _ => Vec::new(),
    }
}

/// Where the list goes on after a page, and whether the page was the last.
pub(super) fn after(
    call: &Call,
    headers: &HeaderMap,
    fields: &[Option<Json>],
    len: usize,
    at: Option<&Step>,
) -> (Option<Step>, bool) {
    let field = |index: usize| fields.get(index).and_then(Option::as_ref);
    match call.paging {
        Paging::None | Paging::Limit { .. } => (None, true),
        Paging::HeaderToken { .. } => {
            let token =
                headers.get(TOKEN).and_then(|token| token.to_str().ok()).filter(|token| !token.is_empty());
            (token.map(|token| Step::Token(token.to_owned())), token.is_none())
        }
        Paging::BodyToken { end, .. } => {
            let token = match field(0) {
                Some(Json::String(token)) => Some(token.clone()).filter(|token| !token.is_empty()),
                Some(number @ Json::Number(_)) => Some(number.to_string()),
                _ => None,
            };
            let is_true = field(1).and_then(Json::as_bool) == Some(true);
            let last = match end {
                PagingEnd::NoToken => false,
                PagingEnd::Last(_) => is_true,
                PagingEnd::NoMore(_) => !is_true,
                PagingEnd::EmptyPage => len == 0,
            };
            let last = last || token.is_none();
            // A feed whose last page has no token is where it was before it.
            (token.map(Step::Token).or_else(|| at.cloned().filter(|_| last && len == 0)), last)
        }
        Paging::Offset { .. } | Paging::BodyOffset { .. } => {
            let seen = skipped(call) + len as i64;
            // Only some answers say how many there are in all. Where one does, there is nothing to ask for after them.
            let total = field(0).and_then(Json::as_i64);
            (Some(Step::Skip(seen)), len == 0 || total.is_some_and(|total| total <= seen))
        }
        Paging::NextSkip { .. } => match field(0).and_then(Json::as_i64) {
            Some(skip) if skip > 0 => {
                (Some(Step::Next { skip, top: field(1).and_then(Json::as_i64) }), false)
            }
            _ => (None, true),
        },
    }
}
