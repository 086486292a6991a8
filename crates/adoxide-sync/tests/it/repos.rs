//! Repositories and pull requests, whatever happens to them: after any sync the tables equal the source, row by row.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use adoxide::resource::Repository;
use adoxide::{Client, Method};
use adoxide_emulator::Emulator;
use adoxide_emulator::world::Organization;
use adoxide_emulator::world::pull_request::PullRequestStatus;
use adoxide_sync::{Connector, Engine, Report, Sqlite, Table, feeds};
use rusqlite::types::Value as Cell;
use serde_json::{Value, json};

use crate::emulator::{ORGANIZATION, client, emulator};
use crate::pull_request::{said, send, settle};
use crate::sqlite::File;
use crate::support::{broken_off, seeds, some_fault};
use crate::{emulator as repositories, fresh, pull_request};

/// What the connectors of repositories fill, but for people.
fn tables() -> BTreeSet<&'static str> {
    let connectors = [Connector::Repos, Connector::PullCommits, Connector::Commits];
    let tables = connectors.into_iter().flat_map(Connector::tables).map(Table::name);
    tables.filter(|table| *table != "users").chain(["commit_changes", "commit_details"]).collect()
}

async fn sync(ado: &Client, file: &File) -> Report {
    let destination = Sqlite::at(file.path()).open().await.unwrap();
    let run = Engine::new(ORGANIZATION, feeds(ado, &[]), &destination).tables(tables()).run();
    // The clock stands still while anything is done: if it gets this far, something waits for nothing.
    tokio::time::timeout(Duration::from_secs(1_000_000), run).await.expect("a sync comes to its end").unwrap()
}

fn rows(file: &File, select: &str) -> BTreeSet<String> {
    let reader = file.read();
    let mut select = reader.prepare(select).unwrap();
    let columns = select.column_count();
    let row = |row: &rusqlite::Row<'_>| {
        (0..columns)
            .map(|at| row.get::<_, Cell>(at).map(|cell| format!("{cell:?}")))
            .collect::<Result<Vec<_>, _>>()
    };
    let rows = select.query_map([], row).unwrap();
    rows.map(|row| row.unwrap().join(" ")).collect()
}

/// Every row of every table with every column but the time of the sync.
fn everything(file: &File) -> BTreeMap<&'static str, BTreeSet<String>> {
    let reader = file.read();
    let all = |table: &&'static str| {
        // Whoever looks at a pull request lets it be merged for trial again, a sync too.
        let columns = "SELECT group_concat('\"' || name || '\"') FROM pragma_table_info(?1)
            WHERE name NOT LIKE '\\_%At' ESCAPE '\\'
            AND name NOT IN ('lastMergeTargetCommit', 'lastMergeCommit', 'mergeStatus')";
        let columns: String = reader.query_row(columns, [table], |row| row.get(0)).unwrap();
        (*table, rows(file, &format!("SELECT {columns} FROM \"{table}\" WHERE _deletedAt IS NULL")))
    };
    tables().iter().map(all).collect()
}

/// What the world holds besides what the tests of single tables compare.
fn world(organization: &Organization) -> BTreeSet<String> {
    let mut rows = BTreeSet::new();
    for (is_binned, repository) in organization
        .recycle_bin()
        .map(|repository| (1, repository))
        .chain(organization.destroyed_repositories().map(|repository| (0, repository)))
    {
        rows.insert(format!("deleted {} {} {is_binned}", repository.id, repository.name));
    }
    for pull in organization.pull_requests() {
        if organization.repositories().any(|repository| repository.id == pull.repository) {
            rows.extend(pull.work_items.iter().map(|item| format!("work item {} {item}", pull.id)));
        }
    }
    let policies = organization.policies().configurations();
    rows.extend(policies.map(|policy| format!("policy {} {}", policy.id, policy.revision)));
    rows
}

fn stored(file: &File) -> BTreeSet<String> {
    let reader = file.read();
    let mut rows = BTreeSet::new();
    for select in [
        "SELECT 'deleted ' || id || ' ' || name || ' ' || isInRecycleBin FROM deleted_repositories",
        "SELECT 'work item ' || pullRequestId || ' ' || id FROM pull_request_work_items",
        "SELECT 'policy ' || id || ' ' || revision FROM policy_configurations",
    ] {
        let mut select = reader.prepare(&format!("{select} WHERE _deletedAt IS NULL")).unwrap();
        let found = select.query_map([], |row| row.get::<_, String>(0)).unwrap();
        rows.extend(found.map(Result::unwrap));
    }
    rows
}

/// Syncs, and compares: with the world, and with a sync that begins with nothing.
async fn check(stage: &Stage, file: &File, what: &str) {
    let report = sync(&stage.ado, file).await;
    assert!(report.is_complete(), "{what}: {report:?}");
    // Merges for trial move without a push: the table has them as of the last one.
    let is_trial = |row: &String| row.contains("refs/pull/");
    let mut difference = repositories::difference(file, &stage.emulator);
    difference.retain(|row| !is_trial(row));
    assert_eq!(difference, [""; 0], "{what}");
    assert_eq!(pull_request::difference(file, &stage.emulator), [""; 0], "{what}");
    let world = stage.emulator.read(|it| world(it.organization(ORGANIZATION).unwrap()));
    assert_eq!(stored(file), world, "{what}");
    let fresh = File::new();
    let report = sync(&stage.ado, &fresh).await;
    assert!(report.is_complete(), "{what}: {report:?}");
    let (fresh, stored) = (everything(&fresh), everything(file));
    for (table, rows) in &fresh {
        let missing: Vec<_> = rows.difference(&stored[table]).filter(|row| !is_trial(row)).collect();
        let extra: Vec<_> = stored[table].difference(rows).filter(|row| !is_trial(row)).collect();
        assert!(missing.is_empty() && extra.is_empty(), "{what}: {table} -{missing:#?} +{extra:#?}");
    }
}

struct Stage {
    emulator: Emulator,
    ado: Client,
    /// A work item, for links.
    item: i64,
}

/// One of the repositories.
#[derive(Clone)]
struct Place {
    project: String,
    id: String,
    branches: Vec<(String, String)>,
    /// Commits that were pushed once.
    commits: Vec<String>,
}

impl Stage {
    async fn new() -> Self {
        let emulator = emulator(0);
        let ado = client(&emulator);
        for project in ["Shop", "Lab"] {
            let project = ado.create_project(project).await.unwrap();
            let repository = project.create_repository("web").await.unwrap();
            repository.commit("main", "First").add("/a.txt", "a\n").create().push().await.unwrap();
        }
        let title = json!([{"op": "add", "path": "/fields/System.Title", "value": "T"}]);
        let request = ado.request(Method::POST, "Shop/_apis/wit/workitems/$Task").query("api-version", "7.1");
        let item = request.json(&title).header("content-type", "application/json-patch+json").send::<Value>();
        let item = item.await.unwrap().body["id"].as_i64().unwrap();
        Self { emulator, ado, item }
    }

    fn places(&self) -> Vec<Place> {
        self.emulator.read(|world| {
            let organization = world.organization(ORGANIZATION).unwrap();
            let place = |repository: &adoxide_emulator::world::repository::Repository| Place {
                project: repository.project.to_string(),
                id: repository.id.to_string(),
                branches: repository
                    .refs
                    .iter()
                    .filter(|(name, _)| name.starts_with("refs/heads/"))
                    .map(|(name, at)| (name.clone(), at.object.to_string()))
                    .collect(),
                commits: repository
                    .pushes
                    .iter()
                    .flat_map(|push| &push.commits)
                    .map(ToString::to_string)
                    .collect(),
            };
            organization.repositories().filter(|repository| !repository.refs.is_empty()).map(place).collect()
        })
    }

    fn repository(&self, place: &Place) -> Repository {
        self.ado.project(&place.project).repository(&place.id)
    }

    async fn move_ref(&self, place: &Place, name: &str, old: &str, new: &str) {
        let update = json!([{"name": name, "oldObjectId": old, "newObjectId": new}]);
        let path = format!("{}/_apis/git/repositories/{}/refs", place.project, place.id);
        send(&self.ado, Method::POST, &path, &update).await;
    }

    /// A pull request of one of these statuses.
    fn pull(&self, random: &mut fastrand::Rng, status: PullRequestStatus) -> Option<Pull> {
        let pulls: Vec<Pull> = self.emulator.read(|world| {
            let organization = world.organization(ORGANIZATION).unwrap();
            let there = |pull: &&adoxide_emulator::world::pull_request::PullRequest| {
                pull.status == status
                    && organization.repositories().any(|repository| repository.id == pull.repository)
            };
            let pull = |pull: &adoxide_emulator::world::pull_request::PullRequest| {
                let comments = pull.threads.iter().flat_map(|thread| {
                    let said = thread.comments.iter().filter(|comment| !comment.is_deleted);
                    said.map(|comment| (thread.id, comment.id))
                });
                Pull {
                    id: pull.id,
                    path: format!("_apis/git/repositories/{}/pullRequests/{}", pull.repository, pull.id),
                    project: organization.repository_by_id(pull.repository).unwrap().project.to_string(),
                    source: pull.source.clone(),
                    tip: pull.merge.source.to_string(),
                    comments: comments.collect(),
                    labels: pull.labels.iter().map(|label| label.name.clone()).collect(),
                    reviewers: pull.reviewers.iter().map(|reviewer| reviewer.id.to_string()).collect(),
                }
            };
            organization.pull_requests().filter(there).map(pull).collect()
        });
        random.choice(&pulls).cloned()
    }
}

#[derive(Clone)]
struct Pull {
    id: i64,
    path: String,
    project: String,
    source: String,
    tip: String,
    comments: Vec<(i64, i64)>,
    labels: Vec<String>,
    reviewers: Vec<String>,
}

/// Anything that can happen, in any order, with faults and with syncs that break off at any wait in between.
#[tokio::test(start_paused = true)]
async fn whatever_happens_to_repositories_the_tables_equal_the_source() {
    let (first, seeds) = seeds(6);
    for seed in first..first + seeds {
        let mut random = fastrand::Rng::with_seed(seed);
        let (stage, file) = (Stage::new().await, File::new());
        let mut count = 0;
        for round in 0..5 {
            for _ in 0..random.usize(0..20) {
                happen(&stage, &mut random, &mut count).await;
            }
            settle().await;
            if random.bool() {
                for _ in 0..random.usize(0..3) {
                    stage.emulator.add_fault(some_fault(&mut random));
                }
                let destination = Sqlite::at(file.path()).open().await.unwrap();
                let engine = Engine::new(ORGANIZATION, feeds(&stage.ado, &[]), &destination).tables(tables());
                drop(broken_off(engine.run(), random.usize(0..250)).await);
                stage.emulator.clear_faults();
                for _ in 0..random.usize(0..6) {
                    happen(&stage, &mut random, &mut count).await;
                }
                settle().await;
            }
            check(&stage, &file, &format!("{seed}.{round}")).await;
        }
        let tables: Vec<_> = tables().into_iter().collect();
        assert_eq!(fresh::differences(&stage.ado, &file, &tables).await, [""; 0], "{seed}");
    }
}

async fn happen(stage: &Stage, random: &mut fastrand::Rng, count: &mut usize) {
    *count += 1;
    if random.u8(0..15) == 0 {
        // Long enough for what was closed before to be known for good.
        tokio::time::advance(Duration::from_secs(random.u64(1..4_000))).await;
    }
    let places = stage.places();
    let Some(place) = random.choice(&places) else {
        let repository = stage.ado.project("Lab").create_repository(format!("new-{count}")).await.unwrap();
        repository.commit("main", "First").add("/a.txt", "a\n").create().push().await.unwrap();
        return;
    };
    if random.bool() {
        to_repository(stage, place, random, *count).await;
    } else {
        to_pull_request(stage, place, random, *count).await;
    }
}

async fn to_repository(stage: &Stage, place: &Place, random: &mut fastrand::Rng, count: usize) {
    let repository = stage.repository(place);
    let Some((branch, tip)) = random.choice(&place.branches) else { return };
    let short = branch.trim_start_matches("refs/heads/");
    let file = format!("/{count}.txt");
    match random.u8(0..16) {
        0..=3 => {
            // Dates of long ago, and of years to come.
            let date = format!("{}-02-03T04:05:06Z", random.u16(2001..2040));
            let who = json!({"name": "A", "email": "a@example.com", "date": date});
            let push = json!({
                "refUpdates": [{"name": branch, "oldObjectId": tip}],
                "commits": [{"comment": "Old", "author": who, "committer": who, "changes": [{
                    "changeType": "add", "item": {"path": file},
                    "newContent": {"content": "x", "contentType": "rawtext"},
                }]}],
            });
            let path = format!("{}/_apis/git/repositories/{}/pushes", place.project, place.id);
            send(&stage.ado, Method::POST, &path, &push).await;
        }
        4 | 5 => drop(repository.commit(short, "More").upsert("/a.txt", format!("{count}\n")).push().await),
        6 => {
            let name = format!("refs/heads/topic-{count}");
            stage.move_ref(place, &name, &"0".repeat(40), tip).await;
        }
        7 | 8 => {
            // Forced to some other commit.
            let Some(other) = random.choice(&place.commits) else { return };
            stage.move_ref(place, branch, tip, other).await;
        }
        9 | 10 => stage.move_ref(place, branch, tip, &"0".repeat(40)).await,
        11 => drop(repository.rename(format!("name-{count}")).await),
        12 => {
            let project = stage.ado.project(if random.bool() { "Shop" } else { "Lab" });
            let repository = project.create_repository(format!("new-{count}")).await.unwrap();
            if random.bool() {
                drop(repository.commit("main", "First").add("/a.txt", "a\n").create().push().await);
            }
        }
        13 => drop(repository.delete().await),
        14 => {
            let binned: Vec<_> = stage.emulator.read(|world| {
                let organization = world.organization(ORGANIZATION).unwrap();
                let binned = organization.recycle_bin();
                binned.map(|known| (known.project.to_string(), known.id.to_string())).collect()
            });
            let Some((project, id)) = random.choice(&binned) else { return };
            let path = format!("{project}/_apis/git/recycleBin/repositories/{id}");
            if random.u8(0..4) == 0 {
                drop(stage.ado.request(Method::DELETE, &path).query("api-version", "7.1").send::<()>().await);
            } else {
                send(&stage.ado, Method::PATCH, &path, &json!({"deleted": false})).await;
            }
        }
        _ => {
            let branch = json!({"defaultBranch": branch});
            let path = format!("{}/_apis/git/repositories/{}", place.project, place.id);
            send(&stage.ado, Method::PATCH, &path, &branch).await;
        }
    }
}

#[expect(clippy::too_many_lines, reason = "one arm a kind of event")]
async fn to_pull_request(stage: &Stage, place: &Place, random: &mut fastrand::Rng, count: usize) {
    let text = format!("text {count}");
    let pull = stage.pull(random, PullRequestStatus::Active).filter(|_| random.u8(0..6) > 0);
    let Some(pull) = pull else {
        // A new one.
        let Some((target, tip)) = random.choice(&place.branches) else { return };
        let source = format!("refs/heads/pull-{count}");
        stage.move_ref(place, &source, &"0".repeat(40), tip).await;
        let commit = stage.repository(place).commit(source.trim_start_matches("refs/heads/"), "Change");
        drop(commit.add(format!("/{count}.txt"), "x\n").push().await);
        let description = "d".repeat(if random.u8(0..4) == 0 { 700 } else { 20 });
        let body = json!({
            "sourceRefName": source, "targetRefName": target, "title": text, "description": description,
            "isDraft": random.u8(0..5) == 0,
        });
        let path = format!("{}/_apis/git/repositories/{}/pullrequests", place.project, place.id);
        send(&stage.ado, Method::POST, &path, &body).await;
        return;
    };
    let path = |rest: &str| format!("{}/{}{rest}", pull.project, pull.path);
    let patch = async |body: Value| drop(send(&stage.ado, Method::PATCH, &path(""), &body).await);
    let delete = async |rest: String| {
        let request = stage.ado.request(Method::DELETE, path(&rest)).query("api-version", "7.1");
        drop(request.send::<()>().await);
    };
    let me = stage.emulator.read(|world| world.organization(ORGANIZATION).unwrap().owner().to_string());
    match random.u8(0..24) {
        0 | 1 => patch(json!({"title": text})).await,
        2 => patch(json!({"description": text.repeat(random.usize(1..100))})).await,
        3..=5 => {
            let places = stage.places();
            let Some(place) = places.iter().find(|place| pull.path.contains(&place.id)) else { return };
            let commit =
                stage.repository(place).commit(pull.source.trim_start_matches("refs/heads/"), "More");
            drop(commit.add(format!("/{count}.txt"), text).push().await);
        }
        6 | 7 => drop(send(&stage.ado, Method::POST, &path("/threads"), &said(&text)).await),
        8 | 9 => {
            let Some((thread, comment)) = random.choice(&pull.comments) else { return };
            let path = path(&format!("/threads/{thread}/comments/{comment}"));
            send(&stage.ado, Method::PATCH, &path, &json!({"content": text})).await;
        }
        10 => {
            let Some((thread, comment)) = random.choice(&pull.comments) else { return };
            delete(format!("/threads/{thread}/comments/{comment}")).await;
        }
        11 => {
            let Some((thread, _)) = random.choice(&pull.comments) else { return };
            let status = ["active", "fixed", "closed", "byDesign"][random.usize(0..4)];
            send(&stage.ado, Method::PATCH, &path(&format!("/threads/{thread}")), &json!({"status": status}))
                .await;
        }
        12 => drop(send(&stage.ado, Method::POST, &path("/labels"), &json!({"name": text})).await),
        13 => {
            let Some(label) = random.choice(&pull.labels) else { return };
            delete(format!("/labels/{}", label.replace(' ', "%20"))).await;
        }
        14 => {
            let body = json!({"state": "pending", "context": {"name": text, "genre": "ci"}});
            send(&stage.ado, Method::POST, &path("/statuses"), &body).await;
        }
        15 | 16 => {
            let vote = [10, 5, 0, -5, -10][random.usize(0..5)];
            let body = json!({"vote": vote, "id": me});
            send(&stage.ado, Method::PUT, &path(&format!("/reviewers/{me}")), &body).await;
        }
        17 => {
            let Some(reviewer) = random.choice(&pull.reviewers) else { return };
            delete(format!("/reviewers/{reviewer}")).await;
        }
        18 => patch(json!({"status": "abandoned"})).await,
        19 => {
            let Some(pull) = stage.pull(random, PullRequestStatus::Abandoned) else { return };
            let path = format!("{}/{}", pull.project, pull.path);
            send(&stage.ado, Method::PATCH, &path, &json!({"status": "active"})).await;
        }
        20 | 21 => {
            patch(json!({
                "status": "completed", "lastMergeSourceCommit": {"commitId": pull.tip},
                "completionOptions": {"deleteSourceBranch": random.bool(), "mergeStrategy": random.u8(1..5)},
            }))
            .await;
        }
        22 => {
            let artifact = format!("vstfs:///Git/PullRequestId/{}", pull_artifact(stage, &pull));
            let link = json!([{"op": "add", "path": "/relations/-", "value": {
                "rel": "ArtifactLink", "url": artifact, "attributes": {"name": "Pull Request"},
            }}]);
            let path = format!("_apis/wit/workitems/{}", stage.item);
            let request = stage.ado.request(Method::PATCH, &path).query("api-version", "7.1").json(&link);
            drop(request.header("content-type", "application/json-patch+json").send::<Value>().await);
        }
        _ => {
            let kind = "fa4e907d-c16b-4a4c-9dfa-4906e5d171dd";
            let policy = json!({
                "isEnabled": true, "isBlocking": false, "type": {"id": kind},
                "settings": {"minimumApproverCount": 1 + count % 3, "scope": [{"repositoryId": null,
                    "refName": "refs/heads/main", "matchKind": "exact"}]},
            });
            send(&stage.ado, Method::POST, &format!("{}/_apis/policy/configurations", pull.project), &policy)
                .await;
        }
    }
}

/// `project/repository/number`, as links have it.
fn pull_artifact(stage: &Stage, pull: &Pull) -> String {
    let repository = stage.emulator.read(|world| {
        let organization = world.organization(ORGANIZATION).unwrap();
        let found = organization.pull_requests().find(|known| known.id == pull.id);
        found.map(|found| found.repository.to_string()).unwrap_or_default()
    });
    format!("{}%2F{repository}%2F{}", pull.project, pull.id)
}
