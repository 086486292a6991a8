//! What every destination must do, as a suite that any of them can be run against.
//!
//! Write a [`Subject`], call [`run`] from a test, and check that every [`Outcome`] is good. Each case names the
//! rule of the [contract](crate#destinations) that it tries.

use std::fmt::{Debug, Display};
use std::future::Future;
use std::sync::{Arc, LazyLock};

use arrow_array::RecordBatch;
use arrow_schema::{Schema, SchemaRef};
use futures::future::BoxFuture;
use jiff::Timestamp;
use serde_json::{Map, Value, json};

use crate::table::{boolean, integer, list, map, number, record, text, timestamp};
use crate::{
    Batch, Change, Counts, Cursor, Deletion, Destination, Error, ErrorKind, Ingestion, Place, Remove, Retain,
    Scope, ScopeValue, Session, Set, Table, Unit,
};

/// What a destination keeps.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Kind {
    /// Rows as they are now: a database, or files that are written anew.
    Tables,
    /// What became of rows, in order: files that are only appended to. [`Subject::rows`] plays it through.
    Log,
}

/// A destination that is tried: one place, that can be opened again and again.
pub trait Subject: Send + Sync {
    /// The destination.
    type Destination: Destination;

    /// What it keeps.
    fn kind(&self) -> Kind {
        Kind::Tables
    }

    /// Opens the place for writing. What was committed before is there.
    fn open(&self, deletion: Deletion) -> impl Future<Output = Result<Self::Destination, Error>> + Send;

    /// Makes writes of rows to a table fail from now on, or not any more. The table was opened, and has no rows.
    fn obstruct(
        &self,
        table: &'static Table,
        obstruct: bool,
    ) -> impl Future<Output = Result<(), Error>> + Send;

    /// All rows of a table, deleted ones too, by any order: an object with every column that is not null,
    /// `_syncedAt` and `_deletedAt` included. Nested columns are JSON, instants are text as
    /// `2026-01-31T13:05:00.123456Z`.
    fn rows(
        &self,
        table: &'static Table,
    ) -> impl Future<Output = Result<Vec<Map<String, Value>>, Error>> + Send;
}

/// What came of one case.
#[derive(Debug)]
pub struct Outcome {
    /// The case.
    pub name: &'static str,
    /// What the destination did wrong, if it did.
    pub result: Result<(), String>,
}

/// Tries every case, each at a place of its own.
pub async fn run<S: Subject>(mut fresh: impl FnMut() -> S) -> Vec<Outcome> {
    let cases: &[(&'static str, &[Kind], Case<S>)] = &[
        ("D1 a commit that fails leaves nothing", ALL, |s| Box::pin(failed_commit(s))),
        ("D2 the cursor is what was committed last", ALL, |s| Box::pin(cursors(s))),
        ("D2 units are told by what is above them", ALL, |s| Box::pin(units(s))),
        ("D2 tables of a feed share their cursor, each as far as it is", ALL, |s| Box::pin(shared_cursor(s))),
        ("D3 values of every kind survive", ALL, |s| Box::pin(values(s))),
        ("D3 new, changed and unchanged rows are told apart", ALL, |s| Box::pin(upserts(s))),
        ("D4 a snapshot deletes what it lacks, in its unit only", ALL, |s| Box::pin(snapshot(s))),
        ("D4 a snapshot can be narrowed", ALL, |s| Box::pin(narrow_snapshot(s))),
        ("D4 a snapshot goes over several commits", ALL, |s| Box::pin(long_snapshot(s))),
        ("D4 a snapshot does not survive its session, nor a failed commit", ALL, |s| {
            Box::pin(void_snapshot(s))
        }),
        ("D4 a snapshot leaves what is to be kept", ALL, |s| Box::pin(kept(s))),
        ("D5 what is not retained, or is removed, is gone", ALL, |s| Box::pin(retained(s))),
        ("D5 a value is set in one place", ALL, |s| Box::pin(set(s))),
        ("D5 deleted rows are marked, and come back", ALL, |s| Box::pin(marked(s))),
        ("D5 deleted rows are removed, and come back", &[Kind::Tables], |s| Box::pin(removed(s))),
        ("D6 changes take effect in order", ALL, |s| Box::pin(order(s))),
        ("D7 there is one writer, and a dead one does not count", ALL, |s| Box::pin(writers(s))),
        ("D8 a new column is added and its rows are read again", ALL, |s| Box::pin(new_column(s))),
        ("D8 another key is refused, and nothing changed", ALL, |s| Box::pin(other_key(s))),
        ("D9 a unit that is gone leaves no cursor", ALL, |s| Box::pin(gone(s))),
    ];
    let mut outcomes = Vec::new();
    for (name, kinds, case) in cases {
        let subject = fresh();
        if kinds.contains(&subject.kind()) {
            outcomes.push(Outcome { name, result: case(&subject).await });
        }
    }
    outcomes
}

const ALL: &[Kind] = &[Kind::Tables, Kind::Log];

type Case<S> = for<'a> fn(&'a S) -> BoxFuture<'a, Result<(), String>>;

static ITEMS: LazyLock<Table> = LazyLock::new(|| items(&["repository_id", "id"]));

static ITEMS_WITH_COLOR: LazyLock<Table> =
    LazyLock::new(|| items(&["repository_id", "id"]).columns([text("color")]));

static ITEMS_BY_NAME: LazyLock<Table> = LazyLock::new(|| items(&["repository_id", "name"]));

/// Its rows are in a project by what is inside them.
static NESTED: LazyLock<Table> = LazyLock::new(|| {
    let project = record("project", [text("id"), record("deep 'n' \"quoted\"", [text("x")])]);
    Table::new("nested", Ingestion::Snapshot, &["id"])
        .columns([text("id"), project])
        .in_project(&["project", "id"])
});

static KINDS: LazyLock<Table> = LazyLock::new(|| {
    Table::new("kinds", Ingestion::Snapshot, &["id"]).columns([
        text("id"),
        text("order"),
        integer("size"),
        number("ratio"),
        boolean("isOn"),
        timestamp("date"),
        record("_links", [record("self", [text("href")]), timestamp("at"), boolean("on")]),
        list("tags", text("item")),
        list("updates", record("item", [text("name"), integer("n")])),
        map("counts", integer("value")),
    ])
});

fn items(key: &'static [&'static str]) -> Table {
    Table::new("items", Ingestion::Cdc, key)
        .columns([
            integer("id"),
            text("name"),
            integer("parent"),
            record("owner", [text("name"), timestamp("since")]),
        ])
        .by_repository()
}

fn one() -> Unit {
    Unit::organization("o").project("p", Some("P")).repository("r1", None)
}

fn two() -> Unit {
    Unit::organization("o").project("p", Some("P")).repository("r2", None)
}

fn item(id: i64, name: &str) -> Value {
    json!({"id": id, "name": name})
}

/// Rows of a table, as a feed would say them.
fn rows(table: &'static Table, unit: &Unit, items: Vec<Value>) -> Result<RecordBatch, String> {
    let with_unit = items.into_iter().map(|mut item| {
        for (name, value) in [
            ("organization", Some(unit.organization_name())),
            ("project_id", unit.project_id()),
            ("project_name", unit.project_name()),
            ("repository_id", unit.repository_id()),
        ] {
            if table.schema().index_of(name).is_ok() {
                item[name] = value.into();
            }
        }
        item
    });
    batch(table.schema(), with_unit)
}

fn keys(table: &'static Table, unit: &Unit, ids: &[i64]) -> Result<RecordBatch, String> {
    let fields = table.key().iter().filter_map(|key| table.schema().field_with_name(key).ok().cloned());
    let schema = Arc::new(Schema::new(fields.collect::<Vec<_>>()));
    batch(&schema, ids.iter().map(|id| json!({"repository_id": unit.repository_id(), "id": id})))
}

fn batch(schema: &SchemaRef, items: impl IntoIterator<Item = Value>) -> Result<RecordBatch, String> {
    let rows: Value = items.into_iter().collect();
    crate::decode::batch(schema, rows.to_string().as_bytes())
}

fn cursor(state: &str) -> Result<Place, String> {
    told(Cursor::new(1, &state)).map(Place::At)
}

fn at(second: i64) -> Timestamp {
    Timestamp::from_second(1_700_000_000 + second).unwrap_or_default()
}

fn text_at(second: i64) -> String {
    format!("{:.6}", at(second))
}

/// What is to be committed, as of a second.
fn say(unit: Unit, table: &'static Table, changes: Vec<Change>, place: Place, second: i64) -> Batch {
    let faults = Vec::new();
    Batch { feed: FEED, unit, tables: vec![table], changes, faults, place, at: at(second) }
}

/// Commits one batch and answers what that did to its table.
async fn commit(session: &Session<'_>, batch: Batch) -> Result<Counts, String> {
    let table = batch.tables.first().copied();
    let counted = told(session.commit(vec![batch]).await)?;
    let counts = counted.iter().flatten().find(|counted| Some(counted.table) == table);
    counts.map(|counted| counted.counts).ok_or_else(|| "the table was not counted".to_owned())
}

async fn open<S: Subject>(subject: &S, deletion: Deletion) -> Result<S::Destination, String> {
    told(subject.open(deletion).await)
}

async fn started(destination: &dyn Destination) -> Result<Session<'_>, String> {
    told(Session::open(destination, &[&ITEMS, &NESTED, &KINDS]).await)
}

fn cursor_of(session: &Session<'_>, table: &'static Table, unit: &Unit) -> Option<Cursor> {
    session.cursors(FEED, &[table], unit).into_iter().next().and_then(|(cursor, _)| cursor)
}

fn state(session: &Session<'_>, unit: &Unit) -> Result<Option<String>, String> {
    let cursor = cursor_of(session, &ITEMS, unit);
    cursor.map(|cursor| told(cursor.state::<String>(1))).transpose().map(Option::flatten)
}

/// What says all of it.
const FEED: &str = "feed";

/// The rows as `repository/id name`, with `-` before those that are deleted.
async fn there<S: Subject>(subject: &S) -> Result<Vec<String>, String> {
    let rows = told(subject.rows(&ITEMS).await)?;
    let mut rows: Vec<_> = rows
        .iter()
        .map(|row| {
            let text = |column: &str| row.get(column).and_then(Value::as_str).unwrap_or_default();
            let deleted = if row.contains_key("_deletedAt") { "-" } else { "" };
            format!(
                "{deleted}{}/{} {}",
                text("repository_id"),
                row.get("id").unwrap_or(&Value::Null),
                text("name")
            )
        })
        .collect();
    rows.sort();
    Ok(rows)
}

fn told<T, E: Display>(result: Result<T, E>) -> Result<T, String> {
    result.map_err(|error| error.to_string())
}

fn same<T: Debug + PartialEq>(what: &str, is: &T, should: &T) -> Result<(), String> {
    if is == should { Ok(()) } else { Err(format!("{what} should be {should:?} and is {is:?}")) }
}

fn refused<T>(what: &str, result: Result<T, Error>, kinds: &[ErrorKind]) -> Result<(), String> {
    match result {
        Err(error) if kinds.contains(&error.kind()) => Ok(()),
        Err(error) => Err(format!("{what} failed otherwise: {error:?}")),
        Ok(_) => Err(format!("{what} was not refused")),
    }
}

fn counts(added: u64, changed: u64, deleted: u64, unchanged: u64) -> Counts {
    Counts { added, changed, deleted, unchanged }
}

fn upsert(unit: &Unit, items: Vec<Value>) -> Result<Change, String> {
    rows(&ITEMS, unit, items).map(|rows| Change::Upsert(&ITEMS, rows))
}

async fn failed_commit<S: Subject>(subject: &S) -> Result<(), String> {
    let unchanged = async |session: &Session<'_>| {
        same("the cursor", &state(session, &one())?, &Some("first".to_owned()))?;
        same("the rows", &there(subject).await?, &vec!["r1/1 a".to_owned()])
    };
    let destination = open(subject, Deletion::Mark).await?;
    {
        let session = started(&destination).await?;
        let first = vec![upsert(&one(), vec![item(1, "a")])?];
        commit(&session, say(one(), &ITEMS, first, cursor("first")?, 0)).await?;
        // What breaks the contract.
        let more = || upsert(&one(), vec![item(1, "other"), item(2, "b")]);
        let bad = vec![more()?, Change::SnapshotEnd(&ITEMS)];
        let batches = vec![say(one(), &ITEMS, bad, cursor("second")?, 1)];
        refused(
            "the end of a snapshot that has not begun",
            session.commit(batches).await,
            &[ErrorKind::Contract],
        )?;
        unchanged(&session).await?;
        // What can't be written.
        told(subject.obstruct(&KINDS, true).await)?;
        let kinds = Change::Upsert(&KINDS, rows(&KINDS, &one(), vec![json!({"id": "x"})])?);
        let mut batch = say(one(), &ITEMS, vec![more()?, kinds], cursor("second")?, 1);
        batch.tables.push(&KINDS);
        let failed = session.commit(vec![batch]).await;
        told(subject.obstruct(&KINDS, false).await)?;
        refused("a commit that can't be written", failed, &[ErrorKind::Destination])?;
    }
    drop(destination);
    let destination = open(subject, Deletion::Mark).await?;
    unchanged(&started(&destination).await?).await
}

async fn cursors<S: Subject>(subject: &S) -> Result<(), String> {
    let destination = open(subject, Deletion::Mark).await?;
    let session = started(&destination).await?;
    same("the cursor of a new table", &state(&session, &one())?, &None)?;
    commit(&session, say(one(), &ITEMS, vec![], cursor("a")?, 0)).await?;
    commit(&session, say(one(), &ITEMS, vec![], cursor("b")?, 0)).await?;
    commit(&session, say(one(), &ITEMS, vec![], Place::Unchanged, 0)).await?;
    same("the cursor of another unit", &state(&session, &two())?, &None)?;
    same("the cursor of another table", &cursor_of(&session, &KINDS, &one()), &None)?;
    drop(session);
    drop(destination);
    let destination = open(subject, Deletion::Mark).await?;
    let session = started(&destination).await?;
    same("the cursor after opening again", &state(&session, &one())?, &Some("b".to_owned()))
}

async fn shared_cursor<S: Subject>(subject: &S) -> Result<(), String> {
    let destination = open(subject, Deletion::Mark).await?;
    let both = |place: Place| {
        let mut batch = say(one(), &ITEMS, vec![], place, 0);
        batch.tables.push(&KINDS);
        batch
    };
    {
        let session = started(&destination).await?;
        told(session.commit(vec![both(cursor("1")?)]).await)?;
        let places = session.cursors(FEED, &[&ITEMS, &KINDS, &NESTED], &one());
        same("the places of three tables", &places.len(), &2)?;
        same("those that are together", &places.first().map(|(_, tables)| tables.len()), &Some(2))?;
        commit(&session, say(one(), &KINDS, vec![], cursor("2")?, 0)).await?;
    }
    drop(destination);
    let destination = open(subject, Deletion::Mark).await?;
    let session = started(&destination).await?;
    same("the cursor of one", &state(&session, &one())?, &Some("1".to_owned()))?;
    let other = cursor_of(&session, &KINDS, &one()).map(|cursor| told(cursor.state::<String>(1)));
    same("the cursor of the other", &other.transpose()?.flatten(), &Some("2".to_owned()))?;
    same(
        "that of another feed",
        &session.cursors("other", &[&ITEMS], &one()).first().and_then(|(cursor, _)| cursor.clone()),
        &None,
    )?;
    commit(&session, say(one(), &ITEMS, vec![], Place::Gone, 0)).await?;
    same("what is left of one", &state(&session, &one())?, &None)?;
    same("what is left of the other", &cursor_of(&session, &KINDS, &one()).is_some(), &true)
}

async fn units<S: Subject>(subject: &S) -> Result<(), String> {
    let destination = open(subject, Deletion::Mark).await?;
    let session = started(&destination).await?;
    let organization = Unit::organization("o");
    let near = [Unit::organization("o2").project("p", None), Unit::organization("o").project("p2", None)];
    for unit in [one(), two(), organization.project("p", None), organization.clone()].into_iter().chain(near)
    {
        commit(&session, say(unit, &ITEMS, vec![], cursor("c")?, 0)).await?;
    }
    drop(session);
    drop(destination);
    let destination = open(subject, Deletion::Mark).await?;
    let session = started(&destination).await?;
    for (below, expected) in [
        (organization.clone(), vec!["o/p", "o/p/r1", "o/p/r2", "o/p2"]),
        (organization.project("p", None), vec!["o/p/r1", "o/p/r2"]),
        (one(), vec![]),
    ] {
        let mut units: Vec<_> = session.units(&ITEMS, &below).iter().map(Unit::key).collect();
        units.sort();
        same(&format!("what is below {below}"), &units, &expected.into_iter().map(str::to_owned).collect())?;
    }
    // Rows without a cursor: its first page had a fault.
    let third = organization.project("q", None).repository("r3", None);
    commit(
        &session,
        say(third.clone(), &ITEMS, vec![upsert(&third, vec![item(1, "a")])?], Place::Unchanged, 0),
    )
    .await?;
    same("the cursor of a unit that has none", &state(&session, &third)?, &None)?;
    let project = organization.project("q", None);
    let units = session.units(&ITEMS, &project);
    same("a unit without a cursor", &units, &vec![third.clone()])?;
    commit(&session, say(third, &ITEMS, vec![], Place::Gone, 0)).await?;
    same("a unit that is gone", &session.units(&ITEMS, &project), &vec![])?;
    same("units of another table", &session.units(&KINDS, &organization).len(), &0)
}

async fn values<S: Subject>(subject: &S) -> Result<(), String> {
    let destination = open(subject, Deletion::Mark).await?;
    let session = started(&destination).await?;
    let sent = [
        json!({"id": "full", "order": "Ünïcödé 'quoted' \"twice\" \\ \n\t\u{1} 🦀", "size": 1_i64 << 40, "ratio": 0.25,
            "isOn": true, "date": "2014-06-30T18:11:18.092909Z",
            "_links": {"self": {"href": "https://x/?a=1&b=%2F"}, "at": "2020-01-01T00:00:00.000000Z", "on": false},
            "tags": ["x", "ÿ", ""], "updates": [{"name": "n", "n": 0}, {"n": 5}], "counts": {"Add": 1, "Edit": 0}}),
        json!({"id": "extremes", "size": i64::MAX, "ratio": -1.5e300, "isOn": false,
            "date": "9999-12-31T23:59:59.999999Z", "order": "", "tags": [], "counts": {}, "updates": []}),
        json!({"id": "more", "size": i64::MIN, "date": "1969-12-31T23:59:59.999999Z",
            "_links": {"self": {"href": ""}}}),
        json!({"id": "nulls"}),
    ];
    let change = Change::Upsert(&KINDS, rows(&KINDS, &one(), sent.to_vec())?);
    let added = commit(&session, say(one(), &KINDS, vec![change.clone()], Place::Unchanged, 0)).await?;
    same("what was counted", &added, &counts(4, 0, 0, 0))?;
    let again = commit(&session, say(one(), &KINDS, vec![change], Place::Unchanged, 1)).await?;
    same("what was counted the second time", &again, &counts(0, 0, 0, 4))?;
    let stored = told(subject.rows(&KINDS).await)?;
    for mut expected in sent {
        let id = expected["id"].clone();
        expected["organization"] = "o".into();
        expected["_syncedAt"] = text_at(0).into();
        let row = stored.iter().find(|row| row.get("id") == Some(&id)).cloned();
        same("a row", &row.map(Value::Object), &Some(expected))?;
    }
    Ok(())
}

async fn upserts<S: Subject>(subject: &S) -> Result<(), String> {
    let destination = open(subject, Deletion::Mark).await?;
    let session = started(&destination).await?;
    let owned = |id: i64, name: &str, owner: Value| json!({"id": id, "name": name, "owner": owner});
    let first =
        vec![item(1, "a"), item(2, "b"), owned(3, "c", json!({"name": "x"})), owned(4, "d", Value::Null)];
    let first = say(one(), &ITEMS, vec![upsert(&one(), first)?], cursor("1")?, 0);
    same("the first time", &commit(&session, first).await?, &counts(4, 0, 0, 0))?;
    let second = vec![
        item(1, "a"),
        item(2, "B"),
        owned(3, "c", json!({"name": "y"})),
        owned(4, "d", json!({"name": "new"})),
        item(5, "e"),
    ];
    let second = say(one(), &ITEMS, vec![upsert(&one(), second)?], cursor("2")?, 10);
    same("the second time", &commit(&session, second).await?, &counts(1, 3, 0, 1))?;
    let mut synced: Vec<_> = told(subject.rows(&ITEMS).await)?
        .iter()
        .map(|row| (row.get("id").and_then(Value::as_i64), row.get("_syncedAt").cloned()))
        .collect();
    synced.sort_by_key(|(id, _)| *id);
    let expected: Vec<_> = [(1, 0), (2, 10), (3, 10), (4, 10), (5, 10)]
        .map(|(id, second)| (Some(id), Some(Value::from(text_at(second)))))
        .to_vec();
    same("the times", &synced, &expected)?;
    let to_null = say(one(), &ITEMS, vec![upsert(&one(), vec![json!({"id": 1})])?], cursor("3")?, 20);
    same("a value that becomes null", &commit(&session, to_null).await?, &counts(0, 1, 0, 0))?;
    same("the rows", &there(subject).await?, &texts(&["r1/1 ", "r1/2 B", "r1/3 c", "r1/4 d", "r1/5 e"]))
}

fn texts(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|text| (*text).to_owned()).collect()
}

fn whole(unit: &Unit, items: Vec<Value>) -> Result<Vec<Change>, String> {
    Ok(vec![Change::SnapshotBegin(&ITEMS, Scope::unit()), upsert(unit, items)?, Change::SnapshotEnd(&ITEMS)])
}

async fn snapshot<S: Subject>(subject: &S) -> Result<(), String> {
    let destination = open(subject, Deletion::Mark).await?;
    let session = started(&destination).await?;
    for unit in [one(), two()] {
        let all = whole(&unit, vec![item(1, "a"), item(2, "b"), item(3, "c")])?;
        let counted = commit(&session, say(unit, &ITEMS, all, cursor("1")?, 0)).await?;
        same("the first snapshot", &counted, &counts(3, 0, 0, 0))?;
    }
    let fewer = whole(&one(), vec![item(1, "a"), item(3, "C"), item(4, "d")])?;
    let counted = commit(&session, say(one(), &ITEMS, fewer, cursor("2")?, 10)).await?;
    same("the second snapshot", &counted, &counts(1, 1, 1, 1))?;
    let expected = texts(&["-r1/2 b", "r1/1 a", "r1/3 C", "r1/4 d", "r2/1 a", "r2/2 b", "r2/3 c"]);
    same("the rows", &there(subject).await?, &expected)?;
    let again = whole(&one(), vec![item(1, "a"), item(3, "C"), item(4, "d")])?;
    let counted = commit(&session, say(one(), &ITEMS, again, cursor("3")?, 20)).await?;
    same("a snapshot without news", &counted, &counts(0, 0, 0, 3))?;

    // By what is inside the rows, and from above.
    let organization = Unit::organization("o");
    let nested = |project: &str, id: &str| json!({"id": id, "project": {"id": project}});
    let all = vec![nested("p", "a"), nested("p", "b"), nested("q", "c"), json!({"id": "d"})];
    let all = Change::Upsert(&NESTED, rows(&NESTED, &organization, all)?);
    commit(&session, say(organization.clone(), &NESTED, vec![all], cursor("1")?, 0)).await?;
    let only = |unit: &Unit, items: Vec<Value>| -> Result<_, String> {
        Ok(vec![
            Change::SnapshotBegin(&NESTED, Scope::unit()),
            Change::Upsert(&NESTED, rows(&NESTED, unit, items)?),
            Change::SnapshotEnd(&NESTED),
        ])
    };
    let project = organization.project("p", None);
    let changes = only(&project, vec![nested("p", "b")])?;
    let counted = commit(&session, say(project, &NESTED, changes, cursor("1")?, 10)).await?;
    same("a snapshot of one project", &counted, &counts(0, 0, 1, 1))?;
    let organization = Unit::organization("O");
    let changes = only(&organization, vec![nested("p", "b")])?;
    let counted = commit(&session, say(organization, &NESTED, changes, cursor("2")?, 20)).await?;
    // In another letter case it is the same organization.
    same("a snapshot of all projects", &counted, &counts(0, 0, 2, 1))?;
    same(
        "the cursor, in another letter case",
        &cursor_of(&session, &NESTED, &Unit::organization("o")).is_some(),
        &true,
    )
}

async fn narrow_snapshot<S: Subject>(subject: &S) -> Result<(), String> {
    let destination = open(subject, Deletion::Mark).await?;
    let session = started(&destination).await?;
    let child = |id: i64, parent: i64| json!({"id": id, "name": "x", "parent": parent});
    for unit in [one(), two()] {
        let all = upsert(&unit, vec![child(1, 7), child(2, 7), child(3, 8)])?;
        commit(&session, say(unit, &ITEMS, vec![all], cursor("1")?, 0)).await?;
    }
    let changes = vec![
        Change::SnapshotBegin(&ITEMS, Scope::unit().and("parent", 7)),
        upsert(&one(), vec![child(2, 7)])?,
        Change::SnapshotEnd(&ITEMS),
        Change::SnapshotBegin(&ITEMS, Scope::unit().and("parent", 8).and("name", "y")),
        Change::SnapshotEnd(&ITEMS),
    ];
    let counted = commit(&session, say(one(), &ITEMS, changes, cursor("2")?, 10)).await?;
    same("what was counted", &counted, &counts(0, 0, 1, 1))?;
    same(
        "the rows",
        &there(subject).await?,
        &texts(&["-r1/1 x", "r1/2 x", "r1/3 x", "r2/1 x", "r2/2 x", "r2/3 x"]),
    )
}

async fn kept<S: Subject>(subject: &S) -> Result<(), String> {
    let destination = open(subject, Deletion::Mark).await?;
    let session = started(&destination).await?;
    let child = |id: i64, parent: Option<i64>| json!({"id": id, "name": "x", "parent": parent});
    let all = [(1, Some(7)), (2, Some(7)), (3, Some(8)), (4, Some(9)), (5, None)];
    let all = upsert(&one(), all.map(|(id, parent)| child(id, parent)).to_vec())?;
    commit(&session, say(one(), &ITEMS, vec![all], cursor("1")?, 0)).await?;
    // One that is of no snapshot does nothing.
    let keep = |scope| Change::Keep(&ITEMS, scope);
    let changes = vec![
        keep(Scope::unit()),
        Change::SnapshotBegin(&ITEMS, Scope::unit()),
        upsert(&one(), vec![child(1, Some(7))])?,
        keep(Scope::unit().and("parent", 8)),
        keep(Scope::unit().and("parent", 9).and("name", "y")),
    ];
    commit(&session, say(one(), &ITEMS, changes, cursor("2")?, 10)).await?;
    let changes = vec![keep(Scope::unit().and("id", 2)), Change::SnapshotEnd(&ITEMS)];
    let counted = commit(&session, say(one(), &ITEMS, changes, cursor("3")?, 10)).await?;
    same("what was counted", &counted, &counts(0, 0, 2, 0))?;
    same("the rows", &there(subject).await?, &texts(&["-r1/4 x", "-r1/5 x", "r1/1 x", "r1/2 x", "r1/3 x"]))?;
    let changes =
        vec![Change::SnapshotBegin(&ITEMS, Scope::unit()), keep(Scope::unit()), Change::SnapshotEnd(&ITEMS)];
    let counted = commit(&session, say(one(), &ITEMS, changes, cursor("4")?, 10)).await?;
    same("when all is to be kept", &counted, &counts(0, 0, 0, 0))
}

async fn retained<S: Subject>(subject: &S) -> Result<(), String> {
    let destination = open(subject, Deletion::Mark).await?;
    let session = started(&destination).await?;
    for unit in [one(), two()] {
        let all = upsert(&unit, (1..=5).map(|id| item(id, if id < 4 { "low" } else { "high" })).collect())?;
        commit(&session, say(unit, &ITEMS, vec![all], cursor("1")?, 0)).await?;
    }
    let retain =
        |column, within, values: Vec<ScopeValue>| Change::Retain(&ITEMS, Retain { column, within, values });
    // One that is not there is not added.
    let changes = vec![retain("id", Some(2..=4), vec![3.into(), 9.into(), 4.into()])];
    let counted = commit(&session, say(one(), &ITEMS, changes, cursor("2")?, 10)).await?;
    same("by a range", &counted, &counts(0, 0, 1, 0))?;
    let changes = vec![retain("name", None, vec!["low".into()])];
    let counted = commit(&session, say(two(), &ITEMS, changes, cursor("2")?, 10)).await?;
    same("by a text", &counted, &counts(0, 0, 2, 0))?;
    let changes = vec![retain("parent", None, vec![])];
    let counted = commit(&session, say(two(), &ITEMS, changes, cursor("3")?, 10)).await?;
    same("by a column that is null", &counted, &counts(0, 0, 0, 0))?;
    let remove = |column, values: Vec<ScopeValue>| Change::Remove(&ITEMS, Remove { column, values });
    let changes = vec![remove("id", vec![5.into(), 9.into()]), remove("name", vec!["none".into()])];
    let counted = commit(&session, say(one(), &ITEMS, changes, cursor("3")?, 10)).await?;
    same("those that were removed", &counted, &counts(0, 0, 1, 0))?;
    let expected = texts(&[
        "-r1/2 low",
        "-r1/5 high",
        "-r2/4 high",
        "-r2/5 high",
        "r1/1 low",
        "r1/3 low",
        "r1/4 high",
        "r2/1 low",
        "r2/2 low",
        "r2/3 low",
    ]);
    same("the rows", &there(subject).await?, &expected)
}

async fn long_snapshot<S: Subject>(subject: &S) -> Result<(), String> {
    let destination = open(subject, Deletion::Mark).await?;
    let session = started(&destination).await?;
    for unit in [one(), two()] {
        let all = upsert(&unit, vec![item(1, "a"), item(2, "b"), item(3, "c")])?;
        commit(&session, say(unit, &ITEMS, vec![all], cursor("1")?, 0)).await?;
    }
    // Two units at once, in turns.
    let begin = |unit: &Unit, items| {
        Ok::<_, String>(vec![Change::SnapshotBegin(&ITEMS, Scope::unit()), upsert(unit, items)?])
    };
    let batches = vec![
        say(one(), &ITEMS, begin(&one(), vec![item(1, "a")])?, cursor("begun")?, 10),
        say(two(), &ITEMS, begin(&two(), vec![item(2, "b")])?, cursor("begun")?, 10),
    ];
    told(session.commit(batches).await)?;
    let next = vec![upsert(&one(), vec![item(3, "c"), item(4, "d")])?];
    commit(&session, say(one(), &ITEMS, next, cursor("begun")?, 10)).await?;
    for (unit, deleted) in [(two(), 2), (one(), 1)] {
        let end = say(unit, &ITEMS, vec![Change::SnapshotEnd(&ITEMS)], cursor("2")?, 10);
        same("the end", &commit(&session, end).await?, &counts(0, 0, deleted, 0))?;
    }
    let expected = texts(&["-r1/2 b", "-r2/1 a", "-r2/3 c", "r1/1 a", "r1/3 c", "r1/4 d", "r2/2 b"]);
    same("the rows", &there(subject).await?, &expected)
}

async fn set<S: Subject>(subject: &S) -> Result<(), String> {
    let destination = open(subject, Deletion::Mark).await?;
    let session = started(&destination).await?;
    for unit in [one(), two()] {
        let items = (1..=3).map(|id| json!({"id": id, "name": "a", "owner": {"name": "Ö \"x\"", "since": "2020-01-01T00:00:00Z"}}));
        let mut changes = vec![upsert(&unit, items.chain([item(4, "a")]).collect())?];
        let gone = keys(&ITEMS, &unit, &[3])?;
        changes.push(Change::Delete(&ITEMS, gone));
        commit(&session, say(unit, &ITEMS, changes, cursor("1")?, 0)).await?;
    }
    let set = |scope: Scope, path: &'static [&'static str], value: &str| {
        Change::Set(&ITEMS, Set { scope, path, value: Some(ScopeValue::from(value)) })
    };
    let by_id = |id: i64| Scope::unit().and("id", id);
    let changes = vec![
        set(by_id(1), &["owner", "name"], "it's \"new\""),
        // They are not there: deleted, null, never.
        set(by_id(3), &["name"], "b"),
        set(by_id(4), &["owner", "name"], "b"),
        set(by_id(9), &["name"], "b"),
    ];
    let counted = commit(&session, say(one(), &ITEMS, changes, cursor("2")?, 10)).await?;
    same("a member that is set", &counted, &counts(0, 1, 0, 0))?;
    let all = || vec![set(Scope::unit(), &["name"], "all")];
    let counted = commit(&session, say(one(), &ITEMS, all(), cursor("3")?, 20)).await?;
    same("a column that is set", &counted, &counts(0, 3, 0, 0))?;
    let counted = commit(&session, say(one(), &ITEMS, all(), cursor("4")?, 30)).await?;
    same("a column that is set to what it is", &counted, &counts(0, 0, 0, 0))?;
    same(
        "the rows",
        &there(subject).await?,
        &texts(&["-r1/3 a", "-r2/3 a", "r1/1 all", "r1/2 all", "r1/4 all", "r2/1 a", "r2/2 a", "r2/4 a"]),
    )?;
    let rows = told(subject.rows(&ITEMS).await)?;
    let is_first = |row: &&Map<String, Value>| row["repository_id"] == "r1" && row["id"] == 1;
    let first = rows.iter().find(is_first).ok_or("the first row is gone")?;
    same("the row that was set", &first.get("_syncedAt"), &Some(&text_at(20).into()))?;
    let owner = json!({"name": "it's \"new\"", "since": "2020-01-01T00:00:00.000000Z"});
    same("its object", &first.get("owner"), &Some(&owner))?;
    let changes = vec![set(Scope::unit(), &["id"], "b")];
    let failed = session.commit(vec![say(one(), &ITEMS, changes, Place::Unchanged, 40)]).await;
    refused("a value of the key that is set", failed, &[ErrorKind::Contract])?;

    // A row that was set has the values that were set.
    let again =
        json!({"id": 1, "name": "all", "owner": {"name": "it's \"new\"", "since": "2020-01-01T00:00:00Z"}});
    let counted =
        commit(&session, say(one(), &ITEMS, vec![upsert(&one(), vec![again])?], cursor("5")?, 50)).await?;
    same("a row that was set, said again", &counted, &counts(0, 0, 0, 1))?;

    // The name of the project is in the rows of what is read by its id.
    let renamed = Unit::organization("o").project("p", Some("New")).repository("r1", None);
    let counted = commit(&session, say(renamed, &ITEMS, vec![], Place::Unchanged, 60)).await?;
    same("the rows of a project that has another name", &counted, &counts(0, 3, 0, 0))?;
    let names = told(subject.rows(&ITEMS).await)?;
    let named = names.iter().filter(|row| row.get("project_name") == Some(&"New".into())).count();
    same("those that have it", &named, &3)
}

async fn void_snapshot<S: Subject>(subject: &S) -> Result<(), String> {
    let begin = || Change::SnapshotBegin(&ITEMS, Scope::unit());
    let end = || say(one(), &ITEMS, vec![Change::SnapshotEnd(&ITEMS)], Place::Unchanged, 10);
    let destination = open(subject, Deletion::Mark).await?;
    let session = started(&destination).await?;
    let changes = vec![upsert(&one(), vec![item(1, "a"), item(2, "b")])?, begin()];
    commit(&session, say(one(), &ITEMS, changes, cursor("begun")?, 0)).await?;
    drop(session);
    drop(destination);
    let destination = open(subject, Deletion::Mark).await?;
    let session = started(&destination).await?;
    refused("the end in another session", session.commit(vec![end()]).await, &[ErrorKind::Contract])?;
    let changes = vec![begin(), upsert(&one(), vec![item(1, "a")])?];
    commit(&session, say(one(), &ITEMS, changes, cursor("begun")?, 0)).await?;
    // Begun again: what was seen before does not count.
    let again = vec![begin(), upsert(&one(), vec![item(2, "b")])?];
    commit(&session, say(one(), &ITEMS, again, cursor("begun")?, 0)).await?;
    let counted = commit(&session, end()).await?;
    same("the end after beginning again", &counted, &counts(0, 0, 1, 0))?;

    commit(&session, say(one(), &ITEMS, vec![begin()], cursor("begun")?, 0)).await?;
    let fails = vec![
        upsert(&one(), vec![item(2, "b")])?,
        Change::SnapshotBegin(&ITEMS, Scope::unit().and("nothing", 1)),
    ];
    let fails = session.commit(vec![say(one(), &ITEMS, fails, Place::Unchanged, 0)]).await;
    refused("a snapshot narrowed by no column", fails, &[ErrorKind::Contract])?;
    refused("the end after a failed commit", session.commit(vec![end()]).await, &[ErrorKind::Contract])?;
    same("the rows", &there(subject).await?, &texts(&["-r1/1 a", "r1/2 b"]))
}

async fn delete_and_return<S: Subject>(subject: &S, session: &Session<'_>) -> Result<(), String> {
    let all = upsert(&one(), vec![item(1, "a"), item(2, "b"), item(3, "c")])?;
    commit(session, say(one(), &ITEMS, vec![all], cursor("1")?, 0)).await?;
    let delete = |ids: &[i64]| keys(&ITEMS, &one(), ids).map(|keys| vec![Change::Delete(&ITEMS, keys)]);
    let deleted = say(one(), &ITEMS, delete(&[1, 2, 9])?, cursor("2")?, 10);
    same("the first time", &commit(session, deleted).await?, &counts(0, 0, 2, 0))?;
    let deleted = say(one(), &ITEMS, delete(&[2])?, cursor("3")?, 20);
    same("the second time", &commit(session, deleted).await?, &counts(0, 0, 0, 0))?;
    let elsewhere =
        say(two(), &ITEMS, vec![Change::Delete(&ITEMS, keys(&ITEMS, &two(), &[3])?)], cursor("1")?, 20);
    same("in another unit", &commit(session, elsewhere).await?, &counts(0, 0, 0, 0))?;
    // As it was: it is new all the same.
    let back = say(one(), &ITEMS, vec![upsert(&one(), vec![item(1, "a")])?], cursor("4")?, 30);
    same("what came back", &commit(session, back).await?, &counts(1, 0, 0, 0))?;
    same("the row that came back", &there(subject).await?.contains(&"r1/1 a".to_owned()), &true)
}

async fn marked<S: Subject>(subject: &S) -> Result<(), String> {
    let destination = open(subject, Deletion::Mark).await?;
    delete_and_return(subject, &started(&destination).await?).await?;
    same("the rows", &there(subject).await?, &texts(&["-r1/2 b", "r1/1 a", "r1/3 c"]))?;
    let rows = told(subject.rows(&ITEMS).await)?;
    let times = |id: i64| {
        let row = rows.iter().find(|row| row.get("id") == Some(&id.into()));
        row.map(|row| (row.get("_syncedAt").cloned(), row.get("_deletedAt").cloned()))
    };
    let time = |second: i64| Some(Value::from(text_at(second)));
    same("the times of a deleted row", &times(2), &Some((time(10), time(10))))?;
    same("the times of one that came back", &times(1), &Some((time(30), None)))
}

async fn removed<S: Subject>(subject: &S) -> Result<(), String> {
    let destination = open(subject, Deletion::Remove).await?;
    let session = started(&destination).await?;
    delete_and_return(subject, &session).await?;
    same("the rows", &there(subject).await?, &texts(&["r1/1 a", "r1/3 c"]))?;
    let fewer = whole(&one(), vec![item(3, "c")])?;
    let counted = commit(&session, say(one(), &ITEMS, fewer, cursor("5")?, 40)).await?;
    same("a snapshot", &counted, &counts(0, 0, 1, 1))?;
    same("the rows", &there(subject).await?, &texts(&["r1/3 c"]))
}

async fn order<S: Subject>(subject: &S) -> Result<(), String> {
    let destination = open(subject, Deletion::Mark).await?;
    let session = started(&destination).await?;
    let gone = |id: i64| keys(&ITEMS, &one(), &[id]).map(|keys| Change::Delete(&ITEMS, keys));
    let changes = vec![
        upsert(&one(), vec![item(1, "a"), item(1, "b"), item(2, "x")])?,
        gone(2)?,
        upsert(&one(), vec![item(1, "c")])?,
        gone(3)?,
        upsert(&one(), vec![item(3, "y")])?,
    ];
    let batches = vec![
        say(one(), &ITEMS, changes, cursor("1")?, 0),
        say(one(), &ITEMS, vec![upsert(&one(), vec![item(1, "d")])?], cursor("2")?, 0),
    ];
    let counted = told(session.commit(batches).await)?;
    same("batches that were counted", &counted.len(), &2)?;
    same("the cursor", &state(&session, &one())?, &Some("2".to_owned()))?;
    same("the rows", &there(subject).await?, &texts(&["-r1/2 x", "r1/1 d", "r1/3 y"]))
}

async fn writers<S: Subject>(subject: &S) -> Result<(), String> {
    let write = |second: i64| -> Result<_, String> {
        Ok(say(one(), &ITEMS, vec![upsert(&one(), vec![item(second, "x")])?], cursor("1")?, second))
    };
    let first = open(subject, Deletion::Mark).await?;
    {
        let session = started(&first).await?;
        commit(&session, write(1)?).await?;
        match subject.open(Deletion::Mark).await {
            // Refused: the first goes on.
            Err(error) => {
                same("why the second writer is refused", &error.kind(), &ErrorKind::Locked)?;
                commit(&session, write(2)?).await?;
            }
            // Taken over: the first can't any more.
            Ok(second) => {
                let taken = started(&second).await?;
                refused(
                    "a commit of the first writer",
                    session.commit(vec![write(2)?]).await,
                    &[ErrorKind::Locked],
                )?;
                commit(&taken, write(2)?).await?;
            }
        }
    }
    // Dropped and not closed, as by a process that died.
    drop(first);
    let next = open(subject, Deletion::Mark).await?;
    commit(&started(&next).await?, write(3)?).await?;
    same("the rows", &there(subject).await?, &texts(&["r1/1 x", "r1/2 x", "r1/3 x"]))
}

async fn new_column<S: Subject>(subject: &S) -> Result<(), String> {
    let destination = open(subject, Deletion::Mark).await?;
    {
        let session = started(&destination).await?;
        let all = upsert(&one(), vec![item(1, "a")])?;
        commit(&session, say(one(), &ITEMS, vec![all], cursor("1")?, 0)).await?;
        commit(&session, say(one(), &KINDS, vec![], cursor("1")?, 0)).await?;
    }
    drop(destination);
    let destination = open(subject, Deletion::Mark).await?;
    let session = told(Session::open(&destination, &[&ITEMS_WITH_COLOR, &KINDS]).await)?;
    same("the cursor", &cursor_of(&session, &ITEMS_WITH_COLOR, &one()), &None)?;
    let kept = cursor_of(&session, &KINDS, &one()).is_some();
    same("whether another table kept its cursor", &kept, &true)?;
    let colored = vec![json!({"id": 1, "name": "a", "color": "red"})];
    let change = Change::Upsert(&ITEMS_WITH_COLOR, rows(&ITEMS_WITH_COLOR, &one(), colored)?);
    let counted = commit(&session, say(one(), &ITEMS_WITH_COLOR, vec![change], cursor("2")?, 10)).await?;
    same("what was counted", &counted, &counts(0, 1, 0, 0))?;
    let stored = told(subject.rows(&ITEMS_WITH_COLOR).await)?;
    same("the new column", &stored.first().and_then(|row| row.get("color")), &Some(&"red".into()))
}

async fn other_key<S: Subject>(subject: &S) -> Result<(), String> {
    let destination = open(subject, Deletion::Mark).await?;
    {
        let session = started(&destination).await?;
        let all = upsert(&one(), vec![item(1, "a")])?;
        commit(&session, say(one(), &ITEMS, vec![all], cursor("1")?, 0)).await?;
    }
    drop(destination);
    let destination = open(subject, Deletion::Mark).await?;
    let opened = Session::open(&destination, &[&KINDS, &ITEMS_BY_NAME]).await;
    refused("another key", opened, &[ErrorKind::Incompatible])?;
    drop(destination);
    let destination = open(subject, Deletion::Mark).await?;
    let session = started(&destination).await?;
    same("the cursor", &state(&session, &one())?, &Some("1".to_owned()))?;
    same("the rows", &there(subject).await?, &texts(&["r1/1 a"]))
}

async fn gone<S: Subject>(subject: &S) -> Result<(), String> {
    let destination = open(subject, Deletion::Mark).await?;
    let session = started(&destination).await?;
    for unit in [one(), two()] {
        let all = upsert(&unit, vec![item(1, "a"), item(2, "b")])?;
        commit(&session, say(unit, &ITEMS, vec![all], cursor("1")?, 0)).await?;
    }
    let empty = vec![Change::SnapshotBegin(&ITEMS, Scope::unit()), Change::SnapshotEnd(&ITEMS)];
    let unit = Unit::from_key(&one().key());
    let counted = commit(&session, say(unit, &ITEMS, empty, Place::Gone, 10)).await?;
    same("what was counted", &counted, &counts(0, 0, 2, 0))?;
    same("the cursor", &state(&session, &one())?, &None)?;
    drop(session);
    drop(destination);
    let destination = open(subject, Deletion::Mark).await?;
    let session = started(&destination).await?;
    same("the cursor after opening again", &state(&session, &one())?, &None)?;
    same("the cursor of the other unit", &state(&session, &two())?, &Some("1".to_owned()))?;
    same("the rows", &there(subject).await?, &texts(&["-r1/1 a", "-r1/2 b", "r2/1 a", "r2/2 b"]))
}
