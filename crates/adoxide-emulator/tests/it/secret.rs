//! Tokens and other secrets, and everywhere where they must not be.

use std::sync::{Arc, Mutex};

use adoxide_emulator::{Authority, Emulator};
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use http::Method;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::json;
use tokio::net::TcpListener;
use tokio::process::Command;

use super::support::*;

/// A token that is good, and would like to be something else: a path, a query, JSON, a line of a log.
const HOSTILE: &str = "hunter2/../?token=a&b#c%2F\"'<{}>\\ é\u{1F600}:@hunter2";
/// One that is known to nobody.
const WRONG: &str = "wrong-hunter3/?&\"\\-wrong-hunter3";
/// A value of a variable.
const VARIABLE: &str = "hunter4-in-a-variable";

fn basic(token: &str) -> String {
    format!("Basic {}", BASE64_STANDARD.encode(format!("somebody:{token}")))
}

/// Whether one of them is in a text, as it is or encoded in a way that the wire knows.
fn leak(text: &str) -> Option<String> {
    let forms = |secret: &str| {
        let json = serde_json::Value::from(secret).to_string();
        vec![
            secret.to_owned(),
            json.trim_matches('"').to_owned(),
            format!("{secret:?}").trim_matches('"').to_owned(),
            utf8_percent_encode(secret, NON_ALPHANUMERIC).to_string(),
            basic(secret).trim_start_matches("Basic ").to_owned(),
        ]
    };
    let secrets = [HOSTILE, WRONG, VARIABLE].into_iter().flat_map(forms);
    let mut words = secrets.chain(["hunter2", "hunter3", "hunter4"].map(str::to_owned));
    words.find(|secret| text.contains(secret.as_str()))
}

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

/// Asks in every way in which a secret can come in.
async fn ask(api: &Api) {
    let escaped = |token: &str| utf8_percent_encode(token, NON_ALPHANUMERIC).to_string();
    for token in [HOSTILE, WRONG] {
        for path in ["_apis/projects", "_apis/connectionData", "_git/Storefront/info/refs", "_apis/nothing"] {
            let call = api.call(Method::GET, path).header("authorization", &basic(token));
            let _ = call.send().await;
        }
        // As some write it.
        for path in [
            format!("_apis/projects?access_token={}", escaped(token)),
            format!("_apis/projects/{}", escaped(token)),
            format!("{}/_apis/projects", escaped(token)),
        ] {
            let call = api.call(Method::GET, &path).header("authorization", &basic(token));
            let _ = call.send().await;
        }
    }
    let project = api.project("Secrets").await;
    let group = json!({
        "name": "group", "type": "Vsts", "variables": {"key": {"value": VARIABLE, "isSecret": true}},
        "variableGroupProjectReferences": [{"name": "group", "projectReference": {"id": project}}],
    });
    api.post("_apis/distributedtask/variablegroups", &group).await.ok(200);
    let endpoint = json!({
        "name": "endpoint", "type": "generic", "url": "https://example.com",
        "authorization": {"scheme": "UsernamePassword", "parameters": {"password": VARIABLE}},
        "serviceEndpointProjectReferences": [{"name": "endpoint", "projectReference": {"id": project}}],
    });
    api.post("_apis/serviceendpoint/endpoints", &endpoint).await.ok(200);
    let (repository, _) = api.repository("Secrets", "web").await;
    let definition = json!({
        "name": "CI", "process": {"type": 2, "yamlFilename": "ci.yml"},
        "repository": {"id": repository, "type": "tfsgit"},
        "variables": {"key": {"value": VARIABLE, "isSecret": true}},
    });
    let definition = api.post("Secrets/_apis/build/definitions", &definition).await.ok(200);
    let build = json!({
        "definition": {"id": definition["id"]}, "parameters": json!({"key": VARIABLE}).to_string(),
    });
    api.post("Secrets/_apis/build/builds", &build).await.ok(200);
}

#[test]
fn no_secret_is_written_down() {
    let log = Log::default();
    let writer = log.clone();
    let subscriber = tracing_subscriber::fmt()
        .with_max_level(tracing_subscriber::filter::LevelFilter::TRACE)
        .with_span_events(tracing_subscriber::fmt::format::FmtSpan::FULL)
        .with_ansi(false)
        .with_writer(move || writer.clone())
        .finish();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let api = Api::new(
        Emulator::builder()
            .seed_size(1)
            .token("of-the-owner")
            .token(HOSTILE)
            .clock(adoxide_emulator::Clock::manual(START.parse().unwrap())),
    );
    // While there is one subscriber only, a callsite that another test's thread is the first to reach asks the subscriber
    // of that thread, which has none, and is off for everybody from then on.
    let _second = tracing::Dispatch::new(tracing_subscriber::registry());
    tracing::subscriber::with_default(subscriber, || {
        runtime.block_on(async {
            ask(&api).await;
            let good = api.call(Method::GET, "_apis/projects").header("authorization", &basic(HOSTILE));
            good.send().await.ok(200);
            // What other crates log when it comes over the wire, in both versions of HTTP.
            let authority = Authority::new().unwrap();
            let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
            let url = format!("https://{}/fabrikam/_apis/projects", listener.local_addr().unwrap());
            let emulator = api.emulator.clone();
            tokio::spawn(async move { emulator.serve_tls(listener, &authority).await });
            for version in ["--http1.1", "--http2"] {
                let mut curl = Command::new("curl");
                curl.args(["--silent", "--insecure", "--noproxy", "*", version, "--output", "/dev/null"]);
                curl.args(["--write-out", "%{http_code}", "--header"]);
                let output = curl.arg(format!("Authorization: {}", basic(HOSTILE))).arg(&url).output();
                assert_eq!(output.await.unwrap().stdout, b"200");
            }
            for dump in ["requests", "journal/fabrikam", "stats", "faults", "operations", ""] {
                let dump = api.call(Method::GET, &format!("/_adoxide/{dump}")).send().await;
                let text = dump.ok(200).to_string();
                assert_eq!(leak(&text), None, "{text}");
            }
        });
    });
    let (requests, log) =
        (api.emulator.requests(), String::from_utf8(log.0.lock().unwrap().clone()).unwrap());
    assert!(log.contains("h2::"), "others log here: {log}");
    assert!(requests.iter().any(|request| request.query == "***"), "{requests:#?}");
    for shown in [
        format!("{requests:?}"),
        format!("{:?}", api.emulator),
        api.emulator.read(|world| format!("{world:?}")),
        log,
    ] {
        let at = leak(&shown).map(|secret| shown.find(&secret).unwrap_or_default());
        let around = at.map(|at| shown.get(at.saturating_sub(300)..at + 100));
        assert_eq!(around, None);
    }
}
