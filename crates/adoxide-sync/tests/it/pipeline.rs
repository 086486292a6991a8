//! Pipelines and builds in the emulator, through the SDK, into SQLite.

use std::collections::BTreeSet;
use std::time::Duration;

use adoxide::{Client, Method};
use adoxide_emulator::Emulator;
use adoxide_sync::{Connector, Engine, Report, Sqlite, Table, feeds};
use serde_json::{Value, json};

use crate::emulator::{ORGANIZATION, client, emulator};
use crate::fresh;
use crate::sqlite::File;
use crate::support::broken_off;

/// All that is read of pipelines, also what is read on request.
fn tables() -> Vec<&'static str> {
    let of_builds = ["build_changes", "build_work_items", "build_artifacts", "projects"];
    let tables: BTreeSet<_> = Connector::Pipelines.tables().map(Table::name).chain(of_builds).collect();
    // Users have tests of their own.
    tables.into_iter().filter(|table| *table != "users").collect()
}

/// A project with a repository and a definition that builds it.
struct Stage {
    emulator: Emulator,
    ado: Client,
    repository: String,
}

impl Stage {
    async fn new() -> Self {
        let emulator = emulator(0);
        let ado = client(&emulator);
        let project = ado.create_project("Shop").await.unwrap();
        let repository = project.create_repository("web").await.unwrap();
        repository.commit("main", "First").add("/ci.yml", "steps: []\n").create().push().await.unwrap();
        let repository = repository.id().await.unwrap();
        let stage = Self { emulator, ado, repository };
        stage.define("CI").await;
        stage
    }

    async fn define(&self, name: &str) {
        let body = json!({
            "name": name, "queue": {"name": "Azure Pipelines"}, "process": {"type": 2, "yamlFilename": "ci.yml"},
            "repository": {"id": self.repository, "type": "tfsgit"}, "variables": {"plain": {"value": "1"}},
        });
        self.send(Method::POST, "definitions", &body).await;
    }

    /// The answer, if it is not refused.
    async fn send(&self, method: Method, path: &str, body: &Value) -> Option<Value> {
        let path = format!("Shop/_apis/build/{path}");
        let request = self.ado.request(method, path).query("api-version", "7.1").json(body);
        request.send::<Value>().await.ok().map(|answer| answer.body)
    }

    async fn delete(&self, path: &str) {
        let path = format!("Shop/_apis/build/{path}");
        drop(self.ado.request(Method::DELETE, path).query("api-version", "7.1").send::<()>().await);
    }

    fn requests_for(&self, operation: &str) -> usize {
        let requests = self.emulator.requests();
        requests.iter().filter(|request| request.operation.as_deref() == Some(operation)).count()
    }

    /// What the emulator's world holds, without a request.
    fn world(&self) -> BTreeSet<String> {
        self.emulator.read(|world| {
            let organization = world.organization(ORGANIZATION).unwrap();
            let mut rows = BTreeSet::new();
            for definition in organization.builds().definitions() {
                rows.insert(format!(
                    "definition {} {} {}",
                    definition.id, definition.revision, definition.content.name
                ));
                rows.insert(format!("pipeline {} {}", definition.id, definition.content.name));
            }
            for build in organization.builds().builds() {
                let result = build.result.map_or("-", |result| result.name());
                rows.insert(format!("build {} {} {} {result}", build.id, build.number, build.status.name()));
                for record in build.timeline() {
                    let result = record.result.unwrap_or("-");
                    rows.insert(format!("record {} {} {} {result}", build.id, record.name, record.state));
                }
            }
            rows
        })
    }

    /// The builds that were completed less than an hour ago, or are not completed.
    fn of_late(&self) -> Vec<i64> {
        let now = self.emulator.clock().now();
        self.emulator.read(|world| {
            let builds = world.organization(ORGANIZATION).unwrap().builds();
            let is_late = |at: jiff::Timestamp| now.duration_since(at) < jiff::SignedDuration::from_mins(50);
            builds.builds().filter(|build| build.finished.is_none_or(is_late)).map(|build| build.id).collect()
        })
    }

    async fn check(&self, file: &File, what: &str) -> Report {
        let destination = Sqlite::at(file.path()).open().await.unwrap();
        let engine = Engine::new(ORGANIZATION, feeds(&self.ado, &[]), &destination).tables(tables());
        let engine = engine.at(self.emulator.clock().now());
        let report = engine.run().await.unwrap();
        assert!(report.is_complete(), "{what}: {report:?}");
        assert_eq!(stored(file), self.world(), "{what}");
        report
    }
}

fn stored(file: &File) -> BTreeSet<String> {
    let reader = file.read();
    let mut rows = BTreeSet::new();
    for select in [
        "SELECT 'definition ' || id || ' ' || revision || ' ' || name FROM build_definitions",
        "SELECT 'pipeline ' || id || ' ' || name FROM pipelines",
        "SELECT 'build ' || id || ' ' || buildNumber || ' ' || status || ' ' || coalesce(result, '-') FROM builds",
        "SELECT 'record ' || build_id || ' ' || name || ' ' || state || ' ' || coalesce(result, '-') \
         FROM build_timeline_records",
    ] {
        let mut select = reader.prepare(&format!("{select} WHERE _deletedAt IS NULL")).unwrap();
        let found = select.query_map([], |row| row.get::<_, String>(0)).unwrap();
        rows.extend(found.map(Result::unwrap));
    }
    rows
}

#[tokio::test(start_paused = true)]
async fn a_build_is_read_until_it_has_come_to_its_end() {
    let (stage, file) = (Stage::new().await, File::new());
    let asked = json!({"definition": {"id": 1}});
    let build = stage.send(Method::POST, "builds", &asked).await.unwrap();
    drop(stage.check(&file, "waiting").await);
    tokio::time::advance(Duration::from_secs(60)).await;
    drop(stage.check(&file, "done").await);
    stage.emulator.clear_requests();
    let report = stage.check(&file, "unchanged").await;
    assert!(report.tables().iter().all(|table| table.counts.is_quiet()), "{report:?}");
    assert_eq!(stage.requests_for("build.get_build_timeline"), 0);
    // Those that are done, those that are not, and those that were deleted.
    assert_eq!(stage.requests_for("build.get_builds"), 3);

    // One that was deleted long after its end.
    tokio::time::advance(Duration::from_secs(9_000)).await;
    stage.send(Method::POST, "builds", &asked).await.unwrap();
    tokio::time::advance(Duration::from_secs(60)).await;
    drop(stage.check(&file, "another").await);
    stage.delete(&format!("builds/{}", build["id"])).await;
    let report = stage.check(&file, "deleted").await;
    assert_eq!(report.table("builds").unwrap().counts.deleted, 1);
    stage.emulator.clear_requests();
    let report = stage.check(&file, "unchanged again").await;
    assert!(report.tables().iter().all(|table| table.counts.is_quiet()), "{report:?}");
}

/// Anything that can happen, in any order, and syncs that break off at any wait.
#[tokio::test(start_paused = true)]
async fn whatever_happens_to_builds_the_tables_equal_the_source() {
    for seed in 0..4 {
        let mut random = fastrand::Rng::with_seed(seed);
        let (stage, file) = (Stage::new().await, File::new());
        let repository = stage.ado.project("Shop").repository("web");
        let main = repository.branch("main").object_id().await.unwrap();
        repository.branch("side").create(main).await.unwrap();
        for round in 0..8 {
            for _ in 0..random.usize(0..8) {
                let (definitions, builds) = stage.emulator.read(|world| {
                    let builds = world.organization(ORGANIZATION).unwrap().builds();
                    let definitions: Vec<_> = builds.definitions().map(|known| known.id).collect();
                    let builds: Vec<_> = builds.builds().map(|known| known.id).collect();
                    (definitions, builds)
                });
                let (definition, build) = (random.choice(&definitions), random.choice(&builds));
                match random.u8(0..18) {
                    0..=4 => {
                        let definition = definition.copied().unwrap_or(1);
                        let branch = ["main", "side"][random.usize(0..2)];
                        let body = json!({"definition": {"id": definition}, "sourceBranch": format!("refs/heads/{branch}")});
                        stage.send(Method::POST, "builds", &body).await;
                    }
                    12..=14 => {
                        let branch = ["main", "side"][random.usize(0..2)];
                        let commit = repository.commit(branch, format!("Change {}", random.u16(..)));
                        let commit = commit.upsert("/a.txt", format!("{}\n", random.u64(..)));
                        commit.push().await.unwrap();
                    }
                    15..=17 => {
                        // What was completed long ago is not looked at in each sync.
                        let of_late = stage.of_late();
                        let Some(build) = random.choice(&of_late) else { continue };
                        match random.u8(0..3) {
                            0 => {
                                let tag = format!("builds/{build}/tags/t{}", random.u8(0..4));
                                stage.send(Method::PUT, &tag, &json!({})).await;
                            }
                            1 => {
                                let body = json!({"keepForever": random.bool()});
                                stage.send(Method::PATCH, &format!("builds/{build}"), &body).await;
                            }
                            _ => {
                                let body = json!({
                                    "name": format!("drop{}", random.u8(0..4)),
                                    "resource": {"type": "FilePath", "data": "\\\\share\\drop"},
                                });
                                stage.send(Method::POST, &format!("builds/{build}/artifacts"), &body).await;
                            }
                        }
                    }
                    5 | 6 => tokio::time::advance(Duration::from_millis(random.u64(1..400))).await,
                    7 => tokio::time::advance(Duration::from_secs(random.u64(1..2_000))).await,
                    8 => {
                        if let Some(build) = build {
                            stage.delete(&format!("builds/{build}")).await;
                        }
                    }
                    9 => {
                        if let Some(build) = build {
                            let body = json!({"status": "cancelling"});
                            stage.send(Method::PATCH, &format!("builds/{build}"), &body).await;
                        }
                    }
                    10 => stage.define(&format!("CI {}", random.u16(..))).await,
                    _ => {
                        if let Some(definition) = definition.filter(|_| definitions.len() > 1) {
                            stage.delete(&format!("definitions/{definition}")).await;
                        }
                    }
                }
            }
            if random.bool() {
                let destination = Sqlite::at(file.path()).open().await.unwrap();
                let engine = Engine::new(ORGANIZATION, feeds(&stage.ado, &[]), &destination).tables(tables());
                drop(broken_off(engine.run(), random.usize(0..60)).await);
            }
            drop(stage.check(&file, &format!("{seed}.{round}")).await);
            let fresh = fresh::differences(&stage.ado, &file, &tables()).await;
            assert_eq!(fresh, [""; 0], "{seed}.{round}");
        }
    }
}
