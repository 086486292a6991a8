//! What a webhook names is read again, and nothing else.

use adoxide::api::wire::JsonPatch;
use adoxide::api::wit::{self, CreateWorkItem, UpdateWorkItem};
use adoxide::{Client, Method};
use adoxide_sync::{Engine, Report, Sqlite, Target, Unit, feeds};
use serde_json::{Value, json};

use crate::emulator::{ORGANIZATION, client, emulator};
use crate::fresh::differences;
use crate::pull_request::{said, send, settle};
use crate::sqlite::File;

const TABLES: [&str; 13] = [
    "projects",
    "repositories",
    "refs",
    "pushes",
    "commits",
    "default_branch_commits",
    "pull_requests",
    "pull_request_reviewers",
    "pull_request_threads",
    "pull_request_statuses",
    "pull_request_commits",
    "work_items",
    "work_item_revisions",
];

async fn run(ado: &Client, file: &File, targets: Option<Vec<Target>>) -> Report {
    let destination = Sqlite::at(file.path()).open().await.unwrap();
    let mut engine = Engine::new(ORGANIZATION, feeds(ado, &[]), &destination).tables(TABLES);
    if let Some(targets) = targets {
        engine = engine.reread(targets);
    }
    let report = engine.run().await.unwrap();
    assert!(report.is_complete(), "{:#?}", report.failures());
    report
}

fn number(file: &File, sql: &str) -> i64 {
    file.read().query_row(sql, [], |row| row.get(0)).unwrap()
}

/// A project with a repository `web`, and a pull request in it from `side`.
struct Stage {
    emulator: adoxide_emulator::Emulator,
    ado: Client,
    unit: Unit,
    repository: String,
    path: String,
    pull: i64,
}

impl Stage {
    async fn new() -> Self {
        let emulator = emulator(1);
        let ado = client(&emulator);
        let project = ado.create_project("Shop").await.unwrap();
        let repository = project.create_repository("web").await.unwrap();
        repository.commit("main", "First").add("/a.txt", "a\n").create().push().await.unwrap();
        let main = repository.branch("main").object_id().await.unwrap();
        repository.branch("side").create(main).await.unwrap();
        repository.commit("side", "Change").add("/b.txt", "b\n").push().await.unwrap();
        let (project, repository) = (project.id().await.unwrap(), repository.id().await.unwrap());
        let path = format!("{project}/_apis/git/repositories/{repository}");
        let body =
            json!({"sourceRefName": "refs/heads/side", "targetRefName": "refs/heads/main", "title": "Side"});
        let pull = send(&ado, Method::POST, &format!("{path}/pullrequests"), &body).await.unwrap();
        let pull = pull["pullRequestId"].as_i64().unwrap();
        settle().await;
        let unit = Unit::organization(ORGANIZATION).project(&project, None);
        Self { emulator, ado, unit, repository, path, pull }
    }

    fn of_project(&self, table: &str) -> Target {
        Target::new(table, self.unit.clone()).unwrap()
    }

    fn of_repository(&self, table: &str) -> Target {
        Target::new(table, self.unit.repository(&self.repository, None)).unwrap()
    }

    fn of_pull(&self) -> Target {
        self.of_project("pull_requests").id(self.pull)
    }

    async fn patch(&self, body: Value) {
        send(&self.ado, Method::PATCH, &format!("{}/pullrequests/{}", self.path, self.pull), &body)
            .await
            .unwrap();
        settle().await;
    }

    async fn post(&self, what: &str, body: Value) {
        send(&self.ado, Method::POST, &format!("{}/pullRequests/{}/{what}", self.path, self.pull), &body)
            .await
            .unwrap();
    }
}

#[tokio::test(start_paused = true)]
async fn what_is_named_is_read_and_nothing_else() {
    let (stage, file) = (Stage::new().await, File::new());
    // What was never read is left to the first sync.
    let report = run(&stage.ado, &file, Some(vec![stage.of_pull(), stage.of_repository("refs")])).await;
    assert_eq!(report.requests(), 0);
    drop(run(&stage.ado, &file, None).await);
    let fresh_at =
        "SELECT group_concat(fresh_at) = (SELECT group_concat(fresh_at) FROM sync_tables) FROM sync_tables";
    assert_eq!(number(&file, fresh_at), 1);

    stage.post("threads", said("Why?")).await;
    stage.emulator.clear_requests();
    let report = run(&stage.ado, &file, Some(vec![stage.of_pull(), stage.of_pull()])).await;
    assert_eq!(report.table("pull_request_threads").unwrap().counts.added, 1);
    assert!(report.requests() <= 4, "{:#?}", stage.emulator.requests());
    assert_eq!(differences(&stage.ado, &file, &TABLES).await, [""; 0]);

    // Closed, and commented on later: no list says so.
    stage.patch(json!({"status": "abandoned"})).await;
    stage.post("threads", said("Late")).await;
    drop(run(&stage.ado, &file, Some(vec![stage.of_pull()])).await);
    stage.post("threads", said("Later")).await;
    let body = json!({"state": "succeeded", "context": {"name": "build", "genre": "ci"}});
    stage.post("statuses", body).await;
    drop(run(&stage.ado, &file, Some(vec![stage.of_pull()])).await);
    assert_eq!(differences(&stage.ado, &file, &TABLES).await, [""; 0]);

    // A push, and a repository that is new.
    let repository = stage.ado.project("Shop").repository("web");
    repository.commit("main", "Second").add("/c.txt", "c\n").push().await.unwrap();
    let new = stage.ado.project("Shop").create_repository("new").await.unwrap();
    new.commit("main", "First").add("/a.txt", "a\n").create().push().await.unwrap();
    let targets = vec![
        stage.of_repository("refs"),
        stage.of_repository("default_branch_commits"),
        stage.of_project("repositories"),
    ];
    drop(run(&stage.ado, &file, Some(targets)).await);
    assert_eq!(differences(&stage.ado, &file, &TABLES).await, [""; 0]);

    // Work items: the feed of the organization says which.
    let patch = JsonPatch::new().add("/fields/System.Title", "Item");
    let op = wit::create_work_item(&"Shop".into(), &"Task".into(), &patch, CreateWorkItem::default());
    let item = stage.ado.call(op).await.unwrap().id.unwrap();
    let patch = JsonPatch::new().add("/fields/System.Title", "Changed");
    let op = wit::update_work_item(None, item.into(), &patch, UpdateWorkItem::default());
    stage.ado.call(op).await.unwrap();
    settle().await;
    drop(run(&stage.ado, &file, Some(vec![stage.of_project("work_items").id(item)])).await);
    assert_eq!(differences(&stage.ado, &file, &TABLES).await, [""; 0]);

    // A repository that is gone.
    send(&stage.ado, Method::DELETE, &stage.path, &Value::Null).await;
    drop(run(&stage.ado, &file, Some(vec![stage.of_project("repositories")])).await);
    assert_eq!(
        number(&file, "SELECT count(*) FROM refs WHERE _deletedAt IS NULL AND project_name = 'Shop'"),
        1
    );

    // None of it was a run of its own, and the next sync agrees.
    assert_eq!(number(&file, "SELECT count(*) FROM sync_runs"), 1);
    drop(run(&stage.ado, &file, None).await);
    assert_eq!(number(&file, "SELECT count(*) FROM sync_runs"), 2);
    assert_eq!(number(&file, "SELECT count(*) FROM sync_runs WHERE status <> 'completed'"), 0);
    assert_eq!(differences(&stage.ado, &file, &TABLES).await, [""; 0]);
}

#[test]
fn a_table_that_is_not_there_is_no_target() {
    let unit = Unit::organization(ORGANIZATION);
    assert!(Target::new("pull_request", unit.clone()).is_none());
    assert_eq!(Target::new("pull_requests", unit).unwrap().table().name(), "pull_requests");
}
