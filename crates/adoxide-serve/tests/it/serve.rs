use adoxide_serve::ErrorKind;
use serde_json::Value;

use crate::stage::Stage;

const REPOS: &str = "token_file = \"one.token\"\ntables = [\"projects\", \"repositories\", \"refs\"]";
const BOARDS: &str = "token_file = \"one.token\"\ntables = [\"projects\", \"teams\"]";

fn ended(status: &Value) -> bool {
    status["state"] == "idle" && !status["last_run"].is_null()
}

#[tokio::test(flavor = "multi_thread")]
async fn connections_are_synced_by_schedule_when_asked_and_in_turns() {
    let stage = Stage::new().await;
    let config = [
        stage.connection("repos", "sqlite:one.db", REPOS),
        stage.connection("boards", "sqlite:one.db", BOARDS),
    ];
    let server = stage.start(&config.concat()).await;
    let repos = server.until("repos", ended).await;
    assert_eq!(repos["last_run"]["outcome"], "completed", "{repos}");
    assert!(repos["last_run"]["added"].as_i64().unwrap() > 0, "{repos}");
    assert_eq!(repos["identities"].as_array().unwrap().len(), 1, "{repos}");
    let boards = server.until("boards", ended).await;
    assert_eq!(boards["last_run"]["outcome"], "completed", "{boards}");
    assert!(stage.count("one.db", "SELECT count(*) FROM refs") > 0);
    assert!(stage.count("one.db", "SELECT count(*) FROM teams") > 0);
    assert_eq!(stage.count("one.db", "SELECT count(*) FROM sync_runs"), 2);

    // Asked to run: nothing has changed.
    let first = repos["last_run"]["started_at"].clone();
    let asked = server.ask("POST", "/api/connections/repos/run", "").await;
    assert_eq!(asked.status, 202, "{asked:?}");
    let again =
        server.until("repos", |status| ended(status) && status["last_run"]["started_at"] != first).await;
    assert_eq!((&again["last_run"]["added"], &again["last_run"]["changed"]), (&0.into(), &0.into()));

    // A pause is remembered by the next server, and so is when it ran.
    let paused = server.ask("POST", "/api/connections/repos/pause", "").await.json();
    assert_eq!(
        (&paused["connection"]["state"], &paused["connection"]["next_run_at"]),
        (&"paused".into(), &Value::Null)
    );
    let metrics = server.ask("GET", "/metrics", "").await;
    assert!(metrics.head.contains("content-type: text/plain; version=0.0.4"), "{metrics:?}");
    for line in [
        "adox_connection_up{connection=\"repos\"} 1",
        "adox_connection_paused{connection=\"repos\"} 1",
        "adox_sync_runs_total{connection=\"repos\",outcome=\"completed\"} 2",
        "adox_sync_lag_seconds{connection=\"boards\",table=\"teams\"} ",
        "adox_rows_total{connection=\"repos\",table=\"refs\",change=\"added\"} ",
        "adox_requests_total{connection=\"repos\",area=\"git\",status=\"200\"} ",
    ] {
        assert!(metrics.body.lines().any(|found| found.starts_with(line)), "{line}: {}", metrics.body);
    }
    server.stop().await;

    let requests = stage.emulator.request_count();
    let server = stage.start(&config.concat()).await;
    let repos = server.until("repos", |status| status["state"] == "paused").await;
    assert_eq!(repos["last_run"]["outcome"], "completed");
    let boards = server.until("boards", |status| status["state"] == "idle").await;
    assert_eq!(boards["last_run"]["outcome"], "completed");
    assert_eq!(stage.emulator.request_count(), requests, "nothing is due");
    let resumed = server.ask("POST", "/api/connections/repos/resume", "").await.json();
    assert_eq!(resumed["connection"]["state"], "idle");
    server.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_run_that_fails_is_tried_again_and_says_why() {
    let stage = Stage::new().await;
    std::fs::write(stage.path("two.token"), "notatokenofanybodynotatokenofanybodynotatokenofanyb").unwrap();
    let config = stage.connection("bad", "sqlite:one.db", &REPOS.replace("one.token", "two.token"));
    let server = stage.start(&config).await;
    let failed = server.until("bad", ended).await;
    assert_eq!(failed["last_run"]["outcome"], "failed");
    assert_eq!(failed["failed_runs_in_a_row"], 1);
    let message = failed["last_run"]["message"].as_str().unwrap();
    assert!(message.contains("two.token") && !message.contains("notatoken"), "{message}");
    // The token is mended, and read again.
    std::fs::write(stage.path("two.token"), stage.emulator.token()).unwrap();
    server.ask("POST", "/api/connections/bad/run", r#"{"full": true}"#).await;
    let mended = server.until("bad", |status| status["last_run"]["outcome"] == "completed").await;
    assert_eq!(mended["failed_runs_in_a_row"], 0);
    server.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_has_no_token_or_another_name_or_site_is_refused() {
    let stage = Stage::new().await;
    let config =
        format!("hosts = [\"sync.example.com\"]\n{}", stage.connection("repos", "sqlite:one.db", REPOS));
    let server = stage.start(&config).await;
    let host = format!("Host: {}\r\n", server.address);
    let health = server.send("GET", "/healthz", &host, b"").await;
    assert_eq!((health.status, health.body.as_str()), (200, r#"{"ok":true}"#));
    assert!(health.head.contains("x-content-type-options: nosniff"), "{health:?}");
    for path in ["/metrics", "/api/status", "/api/connections/repos"] {
        let refused = server.send("GET", path, &host, b"").await;
        assert_eq!((refused.status, &refused.json()["error"]), (401, &"not_authed".into()), "{refused:?}");
        let wrong = server.send("GET", path, &format!("{host}Authorization: Bearer adoxs_x\r\n"), b"").await;
        assert_eq!(wrong.status, 401, "{wrong:?}");
    }
    assert_eq!(server.ask("GET", "/api/status", "").await.json()["connections"][0]["id"], "repos");
    let named = format!("Host: sync.example.com\r\nAuthorization: Bearer {}\r\n", server.token);
    assert_eq!(server.send("GET", "/api/status", &named, b"").await.status, 200);
    let origin = format!("{named}Origin: https://evil.example\r\n");
    assert_eq!(server.send("POST", "/api/connections/repos/run", &origin, b"").await.status, 403);
    let rebound = named.replace("sync.example.com", "evil.example");
    assert_eq!(server.send("GET", "/healthz", &rebound, b"").await.status, 421);

    let path = "/api/connections/repos/run";
    for (body, status, error) in [
        ("{", 422, "invalid_json"),
        ("[]", 422, "invalid_json"),
        (r#"{"full": "yes"}"#, 422, "invalid_json"),
        (&"x".repeat(100_000), 413, "body_too_large"),
    ] {
        let refused = server.ask("POST", path, body).await;
        assert_eq!((refused.status, refused.json()["error"].as_str()), (status, Some(error)), "{refused:?}");
    }
    let nowhere = server.ask("POST", "/api/connections/nowhere/run", "").await;
    assert_eq!((nowhere.status, &nowhere.json()["error"]), (422, &"connection_not_found".into()));
    assert_eq!(server.ask("DELETE", path, "").await.status, 405);
    assert_eq!(server.ask("GET", "/nowhere", "").await.status, 404);
    server.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_in_use_or_unknown_is_refused_at_the_start() {
    let stage = Stage::new().await;
    let config = stage.connection("repos", "sqlite:one.db", REPOS);
    let server = stage.open(&config).await.unwrap();

    let second = stage.open(&config).await.err().unwrap();
    assert_eq!(second.kind(), ErrorKind::Locked);
    assert!(second.to_string().contains("another server uses the data folder"), "{second}");

    // Another data folder, and the same destination.
    let second = stage.open(&format!("data = \"other\"\n{config}")).await.err().unwrap();
    assert_eq!(second.kind(), ErrorKind::Locked);
    assert!(second.to_string().contains("one.db"), "{second}");

    let text = format!("data = \"third\"\n{}", stage.connection("repos", "sqlite:two.db", REPOS));
    let mut second = stage.config(&text).unwrap();
    second.listen = server.address();
    let second = adoxide_serve::Server::open(second).await.err().unwrap();
    assert_eq!(second.kind(), ErrorKind::Listen);
    assert!(second.to_string().contains(&server.address().to_string()), "{second}");

    let unknown = text.replace("\"refs\"", "\"reffs\"").replace("third", "fourth");
    let unknown = stage.open(&unknown).await.err().unwrap();
    assert_eq!(unknown.kind(), ErrorKind::Config);
    assert!(unknown.to_string().contains("`repos`: there is no table `reffs`"), "{unknown}");
    let nowhere = stage.open(&text.replace("two.db", "no/such/two.db")).await.err().unwrap();
    assert!(nowhere.to_string().contains("does not exist"), "{nowhere}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stop_during_a_sync_writes_the_rows_at_hand() {
    let stage = Stage::new().await;
    stage.emulator.set_latency(std::time::Duration::from_millis(30));
    let config = stage.connection("all", "sqlite:one.db", "token_file = \"one.token\"");
    let server = stage.start(&config).await;
    server.until("all", |status| status["running"]["units_read"].as_i64() > Some(0)).await;
    server.stop().await;
    stage.emulator.set_latency(std::time::Duration::ZERO);
    assert_eq!(stage.count("one.db", "SELECT count(*) FROM sync_runs WHERE status = 'stopped'"), 1);
    // The destination is free, and the next one goes on.
    let server = stage.start(&config).await;
    server.ask("POST", "/api/connections/all/run", "").await;
    server.until("all", |status| status["last_run"]["outcome"] == "completed").await;
    server.stop().await;
}
