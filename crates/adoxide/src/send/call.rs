//! A request as the send loop sees it: what is sent, and what repeating it does. Its type is gone.

use std::borrow::Cow;
use std::fmt;

use adoxide_api::wire::{ApiVersion, Content, Effect, Op, OpMeta, Paging, encode_query};
use bytes::Bytes;
use http::header::{ACCEPT, CONTENT_TYPE};
use http::{HeaderMap, HeaderName, HeaderValue, Method};
use percent_encoding::percent_decode_str;
use url::Url;

use super::version;
use crate::address::{self, Address, is_loopback};
use crate::error::{Error, ErrorKind, Result};
use crate::upload::Payload;

/// What nearly all operations are answered with.
pub(crate) const JSON: &str = "application/json";

/// A request with all that the loop must know about it; its type is gone.
#[derive(Clone)]
pub struct Call {
    /// What it is called in messages.
    pub(crate) operation: Cow<'static, str>,
    /// What the catalog says about it; none for what is not in it.
    pub(crate) meta: Option<&'static OpMeta>,
    pub(crate) method: Method,
    /// Where it goes, with its query, escaped.
    pub(crate) url: String,
    /// What it should be answered with.
    pub(crate) accept: Option<HeaderValue>,
    /// All other headers that are its own; most calls have none.
    pub(crate) headers: HeaderMap,
    pub(crate) body: Payload,
    pub(crate) effect: Effect,
    pub(crate) scopes: &'static [&'static str],
    pub(crate) paging: Paging,
    /// Whether the answer is JSON, so that HTML in its place is a sign-in page.
    pub(crate) json: bool,
    /// Whether it goes to the service itself, and the credential with it.
    pub(crate) trusted: bool,
}

impl fmt::Debug for Call {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Query, headers and body may hold secrets.
        f.debug_tuple("Call").field(&self.operation).finish()
    }
}

impl Call {
    /// An operation at this address.
    pub(crate) fn new<T>(op: &Op<T>, address: &Address) -> Result<Self> {
        let meta: &'static OpMeta = op.meta();
        let operation = Cow::Borrowed(meta.id);
        let invalid = |what: String| Error::new(ErrorKind::Invalid, what).of(operation.clone());
        let mut url = address.base(meta.host).into_owned();
        op.write_target(&mut url).map_err(|error| {
            let text = error.to_string();
            // The operation's name stands before the sentence already.
            invalid(
                text.strip_prefix(meta.id).and_then(|rest| rest.strip_prefix(": ")).unwrap_or(&text).into(),
            )
        })?;
        let mut accept = None;
        let mut headers = HeaderMap::new();
        for (name, value) in op.headers() {
            let name = HeaderName::from_bytes(name.as_bytes())
                .map_err(|_| invalid(format!("\"{name}\" is not a valid header name")))?;
            let value = if value == JSON { Ok(HeaderValue::from_static(JSON)) } else { value.parse() };
            let value = value.map_err(|_| {
                invalid(format!("the header `{name}` holds characters that no header can hold"))
            })?;
            if name == ACCEPT {
                accept = Some(value);
            } else {
                headers.insert(name, value);
            }
        }
        let mut bytes = Bytes::new();
        if let Some(body) = op.body() {
            headers.insert(CONTENT_TYPE, HeaderValue::from_static(body.content_type));
            bytes = body.bytes.clone();
        }
        Ok(Self {
            method: meta.method.clone(),
            url,
            accept,
            headers,
            body: Payload::Bytes(bytes),
            effect: meta.effect,
            scopes: meta.scopes,
            paging: meta.paging,
            json: true,
            trusted: true,
            meta: Some(meta),
            operation,
        })
    }

    /// An operation that answers with bytes.
    pub(crate) fn content(op: &Op<Content>, address: &Address) -> Result<Self> {
        Ok(Self { json: false, ..Self::new(op, address)? })
    }

    /// A file at a URL that the service gave.
    pub(crate) fn link(url: &str, address: &Address) -> Result<Self> {
        let invalid = |what: String| Error::new(ErrorKind::Invalid, what);
        let mut url = address::parse(url)?;
        let host = url.host_str().unwrap_or_default().to_owned();
        if !(url.scheme() == "https" || url.scheme() == "http" && is_loopback(&url)) {
            let what = format!("a link over {} to {host} is not followed", url.scheme());
            return Err(invalid(what).advise("use one over https"));
        }
        let trusted = address.owns(&url);
        url.set_fragment(None);
        // A user and password in it would be a credential of somebody.
        if !url.username().is_empty() || url.password().is_some() {
            return Err(invalid(format!("the link to {host} holds a user name or password")));
        }
        Ok(Self {
            operation: Cow::Owned(format!("GET {host}")),
            meta: None,
            method: Method::GET,
            url: url.into(),
            accept: None,
            headers: HeaderMap::new(),
            body: Payload::default(),
            effect: Effect::Read,
            scopes: &[],
            paging: Paging::None,
            json: false,
            trusted,
        })
    }

    /// A request that is not in the catalog. What repeating it does is not known: HTTP's own rule, without the hope
    /// that PATCH has no side effects.
    pub(crate) fn request(method: Method, url: &Url) -> Self {
        let effect = match method {
            Method::GET | Method::HEAD | Method::OPTIONS => Effect::Read,
            Method::PUT | Method::DELETE => Effect::Idempotent,
            _ => Effect::Unsafe,
        };
        Self {
            operation: Cow::Owned(format!("{method} {}", url.path())),
            meta: None,
            method,
            url: url.as_str().to_owned(),
            accept: Some(HeaderValue::from_static(JSON)),
            headers: HeaderMap::new(),
            body: Payload::default(),
            effect,
            scopes: &[],
            paging: Paging::None,
            json: true,
            trusted: true,
        }
    }

    /// The operation, if it is asked for in the catalog's version, and not in one that the caller chose.
    pub(super) fn negotiable(&self) -> Option<&'static OpMeta> {
        self.meta.filter(|meta| self.query(version::PARAMETER) == Some(meta.api_version))
    }

    /// Where it goes if another version is asked for.
    pub(super) fn url_with_version(&self, version: ApiVersion) -> String {
        let mut call = Self { headers: HeaderMap::new(), body: Payload::default(), ..self.clone() };
        call.set_query(version::PARAMETER, &version.to_string());
        call.url
    }

    /// The scopes of the operation, as a phrase; empty where the catalog does not know.
    pub(super) fn scopes_phrase(&self) -> String {
        match self.scopes {
            [] => String::new(),
            [one] => format!("the scope {one}"),
            many => format!("one of the scopes {}", many.join(", ")),
        }
    }

    /// The names and values of the query, escaped.
    fn pairs(&self) -> impl Iterator<Item = (&str, &str)> {
        let query = self.url.split_once('?').map_or("", |(_, query)| query);
        let pairs = query.split('&').filter(|pair| !pair.is_empty());
        pairs.map(|pair| pair.split_once('=').unwrap_or((pair, "")))
    }

    /// The first value of a query parameter, escaped.
    pub(crate) fn query(&self, name: &str) -> Option<&str> {
        self.pairs().find(|(known, _)| same_name(known, name)).map(|(_, value)| value)
    }

    /// Sets a query parameter, in place of one of the same name.
    pub(crate) fn set_query(&mut self, name: &str, value: &str) {
        let path = self.url.split('?').next().unwrap_or_default();
        let (own, value) = (encode_query(name), encode_query(value));
        let others = self.pairs().filter(|(known, _)| !same_name(known, name));
        let mut url = String::with_capacity(self.url.len() + own.len() + value.len() + 2);
        url.push_str(path);
        let mut separator = '?';
        for (name, value) in others.chain([(&*own, &*value)]) {
            url.push(separator);
            url.extend([name, "=", value]);
            separator = '&';
        }
        self.url = url;
    }
}

fn same_name(escaped: &str, name: &str) -> bool {
    percent_decode_str(escaped).decode_utf8_lossy().eq_ignore_ascii_case(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_parameter_is_set_in_place_of_one_of_the_same_name() {
        let address: Address = "https://tfs.corp/tfs/c".parse().unwrap();
        let link =
            |query: &str| Call::link(&format!("https://tfs.corp/tfs/c/_apis/x{query}"), &address).unwrap();
        for (query, set) in [
            ("", "?$top=a%26b"),
            ("?", "?$top=a%26b"),
            ("?a=1&%24TOP=2&b=c%20d#here", "?a=1&b=c%20d&$top=a%26b"),
            ("?flag&$top=1&$top=2", "?flag=&$top=a%26b"),
        ] {
            let mut call = link(query);
            call.set_query("$top", "a&b");
            assert_eq!(call.url, format!("https://tfs.corp/tfs/c/_apis/x{set}"), "{query}");
            assert_eq!(call.query("$TOP"), Some("a%26b"));
        }
        assert_eq!(link("?a=1&%24top=2").query("$top"), Some("2"));
        assert_eq!(link("?a=1&flag#here").url, "https://tfs.corp/tfs/c/_apis/x?a=1&flag");
    }
}
