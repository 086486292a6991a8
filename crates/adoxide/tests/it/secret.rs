//! Hostile names arrive as they are, and secrets don't leave.

use std::fmt::Write;

use adoxide::api::wire::{Effect, Json, Op, OpMeta};
use adoxide::credential::Pat;
use adoxide::transport::TransportErrorKind;
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
        fault in 0..8_usize,
        token in "[a-z2-7]{52}",
    ) {
        let step = match fault {
            0 => Step::Fail(TransportErrorKind::Connect),
            1 => Step::Fail(TransportErrorKind::Interrupted),
            2 => Step::Break(200, "{"),
            3 => Step::Answer(302, vec![("location", format!("https://x.example.com/?{body:?}"))], String::new()),
            _ if html => Step::html(status),
            _ => Step::json(status, &body),
        };
        let script = Script::new([step]);
        let client = Client::builder("contoso")
            .credential(Pat::new(&token).unwrap())
            .transport(script.clone())
            .options(four())
            .build()
            .unwrap();
        let encoded = base64_of(&token);
        let result = runtime().block_on(client.call(Op::<Json>::new(&NAMED).path("project", &Name("p")).path("thing", &Name("t"))));
        let mut shown = format!("{client:?} {:?}", client.with(four()));
        if let Err(error) = result {
            write!(shown, "{error} {error:?} {error:#?}").unwrap();
            let mut cause = std::error::Error::source(&error);
            while let Some(error) = cause {
                write!(shown, "{error} {error:?}").unwrap();
                cause = error.source();
            }
        }
        prop_assert!(!shown.contains(&token) && !shown.contains(&encoded), "{}", shown);
        for seen in script.seen() {
            let request = format!("{seen:?}");
            prop_assert!(!request.contains(&token) && !request.contains(&encoded), "{}", request);
        }
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
