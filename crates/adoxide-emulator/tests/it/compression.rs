//! Answers made small.

use std::io::Read as _;

use adoxide_emulator::{FaultKind, FaultRule};
use http::Method;

use super::support::*;

fn unpacked(bytes: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut all = Vec::new();
    flate2::read::GzDecoder::new(bytes).read_to_end(&mut all)?;
    Ok(all)
}

#[tokio::test]
async fn an_answer_is_compressed_for_those_who_can_read_it() {
    let api = seeded();
    let path = "/fabrikam/_apis/resourceAreas?api-version=7.1-preview.1";
    let plain = api.get(path).await;
    assert_eq!((plain.header("vary"), plain.header("content-encoding")), (Some("Accept-Encoding"), None));
    let small = api.call(Method::GET, path).header("accept-encoding", "gzip, deflate").send().await;
    assert_eq!(
        (small.header("vary"), small.header("content-encoding")),
        (Some("Accept-Encoding"), Some("gzip"))
    );
    assert!(small.bytes.len() * 2 < plain.bytes.len(), "{} of {}", small.bytes.len(), plain.bytes.len());
    assert_eq!(unpacked(&small.bytes).unwrap(), plain.bytes);
    // Neither what is short nor an error is.
    for path in ["_apis/projects?$top=0", "_apis/projects/nothing"] {
        let answer = api.call(Method::GET, path).header("accept-encoding", "gzip").send().await;
        assert_eq!(answer.header("content-encoding"), None, "{path}");
    }
}

#[tokio::test]
async fn what_is_cut_is_cut_as_it_is_sent() {
    let api = seeded();
    api.emulator.add_fault(FaultRule::new(FaultKind::Truncate));
    let call = api.call(Method::GET, "_apis/resourceAreas?api-version=7.1-preview.1");
    let (parts, body) = call.header("accept-encoding", "gzip").response().await.into_parts();
    assert_eq!(parts.headers["content-encoding"], "gzip");
    assert!(http_body_util::BodyExt::collect(body).await.is_err());
}
