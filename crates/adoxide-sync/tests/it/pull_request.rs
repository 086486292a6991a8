//! Pull requests in the emulator, through the SDK, into SQLite: whatever happens to them.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use adoxide::{Client, Method};
use adoxide_emulator::Emulator;
use adoxide_sync::{Counts, Engine, Report, Sqlite, feeds};
use serde_json::{Value, json};

use crate::emulator::{ORGANIZATION, client, emulator};
use crate::sqlite::File;

/// What is read.
const TABLES: [&str; 14] = [
    "projects",
    "repositories",
    "pull_requests",
    "pull_request_reviewers",
    "pull_request_labels",
    "pull_request_threads",
    "pull_request_comments",
    "pull_request_iterations",
    "pull_request_iteration_changes",
    "pull_request_commits",
    "pull_request_work_items",
    "pull_request_statuses",
    "policy_configurations",
    "policy_evaluations",
];

type Tables = BTreeMap<&'static str, BTreeSet<String>>;

/// What the emulator's world holds, without a request.
fn world(emulator: &Emulator) -> Tables {
    let mut rows: Tables = selects().iter().map(|(table, _)| (*table, BTreeSet::new())).collect();
    let mut put = |table, row| rows.get_mut(table).unwrap().insert(row);
    emulator.read(|world| {
        let organization = world.organization(ORGANIZATION).unwrap();
        for pull in organization.pull_requests() {
            let Some(repository) = organization.repository_by_id(pull.repository) else { continue };
            if organization.recycle_bin().any(|deleted| deleted.id == repository.id) {
                continue;
            }
            let id = pull.id;
            put("pull_requests", format!("{id} {} {} {}", pull.status.name(), pull.title, pull.merge.source));
            for reviewer in &pull.reviewers {
                put("pull_request_reviewers", format!("{id} {} {}", reviewer.id, reviewer.vote));
            }
            for label in &pull.labels {
                put("pull_request_labels", format!("{id} {}", label.name));
            }
            for thread in &pull.threads {
                put("pull_request_threads", format!("{id} {} {}", thread.id, i64::from(thread.is_deleted())));
                for comment in &thread.comments {
                    let content = comment.content.as_deref().unwrap_or("-");
                    put("pull_request_comments", format!("{id} {}/{} {content}", thread.id, comment.id));
                }
            }
            for iteration in &pull.iterations {
                put("pull_request_iterations", format!("{id} {} {}", iteration.id, iteration.source));
            }
            for check in &pull.checks {
                put("pull_request_statuses", format!("{id} {} {:?}", check.id, check.state).to_lowercase());
            }
        }
    });
    rows
}

fn selects() -> [(&'static str, &'static str); 7] {
    [
        (
            "pull_requests",
            "SELECT pullRequestId || ' ' || status || ' ' || title || ' ' || (lastMergeSourceCommit ->> 'commitId') \
             FROM pull_requests",
        ),
        (
            "pull_request_reviewers",
            "SELECT pullRequestId || ' ' || id || ' ' || vote FROM pull_request_reviewers",
        ),
        ("pull_request_labels", "SELECT pullRequestId || ' ' || name FROM pull_request_labels"),
        (
            "pull_request_threads",
            "SELECT pullRequestId || ' ' || id || ' ' || isDeleted FROM pull_request_threads",
        ),
        (
            "pull_request_comments",
            "SELECT pullRequestId || ' ' || thread_id || '/' || id || ' ' || coalesce(content, '-') \
             FROM pull_request_comments",
        ),
        (
            "pull_request_iterations",
            "SELECT pullRequestId || ' ' || id || ' ' || (sourceRefCommit ->> 'commitId') FROM pull_request_iterations",
        ),
        (
            "pull_request_statuses",
            "SELECT pullRequestId || ' ' || id || ' ' || state FROM pull_request_statuses",
        ),
    ]
}

fn stored(file: &File) -> Tables {
    let reader = file.read();
    let mut stored = BTreeMap::new();
    for (table, select) in selects() {
        let select = match table {
            // Those of the service itself follow from the events, and are told with what happened.
            "pull_request_comments" => {
                format!("{select} WHERE commentType <> 'system' AND _deletedAt IS NULL")
            }
            _ => format!("{select} WHERE _deletedAt IS NULL"),
        };
        let mut select = reader.prepare(&select).unwrap();
        let rows = select.query_map([], |row| row.get::<_, String>(0)).unwrap();
        stored.insert(table, rows.collect::<Result<_, _>>().unwrap());
    }
    stored
}

/// What is in one and not in the other.
pub fn difference(file: &File, emulator: &Emulator) -> Vec<String> {
    let (stored, world) = (stored(file), world(emulator));
    let tables = stored.keys().flat_map(|table| {
        let extra = stored[table].difference(&world[table]).map(move |row| format!("{table} +{row}"));
        let missing = world[table].difference(&stored[table]).map(move |row| format!("{table} -{row}"));
        extra.chain(missing).collect::<Vec<_>>()
    });
    tables.collect()
}

async fn sync(ado: &Client, file: &File) -> Report {
    let destination = Sqlite::at(file.path()).open().await.unwrap();
    Engine::new(ORGANIZATION, feeds(ado, &[]), &destination).tables(TABLES).run().await.unwrap()
}

async fn complete(emulator: &Emulator, file: &File) -> Report {
    let report = sync(&client(emulator), file).await;
    assert!(report.is_complete(), "{report:?}");
    assert_eq!(difference(file, emulator), [""; 0]);
    report
}

fn counts(report: &Report, table: &str) -> (u64, u64, u64) {
    let Counts { added, changed, deleted, .. } = report.table(table).unwrap().counts;
    (added, changed, deleted)
}

/// Sends something that may be refused: the emulator knows the rules.
pub async fn send(ado: &Client, method: Method, path: &str, body: &Value) -> Option<Value> {
    match ado.request(method, path).query("api-version", "7.1").json(body).send::<Value>().await {
        Ok(answer) => Some(answer.body),
        Err(error) => {
            use adoxide::ErrorKind::{AlreadyExists, Conflict, Invalid, NotFound, Permission, Precondition};
            let kind = error.kind();
            let is_refused =
                matches!(kind, NotFound | AlreadyExists | Invalid | Conflict | Precondition | Permission);
            assert!(is_refused, "{kind:?} {path} {error}");
            None
        }
    }
}

/// A repository with pull requests.
struct Stage {
    emulator: Emulator,
    ado: Client,
    project: String,
    /// The path of a repository.
    path: String,
}

impl Stage {
    async fn new() -> Self {
        let emulator = emulator(0);
        let ado = client(&emulator);
        let project = ado.create_project("Shop").await.unwrap();
        let repository = project.create_repository("web").await.unwrap();
        repository.commit("main", "First").add("/a.txt", "a\n").create().push().await.unwrap();
        let project = project.id().await.unwrap();
        let path = format!("{project}/_apis/git/repositories/{}", repository.id().await.unwrap());
        Self { emulator, ado, project, path }
    }

    async fn open(&self, branch: &str) -> i64 {
        let repository = self.ado.project(&self.project).repository(self.path.rsplit('/').next().unwrap());
        let main = repository.branch("main").object_id().await.unwrap();
        repository.branch(branch).create(main).await.unwrap();
        let file = format!("/{branch}.txt");
        repository.commit(branch, "Change").add(file, "x\n").push().await.unwrap();
        let body = json!({
            "sourceRefName": format!("refs/heads/{branch}"), "targetRefName": "refs/heads/main", "title": branch,
        });
        let path = format!("{}/pullrequests", self.path);
        let pull = send(&self.ado, Method::POST, &path, &body).await.unwrap();
        settle().await;
        pull["pullRequestId"].as_i64().unwrap()
    }

    async fn patch(&self, id: i64, body: Value) -> Option<Value> {
        send(&self.ado, Method::PATCH, &format!("{}/pullrequests/{id}", self.path), &body).await
    }

    async fn post(&self, id: i64, what: &str, body: Value) -> Option<Value> {
        send(&self.ado, Method::POST, &format!("{}/pullRequests/{id}/{what}", self.path), &body).await
    }

    fn requests_for(&self, operation: &str) -> usize {
        let requests = self.emulator.requests();
        requests.iter().filter(|request| request.operation.as_deref() == Some(operation)).count()
    }
}

/// Lets what goes on at the service come to its end.
pub async fn settle() {
    tokio::time::advance(Duration::from_secs(30)).await;
}

pub fn said(content: &str) -> Value {
    json!({"comments": [{"parentCommentId": 0, "content": content, "commentType": 1}], "status": 1})
}

#[tokio::test(start_paused = true)]
async fn pull_requests_and_then_only_what_changed() {
    let (stage, file) = (Stage::new().await, File::new());
    let mut pulls = Vec::new();
    for branch in ["one", "two", "three"] {
        pulls.push(stage.open(branch).await);
    }
    let report = complete(&stage.emulator, &file).await;
    assert_eq!(counts(&report, "pull_requests"), (3, 0, 0));
    assert_eq!(counts(&report, "pull_request_iterations"), (3, 0, 0));
    assert_eq!(counts(&report, "pull_request_iteration_changes"), (3, 0, 0));
    assert_eq!(counts(&report, "pull_request_commits"), (3, 0, 0));

    // What is active is looked at each time; what was not pushed to has the same iterations.
    stage.emulator.clear_requests();
    let report = complete(&stage.emulator, &file).await;
    assert!(report.tables().iter().all(|table| table.counts.is_quiet()), "{report:?}");
    assert_eq!(stage.requests_for("git.get_threads"), 3);
    assert_eq!(stage.requests_for("git.get_pull_request_iterations"), 0);
    assert_eq!(stage.requests_for("git.get_pull_request_commits"), 0);

    let thread = stage.post(pulls[0], "threads", said("Why?")).await.unwrap();
    stage.post(pulls[0], "labels", json!({"name": "urgent"})).await.unwrap();
    let body = json!({"state": "succeeded", "context": {"name": "build", "genre": "ci"}});
    stage.post(pulls[1], "statuses", body).await.unwrap();
    stage.patch(pulls[1], json!({"title": "Retitled", "description": "x".repeat(700)})).await.unwrap();
    let report = complete(&stage.emulator, &file).await;
    assert_eq!(counts(&report, "pull_request_comments").0, 1);
    assert_eq!(counts(&report, "pull_request_labels"), (1, 0, 0));
    assert_eq!(counts(&report, "pull_request_statuses"), (1, 0, 0));
    assert_eq!(counts(&report, "pull_requests"), (0, 1, 0));
    let length: i64 = file
        .read()
        .query_row("SELECT length(description) FROM pull_requests WHERE title = 'Retitled'", [], |row| {
            row.get(0)
        })
        .unwrap();
    assert_eq!(length, 700);

    // A comment that was deleted stays, without its text.
    let path = format!("{}/pullRequests/{}/threads/{}/comments/1", stage.path, pulls[0], thread["id"]);
    stage.ado.request(Method::DELETE, &path).query("api-version", "7.1").send::<()>().await.unwrap();
    let report = complete(&stage.emulator, &file).await;
    assert_eq!(counts(&report, "pull_request_comments"), (0, 1, 0));

    // Closed ones are read once more, and then no more.
    stage.patch(pulls[0], json!({"status": "abandoned"})).await.unwrap();
    settle().await;
    let report = complete(&stage.emulator, &file).await;
    assert_eq!(counts(&report, "pull_requests"), (0, 1, 0));
    stage.emulator.clear_requests();
    let report = complete(&stage.emulator, &file).await;
    assert!(report.tables().iter().all(|table| table.counts.is_quiet()), "{report:?}");
    assert_eq!(stage.requests_for("git.get_threads"), 3);
    assert_eq!(stage.requests_for("git.get_pull_request_iterations"), 0);
    stage.patch(pulls[0], json!({"status": "active"})).await.unwrap();
    settle().await;
    drop(complete(&stage.emulator, &file).await);

    // With the repository go its pull requests, and come back with it.
    let repository = stage.ado.project("Shop").repository("web");
    let id = repository.id().await.unwrap();
    stage.patch(pulls[0], json!({"status": "abandoned"})).await.unwrap();
    drop(complete(&stage.emulator, &file).await);
    tokio::time::advance(Duration::from_secs(9_000)).await;
    repository.delete().await.unwrap();
    let report = complete(&stage.emulator, &file).await;
    assert_eq!(counts(&report, "pull_requests"), (0, 0, 3));
    assert_eq!(
        counts(&report, "pull_request_comments").2,
        report.table("pull_request_comments").unwrap().counts.deleted
    );
    let bin = format!("{}/_apis/git/recycleBin/repositories/{id}", stage.project);
    send(&stage.ado, Method::PATCH, &bin, &json!({"deleted": false})).await.unwrap();
    let report = complete(&stage.emulator, &file).await;
    assert_eq!(counts(&report, "pull_requests"), (3, 0, 0));
    assert_eq!(counts(&report, "pull_request_iterations").0, 3);
}
