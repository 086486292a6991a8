//! A copy that was kept up to date equals one that is made anew: all tables, all columns.

use std::collections::BTreeMap;

use adoxide::api::wire::JsonPatch;
use adoxide::api::wit::{self, CreateWorkItem, UpdateWorkItem};
use adoxide::{Client, Method};
use adoxide_sync::{Engine, ErrorKind, Report, Sqlite, Table, feeds};
use serde_json::{Value, json};

use crate::emulator::{ORGANIZATION, client, emulator};
use crate::pull_request::{said, send, settle};
use crate::sqlite::File;

/// The rows of each table that are not deleted: by their keys, each column as SQL has it.
type Rows = BTreeMap<String, BTreeMap<String, String>>;

fn rows(file: &File, table: &str) -> Rows {
    let reader = file.read();
    let texts = |sql: &str| {
        let mut select = reader.prepare(sql).unwrap();
        let rows = select.query_map([table], |row| row.get::<_, String>(0)).unwrap();
        rows.collect::<Result<Vec<_>, _>>().unwrap()
    };
    let keys = texts("SELECT name FROM pragma_table_info(?1) WHERE pk > 0 ORDER BY pk");
    let columns = texts(
        "SELECT name FROM pragma_table_info(?1) WHERE name NOT IN ('_syncedAt', '_deletedAt') ORDER BY cid",
    );
    if columns.is_empty() {
        return Rows::new();
    }
    let quoted = columns.iter().map(|column| format!("quote(\"{column}\")")).collect::<Vec<_>>().join(", ");
    let sql = format!("SELECT {quoted} FROM \"{table}\" WHERE _deletedAt IS NULL");
    let mut select = reader.prepare(&sql).unwrap();
    let mut found = select.query([]).unwrap();
    let mut rows = Rows::new();
    while let Some(row) = found.next().unwrap() {
        let cells = columns.iter().enumerate().map(|(at, name)| (name.clone(), row.get(at).unwrap()));
        let cells: BTreeMap<String, String> = cells.collect();
        let key = keys.iter().map(|key| cells[key].as_str()).collect::<Vec<_>>().join(" ");
        rows.insert(key, cells);
    }
    rows
}

/// Whether two values are the same: objects are, in whatever order their members stand.
fn is_same(one: &str, other: &str) -> bool {
    let object = |text: &str| {
        let text = text.strip_prefix("'{")?.strip_suffix("}'")?.replace("''", "'");
        serde_json::from_str::<Value>(&format!("{{{text}}}")).ok()
    };
    one == other || object(one).is_some_and(|one| Some(one) == object(other))
}

/// What differs from a copy that is made now.
pub async fn differences(ado: &Client, file: &File, tables: &[&str]) -> Vec<String> {
    let fresh = File::new();
    let destination = Sqlite::at(fresh.path()).open().await.unwrap();
    let engine = Engine::new(ORGANIZATION, feeds(ado, &[]), &destination).tables(tables.iter().copied());
    let report = engine.run().await.unwrap();
    assert!(report.is_complete(), "{:#?}", report.failures());
    drop(destination);
    let mut differences = Vec::new();
    for table in tables {
        let (kept, made) = (rows(file, table), rows(&fresh, table));
        for (key, row) in &kept {
            let Some(other) = made.get(key) else {
                differences.push(format!("{table} {key}: kept, and not there any more"));
                continue;
            };
            for (column, value) in row.iter().filter(|(column, value)| !is_same(&other[*column], value)) {
                differences
                    .push(format!("{table} {key}: {column} is {value} and should be {}", other[column]));
            }
        }
        let missing = made.keys().filter(|key| !kept.contains_key(*key));
        differences.extend(missing.map(|key| format!("{table} {key}: missing")));
    }
    differences
}

/// Every table that no credential is needed for but the one of the emulator.
fn tables() -> Vec<&'static str> {
    adoxide_sync::table::all().map(Table::name).collect()
}

async fn sync_of(ado: &Client, file: &File, full: bool) -> Report {
    let destination = Sqlite::at(file.path()).open().await.unwrap();
    let engine = Engine::new(ORGANIZATION, feeds(ado, &[]), &destination).tables(tables()).full(full);
    let report = engine.run().await.unwrap();
    assert!(report.is_complete(), "{:#?}", report.failures());
    report
}

async fn check(ado: &Client, file: &File, what: &str) {
    drop(sync_of(ado, file, false).await);
    assert_eq!(differences(ado, file, &tables()).await, [""; 0], "{what}");
}

fn text(file: &File, sql: &str) -> Vec<String> {
    let reader = file.read();
    let mut select = reader.prepare(sql).unwrap();
    let rows = select.query_map([], |row| row.get::<_, Option<String>>(0)).unwrap();
    rows.map(|text| text.unwrap().unwrap_or_default()).collect()
}

struct Stage {
    ado: Client,
    project: String,
    /// The path of a repository.
    repository: String,
    pull: i64,
    item: i64,
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
        let project = project.id().await.unwrap();
        let repository = format!("{project}/_apis/git/repositories/{}", repository.id().await.unwrap());
        let body =
            json!({"sourceRefName": "refs/heads/side", "targetRefName": "refs/heads/main", "title": "Side"});
        let pull = send(&ado, Method::POST, &format!("{repository}/pullrequests"), &body).await.unwrap();
        let pull = pull["pullRequestId"].as_i64().unwrap();
        settle().await;
        let patch = JsonPatch::new().add("/fields/System.Title", "Item").add("/fields/System.Tags", "old");
        let op = wit::create_work_item(&"Shop".into(), &"Task".into(), &patch, CreateWorkItem::default());
        let item = ado.call(op).await.unwrap().id.unwrap();
        Self { ado, project, repository, pull, item }
    }

    async fn patch(&self, body: Value) {
        let path = format!("{}/pullrequests/{}", self.repository, self.pull);
        send(&self.ado, Method::PATCH, &path, &body).await.unwrap();
        settle().await;
    }

    async fn post(&self, what: &str, body: Value) -> Value {
        let path = format!("{}/pullRequests/{}/{what}", self.repository, self.pull);
        send(&self.ado, Method::POST, &path, &body).await.unwrap()
    }

    async fn edit(&self, field: &str, value: &str) {
        let patch = JsonPatch::new().add(format!("/fields/{field}"), value);
        let op = wit::update_work_item(None, self.item.into(), &patch, UpdateWorkItem::default());
        self.ado.call(op).await.unwrap();
        settle().await;
    }
}

#[tokio::test(start_paused = true)]
async fn revisions_end_when_the_next_one_is_made() {
    let (stage, file) = (Stage::new().await, File::new());
    check(&stage.ado, &file, "at first").await;
    for title in ["Second", "Third"] {
        stage.edit("System.Title", title).await;
        check(&stage.ado, &file, title).await;
    }
    let sql = format!(
        "SELECT fields ->> '$.\"System.RevisedDate\"' FROM work_item_revisions WHERE id = {} ORDER BY rev",
        stage.item
    );
    let ends = text(&file, &sql);
    let still: Vec<_> = ends.iter().map(|end| end.starts_with("9999")).collect();
    assert_eq!(still, [false, false, true], "{ends:?}");
}

#[tokio::test(start_paused = true)]
async fn names_are_those_of_now() {
    let (stage, file) = (Stage::new().await, File::new());
    stage.post("threads", said("Why?")).await;
    stage.patch(json!({"status": "abandoned"})).await;
    check(&stage.ado, &file, "at first").await;
    stage.ado.project("Shop").rename("Store").await.unwrap();
    settle().await;
    check(&stage.ado, &file, "after a project was renamed").await;
    stage.ado.project("Store").repository("web").rename("site").await.unwrap();
    check(&stage.ado, &file, "after a repository was renamed").await;
}

#[tokio::test(start_paused = true)]
async fn areas_and_iterations_are_called_as_they_are_now() {
    let (stage, file) = (Stage::new().await, File::new());
    let nodes = "Shop/_apis/wit/classificationnodes";
    let send = async |method: Method, path: String, body: Value| {
        send(&stage.ado, method, &path, &body).await.unwrap();
        settle().await;
    };
    for (tree, name) in [("areas", "Web"), ("areas", "App"), ("areas/Web", "Cart"), ("iterations", "One")] {
        send(Method::POST, format!("{nodes}/{tree}"), json!({"name": name})).await;
    }
    stage.edit("System.AreaPath", "Shop\\Web\\Cart").await;
    stage.edit("System.IterationPath", "Shop\\One").await;
    // What a change has said of a path is not read again.
    let tables: Vec<_> = tables().into_iter().filter(|table| *table != "work_item_updates").collect();
    let check = async |when: &str| {
        drop(sync_of(&stage.ado, &file, false).await);
        assert_eq!(differences(&stage.ado, &file, &tables).await, [""; 0], "{when}");
        let item = stage.item;
        text(&file, &format!("SELECT areaPath || ' ' || iterationPath FROM work_items WHERE id = {item}"))
    };
    assert_eq!(check("at first").await, ["Shop\\Web\\Cart Shop\\One"]);
    for (tree, name) in [("areas/Web", "Site"), ("iterations/One", "Uno")] {
        send(Method::PATCH, format!("{nodes}/{tree}"), json!({"name": name})).await;
    }
    assert_eq!(check("with other names").await, ["Shop\\Site\\Cart Shop\\Uno"]);
    for (tree, name) in [("areas/Site", "x"), ("areas/App", "Site"), ("areas/x", "App")] {
        send(Method::PATCH, format!("{nodes}/{tree}"), json!({"name": name})).await;
    }
    assert_eq!(check("with the names of each other").await, ["Shop\\App\\Cart Shop\\Uno"]);
    let sql = "SELECT areas.name FROM work_items JOIN areas ON areaPath = areas.tree_path \
               JOIN iterations ON iterationPath = iterations.tree_path WHERE iterations.name = 'Uno'";
    assert_eq!(text(&file, sql), ["Cart"]);
}

#[tokio::test(start_paused = true)]
async fn what_happens_to_a_closed_pull_request_is_seen() {
    let (stage, file) = (Stage::new().await, File::new());
    let thread = stage.post("threads", said("Why?")).await;
    stage.patch(json!({"status": "abandoned"})).await;
    check(&stage.ado, &file, "at first").await;
    stage.post("threads", said("Late")).await;
    stage.post("labels", json!({"name": "late"})).await;
    let body = json!({"state": "succeeded", "context": {"name": "build", "genre": "ci"}});
    stage.post("statuses", body).await;
    let comment = format!("threads/{}/comments/1", thread["id"]);
    let path = format!("{}/pullRequests/{}/{comment}", stage.repository, stage.pull);
    send(&stage.ado, Method::PATCH, &path, &json!({"content": "Edited"})).await.unwrap();
    check(&stage.ado, &file, "after it was closed").await;
}

#[tokio::test(start_paused = true)]
async fn projects_and_items_that_are_gone() {
    let (stage, file) = (Stage::new().await, File::new());
    check(&stage.ado, &file, "at first").await;
    let params = wit::DeleteWorkItem::default();
    stage.ado.call(wit::delete_work_item(None, stage.item.into(), params)).await.unwrap();
    check(&stage.ado, &file, "in the recycle bin").await;
    let body = serde_json::from_value(json!({"isDeleted": false})).unwrap();
    stage.ado.call(wit::restore_work_item(None, stage.item.into(), &body)).await.unwrap();
    check(&stage.ado, &file, "restored").await;
    let path = format!("_apis/projects/{}", stage.project);
    let request = stage.ado.request(Method::DELETE, path).query("api-version", "7.1");
    request.send::<Value>().await.unwrap();
    settle().await;
    check(&stage.ado, &file, "with its project").await;
}

#[tokio::test(start_paused = true)]
async fn a_full_sync_finds_what_nothing_tells() {
    let (stage, file) = (Stage::new().await, File::new());
    check(&stage.ado, &file, "at first").await;
    let writer = rusqlite::Connection::open(file.path()).unwrap();
    let sql = "DELETE FROM pull_request_threads; UPDATE commits SET comment = 'x'; \
               UPDATE work_item_revisions SET title = 'x' WHERE rev = 1; \
               UPDATE pull_requests SET pullRequestId = pullRequestId + 100000; DELETE FROM builds";
    writer.execute_batch(sql).unwrap();
    drop(writer);
    drop(sync_of(&stage.ado, &file, true).await);
    assert_eq!(differences(&stage.ado, &file, &tables()).await, [""; 0]);
    let report = sync_of(&stage.ado, &file, true).await;
    for table in report.tables() {
        assert!(table.counts.is_quiet(), "{} {}", table.table.name(), table.counts);
    }
}

#[tokio::test(start_paused = true)]
async fn a_first_sync_can_begin_late() {
    let emulator = emulator(3);
    let (ado, late, whole) = (client(&emulator), File::new(), File::new());
    let tables = ["pull_requests", "pushes", "commits", "work_item_revisions", "work_items"];
    let run = async |file: &File, since: Option<&str>| {
        let destination = Sqlite::at(file.path()).open().await.unwrap();
        let engine = Engine::new(ORGANIZATION, feeds(&ado, &[]), &destination).tables(tables);
        let engine = match since {
            Some(since) => engine.since(since.parse().unwrap()),
            None => engine,
        };
        let report = engine.run().await.unwrap();
        assert!(report.is_complete(), "{:#?}", report.failures());
        report
    };
    let all = run(&whole, None).await;
    let some = run(&late, Some("2026-01-25T00:00:00Z")).await;
    for table in tables {
        let [all, some] = [&all, &some].map(|report| report.table(table).unwrap().counts.added);
        assert!(some < all, "{table}: {some} of {all}");
    }
    // What is older is not read later either.
    let report = run(&late, None).await;
    assert!(report.tables().iter().all(|table| table.counts.is_quiet()), "{report:?}");
}

#[tokio::test(start_paused = true)]
async fn another_organization_of_the_same_name_is_refused() {
    let (stage, file) = (Stage::new().await, File::new());
    let run = async |id: &str, full: bool| {
        let destination = Sqlite::at(file.path()).open().await.unwrap();
        let engine =
            Engine::new(ORGANIZATION, feeds(&stage.ado, &[]), &destination).tables(["projects", "teams"]);
        engine.organization_id(id).full(full).run().await
    };
    drop(run("one", false).await.unwrap());
    drop(run("one", false).await.unwrap());
    let error = run("two", false).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Incompatible);
    assert!(error.to_string().contains("another organization"), "{error}");
    let report = run("two", true).await.unwrap();
    assert!(report.table("projects").unwrap().counts.added > 0);
    drop(run("two", false).await.unwrap());
}
