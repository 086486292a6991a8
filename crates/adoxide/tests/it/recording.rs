//! What a recording keeps, and what it must not.

use adoxide::api::wire::{Content as Bytes, Effect, Json, Op, OpMeta};
use adoxide::credential::{Entra, Pat};
use adoxide::transport::{Content, Recording, Replay, TransportErrorKind};
use adoxide::{Client, ErrorKind, Method, Upload};

use crate::script::{Script, Step, TOKEN, four};

static READ: OpMeta = OpMeta::new("test.read", Method::GET, "_apis/read").effect(Effect::Read);

#[tokio::test(start_paused = true)]
async fn no_secret_is_kept_and_the_rest_is_played_back() {
    let script = Script::by(|seen, index| {
        let secret = r#"{"v":{"a":{"value":"hunter2","isSecret":true},"b":{"value":"seen"}},"password":"hunter2","continuationToken":"7"}"#;
        match index {
            0 => Step::json(200, r#"{"access_token":"hunter2","expires_in":3600}"#),
            1 => Step::json(200, secret).with("set-cookie", "session=hunter2"),
            2 => Step::Answer(
                302,
                vec![("location", "https://blob.example.com/x?sig=hunter2&a=1".into())],
                String::new(),
            ),
            3 => Step::Answer(200, vec![], "the file".into()),
            4 => Step::json(200, r#"{"password":"hunter2""#),
            _ if seen.uri.contains("up") => Step::json(200, "{}"),
            _ => Step::Fail(TransportErrorKind::Connect),
        }
    });
    let recording = Recording::new(script);
    let client = Client::builder("contoso")
        .credential(Entra::client_secret("t", "c", "hunter2"))
        .transport(recording.clone())
        .options(four().attempts(1))
        .build()
        .unwrap();
    let read = client.call(Op::<Json>::new(&READ)).await.unwrap();
    assert_eq!(read["password"], "hunter2", "it is whole for the one who asked");
    let file = client.bytes(Op::<Bytes>::new(&READ)).await.unwrap();
    client.request(Method::GET, "_apis/cut").await.unwrap_err();
    let body = futures::stream::iter([Ok::<_, std::io::Error>("ab".into()), Ok("cd".into())]);
    client.request(Method::POST, "_apis/up?token=hunter2").upload(Upload::once(body)).await.unwrap();
    client.request(Method::GET, "_apis/gone").await.unwrap_err();

    let exchanges = recording.exchanges();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("recording.jsonl");
    recording.save(&path).unwrap();
    let text = std::fs::read_to_string(&path).unwrap();
    assert!(!text.contains("hunter2") && !text.contains(TOKEN), "{text}");
    assert_eq!(text.lines().count(), 7);
    assert!(text.contains("seen") && text.contains("continuationToken\\\":\\\"7"), "{text}");
    assert_eq!(exchanges[3].url, "https://blob.example.com/x?sig=***&a=1");
    assert_eq!(exchanges[4].body, Content::Omitted(21), "what can't be read can't be rid of secrets");
    assert_eq!(exchanges[5].request_body, Content::Text("abcd".into()));
    assert!(exchanges[6].failure.as_ref().unwrap().contains("no connection"));

    let replayed = Client::builder("contoso")
        .credential(Pat::new(TOKEN).unwrap())
        .transport(Replay::open(&path).unwrap())
        .options(four().attempts(1))
        .build()
        .unwrap();
    assert_eq!(replayed.call(Op::<Json>::new(&READ)).await.unwrap()["password"], "***");
    assert_eq!(replayed.bytes(Op::<Bytes>::new(&READ)).await.unwrap(), file);
    let error = replayed.request(Method::GET, "_apis/other").await.unwrap_err();
    assert!(error.to_string().contains("nothing was recorded for GET"), "{error}");
    std::fs::write(&path, "{}\n").unwrap();
    let error = Replay::open(&path).unwrap_err();
    assert!(
        error.kind() == ErrorKind::Config && error.to_string().contains("line 1 of the recording"),
        "{error}"
    );
    recording.clear();
    assert!(recording.exchanges().is_empty());
}
