use adoxide::Client;
use adoxide::credential::Pat;
use serde_json::{Value, json};

use crate::stage::{Answer, Running, Stage};

const SECRET: &str = "the-webhooks-secret";
const TABLES: &str = "token_file = \"one.token\"\ntables = [\"projects\", \"repositories\", \"refs\", \"pushes\", \
                      \"pull_requests\", \"pull_request_threads\", \"work_items\"]";

fn webhooks(stage: &Stage, more: &str) -> String {
    std::fs::write(stage.path("hook.secret"), SECRET).unwrap();
    format!("[webhooks]\nsecret_file = \"hook.secret\"\n{more}\n")
}

async fn deliver(server: &Running, secret: Option<&str>, body: &[u8]) -> Answer {
    let secret = secret.map(|secret| format!("X-ADO-Signature: {secret}\r\n")).unwrap_or_default();
    let lines = format!("Host: {}\r\nContent-Type: application/json\r\n{secret}", server.address);
    server.send("POST", "/webhooks/ado", &lines, body).await
}

fn client(stage: &Stage) -> Client {
    Client::builder(stage.url()).credential(Pat::new(stage.emulator.token()).unwrap()).build().unwrap()
}

async fn synced(server: &Running) -> Value {
    server
        .until("one", |status| status["state"] == "idle" && status["last_run"]["outcome"] == "completed")
        .await
}

/// Waits until a query has this answer.
async fn eventually(stage: &Stage, sql: &str, answer: i64) {
    for _ in 0..6_000 {
        if stage.count("one.db", sql) == answer {
            return;
        }
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    }
    panic!("{sql} is {} and not {answer}", stage.count("one.db", sql));
}

#[tokio::test(flavor = "multi_thread")]
async fn changes_arrive_by_themselves() {
    let stage = Stage::new().await;
    let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let config = format!(
        "public_url = \"http://127.0.0.1:{port}\"\n{}{}",
        webhooks(&stage, "subscribe = true"),
        stage.connection("one", "sqlite:one.db", TABLES)
    );
    let mut config = stage.config(&config).unwrap();
    config.listen.set_port(port);
    let server = stage.run(adoxide_serve::Server::open(config).await.unwrap());
    synced(&server).await;
    let subscribed =
        server.until("one", |status| status["subscriptions"]["created"].as_i64() > Some(0)).await;
    let last_run = synced(&server).await["last_run"].clone();
    // That deliveries arrive is known before there are any.
    let heard = server.until("one", |status| !status["test_notification"].is_null()).await;
    assert_eq!(heard["test_notification"]["arrived"], true, "{heard}");

    let ado = client(&stage);
    let project = &ado.projects().all().await.unwrap()[0];
    let repository = project.create_repository("hooked").await.unwrap();
    eventually(&stage, "SELECT count(*) FROM repositories WHERE name = 'hooked'", 1).await;
    repository.commit("main", "First").add("/a.txt", "a\n").create().push().await.unwrap();
    let main = repository.branch("main").object_id().await.unwrap();
    repository.branch("side").create(main).await.unwrap();
    repository.commit("side", "Change").add("/b.txt", "b\n").push().await.unwrap();
    let of = "repository_id IN (SELECT id FROM repositories WHERE name = 'hooked')";
    eventually(&stage, &format!("SELECT count(*) FROM refs WHERE {of}"), 2).await;
    eventually(&stage, &format!("SELECT count(*) FROM pushes WHERE {of}"), 3).await;
    let pull = repository.new_pull_request("side", "Hooked").await.unwrap();
    eventually(&stage, &format!("SELECT count(*) FROM pull_requests WHERE status = 'active' AND {of}"), 1)
        .await;
    pull.abandon().await.unwrap();
    eventually(&stage, &format!("SELECT count(*) FROM pull_requests WHERE status = 'abandoned' AND {of}"), 1)
        .await;

    // No sync ran for it.
    let status = server.ask("GET", "/api/connections/one", "").await.json()["connection"].take();
    assert_eq!(status["last_run"], last_run, "{status}");
    assert!(status["rereads"].as_i64() > Some(2), "{status}");
    let metrics = server.ask("GET", "/metrics", "").await.body;
    assert!(metrics.contains("adox_webhook_deliveries_total{outcome=\"stored\"}"), "{metrics}");
    assert!(metrics.contains("adox_hook_last_delivery_seconds{subscription="), "{metrics}");
    assert!(metrics.contains("adox_hook_test_up{connection=\"one\"} 1\n"), "{metrics}");
    server.stop().await;
    assert_eq!(subscribed["subscriptions"]["deleted"], 0, "{subscribed}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_delivery_is_authenticated_stored_once_and_survives_a_restart() {
    let stage = Stage::new().await;
    let config = format!("{}{}", webhooks(&stage, ""), stage.connection("one", "sqlite:one.db", TABLES));
    let server = stage.start(&config).await;
    synced(&server).await;
    server.ask("POST", "/api/connections/one/pause", "").await;

    let db = rusqlite::Connection::open(stage.path("one.db")).unwrap();
    let (project, pull): (String, i64) = db
        .query_row("SELECT project_id, pullRequestId FROM pull_requests WHERE status = 'active'", [], |row| {
            Ok((row.get(0)?, row.get(1)?))
        })
        .unwrap();
    db.execute("UPDATE pull_requests SET title = 'stale' WHERE pullRequestId = ?1", [pull]).unwrap();
    let event = |notification: i64, base: &str| {
        json!({
            "subscriptionId": "8fd412f1-9873-4b45-8854-6f1b32ac2e11", "notificationId": notification,
            "id": "09b0b950-9fdd-4c42-9d32-7d6b1fd1b1d6", "eventType": "git.pullrequest.updated",
            "publisherId": "tfs", "resourceVersion": "1.0",
            "resource": {"pullRequestId": pull, "repository": {"project": {"id": project}}},
            "resourceContainers": {"collection": {"id": "c", "baseUrl": base}, "project": {"id": project}},
        })
        .to_string()
    };
    let (own, other) = (stage.url(), "https://dev.azure.com/contoso/".to_owned());
    let good = event(1, &own);
    let unknown = event(2, &own).replace("git.pullrequest.updated", "something.else");
    let nameless = good.replace("notificationId", "notification");
    let large = vec![b' '; 20_000_000];
    for (secret, body, status) in [
        (None, good.as_bytes(), 401),
        (Some("wrong"), good.as_bytes(), 401),
        (Some(SECRET), b"{".as_slice(), 400),
        (Some(SECRET), nameless.as_bytes(), 400),
        (Some(SECRET), &large, 413),
        (Some(SECRET), unknown.as_bytes(), 200),
        (Some(SECRET), event(3, &other).as_bytes(), 200),
        (Some(SECRET), event(-1, &own).as_bytes(), 200),
        (Some(SECRET), good.as_bytes(), 200),
        (Some(SECRET), good.as_bytes(), 200),
    ] {
        let answer = deliver(&server, secret, body).await;
        assert_eq!(answer.status, status, "{answer:?}");
        assert!(!answer.body.contains(SECRET));
    }
    let status = server.ask("GET", "/api/status", "").await.json();
    assert_eq!(
        status["webhooks"]["deliveries"],
        json!({"ignored": 2, "refused": 4, "stored": 2, "test": 1}),
        "{status}"
    );
    server.stop().await;
    assert_eq!(stage.count("serve/serve.db", "SELECT count(*) FROM inbox WHERE done_at IS NULL"), 1);
    assert_eq!(stage.count("one.db", "SELECT count(*) FROM pull_requests WHERE title = 'stale'"), 1);

    let server = stage.start(&config).await;
    server.ask("POST", "/api/connections/one/resume", "").await;
    eventually(&stage, "SELECT count(*) FROM pull_requests WHERE title = 'stale'", 0).await;
    server.until("one", |status| status["rereads"] == 1).await;
    assert_eq!(stage.count("serve/serve.db", "SELECT count(*) FROM inbox WHERE done_at IS NULL"), 0);

    // Again, since it was asked for.
    db.execute("UPDATE pull_requests SET title = 'stale' WHERE pullRequestId = ?1", [pull]).unwrap();
    let replayed = server.ask("POST", "/api/webhooks/replay", r#"{"since": "2020-01-01T00:00:00Z"}"#).await;
    assert_eq!((replayed.status, &replayed.json()["deliveries"]), (202, &1.into()), "{replayed:?}");
    eventually(&stage, "SELECT count(*) FROM pull_requests WHERE title = 'stale'", 0).await;
    let wrong = server.ask("POST", "/api/webhooks/replay", r#"{"since": "yesterday"}"#).await;
    assert_eq!(wrong.status, 422, "{wrong:?}");
    server.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_secret_nothing_is_accepted() {
    let stage = Stage::new().await;
    let server = stage.start(&stage.connection("one", "sqlite:one.db", TABLES)).await;
    let answer = deliver(&server, Some(SECRET), b"{}").await;
    assert_eq!((answer.status, &answer.json()["error"]), (503, &"webhooks_not_configured".into()));
    server.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn deliveries_that_do_not_arrive_are_noticed() {
    let stage = Stage::new().await;
    // Nobody listens there.
    let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let config = format!(
        "public_url = \"http://127.0.0.1:{port}\"\n{}{}",
        webhooks(&stage, "subscribe = true"),
        stage.connection("one", "sqlite:one.db", "token_file = \"one.token\"\ntables = [\"refs\"]")
    );
    let server = stage.start(&config).await;
    let silent = server.until("one", |status| !status["test_notification"].is_null()).await;
    let test = &silent["test_notification"];
    assert_eq!((&test["arrived"], &test["seconds"]), (&false.into(), &Value::Null), "{silent}");
    assert!(test["error"].as_str().unwrap().starts_with("a test notification was not delivered: "), "{test}");
    let metrics = server.ask("GET", "/metrics", "").await.body;
    assert!(metrics.contains("adox_hook_test_up{connection=\"one\"} 0\n"), "{metrics}");
    server.stop().await;
}
