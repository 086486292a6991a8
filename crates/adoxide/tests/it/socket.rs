//! The network: a real socket, and a service on the other side that is as rude as it likes.

use std::time::Duration;

use adoxide::api::wire::{Effect, Json, Op, OpMeta};
use adoxide::credential::Pat;
use adoxide::{Client, ErrorKind, Method, Options};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;

use crate::script::TOKEN;

static READ: OpMeta = OpMeta::new("test.read", Method::GET, "_apis/read").effect(Effect::Read);

/// Answers each connection with the next of these texts, and closes it. Answers what it was asked.
async fn serve(answers: &'static [&'static str]) -> (Client, tokio::task::JoinHandle<Vec<String>>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let served = tokio::spawn(async move {
        let mut requests = Vec::new();
        for answer in answers {
            let (mut socket, _) = listener.accept().await.unwrap();
            let mut request = Vec::new();
            while !request.windows(4).any(|end| end == b"\r\n\r\n") {
                if socket.read_buf(&mut request).await.unwrap() == 0 {
                    break;
                }
            }
            requests.push(String::from_utf8(request).unwrap());
            socket.write_all(answer.as_bytes()).await.unwrap();
        }
        requests
    });
    let client = Client::builder(format!("http://{address}/contoso"))
        .credential(Pat::new(TOKEN).unwrap())
        .options(Options::default().attempts(3).time(Duration::from_secs(30)))
        .build()
        .unwrap();
    (client, served)
}

const GOOD: &str =
    "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 13\r\n\r\n{\"good\":true}";

#[tokio::test]
async fn a_request_and_its_answer() {
    let (client, served) = serve(&[GOOD]).await;
    let answer = client.call(Op::<Json>::new(&READ)).await.unwrap();
    assert_eq!(answer["good"], true);
    let request = &served.await.unwrap()[0];
    assert!(request.starts_with("GET /contoso/_apis/read?api-version=7.1 HTTP/1.1\r\n"), "{request}");
    let names: Vec<_> = request.lines().skip(1).filter_map(|line| line.split(':').next()).collect();
    for name in ["authorization", "user-agent", "accept", "accept-encoding", "x-tfs-fedauthredirect"] {
        assert!(names.contains(&name), "{name} in {names:?}");
    }
}

#[tokio::test]
async fn connections_that_break_are_told_apart() {
    for broken in [
        // Closed without an answer, in the head, in a counted body, in a chunked one.
        "",
        "HTTP/1.1 200 OK\r\ncont",
        "HTTP/1.1 200 OK\r\ncontent-length: 13\r\n\r\n{\"go",
        "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n4\r\n{\"go",
    ] {
        let answers: &'static [&'static str] = Box::leak(Box::new([broken, GOOD]));
        let (client, served) = serve(answers).await;
        let answer = client.call(Op::<Json>::new(&READ)).await;
        assert_eq!(answer.unwrap()["good"], true, "{broken}");
        assert_eq!(served.await.unwrap().len(), 2);
        let (client, served) = serve(answers).await;
        let error = client.request(Method::POST, "_apis/post").await.unwrap_err();
        assert_eq!(
            (error.kind(), error.outcome_unknown()),
            (ErrorKind::Transport, true),
            "{broken}: {error}"
        );
        served.abort();
    }
}

#[tokio::test]
async fn nobody_there() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    drop(listener);
    let client = Client::builder(format!("http://{address}/contoso"))
        .credential(Pat::new(TOKEN).unwrap())
        .options(Options::default().attempts(2))
        .build()
        .unwrap();
    let error = client.request(Method::POST, "_apis/post").await.unwrap_err();
    assert_eq!((error.kind(), error.outcome_unknown()), (ErrorKind::Transport, false));
    assert_eq!(error.attempts().len(), 1, "a host that never answered is more likely a wrong address");
    assert_eq!(error.to_string().matches("Connection refused").count(), 1, "{error}");
}

#[tokio::test]
async fn a_server_that_cannot_be_trusted_is_not_asked_again() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let served = tokio::spawn(async move {
        let mut connections = 0;
        loop {
            let (mut socket, _) = listener.accept().await.unwrap();
            connections += 1;
            // No TLS at all; a certificate of its own would fail in the same place.
            socket.write_all(GOOD.as_bytes()).await.unwrap();
            if connections == 2 {
                return;
            }
        }
    });
    let client = Client::builder(format!("https://{address}/contoso"))
        .credential(Pat::new(TOKEN).unwrap())
        .build()
        .unwrap();
    let error = client.call(Op::<Json>::new(&READ)).await.unwrap_err();
    assert_eq!((error.kind(), error.attempts().len()), (ErrorKind::Transport, 1), "{error}");
    assert!(error.to_string().contains("no trusted connection"), "{error}");
    assert!(!served.is_finished());
    served.abort();
}
