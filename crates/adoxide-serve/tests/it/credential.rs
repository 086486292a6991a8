use adoxide_serve::{CredentialChange, Credentials, ErrorKind, MasterKey};
use serde_json::{Value, json};

use crate::stage::{Answer, Running, Stage};

const STORED: &str = "stored_credentials = true\ntables = [\"projects\", \"repositories\"]";
const NOBODY: &str = "notatokenofanybodynotatokenofanybodynotatokenofanyb";

async fn create(server: &Running, body: &Value) -> Answer {
    server.ask("POST", "/api/connections/repos/credentials.create", &body.to_string()).await
}

async fn update(server: &Running, body: &Value) -> Answer {
    server.ask("POST", "/api/connections/repos/credentials.update", &body.to_string()).await
}

async fn list(server: &Running) -> Vec<Value> {
    let answer = server.ask("GET", "/api/connections/repos/credentials.list", "").await;
    assert_eq!(answer.status, 200, "{answer:?}");
    answer.json()["credentials"].as_array().unwrap().clone()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_credential_is_verified_stored_used_changed_and_deleted() {
    let stage = Stage::new().await;
    let server = stage.start(&stage.connection("repos", "sqlite:one.db", STORED)).await;
    // Without one, nothing can be read, and it says what to do.
    let waiting = server.until("repos", |status| !status["last_run"].is_null()).await;
    let message = waiting["last_run"]["message"].as_str().unwrap();
    assert!(message.contains("adox credential create --connection repos"), "{message}");

    // Nothing is stored of what is not good.
    let refused = create(&server, &json!({"secrets": {"personal_access_token": NOBODY}})).await;
    assert_eq!(
        (refused.status, &refused.json()["error"]),
        (422, &"invalid_credentials".into()),
        "{refused:?}"
    );
    assert!(!refused.body.contains(NOBODY));
    assert_eq!(list(&server).await, Vec::<Value>::new());

    let token = stage.emulator.token();
    let created = create(
        &server,
        &json!({"label": "first", "settings": {"a": 1}, "secrets": {"personal_access_token": token}}),
    )
    .await;
    assert_eq!(created.status, 201, "{created:?}");
    let created = created.json();
    assert_eq!((&created["ok"], &created["credential"]["label"]), (&true.into(), &"first".into()));
    let id = created["credential"]["id"].as_i64().unwrap();
    // It is used at once: the connection waited for it.
    let used = server.until("repos", |status| status["last_run"]["outcome"] == "completed").await;
    let source = used["identities"][0]["credentials"][0].as_str().unwrap();
    assert_eq!(source, format!("the credential {id} (first)"));

    // A change that is not good changes nothing; omitted and empty secrets are kept.
    let refused =
        update(&server, &json!({"id": id, "label": "x", "secrets": {"personal_access_token": NOBODY}})).await;
    assert_eq!((refused.status, &refused.json()["error"]), (422, &"invalid_credentials".into()));
    assert_eq!(list(&server).await[0]["label"], "first");
    let soon = jiff::Timestamp::now() + jiff::SignedDuration::from_hours(24 * 5);
    let body = json!({
        "id": id, "label": "second", "expiration_date": soon.to_string(), "secrets": {"personal_access_token": ""},
    });
    let updated = update(&server, &body).await;
    assert_eq!(updated.status, 200, "{updated:?}");
    let listed = list(&server).await;
    assert_eq!((&listed[0]["label"], &listed[0]["settings"]), (&"second".into(), &json!({"a": 1})));
    assert!(listed[0]["warning"].as_str().unwrap().contains("in 5 days"), "{listed:?}");
    assert!(listed[0].get("deleted_at").is_none() && listed[0].get("secrets").is_none(), "{listed:?}");
    let before = used["last_run"]["started_at"].clone();
    server.ask("POST", "/api/connections/repos/run", "").await;
    let used = server
        .until("repos", |status| status["state"] == "idle" && status["last_run"]["started_at"] != before)
        .await;
    assert_eq!(used["last_run"]["outcome"], "completed", "{used}");
    assert!(used["warnings"][0].as_str().unwrap().contains("expires on"), "{used}");
    let metrics = server.ask("GET", "/metrics", "").await.body;
    let line = format!("adox_credential_expires_days{{connection=\"repos\",credential=\"{id}\"}} 5");
    assert!(metrics.contains(&line), "{metrics}");

    // A second one, as a form: of the same identity, so it shares the budget.
    let form = format!("label=third&secrets%5Bpersonal_access_token%5D={token}");
    let lines = format!(
        "Host: {}\r\nAuthorization: Bearer {}\r\nContent-Type: application/x-www-form-urlencoded\r\n",
        server.address, server.token
    );
    let third =
        server.send("POST", "/api/connections/repos/credentials.create", &lines, form.as_bytes()).await;
    assert_eq!(third.status, 201, "{third:?}");
    server.ask("POST", "/api/connections/repos/run", "").await;
    server
        .until("repos", |status| status["identities"][0]["credentials"].as_array().map(Vec::len) == Some(2))
        .await;

    // Deleted softly: not listed, still there.
    let delete = json!({"id": id}).to_string();
    let deleted = server.ask("POST", "/api/connections/repos/credentials.delete", &delete).await;
    assert_eq!((deleted.status, deleted.body.as_str()), (200, r#"{"ok":true}"#));
    assert_eq!(list(&server).await.len(), 1);
    let path = format!("/api/connections/repos/credentials.info/{id}");
    let info = server.ask("GET", &path, "").await.json();
    assert!(
        info["credential"]["deleted_at"].is_string() && info["credential"]["label"] == "second",
        "{info}"
    );
    for answer in [
        server.ask("POST", "/api/connections/repos/credentials.delete", &delete).await,
        update(&server, &json!({"id": id, "label": "x"})).await,
        server.ask("GET", "/api/connections/repos/credentials.info/99", "").await,
    ] {
        assert_eq!(
            (answer.status, &answer.json()["error"]),
            (422, &"credential_not_found".into()),
            "{answer:?}"
        );
    }
    server.stop().await;

    // No secret in any file of the server.
    for entry in std::fs::read_dir(stage.path("serve")).unwrap() {
        let path = entry.unwrap().path();
        let bytes = std::fs::read(&path).unwrap();
        for secret in [token.as_str(), NOBODY, &stage.token] {
            assert!(!bytes.windows(secret.len()).any(|window| window == secret.as_bytes()), "{path:?}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_wrong_with_a_call_is_said() {
    let stage = Stage::new().await;
    let server = stage.start(&stage.connection("repos", "sqlite:one.db", STORED)).await;
    for (body, says) in [
        (json!({}), "`secrets.personal_access_token` is missing"),
        (json!({"secrets": {"pat": "x"}}), "`secrets.pat`: there is only"),
        (json!({"secrets": "x"}), "`secrets`: expected an object"),
        (json!({"secrets": {"personal_access_token": 5}}), "expected a text"),
        (json!({"labl": "x"}), "`labl` is not a parameter"),
        (
            json!({"label": " ", "secrets": {"personal_access_token": "x"}}),
            "`label`: expected a text of 1 to 200",
        ),
        (json!({"settings": [], "secrets": {"personal_access_token": "x"}}), "`settings`: expected"),
        (json!({"expiration_date": "tomorrow"}), "expected a date"),
        (
            json!({"expiration_date": "2020-01-31", "secrets": {"personal_access_token": "x"}}),
            "2020-01-31 is in the past",
        ),
    ] {
        let answer = create(&server, &body).await;
        let error = answer.json();
        assert_eq!(
            (answer.status, &error["error"]),
            (422, &"invalid_parameter".into()),
            "{body}: {answer:?}"
        );
        assert!(error["message"].as_str().unwrap().contains(says), "{body}: {error}");
    }
    let answer = update(&server, &json!({"label": "x"})).await;
    assert!(answer.body.contains("`id`: expected the number of a credential"), "{answer:?}");
    let nowhere = server.ask("GET", "/api/connections/nowhere/credentials.list", "").await;
    assert_eq!((nowhere.status, &nowhere.json()["error"]), (422, &"connection_not_found".into()));
    let text =
        server.ask("POST", "/api/connections/repos/credentials.create", "{\"secrets\": \"hunter2").await;
    assert!(text.body.contains("invalid_json") && !text.body.contains("hunter2"), "{text:?}");
    server.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_key_takes_over_and_another_one_is_refused() {
    let stage = Stage::new().await;
    let text = stage.connection("repos", "sqlite:one.db", STORED);
    let config = stage.config(&text).unwrap();
    let credentials = Credentials::open(&config).unwrap();
    let change = CredentialChange {
        personal_access_token: Some(stage.emulator.token().into()),
        ..CredentialChange::default()
    };
    let info = credentials.create(config.connection("repos").unwrap(), change).await.unwrap();
    assert_eq!(info.label, "repos 1");
    assert!(!format!("{info:?}").contains(&stage.emulator.token()));

    let key = "QUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUE=";
    std::fs::write(stage.path("new.key"), key).unwrap();
    let new = MasterKey::read(&stage.path("new.key")).unwrap();
    let server = stage.open(&text).await.unwrap();
    assert_eq!(Credentials::rotate(&config, &new).unwrap_err().kind(), ErrorKind::Locked);
    drop(server);
    assert_eq!(Credentials::rotate(&config, &new).unwrap(), 1);
    // The old key does not fit any more, and the server does not start without the new one.
    let error = stage.open(&text).await.err().unwrap();
    assert_eq!(error.kind(), ErrorKind::Key);
    assert!(error.to_string().contains(new.id()), "{error}");
    let text = format!("key_file = \"new.key\"\n{text}");
    let server = stage.start(&text).await;
    server.until("repos", |status| status["last_run"]["outcome"] == "completed").await;
    server.stop().await;
}
