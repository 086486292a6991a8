//! Whatever happens to the organization, the deliveries and the server, the tables end equal to the source.

use std::collections::BTreeMap;
use std::sync::Mutex;

use adoxide::Client;
use adoxide::credential::Pat;
use adoxide_emulator::Emulator;
use adoxide_serve::ErrorKind;
use adoxide_sync::{Engine, Sqlite, Table, feeds};
use bytes::Bytes;
use fastrand::Rng;
use http::{Request, Response, StatusCode};
use serde_json::Value;

use crate::door::{Door, Held};
use crate::stage::{Answer, Running, Stage};
use crate::world::{World, emulator};

pub const SECRET: &str = "the-webhooks-secret";
const DATABASE: &str = "one.db";

/// The tables that hooks tell of: those of the things that [`World`] does with a hook for it.
pub const TOLD: [&str; 22] = [
    "builds",
    "commits",
    "default_branch_commits",
    "deleted_repositories",
    "deleted_work_items",
    "pull_request_comments",
    "pull_request_commits",
    "pull_request_iteration_changes",
    "pull_request_iterations",
    "pull_request_reviewers",
    "pull_request_threads",
    "pull_requests",
    "pushes",
    "refs",
    "release_deployments",
    "release_environments",
    "releases",
    "service_endpoints",
    "work_item_comments",
    "work_item_revisions",
    "work_item_updates",
    "work_items",
];

/// All tables, without those that reading itself changes.
pub fn tables() -> Vec<&'static str> {
    adoxide_sync::table::all()
        .map(Table::name)
        .filter(|name| !["audit_log", "resource_usage", "service_hook_subscriptions"].contains(name))
        .collect()
}

/// A delivery on the wire.
pub type Delivery = Request<Bytes>;

struct Proof {
    stage: Stage,
    door: Door,
    world: World,
    config: String,
    /// Deliveries that come later than those after them.
    late: Vec<Delivery>,
    /// What becomes of deliveries.
    random: Rng,
}

/// A world behind a door, and how a server is configured that copies it to a destination.
pub async fn set_up(seed: u64, destination: &str) -> (Stage, Door, World, String) {
    let emulator = emulator();
    let door = Door::open(&emulator).await;
    let stage = Stage::of(emulator.clone(), door.address);
    let world = World::new(&emulator, &stage.url(), seed).await;
    std::fs::write(stage.path("hook.secret"), SECRET).unwrap();
    let names: Vec<_> = tables().iter().map(|name| format!("{name:?}")).collect();
    let more = format!("token_file = \"one.token\"\ntables = [{}]", names.join(", "));
    let config = format!(
        "public_url = \"http://127.0.0.1:9\"\n[webhooks]\nsecret_file = \"hook.secret\"\nsubscribe = true\n{}",
        stage.connection("one", destination, &more)
    );
    (stage, door, world, config)
}

impl Proof {
    async fn new(seed: u64) -> Self {
        let (stage, door, world, config) = set_up(seed, &format!("sqlite:{DATABASE}")).await;
        Self { stage, door, world, config, late: Vec::new(), random: Rng::with_seed(seed) }
    }

    /// Starts the server, once the one before it has let go of its files.
    async fn start(&self) -> Running {
        loop {
            match self.stage.open(&self.config).await {
                Ok(server) => return self.stage.run(server),
                Err(error) => assert_eq!(error.kind(), ErrorKind::Locked, "{error}"),
            }
            tokio::task::yield_now().await;
        }
    }

    async fn sent(&self, answer: StatusCode) -> Vec<Delivery> {
        sent(&self.world.emulator, answer).await
    }

    /// Delivers what there is: some of it is lost, some comes twice, some later than the next.
    async fn deliver_badly(&mut self, server: &Running) {
        let mut deliveries = std::mem::take(&mut self.late);
        for delivery in self.sent(StatusCode::OK).await {
            match self.random.u8(..6) {
                0 => {}
                1 => deliveries.extend([delivery.clone(), delivery]),
                2 => self.late.push(delivery),
                _ => deliveries.push(delivery),
            }
        }
        self.random.shuffle(&mut deliveries);
        for delivery in deliveries {
            post(server, &delivery).await;
        }
    }

    /// Delivers what there is, as it is.
    async fn deliver_well(&self, server: &Running) {
        for delivery in self.sent(StatusCode::OK).await {
            post(server, &delivery).await;
        }
    }

    /// Rows that differ from a copy that is made now.
    async fn differences(&self, tables: &[&str]) -> Vec<String> {
        let token = Pat::new(self.world.emulator.token()).unwrap();
        let ado = Client::builder(self.stage.url()).credential(token).build().unwrap();
        let path = self.stage.path("fresh.db");
        let _ = std::fs::remove_file(&path);
        {
            let fresh = Sqlite::at(&path).open().await.unwrap();
            let engine = Engine::new("fabrikam", feeds(&ado, &[]), &fresh).tables(tables.iter().copied());
            let report = engine.run().await.unwrap();
            assert!(report.is_complete(), "{:#?}", report.failures());
        }
        let db = rusqlite::Connection::open(self.stage.path(DATABASE)).unwrap();
        db.execute("ATTACH ?1 AS fresh", [path.to_str().unwrap()]).unwrap();
        let mut differences = Vec::new();
        for table in tables {
            let mut columns = db
                .prepare(
                    "SELECT name FROM pragma_table_info(?1) WHERE name NOT IN ('_syncedAt', '_deletedAt')",
                )
                .unwrap();
            let columns: Vec<String> =
                columns.query_map([table], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
            assert!(!columns.is_empty(), "there is no table {table}");
            let columns: Vec<_> = columns.iter().map(|column| format!("'{column}', \"{column}\"")).collect();
            let rows = |of: &str| {
                let parts: Vec<_> =
                    columns.chunks(40).map(|some| format!("json_object({})", some.join(", "))).collect();
                format!("SELECT {} FROM {of}.\"{table}\" WHERE _deletedAt IS NULL", parts.join(" || "))
            };
            for (what, one, other) in [("kept", "main", "fresh"), ("fresh", "fresh", "main")] {
                let sql = format!("{} EXCEPT {}", rows(one), rows(other));
                let mut select = db.prepare(&sql).unwrap();
                let rows = select.query_map([], |row| row.get::<_, String>(0)).unwrap();
                differences.extend(rows.map(|row| format!("{table}, {what}: {}", row.unwrap())));
            }
        }
        differences
    }

    /// Syncs now, to the end.
    async fn sweep(&self, server: &Running) {
        let before = idle(server).await["last_run"]["started_at"].clone();
        server.ask("POST", "/api/connections/one/run", "").await;
        let swept = server
            .until("one", |status| status["state"] == "idle" && status["last_run"]["started_at"] != before)
            .await;
        assert_eq!(swept["last_run"]["outcome"], "completed", "{swept}");
    }
}

/// What the service delivers by now, while it gets that answer.
pub async fn sent(emulator: &Emulator, answer: StatusCode) -> Vec<Delivery> {
    let sent = Mutex::new(Vec::new());
    let receive = |request: Delivery| {
        sent.lock().unwrap().push(request);
        let mut response = Response::new(Bytes::new());
        *response.status_mut() = answer;
        std::future::ready(std::io::Result::Ok(response))
    };
    emulator.deliver(receive).await;
    sent.into_inner().unwrap()
}

async fn post(server: &Running, delivery: &Delivery) {
    let answer = try_post(server, delivery).await;
    assert_eq!(answer.status, 200, "{answer:?}");
}

/// Delivers, whatever is answered.
pub async fn try_post(server: &Running, delivery: &Delivery) -> Answer {
    let mut lines = format!("Host: {}\r\n", server.address);
    for (name, value) in delivery.headers() {
        if name != http::header::HOST && name != http::header::CONTENT_LENGTH {
            lines.push_str(&format!("{name}: {}\r\n", value.to_str().unwrap()));
        }
    }
    server.send("POST", "/webhooks/ado", &lines, delivery.body()).await
}

pub async fn idle(server: &Running) -> Value {
    server.until("one", |status| status["state"] == "idle" && !status["last_run"].is_null()).await
}

/// Waits until all that was delivered was acted on.
async fn acted(server: &Running) {
    for _ in 0..6_000 {
        let status = server.ask("GET", "/api/status", "").await.json();
        if status["webhooks"]["waiting"] == 0 && status["connections"][0]["state"] == "idle" {
            return;
        }
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    }
    panic!("deliveries wait for ever");
}

/// Waits until the subscriptions were looked at again.
pub async fn check(server: &Running) {
    let before = idle(server).await["subscriptions"]["checked_at"].clone();
    assert_eq!(server.ask("POST", "/api/webhooks/check", "").await.status, 202);
    let checked = server.until("one", |status| status["subscriptions"]["checked_at"] != before).await;
    assert_eq!(checked["subscriptions"]["error"], Value::Null, "{checked}");
}

/// One history, and what happened in it.
async fn history(seed: u64) -> BTreeMap<&'static str, usize> {
    let mut random = Rng::with_seed(seed);
    let mut proof = Proof::new(seed).await;
    let mut server = proof.start().await;
    idle(&server).await;
    check(&server).await;
    for round in 0..3 {
        for _ in 0..random.usize(2..8) {
            proof.world.happen(false).await;
            if random.bool() {
                proof.deliver_badly(&server).await;
            }
        }
        match random.u8(..5) {
            // Killed while it syncs, or while it reads what was delivered.
            0 | 1 => {
                let held = if random.bool() { Held::Before } else { Held::After };
                proof.door.hold(random.usize(..60), held);
                if random.bool() {
                    server.ask("POST", "/api/connections/one/run", "").await;
                }
                let deliveries = proof.sent(StatusCode::OK).await;
                for delivery in deliveries {
                    post(&server, &delivery).await;
                }
                tokio::select! {
                    () = proof.door.held() => {}
                    () = acted(&server) => {}
                }
                server.kill().await;
                proof.door.release();
                proof.world.happen(false).await;
                server = proof.start().await;
            }
            // Stopped, and started later.
            2 => {
                server.stop().await;
                proof.world.happen(false).await;
                server = proof.start().await;
            }
            // A proxy that was set up wrongly: the service disables the subscriptions.
            3 => {
                for _ in 0..3 {
                    proof.world.happen(true).await;
                }
                proof.sent(StatusCode::GONE).await;
                if random.bool() {
                    check(&server).await;
                }
            }
            _ => proof.deliver_badly(&server).await,
        }
        proof.sweep(&server).await;
        assert_eq!(proof.differences(&tables()).await, [""; 0], "seed {seed}, round {round}");
    }

    // Deliveries that arrive: nothing is swept for what they tell.
    check(&server).await;
    proof.deliver_well(&server).await;
    acted(&server).await;
    let last_run = idle(&server).await["last_run"].clone();
    for round in 0..2 {
        for _ in 0..random.usize(1..6) {
            proof.world.happen(true).await;
        }
        proof.deliver_well(&server).await;
        acted(&server).await;
        let mut differences = proof.differences(&TOLD).await;
        // A trial merge is no push: where its ref is then, the next sweep sees.
        differences.retain(|line| !(line.starts_with("refs, ") && line.contains("refs/pull/")));
        assert_eq!(differences, [""; 0], "seed {seed}, told, round {round}");
    }
    assert_eq!(idle(&server).await["last_run"], last_run, "nothing was swept");
    server.stop().await;
    proof.world.done.clone()
}

/// Histories with these seeds, two at a time.
async fn histories(seeds: std::ops::Range<u64>) -> BTreeMap<&'static str, usize> {
    let mut done: BTreeMap<&'static str, usize> = BTreeMap::new();
    let mut running = tokio::task::JoinSet::new();
    for seed in seeds {
        if running.len() == 2 {
            for (what, count) in running.join_next().await.unwrap().unwrap() {
                *done.entry(what).or_default() += count;
            }
        }
        running.spawn(history(seed));
    }
    while let Some(ended) = running.join_next().await {
        for (what, count) in ended.unwrap() {
            *done.entry(what).or_default() += count;
        }
    }
    done
}

#[tokio::test(flavor = "multi_thread")]
async fn whatever_happens_the_tables_equal_the_source() {
    let seeds = std::env::var("ADOXIDE_SEEDS").ok().and_then(|count| count.parse().ok()).unwrap_or(5);
    let done = histories(0..seeds).await;
    // Otherwise nothing was proved of it.
    assert!(seeds < 5 || World::never(&done).is_empty(), "never: {:?} of {done:?}", World::never(&done));
}
