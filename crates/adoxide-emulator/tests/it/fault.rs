//! Faults on demand.

use std::time::Duration;

use adoxide_emulator::{ConnectionReset, FaultKind, FaultRule};
use http::{Method, StatusCode};
use http_body_util::BodyExt as _;
use serde_json::json;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};

use super::support::*;

#[tokio::test]
async fn throttling_comes_with_and_without_a_time() {
    let api = empty();
    api.emulator.add_fault(FaultRule::new(FaultKind::Throttle { retry_after: None }).times(1));
    let retry_after = Some(Duration::from_millis(1_500));
    api.emulator.add_fault(FaultRule::new(FaultKind::Throttle { retry_after }).times(1));
    let first = api.get("_apis/projects").await;
    assert_eq!(first.header("retry-after"), None);
    assert!(
        first.ok(429)["message"].as_str().unwrap().starts_with("TF400733: The request has been canceled")
    );
    let second = api.get("_apis/projects").await;
    assert_eq!((second.status.as_u16(), second.header("retry-after")), (429, Some("2")));
    assert_eq!(second.header("x-ratelimit-delay"), Some("1.500"));
    api.get("_apis/projects").await.ok(200);
}

#[tokio::test]
async fn a_delayed_answer_is_still_the_answer() {
    let api = empty();
    let retry_after = Duration::from_secs(5);
    api.emulator.add_fault(FaultRule::new(FaultKind::Delay { retry_after }).operation("core.*"));
    let answer = api.get("_apis/projects").await;
    for (name, value) in [
        ("retry-after", "5"),
        ("x-ratelimit-delay", "5.000"),
        ("x-ratelimit-remaining", "0"),
        ("x-ratelimit-reset", "1782907205"),
    ] {
        assert_eq!(answer.header(name), Some(value), "{name}");
    }
    assert_eq!(answer.ok(200)["count"], 0);
    assert_eq!(api.get("_apis/git/repositories").await.header("retry-after"), None);
}

#[tokio::test]
async fn pages_in_place_of_answers() {
    let api = empty();
    let once = |kind| api.emulator.add_fault(FaultRule::new(kind).times(1));
    once(FaultKind::SignInPage);
    once(FaultKind::Unavailable { status: StatusCode::SERVICE_UNAVAILABLE, is_html: true });
    once(FaultKind::Unavailable { status: StatusCode::BAD_GATEWAY, is_html: false });
    once(FaultKind::ExpiredToken);
    let page = api.get("_apis/projects").await;
    assert_eq!((page.status.as_u16(), page.header("content-type")), (203, Some("text/html; charset=utf-8")));
    let page = api.get("_apis/projects").await;
    assert_eq!((page.status.as_u16(), page.header("content-type")), (503, Some("text/html; charset=utf-8")));
    assert_eq!(api.get("_apis/projects").await.fault(502), "VssServiceException");
    assert_eq!(api.get("_apis/projects").await.fault(401), "AccessCheckException");
    api.get("_apis/projects").await.ok(200);
    let log = api.emulator.requests();
    let faults: Vec<_> = log.iter().map(|request| request.fault.as_deref().unwrap_or("-")).collect();
    assert_eq!(faults, ["signInPage", "unavailable", "unavailable", "expiredToken", "-"]);
}

#[tokio::test]
async fn a_reset_comes_before_or_after_the_deed() {
    let api = empty();
    let create = FaultRule::new(FaultKind::ResetBefore).operation("core.queue_create_project").times(1);
    api.emulator.add_fault(create);
    let create = FaultRule::new(FaultKind::ResetAfter).operation("core.queue_create_project").times(1);
    api.emulator.add_fault(create);
    let post = |name: &str| {
        let call = api.call(Method::POST, "_apis/projects").json(&json!({"name": name}));
        async { call.response().await }
    };
    for name in ["Before", "After"] {
        let response = post(name).await;
        assert!(response.extensions().get::<ConnectionReset>().is_some());
        assert!(response.into_body().collect().await.is_err());
    }
    api.advance(1);
    let projects = api.get("_apis/projects").await.ok(200);
    assert_eq!((&projects["count"], &projects["value"][0]["name"]), (&1.into(), &"After".into()));
    assert_eq!(api.emulator.requests()[0].status, None);
}

#[tokio::test]
async fn a_truncated_answer_breaks_off() {
    let api = seeded();
    api.emulator.add_fault(FaultRule::new(FaultKind::Truncate).path("/repositories"));
    let response = api.call(Method::GET, "_apis/git/repositories").response().await;
    let length: usize = response.headers()["content-length"].to_str().unwrap().parse().unwrap();
    let mut body = response.into_body();
    let mut seen = 0;
    let broke = loop {
        match body.frame().await {
            Some(Ok(frame)) => seen += frame.data_ref().unwrap().len(),
            Some(Err(_)) => break true,
            None => break false,
        }
    };
    assert!(broke && seen == length / 2, "{seen} of {length}");
}

/// Sends a request over a socket; what came back, and whether the connection was reset.
async fn over_socket(api: &Api, path: &str) -> (String, bool) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(api.emulator.clone().serve(listener));
    let mut stream = TcpStream::connect(address).await.unwrap();
    let request = format!(
        "GET {path} HTTP/1.1\r\nhost: {address}\r\nauthorization: Bearer {}\r\nconnection: close\r\n\r\n",
        api.emulator.token()
    );
    stream.write_all(request.as_bytes()).await.unwrap();
    let mut answer = Vec::new();
    let read = stream.read_to_end(&mut answer).await;
    let is_reset = read.is_err_and(|error| error.kind() == std::io::ErrorKind::ConnectionReset);
    (String::from_utf8_lossy(&answer).into_owned(), is_reset)
}

#[tokio::test]
async fn sockets_see_real_resets_and_real_ends() {
    let api = seeded();
    let whole = over_socket(&api, "/fabrikam/_apis/projects").await;
    assert!(whole.0.starts_with("HTTP/1.1 200 OK") && whole.0.ends_with('}') && !whole.1, "{whole:?}");
    api.emulator.add_fault(FaultRule::new(FaultKind::ResetBefore).times(1));
    assert_eq!(over_socket(&api, "/fabrikam/_apis/projects").await, (String::new(), true));
    api.emulator.add_fault(FaultRule::new(FaultKind::Truncate).times(1));
    let cut = over_socket(&api, "/fabrikam/_apis/projects").await.0;
    assert!(cut.starts_with("HTTP/1.1 200 OK") && !cut.ends_with('}'), "{cut}");
}

#[tokio::test(start_paused = true)]
async fn latency_holds_every_answer_back() {
    let api = empty();
    api.emulator.set_latency(Duration::from_secs(30));
    let begin = tokio::time::Instant::now();
    api.get("_apis/projects").await.ok(200);
    assert!(begin.elapsed() >= Duration::from_secs(30));
}

#[tokio::test(start_paused = true)]
async fn latency_goes_with_any_fault_and_only_where_the_rule_says() {
    let api = empty();
    let duration = Duration::from_secs(7);
    api.emulator.add_fault(FaultRule::new(FaultKind::Latency { duration }).operation("core.*").every(2));
    api.emulator.add_fault(FaultRule::new(FaultKind::SignInPage).identity("ada@fabrikam.example").nth(2));
    let mut seen = Vec::new();
    for path in ["_apis/projects", "_apis/git/repositories", "_apis/projects"] {
        let begin = tokio::time::Instant::now();
        let status = api.get(path).await.status.as_u16();
        seen.push((status, begin.elapsed() >= duration));
    }
    assert_eq!(seen, [(200, false), (203, false), (200, true)]);
}

#[tokio::test]
async fn faults_reach_the_token_endpoint_too() {
    let api = empty();
    let kind = FaultKind::Unavailable { status: StatusCode::SERVICE_UNAVAILABLE, is_html: false };
    api.emulator.add_fault(FaultRule::new(kind).operation("entra.token").times(1));
    let token = || api.raw(Method::POST, "/common/oauth2/v2.0/token").send();
    assert_eq!(token().await.status, 503);
    assert_eq!(token().await.ok(400)["error"], "invalid_request");
}
