//! Metrics against rows that were worked out by hand.

use adoxide_report::metric::ChartKind;
use adoxide_report::{ErrorKind, Figures, Named, Reader, Scope, Words, metric};
use serde_json::{Value, json};

use crate::tables::{PROJECT, REPOSITORY, Tables, march, person};

const HOUR: i64 = 3_600;

fn figures(reader: &Reader, name: &str, scope: &Scope) -> Figures {
    let metric = metric::find(name).unwrap();
    reader.metric(metric, scope).unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// A row by the names of its columns.
fn row(figures: &Figures, at: usize) -> Value {
    let cells = figures.columns.iter().zip(&figures.rows[at]);
    cells.map(|(column, value)| (column.name.clone(), serde_json::to_value(value).unwrap())).collect()
}

/// The rows that have something else than zero or nothing besides their name.
fn busy(figures: &Figures) -> Vec<Value> {
    let is_busy =
        |row: &&Vec<adoxide_report::Value>| row.iter().skip(1).any(|v| v.number().unwrap_or(0.0) != 0.0);
    let busy = figures.rows.iter().filter(is_busy).cloned().collect();
    let mut kept = figures.clone();
    kept.rows = busy;
    (0..kept.rows.len()).map(|at| row(&kept, at)).collect()
}

#[track_caller]
fn assert_row(actual: &Value, expected: &Value) {
    for (name, expected) in expected.as_object().unwrap() {
        let actual = &actual[name];
        let same = match (actual.as_f64(), expected.as_f64()) {
            (Some(actual), Some(expected)) => (actual - expected).abs() < 1e-6,
            _ => actual == expected,
        };
        assert!(same, "{name}: expected {expected}, got {actual}");
    }
}

struct Pull<'a> {
    tables: &'a Tables,
    id: i64,
    thread: std::cell::Cell<i64>,
}

impl<'a> Pull<'a> {
    fn new(tables: &'a Tables, id: i64, author: &str, created: &str, end: (&str, Option<&str>)) -> Self {
        tables.add(
            "pull_requests",
            json!({
                "pullRequestId": id, "title": format!("Change {id}"), "status": end.0, "createdBy": person(author),
                "creationDate": created, "closedDate": end.1, "isDraft": false, "targetRefName": "refs/heads/main",
            }),
        );
        Self { tables, id, thread: std::cell::Cell::new(0) }
    }

    fn commit(self, at: &str) -> Self {
        let commit = json!({"pullRequestId": self.id, "commitId": format!("{}{at}", self.id), "author": {"date": instant(at)}});
        self.tables.add("pull_request_commits", commit);
        self
    }

    fn thread(&self, at: &str, by: &str, text: (&str, &str), properties: Option<&Value>) {
        let id = self.thread.get() + 1;
        self.thread.set(id);
        self.tables.add(
            "pull_request_threads",
            json!({"pullRequestId": self.id, "id": id, "publishedDate": at, "properties": properties}),
        );
        self.tables.add(
            "pull_request_comments",
            json!({
                "pullRequestId": self.id, "thread_id": id, "id": 1, "author": person(by), "publishedDate": at,
                "commentType": text.0, "content": text.1,
            }),
        );
    }

    fn comment(self, at: &str, by: &str) -> Self {
        self.thread(at, by, ("text", "Why?"), None);
        self
    }

    fn vote(self, at: &str, by: &str, vote: i64) -> Self {
        let properties = json!({
            "CodeReviewThreadType": {"$type": "System.String", "$value": "VoteUpdate"},
            "CodeReviewVoteResult": {"$type": "System.String", "$value": vote.to_string()},
        });
        self.thread(at, by, ("system", "voted"), Some(&properties));
        self
    }

    fn publish(self, at: &str, by: &str) -> Self {
        let properties =
            json!({"CodeReviewThreadType": {"$type": "System.String", "$value": "IsDraftUpdate"}});
        self.thread(at, by, ("system", &format!("{by} published the pull request")), Some(&properties));
        self
    }

    fn files(self, count: i64) -> Self {
        for iteration in [1, 2] {
            for file in 0..count {
                self.tables.add(
                    "pull_request_iteration_changes",
                    json!({"pullRequestId": self.id, "iteration_id": iteration, "changeTrackingId": file}),
                );
            }
        }
        self
    }
}

/// As a JSON column has it.
fn instant(text: &str) -> String {
    text.replace('Z', ":00.000000Z")
}

fn shop() -> Tables {
    let tables = Tables::new();
    tables.add("projects", json!({"id": PROJECT, "name": "Shop"}));
    tables.add("repositories", json!({"id": REPOSITORY, "name": "web", "webUrl": "https://dev.azure.com/fabrikam/Shop/_git/web", "defaultBranch": "refs/heads/main", "project": {"id": PROJECT, "name": "Shop"}}));
    tables
}

fn pull_requests() -> Tables {
    add_pull_requests(shop())
}

fn add_pull_requests(tables: Tables) -> Tables {
    let merged = |at| ("completed", Some(at));
    // Coding 2 h, pickup 2 h, review 3 h, merge 1 h.
    Pull::new(&tables, 1, "ada", "2026-03-02T10:00Z", merged("2026-03-02T16:00Z"))
        .commit("2026-03-02T09:30Z")
        .commit("2026-03-02T08:00Z")
        .comment("2026-03-02T11:00Z", "ada")
        .comment("2026-03-02T12:00Z", "ben")
        .vote("2026-03-02T15:00Z", "ben", 10)
        .files(2);
    // A draft for 4 h, looked at before it was published: coding 5 h, no pickup, review 2 h, merge 1 h.
    Pull::new(&tables, 2, "ada", "2026-03-03T08:00Z", merged("2026-03-03T15:00Z"))
        .commit("2026-03-03T07:00Z")
        .comment("2026-03-03T09:00Z", "cleo")
        .publish("2026-03-03T12:00Z", "ada")
        .vote("2026-03-03T14:00Z", "cleo", 5)
        .files(5);
    // Nobody looked at it, and its commit is younger than itself: pickup 2 h and nothing else.
    Pull::new(&tables, 3, "ben", "2026-03-03T08:00Z", merged("2026-03-03T10:00Z"))
        .commit("2026-03-03T09:00Z")
        .files(30);
    // Only a service and the author said something, and a vote was taken back: not reviewed, pickup 1 h.
    Pull::new(&tables, 4, "ben", "2026-03-05T08:00Z", merged("2026-03-05T09:00Z"))
        .comment("2026-03-05T08:10Z", "Shop Build Service (fabrikam)")
        .vote("2026-03-05T08:20Z", "ben", 10)
        .vote("2026-03-05T08:30Z", "cleo", 0)
        .files(1);
    // Rejected at first: pickup 1 h, review 4 h, merge 1 h. Somebody approves after the merge.
    Pull::new(&tables, 5, "cleo", "2026-03-05T08:00Z", merged("2026-03-05T14:00Z"))
        .vote("2026-03-05T09:00Z", "ada", -10)
        .vote("2026-03-05T13:00Z", "ada", 10)
        .vote("2026-03-05T18:00Z", "ben", 10)
        .files(3);
    // Approved only after the merge: review until the merge.
    Pull::new(&tables, 6, "cleo", "2026-03-06T08:00Z", merged("2026-03-06T10:00Z"))
        .comment("2026-03-06T09:00Z", "ada")
        .vote("2026-03-06T11:00Z", "ada", 10);
    Pull::new(&tables, 7, "ada", "2026-03-05T08:00Z", ("abandoned", Some("2026-03-09T08:00Z")));
    Pull::new(&tables, 8, "ada", "2026-03-21T12:00Z", ("active", None));
    Pull::new(&tables, 9, "ben", "2026-03-31T06:00Z", ("active", None)).comment("2026-03-31T07:00Z", "ada");
    // Of a service, and before the time.
    Pull::new(&tables, 10, "Shop Build Service (fabrikam)", "2026-03-02T10:00Z", merged("2026-03-02T10:01Z"));
    Pull::new(&tables, 11, "ada", "2026-02-02T10:00Z", merged("2026-02-03T10:01Z"))
        .comment("2026-02-02T11:00Z", "ben");
    tables
}

/// An organization with something of everything.
pub fn everything() -> Tables {
    let tables = add_work_items(add_pull_requests(builds()));
    tables.run("UPDATE builds SET definition = json_replace(definition, '$.name', 'deploy') WHERE id > 4");
    tables
}

#[test]
fn the_phases_of_a_pull_request_add_up() {
    let tables = pull_requests();
    let reader = tables.reader();
    let phases = busy(&figures(&reader, "pull-request-phases", &march()));
    assert_eq!(phases.len(), 4, "{phases:?}");
    let hours = |coding: f64, pickup: f64, review: f64, merge: f64| {
        let hour = HOUR as f64;
        json!({
            "coding": coding * hour, "pickup": pickup * hour, "review": review * hour, "merge": merge * hour,
            "cycle": (coding + pickup + review + merge) * hour,
        })
    };
    assert_row(&phases[0], &json!({"bucket": "2026-03-02", "merged": 1}));
    assert_row(&phases[0], &hours(2.0, 2.0, 3.0, 1.0));
    // Numbers 2 and 3: 5 0 2 1 and 0 2 0 0.
    assert_row(&phases[1], &json!({"bucket": "2026-03-03", "merged": 2}));
    assert_row(&phases[1], &hours(2.5, 1.0, 1.0, 0.5));
    // Numbers 4 and 5: 0 1 0 0 and 0 1 4 1.
    assert_row(&phases[2], &hours(0.0, 1.0, 2.0, 0.5));
    // Number 6: 0 1 1 0.
    assert_row(&phases[3], &hours(0.0, 1.0, 1.0, 0.0));
}

#[test]
fn pull_requests_of_people_are_counted() {
    let tables = pull_requests();
    let reader = tables.reader();
    let tiles = figures(&reader, "pull-requests", &march());
    // Cycles in hours: 8, 8, 2, 1, 6, 2: in order 1 2 2 6 8 8.
    let expected = json!({
        "merged": 6, "opened": 9, "abandoned": 1.0 / 7.0, "cycle_p50": 2 * HOUR, "cycle_p90": 8 * HOUR,
        "unreviewed": 2.0 / 6.0, "files_p50": 2,
    });
    assert_row(&row(&tiles, 0), &expected);

    let cycle = busy(&figures(&reader, "pull-request-cycle", &march()));
    assert_row(&cycle[1], &json!({"bucket": "2026-03-03", "cycle_p50": 2 * HOUR, "cycle_p90": 8 * HOUR}));

    let through = busy(&figures(&reader, "pull-request-throughput", &march()));
    assert_row(&through[2], &json!({"bucket": "2026-03-05", "opened": 3, "merged": 2, "abandoned": 0}));
    assert_row(&through[4], &json!({"bucket": "2026-03-09", "opened": 0, "merged": 0, "abandoned": 1}));

    let sizes = figures(&reader, "pull-request-size", &march());
    let merged: Vec<_> = (0..4).map(|at| row(&sizes, at)["merged"].clone()).collect();
    assert_eq!(merged, [3, 2, 0, 1], "1 file, 2 files and none; 5 and 3; 30");
    assert_row(&row(&sizes, 1), &json!({"cycle_p50": 6 * HOUR}));

    let review = busy(&figures(&reader, "pull-request-review", &march()));
    assert_row(&review[2], &json!({"unreviewed": 0.5, "bypassed": 0, "comments": 0.5}));
}

#[test]
fn active_pull_requests_have_an_age() {
    let tables = pull_requests();
    let reader = tables.reader();
    let ages = figures(&reader, "pull-request-age", &march());
    assert_row(&row(&ages, 0), &json!({"active": 1, "unreviewed": 0}));
    assert_row(&row(&ages, 3), &json!({"age": "1–4 weeks", "active": 1, "unreviewed": 1}));
    let stale = figures(&reader, "stale-pull-requests", &march());
    assert_eq!(stale.rows.len(), 2);
    assert_row(
        &row(&stale, 0),
        &json!({
            "pull_request": "#8 Change 8", "age": 10 * 24 * HOUR, "reviews": "not reviewed",
            "url": "https://dev.azure.com/fabrikam/Shop/_git/web/pullrequest/8",
        }),
    );
}

fn bots(name: &str) -> Words {
    let mut words = Words::default();
    words.bots = vec![name.to_owned()];
    words
}

#[test]
fn reviews_are_those_of_people_on_the_work_of_others() {
    let tables = pull_requests();
    let reader = tables.reader();
    let reviewers = figures(&reader, "reviewers", &march());
    // ada: 5 (two votes), 6 (comment, vote), 9 (comment); ben: 1 (comment, vote), 5 (vote); cleo: 2.
    assert_row(
        &row(&reviewers, 0),
        &json!({"reviewer": "ada", "reviewed": 3, "comments": 2, "approvals": 2, "rejections": 1, "share": 0.5}),
    );
    assert_row(
        &row(&reviewers, 1),
        &json!({"reviewer": "ben", "reviewed": 2, "comments": 1, "approvals": 2}),
    );
    assert_row(
        &row(&reviewers, 2),
        &json!({"reviewer": "cleo", "reviewed": 1, "comments": 1, "approvals": 1}),
    );
    assert_eq!(reviewers.rows.len(), 3);

    // Somebody else may know better who is not a person.
    let scope = march().words(bots("Ada@Fabrikam.example"));
    assert_eq!(figures(&reader, "reviewers", &scope).rows.len(), 2);
    assert_row(&row(&figures(&reader, "pull-requests", &scope), 0), &json!({"merged": 4}));

    let load = figures(&reader, "review-load", &march());
    assert_eq!(load.rows.len(), 3 * 31, "a cell for each reviewer and day");
}

#[test]
fn a_scope_is_a_project_and_a_team() {
    let tables = pull_requests();
    tables.add("projects", json!({"id": "other", "name": "Other"}));
    tables.add(
        "pull_requests",
        json!({
            "project_id": "other", "project_name": "Other", "repository_id": "r", "pullRequestId": 50, "status": "completed",
            "createdBy": person("dora"), "creationDate": "2026-03-02T10:00Z", "closedDate": "2026-03-02T11:00Z",
        }),
    );
    tables
        .add("team_members", json!({"team_id": "t", "identity_id": "id-of-ben", "identity": person("ben")}));
    let reader = tables.reader();
    let merged = |scope: &Scope| row(&figures(&reader, "pull-requests", scope), 0)["merged"].clone();
    assert_eq!(merged(&march()), 7);
    let projects = reader.projects(&march()).unwrap();
    assert_eq!(projects.iter().map(|project| project.name.as_str()).collect::<Vec<_>>(), ["Other", "Shop"]);
    assert_eq!(merged(&march().project(Some(projects[0].clone()))), 1);
    assert_eq!(merged(&march().project(Some(projects[1].clone()))), 6);
    let team = Named { id: "t".to_owned(), name: "Ben's".to_owned() };
    assert_eq!(merged(&march().team(Some(team))), 2);
    assert_eq!(merged(&march().organization(Some("contoso".to_owned()))), 0);
}

fn build(tables: &Tables, id: i64, commit: &str, result: &str, times: [&str; 3]) {
    tables.add(
        "builds",
        json!({
            "id": id, "definition": {"id": 7, "name": "web-ci"}, "status": "completed", "result": result,
            "queueTime": times[0], "startTime": times[1], "finishTime": times[2], "sourceBranch": "refs/heads/main",
            "sourceVersion": commit, "requestedFor": person("ada"), "repository": {"id": REPOSITORY},
        }),
    );
}

fn builds() -> Tables {
    let tables = shop();
    build(&tables, 1, "a", "succeeded", ["2026-03-02T08:00Z", "2026-03-02T08:01Z", "2026-03-02T08:11Z"]);
    build(&tables, 2, "b", "failed", ["2026-03-02T09:00Z", "2026-03-02T09:02Z", "2026-03-02T09:22Z"]);
    build(&tables, 3, "c", "failed", ["2026-03-02T10:00Z", "2026-03-02T10:03Z", "2026-03-02T10:33Z"]);
    build(&tables, 4, "c", "canceled", ["2026-03-02T10:40Z", "2026-03-02T10:44Z", "2026-03-02T10:45Z"]);
    // The same commit, another result; main was broken from 9:22 to 11:22.
    build(
        &tables,
        5,
        "c",
        "partiallySucceeded",
        ["2026-03-02T11:00Z", "2026-03-02T11:05Z", "2026-03-02T11:22Z"],
    );
    build(&tables, 6, "d", "failed", ["2026-03-04T11:00Z", "2026-03-04T11:06Z", "2026-03-04T11:46Z"]);
    tables.add("builds", json!({"id": 7, "definition": {"id": 7, "name": "web-ci"}, "status": "inProgress", "queueTime": "2026-03-04T12:00Z"}));
    let record = |id: &str, build: i64, name: &str, result: &str| {
        tables.add(
            "build_timeline_records",
            json!({"build_id": build, "id": id, "type": "Task", "name": name, "result": result}),
        );
    };
    record("r1", 2, "Test", "failed");
    record("r2", 3, "Test", "failed");
    record("r3", 3, "Publish", "failed");
    record("r4", 4, "Test", "canceled");
    record("r5", 5, "Lint", "failed");
    tables
}

#[test]
fn runs_of_pipelines_are_counted() {
    let tables = builds();
    let reader = tables.reader();
    // Durations in minutes: 10 17 20 30 40; waits: 1 2 3 4 5 6; 2 of 5 succeeded.
    assert_row(
        &row(&figures(&reader, "builds", &march()), 0),
        &json!({
            "runs": 6, "success": 0.4, "run_p50": 20 * 60, "run_p90": 40 * 60, "queue_p90": 6 * 60, "canceled": 1.0 / 6.0,
            "recovery_p50": 2 * HOUR,
        }),
    );
    let results = busy(&figures(&reader, "build-results", &march()));
    assert_row(
        &results[0],
        &json!({"succeeded": 1, "partial": 1, "failed": 2, "canceled": 1, "success": 0.5}),
    );
    assert_row(&results[1], &json!({"bucket": "2026-03-04", "failed": 1, "success": 0}));
    let durations = busy(&figures(&reader, "build-duration", &march()));
    assert_row(&durations[0], &json!({"runs": 4, "run_p50": 17 * 60, "run_p90": 30 * 60}));
    let queues = busy(&figures(&reader, "build-queue", &march()));
    assert_row(&queues[0], &json!({"runs": 5, "queue_p50": 3 * 60, "queue_p90": 5 * 60}));
}

#[test]
fn a_broken_branch_recovers_and_a_flaky_commit_is_seen() {
    let tables = builds();
    let reader = tables.reader();
    let recovery = busy(&figures(&reader, "build-recovery", &march()));
    assert_row(
        &recovery[0],
        &json!({"bucket": "2026-03-02", "broken": 1, "recovery_p50": 2 * HOUR, "open": 0}),
    );
    assert_row(&recovery[1], &json!({"bucket": "2026-03-04", "broken": 1, "recovery_p50": null, "open": 1}));
    let flaky = figures(&reader, "flaky-builds", &march());
    assert_row(&row(&flaky, 0), &json!({"pipeline": "web-ci", "flaky": 1, "commits": 4, "share": 0.25}));
    let pipelines = figures(&reader, "pipelines", &march());
    assert_row(
        &row(&pipelines, 0),
        &json!({"project": "Shop", "runs": 6, "success": 0.4, "flaky": 0.25, "last_run": "2026-03-04T11:46:00.000000Z"}),
    );
    let tasks = figures(&reader, "failing-tasks", &march());
    assert_eq!(tasks.rows.len(), 2, "a task that failed and was forgiven breaks nothing");
    assert_row(&row(&tasks, 0), &json!({"task": "Test", "failures": 2, "runs": 2}));
}

fn work_item(tables: &Tables, id: i64, kind: &str, states: &[(&str, &str)]) {
    let (created, (changed, state)) = (states[0].0, states[states.len() - 1]);
    let closed = (state == "Done").then_some(changed);
    let row = |rev: usize, changed: &str, state: &str| {
        json!({
            "id": id, "rev": rev, "workItemType": kind, "title": format!("Item {id}"), "state": state,
            "createdDate": created, "changedDate": changed, "closedDate": closed, "assignedTo": person("ada"),
        })
    };
    for (at, (changed, state)) in states.iter().enumerate() {
        tables.add("work_item_revisions", row(at + 1, changed, state));
    }
    tables.add("work_items", row(states.len(), changed, state));
}

fn work_items() -> Tables {
    add_work_items(shop())
}

fn add_work_items(tables: Tables) -> Tables {
    for kind in ["Bug", "Story"] {
        for (order, (name, category)) in [
            ("New", "Proposed"),
            ("Doing", "InProgress"),
            ("Test", "InProgress"),
            ("Fixed", "Resolved"),
            ("Done", "Completed"),
        ]
        .into_iter()
        .enumerate()
        {
            tables.add(
                "work_item_type_states",
                json!({"workItemType": kind, "name": name, "category": category, "order": order}),
            );
        }
    }
    // Lead 48 h, cycle 24 h, of which 12 h in progress (two states of one category), 12 h resolved.
    work_item(
        &tables,
        1,
        "Bug",
        &[
            ("2026-03-02T00:00Z", "New"),
            ("2026-03-03T00:00Z", "Doing"),
            ("2026-03-03T06:00Z", "Test"),
            ("2026-03-03T07:00Z", "Test"),
            ("2026-03-03T12:00Z", "Fixed"),
            ("2026-03-04T00:00Z", "Done"),
        ],
    );
    // Reopened: lead 96 h, cycle 72 h, 48 h in progress.
    work_item(
        &tables,
        2,
        "Story",
        &[
            ("2026-03-02T00:00Z", "New"),
            ("2026-03-03T00:00Z", "Doing"),
            ("2026-03-04T00:00Z", "Done"),
            ("2026-03-05T00:00Z", "Doing"),
            ("2026-03-06T00:00Z", "Done"),
        ],
    );
    // Never in progress: lead 24 h, no cycle.
    work_item(&tables, 3, "Story", &[("2026-03-05T00:00Z", "New"), ("2026-03-06T00:00Z", "Done")]);
    work_item(&tables, 4, "Story", &[("2026-03-10T00:00Z", "New"), ("2026-03-21T12:00Z", "Doing")]);
    work_item(&tables, 5, "Story", &[("2026-03-12T00:00Z", "New")]);
    tables
}

#[test]
fn the_flow_of_work_items() {
    let tables = work_items();
    let reader = tables.reader();
    assert_row(
        &row(&figures(&reader, "work-items", &march()), 0),
        &json!({
            "completed": 3, "created": 5, "lead_p50": 48 * HOUR, "cycle_p50": 24 * HOUR, "cycle_p85": 72 * HOUR,
            "efficiency": 60.0 / 96.0, "in_progress": 1, "reopened": 1.0 / 3.0,
        }),
    );
    let flow = busy(&figures(&reader, "work-item-flow", &march()));
    assert_row(&flow[0], &json!({"bucket": "2026-03-02", "created": 2, "completed": 0}));
    assert_row(&flow[3], &json!({"bucket": "2026-03-06", "created": 0, "completed": 2}));
    let times = busy(&figures(&reader, "work-item-times", &march()));
    assert_row(
        &times[1],
        &json!({"bucket": "2026-03-06", "completed": 2, "lead_p50": 24 * HOUR, "cycle_p50": 72 * HOUR}),
    );
    let cycle = figures(&reader, "work-item-cycle", &march());
    assert_eq!(cycle.rows.len(), 2);
    let types = busy(&figures(&reader, "work-item-types", &march()));
    assert_row(&types[0], &json!({"bucket": "2026-03-06", "type": "Story", "completed": 2}));
    let ageing = figures(&reader, "ageing-work-items", &march());
    assert_eq!(ageing.rows.len(), 1);
    assert_row(&row(&ageing, 0), &json!({"work_item": "#4 Item 4", "age": 10 * 24 * HOUR}));
}

#[test]
fn work_in_progress_is_counted_at_the_end_of_each_day() {
    let tables = work_items();
    let reader = tables.reader();
    let progress = figures(&reader, "work-in-progress", &march());
    let day = |day: usize| row(&progress, day - 1);
    assert_row(&day(1), &json!({"bucket": "2026-03-01", "proposed": 0, "in_progress": 0, "resolved": 0}));
    // At the midnight that begins the third, both came into progress.
    assert_row(&day(2), &json!({"proposed": 2, "in_progress": 0}));
    assert_row(&day(3), &json!({"proposed": 0, "in_progress": 1, "resolved": 1}));
    assert_row(&day(4), &json!({"proposed": 0, "in_progress": 0, "resolved": 0}));
    assert_row(&day(31), &json!({"proposed": 1, "in_progress": 1, "resolved": 0}));
}

#[test]
fn an_empty_organization_has_metrics() {
    let reader = Tables::new().reader();
    for metric in metric::all() {
        let figures =
            reader.metric(metric, &march()).unwrap_or_else(|error| panic!("{}: {error}", metric.name));
        let chart = &metric.chart;
        let drawn: Vec<_> = chart.y.iter().chain(&chart.value).collect();
        for (at, column) in metric.columns.iter().enumerate() {
            let is_drawn = drawn.contains(&&column.name) || chart.kind == ChartKind::Tiles;
            for row in figures.rows.iter().filter(|_| is_drawn) {
                assert_eq!(row[at].number().unwrap_or(0.0).to_string(), "0", "{}: {row:?}", metric.name);
            }
        }
    }
}

#[test]
fn a_table_that_was_not_synced_is_named() {
    let tables = Tables::of(&[&adoxide_sync::table::PROJECTS, &adoxide_sync::table::PULL_REQUESTS]);
    let error = tables.reader().metric(metric::find("pull-request-phases").unwrap(), &march()).unwrap_err();
    assert!(
        matches!(error.kind(), ErrorKind::NotSynced(tables) if tables.contains(&"pull_request_threads".to_owned())),
        "{error:?}"
    );
    let help = error.advice().unwrap();
    assert!(
        help.starts_with("sync with `adox sync --tables pull_request_comments,pull_request_commits,"),
        "{help}"
    );
}

#[test]
fn a_file_of_an_earlier_version_lacks_columns() {
    let tables = pull_requests();
    tables.run("ALTER TABLE pull_requests DROP COLUMN completionOptions; ALTER TABLE pull_requests DROP COLUMN title;");
    let reader = tables.reader();
    assert_row(&row(&figures(&reader, "pull-requests", &march()), 0), &json!({"merged": 6}));
}

#[test]
fn each_metric_is_told_once_and_whole() {
    let mut names: Vec<_> = metric::all().iter().map(|metric| metric.name.as_str()).collect();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), metric::all().len(), "names are unique");
    for metric in metric::all() {
        let name = &metric.name;
        assert!(metric.about.ends_with('.'), "{name} says how it is computed");
        let chart = &metric.chart;
        for spark in metric.columns.iter().filter_map(|column| column.spark.as_deref()) {
            let (other, column) = spark.split_once('.').unwrap();
            let other = metric::find(other).unwrap();
            assert!(
                other.columns.iter().any(|known| known.name == column),
                "{name} has a spark of `{spark}`"
            );
        }
        let drawn = chart.y.iter().chain(&chart.x).chain(&chart.row).chain(&chart.value).chain(&chart.label);
        for column in drawn {
            assert!(metric.columns.iter().any(|known| known.name == *column), "{name} draws `{column}`");
        }
    }
}

#[test]
fn activity_is_that_of_people() {
    let tables = pull_requests();
    let push = |id: i64, at: &str, by: &str| {
        tables.add("pushes", json!({"pushId": id, "date": at, "pushedBy": person(by), "refUpdates": []}));
    };
    push(1, "2026-03-02T08:00Z", "dora");
    push(2, "2026-03-02T09:30Z", "ada");
    push(3, "2026-03-08T23:59Z", "Shop Build Service (fabrikam)");
    push(4, "2026-02-28T23:59Z", "emil");
    let reader = tables.reader();
    // dora pushed, ada did both, ben and cleo opened pull requests.
    assert_row(
        &row(&figures(&reader, "activity", &march()), 0),
        &json!({"projects": 1, "repositories": 1, "contributors": 4, "pushes": 3, "merged": 7, "runs": 0, "completed": 0}),
    );
    let over_time = busy(&figures(&reader, "activity-over-time", &march()));
    assert_row(&over_time[0], &json!({"bucket": "2026-03-02", "pushes": 2, "merged": 2}));
    let contributors = busy(&figures(&reader, "contributors", &march()));
    assert_row(&contributors[0], &json!({"bucket": "2026-03-02", "contributors": 2}));
    let hours = figures(&reader, "pushes-by-hour", &march());
    assert_eq!(hours.rows.len(), 7 * 24);
    assert_row(&row(&hours, 8), &json!({"weekday": "Monday", "hour": 8, "pushes": 1}));
    assert_row(&row(&hours, 6 * 24 + 23), &json!({"weekday": "Sunday", "hour": 23, "pushes": 0}));
    let projects = figures(&reader, "projects", &march());
    assert_row(
        &row(&projects, 0),
        &json!({"project": "Shop", "repositories": 1, "pushes": 3, "merged": 7, "last_push": "2026-03-08T23:59:00.000000Z"}),
    );
}

#[test]
fn licences_that_nobody_uses() {
    let tables = shop();
    let user = |name: &str, licence: &str, last: Option<&str>| {
        let principal = if name == "gus" { "gus_outside.example#EXT#@fabrikam.example" } else { name };
        tables.add("users", json!({"descriptor": format!("aad.{name}"), "metaType": "member"}));
        tables.add(
            "user_entitlements",
            json!({
                "id": name, "user": {"displayName": name, "principalName": principal, "descriptor": format!("aad.{name}")},
                "accessLevel": {"accountLicenseType": licence, "licenseDisplayName": licence}, "lastAccessedDate": last,
            }),
        );
    };
    user("ada", "express", Some("2026-03-30T00:00Z"));
    user("ben", "express", Some("2025-12-31T00:00Z"));
    user("cleo", "advanced", None);
    user("dora", "stakeholder", None);
    user("gus", "express", Some("2026-02-01T00:00Z"));
    let reader = tables.reader();
    assert_row(
        &row(&figures(&reader, "people", &march()), 0),
        &json!({"people": 5, "active": 1, "paid": 4, "unused": 2, "never": 2, "guests": 1}),
    );
    let licences = figures(&reader, "licences", &march());
    assert_row(&row(&licences, 0), &json!({"licence": "express", "used": 2, "unused": 1}));
    let last = figures(&reader, "last-access", &march());
    let people: Vec<_> = (0..6).map(|at| row(&last, at)["people"].clone()).collect();
    assert_eq!(people, [1, 0, 1, 1, 0, 2]);
    let unused = figures(&reader, "unused-licences", &march());
    assert_eq!(unused.rows.len(), 2);
    assert_row(&row(&unused, 0), &json!({"person": "cleo", "last": null}));
}

#[test]
fn delivery_is_measured_as_dora_does() {
    let tables = work_items();
    let deploy = |id: i64, result: &str, branch: &str, start: &str, finish: &str| {
        tables.add(
            "builds",
            json!({
                "id": id, "definition": {"id": 8, "name": "web-Deploy"}, "status": "completed", "result": result, "queueTime": start,
                "startTime": start, "finishTime": finish, "sourceBranch": branch, "repository": {"id": REPOSITORY},
            }),
        );
    };
    let main = "refs/heads/main";
    deploy(1, "succeeded", main, "2026-03-02T16:00Z", "2026-03-02T16:30Z");
    deploy(2, "succeeded", main, "2026-03-04T10:00Z", "2026-03-04T10:30Z");
    deploy(3, "failed", main, "2026-03-05T10:00Z", "2026-03-05T10:30Z");
    deploy(4, "succeeded", "refs/heads/hotfix/login", "2026-03-05T12:00Z", "2026-03-05T12:10Z");
    deploy(5, "canceled", main, "2026-03-06T10:00Z", "2026-03-06T10:30Z");
    build(&tables, 6, "a", "succeeded", ["2026-03-06T11:00Z", "2026-03-06T11:00Z", "2026-03-06T11:10Z"]);
    let merged = |id, created: &str, end: &str| {
        Pull::new(&tables, id, "ada", created, ("completed", Some(end)));
    };
    // Deployed by 1 after 6.5 h, by 2 after 26.5 h, by 4 after 30 h 10 min, and not yet.
    merged(1, "2026-03-02T10:00Z", "2026-03-02T16:00Z");
    merged(2, "2026-03-03T08:00Z", "2026-03-03T09:00Z");
    merged(3, "2026-03-04T06:00Z", "2026-03-04T10:01Z");
    merged(4, "2026-03-06T06:00Z", "2026-03-06T07:00Z");
    // After the deployment 2: 13.5 h from it to the end.
    tables.add(
        "work_item_type_states",
        json!({"workItemType": "Incident", "name": "Done", "category": "Completed"}),
    );
    tables.add(
        "work_item_type_states",
        json!({"workItemType": "Incident", "name": "New", "category": "Proposed"}),
    );
    work_item(&tables, 90, "Incident", &[("2026-03-04T12:00Z", "New"), ("2026-03-05T00:00Z", "Done")]);
    let reader = tables.reader();
    let weeks = (30.0 * 24.0 + 12.0) / (7.0 * 24.0);
    assert_row(
        &row(&figures(&reader, "delivery", &march()), 0),
        &json!({
            "deployments": 3, "per_week": 3.0 / weeks, "deploy_days": 3, "lead_p50": 26 * HOUR + HOUR / 2,
            "failure_rate": 1.0 / 3.0, "recovery_p50": 13 * HOUR + HOUR / 2, "rework": 1.0 / 3.0,
        }),
    );
    let frequency = busy(&figures(&reader, "deployment-frequency", &march()));
    assert_row(&frequency[2], &json!({"bucket": "2026-03-05", "succeeded": 1, "failed": 1, "days": 1}));
    let lead = busy(&figures(&reader, "change-lead-time", &march()));
    assert_row(&lead[2], &json!({"bucket": "2026-03-04", "changes": 1, "lead_p50": 30 * HOUR + HOUR / 6}));
    let targets = figures(&reader, "deployments-by-target", &march());
    assert_row(
        &row(&targets, 0),
        &json!({"target": "web-Deploy", "deployments": 4, "success": 0.75, "run_p50": HOUR / 2}),
    );
    let incidents = figures(&reader, "incidents", &march());
    assert_row(&row(&incidents, 0), &json!({"restored": 12 * HOUR, "deployment": "build/2"}));
}

#[test]
fn without_incidents_no_failure_rate_is_claimed() {
    let tables = builds();
    tables.run("UPDATE builds SET definition = json_replace(definition, '$.name', 'deploy')");
    let reader = tables.reader();
    let delivery = row(&figures(&reader, "delivery", &march()), 0);
    assert_row(&delivery, &json!({"deployments": 2, "failure_rate": null, "recovery_p50": null}));
}
