//! Answers made small, for clients that say that they can read them.
//!
//! As recorded: only answers whose body the service has whole, with status 200, depend on `Accept-Encoding`
//! (`Vary` says so); lists that are written while they are read do not.

use std::io::Write as _;

use axum_core::body::Body;
use flate2::Compression;
use flate2::write::GzEncoder;
use http::header::{ACCEPT_ENCODING, CONTENT_ENCODING, VARY};
use http::{HeaderMap, HeaderValue, Response};
use http_body_util::BodyExt as _;

/// A body that fits into one packet gets no faster by getting smaller.
const LEAST: u64 = 1024;

/// The answer to a request with these headers, compressed if it may be.
pub(crate) async fn compress(request: &HeaderMap, response: Response<Body>) -> Response<Body> {
    let varies = response.headers().get(VARY).is_some_and(|vary| vary == "Accept-Encoding");
    let is_long = http_body::Body::size_hint(response.body()).lower() >= LEAST;
    if !varies || !is_long || !accepts_gzip(request) {
        return response;
    }
    let (mut parts, body) = response.into_parts();
    // It is there as a whole, so nothing can go wrong.
    let body = body.collect().await.map(http_body_util::Collected::to_bytes).unwrap_or_default();
    let mut small = GzEncoder::new(Vec::new(), Compression::fast());
    match small.write_all(&body).and_then(|()| small.finish()) {
        Ok(small) => {
            parts.headers.insert(CONTENT_ENCODING, HeaderValue::from_static("gzip"));
            Response::from_parts(parts, Body::from(small))
        }
        Err(_) => Response::from_parts(parts, Body::from(body)),
    }
}

/// Whether a client can read gzip: it names it, or everything, and not with the weight 0.
fn accepts_gzip(request: &HeaderMap) -> bool {
    let values = request.get_all(ACCEPT_ENCODING).iter().filter_map(|value| value.to_str().ok());
    let mut best = None;
    for coding in values.flat_map(|value| value.split(',')) {
        let (name, weight) = coding.split_once(';').unwrap_or((coding, ""));
        let weight = weight.trim().strip_prefix("q=").and_then(|weight| weight.trim().parse().ok());
        let weight: f32 = weight.unwrap_or(1.0);
        match name.trim() {
            name if name.eq_ignore_ascii_case("gzip") => return weight > 0.0,
            "*" => best = Some(weight),
            _ => {}
        }
    }
    best.is_some_and(|weight| weight > 0.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gzip_is_for_those_who_ask_for_it() {
        for (value, expected) in [
            ("gzip", true),
            ("deflate, GZIP;q=0.5", true),
            ("br, *;q=0.1", true),
            ("gzip;q=0, *", false),
            ("gzip; q=0.0", false),
            ("*;q=0", false),
            ("identity", false),
            ("", false),
        ] {
            let mut headers = HeaderMap::new();
            headers.insert(ACCEPT_ENCODING, HeaderValue::from_static(value));
            assert_eq!(accepts_gzip(&headers), expected, "{value}");
        }
        assert!(!accepts_gzip(&HeaderMap::new()));
    }
}
