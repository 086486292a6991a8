//! Hostile names arrive as they are, and secrets don't leave.

use std::fmt::Write;
use std::sync::{Arc, Mutex};

use adoxide::api::wire::{Effect, Json, Op, OpMeta};
use adoxide::credential::{Entra, Pat};
use adoxide::transport::{Network, Recording, TransportErrorKind};
use adoxide::{Client, ErrorKind, Method};
use percent_encoding::percent_decode_str;
use proptest::prelude::*;

use crate::script::{Script, Step, TOKEN, four};

static NAMED: OpMeta =
    OpMeta::new("test.named", Method::GET, "{project}/_apis/things/{thing}").effect(Effect::Read);

struct Name<'a>(&'a str);

impl adoxide::api::wire::PathArg for Name<'_> {
    fn path_arg(&self) -> String {
        self.0.to_owned()
    }
}

fn runtime() -> tokio::runtime::Runtime {
    tokio::runtime::Builder::new_current_thread().enable_time().start_paused(true).build().unwrap()
}

proptest! {
    #[test]
    fn hostile_names_arrive_intact(project in "\\PC{1,20}", thing in "[/?#%&;\\\\ .é日\u{1F600}a-z]{1,12}", value in any::<String>()) {
        let refused = |name: &str| name.trim().is_empty() || matches!(name, "." | "..");
        let script = Script::new([Step::json(200, "{}")]);
        let op = Op::<Json>::new(&NAMED)
            .path("project", &Name(&project))
            .path("thing", &Name(&thing))
            .query("q", &value);
        let result = runtime().block_on(script.client().call(op));
        if refused(&project) || refused(&thing) {
            prop_assert_eq!(result.unwrap_err().kind(), ErrorKind::Invalid);
            prop_assert_eq!(script.count(), 0);
            return Ok(());
        }
        result.unwrap();
        let seen = script.seen();
        let uri: http::Uri = seen[0].uri.parse().unwrap();
        prop_assert_eq!(uri.host(), Some("dev.azure.com"));
        let segments: Vec<_> = uri
            .path()
            .split('/')
            .map(|segment| percent_decode_str(segment).decode_utf8().unwrap().into_owned())
            .collect();
        let expected = ["", "contoso", &project, "_apis", "things", &thing];
        prop_assert_eq!(&segments, &expected);
        let url = url::Url::parse(&seen[0].uri).unwrap();
        let mut pairs = url.query_pairs();
        let (name, found) = pairs.next().unwrap();
        prop_assert_eq!((name.as_ref(), found.as_ref()), ("q", value.as_str()));
    }

    #[test]
    fn no_secret_is_shown_whatever_fails(
        status in 200_u16..600,
        html in any::<bool>(),
        body in "\\PC{0,80}",
        fault in 0..10_usize,
        token in "[a-z2-7]{52}",
        entra in any::<bool>(),
        good_token in any::<bool>(),
    ) {
        let echoed = serde_json::json!({ "message": format!("{body}{token}"), "error_description": token }).to_string();
        let step = match fault {
            0 => Step::Fail(TransportErrorKind::Connect),
            1 => Step::Fail(TransportErrorKind::Interrupted),
            2 => Step::Break(200, "{"),
            3 => Step::Answer(302, vec![("location", format!("https://x.example.com/?{body:?}"))], String::new()),
            // A service that says what it was sent.
            4 => Step::json(status.max(400), &echoed),
            5 => Step::json(401, &echoed),
            _ if html => Step::html(status),
            _ => Step::json(status, &body),
        };
        let made = serde_json::json!({ "access_token": token, "expires_in": 3600 }).to_string();
        let script = Script::by(move |seen, _| if seen.uri.contains("oauth2") && good_token { Step::json(200, &made) } else { step.clone() });
        let recording = Recording::new(script);
        let builder = Client::builder("contoso").transport(recording.clone()).options(four());
        let client = if entra {
            builder.credential(Entra::client_secret("tenant", "client", token.as_str()))
        } else {
            builder.credential(Pat::new(&token).unwrap())
        };
        let client = client.build().unwrap();
        let op = Op::<Json>::new(&NAMED).path("project", &Name("p")).path("thing", &Name("t")).query("sig", &token);
        let (result, log) = logged(|| runtime().block_on(client.call(op)));
        let mut shown = format!("{client:?} {:?} {recording:?} {log}", client.with(four()));
        if let Err(error) = result {
            write!(shown, "{error} {error:?} {error:#?}").unwrap();
            let mut cause = std::error::Error::source(&error);
            while let Some(error) = cause {
                write!(shown, "{error} {error:?}").unwrap();
                cause = error.source();
            }
        }
        let kept: Vec<_> = recording.exchanges().into_iter().map(|kept| (kept.url, kept.request_headers, kept.request_body)).collect();
        write!(shown, "{kept:?}").unwrap();
        prop_assert!(!shown.contains(&token) && !shown.contains(&base64_of(&token)), "{}", shown);
    }
}

/// What is logged, all of it.
fn logged<T>(work: impl FnOnce() -> T) -> (T, String) {
    #[derive(Clone, Default)]
    struct Log(Arc<Mutex<Vec<u8>>>);
    impl std::io::Write for Log {
        fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
            self.0.lock().unwrap().extend_from_slice(bytes);
            Ok(bytes.len())
        }
        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }
    let log = Log::default();
    let writer = log.clone();
    let subscriber = tracing_subscriber::fmt()
        .with_max_level(tracing_subscriber::filter::LevelFilter::TRACE)
        .with_span_events(tracing_subscriber::fmt::format::FmtSpan::FULL)
        .with_ansi(false)
        .with_writer(move || writer.clone())
        .finish();
    // While there is one subscriber only, a callsite that another test's thread is the first to reach asks the subscriber
    // of that thread, which has none, and is off for everybody from then on.
    let _second = tracing::Dispatch::new(tracing_subscriber::registry());
    let result = tracing::subscriber::with_default(subscriber, || {
        // What another test's thread was the first to reach may be cached as of interest to nobody.
        tracing::callsite::rebuild_interest_cache();
        work()
    });
    let text = String::from_utf8(log.0.lock().unwrap().clone()).unwrap();
    (result, text)
}

#[test]
fn a_span_says_what_came_of_a_call() {
    let script = Script::new([
        Step::json(503, "").with("retry-after", "2"),
        Step::json(404, r#"{"message":"hunter2"}"#).with("activityid", "a-b-c"),
    ]);
    let call = Op::<Json>::new(&NAMED).path("project", &Name("hunter2")).path("thing", &Name("t"));
    let (result, log) = logged(|| runtime().block_on(script.client().call(call)));
    assert_eq!(result.unwrap_err().kind(), ErrorKind::NotFound);
    let last = log.lines().rfind(|line| line.contains("close")).unwrap();
    for field in [
        "operation=test.named",
        "method=GET",
        "status=404",
        "attempts=2",
        "waited_ms=2000",
        "activity_id=\"a-b-c\"",
        "error=NotFound",
    ] {
        assert!(last.contains(field), "{field}: {last}");
    }
    assert!(!log.contains("hunter2"), "{log}");
}

/// Over a socket too, where other crates log.
#[test]
fn the_network_logs_no_secret() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let (result, log) = logged(|| {
        runtime.block_on(async {
            let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
            let address = listener.local_addr().unwrap();
            let serve = async {
                use tokio::io::{AsyncReadExt, AsyncWriteExt};
                let (mut socket, _) = listener.accept().await.unwrap();
                let _ = socket.read(&mut [0; 4096]).await.unwrap();
                socket.write_all(b"HTTP/1.1 401 X\r\ncontent-length: 0\r\n\r\n").await.unwrap();
            };
            let client = Client::builder(format!("http://{address}/contoso"))
                .credential(Pat::new(TOKEN).unwrap())
                .transport(Network::builder().without_environment().build().unwrap())
                .build()
                .unwrap();
            let call =
                client.request(Method::GET, "_apis/x?sig=sighunter").json(&["bodyhunter"]).into_future();
            futures::future::join(call, serve).await.0
        })
    });
    assert_eq!(result.unwrap_err().kind(), ErrorKind::Auth);
    assert!(log.contains("hyper"), "others log here: {log}");
    for secret in [TOKEN, &base64_of(TOKEN), "bodyhunter"] {
        assert!(!log.contains(secret), "{log}");
    }
}

fn base64_of(token: &str) -> String {
    use base64::Engine as _;
    base64::prelude::BASE64_STANDARD.encode(format!(":{token}"))
}

#[test]
fn the_credential_is_sent_as_a_sensitive_header() {
    let script = Script::new([Step::json(200, "{}")]);
    runtime().block_on(script.client().request(Method::GET, "_apis/x").into_future()).unwrap();
    let seen = script.seen();
    let header = &seen[0].headers["authorization"];
    assert!(header.is_sensitive());
    assert_eq!(header.to_str().unwrap(), format!("Basic {}", base64_of(TOKEN)));
}

#[test]
fn a_request_shows_neither_query_nor_headers_nor_body() {
    let client = Script::new([Step::json(200, "{}")]).client();
    let request = client
        .request(Method::POST, "_apis/x?sig=hunter2")
        .query("key", "hunter2")
        .header("x-key", "hunter2")
        .json(&["hunter2"]);
    let shown = format!(
        "{request:?} {:?}",
        client.items(Op::<adoxide::api::wire::List<Json>>::new(&NAMED).query("sig", "hunter2"))
    );
    assert!(shown.contains("POST /contoso/_apis/x") && !shown.contains("hunter2"), "{shown}");
}

#[test]
fn what_is_shared_between_threads_can_be() {
    fn shared<T: Send + Sync + 'static>() {}
    fn sent<T: Send + 'static>() {}
    shared::<Client>();
    shared::<adoxide::Error>();
    shared::<adoxide::resource::Repository>();
    sent::<adoxide::Items<Json>>();
    sent::<adoxide::Pages<adoxide::RawPage>>();
    sent::<adoxide::resource::Listing<adoxide::resource::Commit>>();
    sent::<adoxide::Download>();
}
