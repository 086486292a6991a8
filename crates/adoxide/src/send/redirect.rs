//! Redirects: which are followed, and where the credential goes along.

use adoxide_api::wire::ApiError;
use http::Method;
use http::header::LOCATION;
use url::Url;

use super::classify::Answer;
use crate::address::is_loopback;
use crate::error::{Error, ErrorKind, Result};

/// The maximum number of redirects that are followed.
const REDIRECTS: usize = 5;

/// Where a call goes next.
pub(super) struct Redirect {
    pub(super) url: Url,
    /// Whether the credential goes along.
    pub(super) trusted: bool,
    pub(super) hops: usize,
}

/// Where a redirect goes, if it may be followed: reads only; with the credential only within the service; without
/// it for files, which the service keeps elsewhere. `None` if it leads to a page to sign in on.
///
/// # Errors
/// When it is not followed.
pub(super) fn follow(answer: &Answer<'_>, from: &str, hops: usize) -> Result<Option<Redirect>> {
    let (call, status) = (answer.call, answer.head.status);
    let fail = |error: Error| Err(answer.explain(error, ApiError::default()).of(call.operation.clone()));
    let location = answer.head.headers.get(LOCATION).and_then(|location| location.to_str().ok());
    let base = Url::parse(from).ok();
    let Some(url) = location.zip(base).and_then(|(location, base)| base.join(location).ok()) else {
        let what = format!("the answer is a redirect to nowhere ({status})");
        return fail(Error::new(ErrorKind::Decode, what));
    };
    let host = url.host_str().unwrap_or_default().to_owned();
    if url.path().to_ascii_lowercase().contains("_signin") || host.starts_with("login.") {
        return Ok(None);
    }
    let trusted = answer.address.owns(&url);
    let reads = matches!(call.method, Method::GET | Method::HEAD);
    let elsewhere = !call.json && (url.scheme() == "https" || is_loopback(&url));
    let refuse = |kind: ErrorKind, what: String| fail(Error::new(kind, what).advise("check the address"));
    let (source, code) = (answer.source, status.as_u16());
    if hops >= REDIRECTS {
        let what =
            format!("the service redirects {source} from one address to the next ({code}, {hops} times)");
        return refuse(ErrorKind::Unavailable, what);
    }
    if !(trusted || elsewhere) {
        let what = format!("the service redirects to {host} ({code}), where {source} does not go");
        return refuse(ErrorKind::Config, what);
    }
    if !reads {
        let what =
            format!("the service redirects a {} to {host} ({code}), which is not followed", call.method);
        return refuse(ErrorKind::Config, what);
    }
    Ok(Some(Redirect { url, trusted, hops: hops + 1 }))
}
