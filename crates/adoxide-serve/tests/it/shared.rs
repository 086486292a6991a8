//! Servers that share a PostgreSQL destination: its inbox takes what any of them is sent, one of them acts on it, and
//! another one goes on when that one is gone.

use std::time::Duration;

use adoxide::Client;
use adoxide::credential::Pat;
use adoxide_serve::State;
use adoxide_sync::destination::postgres::{Address, Reader, Value};
use adoxide_sync::{Engine, Postgres, feeds};
use http::StatusCode;

use self::postgres::Server;
use crate::door::{Door, Held};
use crate::proof::{Delivery, TOLD, check, idle, sent, set_up, try_post};
use crate::stage::{Running, Stage};
use crate::world::World;

#[path = "../../../adoxide-sync/tests/it/postgres/server.rs"]
#[allow(dead_code, reason = "other tests use the rest of it")]
mod postgres;

struct Shared {
    database: Server,
    stage: Stage,
    door: Door,
    world: World,
    config: String,
}

impl Shared {
    /// None where there is no PostgreSQL.
    async fn new(seed: u64) -> Option<Self> {
        let database = Server::start()?;
        let (stage, door, world, config) = set_up(seed, &database.url("ado")).await;
        Some(Self { database, stage, door, world, config })
    }

    /// Starts a server with a data folder of its own.
    async fn start(&self, data: &str) -> Running {
        let token = State::open(&self.stage.path(data)).unwrap().create_token("tests").unwrap().secret;
        let mut server = self.stage.start(&format!("data = {data:?}\n{}", self.config)).await;
        server.token = token;
        server
    }

    /// Lets things happen that hooks tell of; answers what is delivered.
    async fn happen(&mut self, count: usize) -> Vec<Delivery> {
        for _ in 0..count {
            self.world.happen(true).await;
        }
        let sent = sent(&self.world.emulator, StatusCode::OK).await;
        assert!(!sent.is_empty());
        sent
    }

    fn address(&self, schema: &str) -> Address {
        self.database.url(schema).parse().unwrap()
    }

    /// The one number that a query answers.
    fn count(&self, sql: &str) -> i64 {
        let reader = Reader::open(&self.address("ado")).unwrap();
        let row = reader.query(sql, &[], None).unwrap().next().unwrap().unwrap();
        match row[..] {
            [Value::Integer(count)] => count,
            _ => panic!("{row:?}"),
        }
    }

    /// Waits until a query answers 0.
    async fn until_none(&self, sql: &str) {
        for _ in 0..3_000 {
            if self.count(sql) == 0 {
                return;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        panic!("{sql}: {}", self.count(sql));
    }

    /// Waits until all that was delivered was acted on.
    async fn acted(&self) {
        self.until_none("SELECT count(*) FROM _inbox WHERE done_at IS NULL").await;
    }

    /// Rows that differ from a copy that is made now.
    async fn differences(&self) -> Vec<String> {
        let token = Pat::new(self.world.emulator.token()).unwrap();
        let ado = Client::builder(self.stage.url()).credential(token).build().unwrap();
        let schema = format!("fresh{}", fastrand::u64(..));
        let fresh = Postgres::at(self.address(&schema)).open().await.unwrap();
        let report = Engine::new("fabrikam", feeds(&ado, &[]), &fresh).tables(TOLD).run().await.unwrap();
        assert!(report.is_complete(), "{:#?}", report.failures());
        adoxide_sync::Destination::close(&fresh).await.unwrap();
        let reader = Reader::open(&self.address("ado")).unwrap();
        let mut differences = Vec::new();
        for table in TOLD {
            let rows = |of: &str| {
                format!(
                    "SELECT (to_jsonb(t) - '_syncedAt' - '_deletedAt')::text FROM {of}.\"{table}\" AS t \
                     WHERE \"_deletedAt\" IS NULL"
                )
            };
            for (what, one, other) in [("kept", "ado", &*schema), ("fresh", &*schema, "ado")] {
                let sql = format!("{} EXCEPT {}", rows(one), rows(other));
                let rows = reader.query(&sql, &[], None).unwrap();
                differences.extend(rows.map(|row| format!("{table}, {what}: {:?}", row.unwrap())));
            }
        }
        // A trial merge is no push: where its ref is then, the next sync sees.
        differences.retain(|line| !(line.starts_with("refs, ") && line.contains("refs/pull/")));
        differences
    }
}

async fn post(server: &Running, deliveries: &[Delivery]) {
    for delivery in deliveries {
        let answer = try_post(server, delivery).await;
        assert_eq!(answer.status, 200, "{answer:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn one_server_goes_on_when_the_other_is_killed() {
    let Some(mut shared) = Shared::new(1).await else { return };
    let one = shared.start("one").await;
    idle(&one).await;
    check(&one).await;
    let two = shared.start("two").await;
    let standby = two.until("one", |status| status["state"] == "standby").await;
    let reason = standby["standby"]["reason"].as_str().unwrap();
    assert!(reason.starts_with("another sync is writing to "), "{reason}");
    let metrics = two.ask("GET", "/metrics", "").await.body;
    assert!(metrics.contains("adox_connection_standby{connection=\"one\"} 1\n"), "{metrics}");

    // The test notification of the one that writes arrives at the other one.
    let mut status = idle(&one).await;
    while status["test_notification"].is_null() {
        post(&two, &sent(&shared.world.emulator, StatusCode::OK).await).await;
        tokio::time::sleep(Duration::from_millis(50)).await;
        status = idle(&one).await;
    }
    assert_eq!(status["test_notification"]["arrived"], true, "{status}");

    // What either is sent is acted on by the first one, without a sync.
    let last_run = idle(&one).await["last_run"].clone();
    let deliveries = shared.happen(4).await;
    let (some, others) = deliveries.split_at(deliveries.len() / 2);
    post(&one, some).await;
    post(&two, others).await;
    shared.acted().await;
    assert_eq!(shared.differences().await, [""; 0]);
    assert_eq!(idle(&one).await["last_run"], last_run, "nothing was swept");
    assert!(two.ask("GET", "/api/connections/one", "").await.json()["connection"]["last_run"].is_null());

    // All come to both, and the first one is killed while it reads what it has claimed.
    let deliveries = shared.happen(6).await;
    shared.door.hold(2, Held::After);
    post(&two, &deliveries).await;
    post(&one, &deliveries).await;
    shared.door.held().await;
    let claimed = "SELECT count(*) FROM _inbox WHERE done_at IS NULL AND claimed_by IS NOT NULL";
    assert!(shared.count(claimed) > 0);
    one.kill().await;
    shared.door.release();
    let more = shared.happen(2).await;
    post(&two, &more).await;
    shared.acted().await;
    idle(&two).await;
    assert_eq!(shared.differences().await, [""; 0]);
    let stored = "SELECT count(*) - count(DISTINCT (subscription, notification)) FROM _inbox";
    assert_eq!(shared.count(stored), 0, "each is there once");
    assert_eq!(shared.count("SELECT count(*) FROM _inbox WHERE attempts > 0 OR claimed_by IS NOT NULL"), 0);

    // The first one comes back, stands by, and stores what the other one acts on.
    let one = shared.start("one").await;
    one.until("one", |status| status["state"] == "standby").await;
    let last_run = idle(&two).await["last_run"].clone();
    let deliveries = shared.happen(4).await;
    post(&one, &deliveries).await;
    shared.acted().await;
    assert_eq!(shared.differences().await, [""; 0]);
    assert_eq!(idle(&two).await["last_run"], last_run, "nothing was swept");

    // It takes over when the other one stops.
    two.stop().await;
    idle(&one).await;
    one.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_goes_on_when_the_database_was_restarted() {
    let Some(mut shared) = Shared::new(2).await else { return };
    let server = shared.start("one").await;
    idle(&server).await;
    check(&server).await;
    let deliveries = shared.happen(3).await;
    post(&server, &deliveries).await;
    shared.database.command("restart");
    let deliveries = shared.happen(3).await;
    for delivery in &deliveries {
        // As the service does it: what is not acknowledged comes again.
        while try_post(&server, delivery).await.status != 200 {
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }
    let before = server.until("one", |status| status["state"] == "idle").await["last_run"].clone();
    server.ask("POST", "/api/connections/one/run", "").await;
    server.until("one", |status| status["last_run"] != before).await;
    server.until("one", |status| status["last_run"]["outcome"] == "completed").await;
    assert_eq!(shared.differences().await, [""; 0]);
    server.stop().await;
}
