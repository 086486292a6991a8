//! Tables in files: Delta Lake and Parquet.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use adoxide_sync::conformance::{self, Subject};
use adoxide_sync::destination::lookup::json_rows;
use adoxide_sync::destination::{Delta, Parquet};
use adoxide_sync::{Deletion, Destination, Engine, Error, ErrorKind, Location, Table, feeds};
use futures::future;
use serde_json::{Map, Value};
use tempfile::TempDir;

use crate::emulator::{ORGANIZATION, client, emulator};
use crate::isolation::answered;
use crate::script::{How, Source, Trip, Tripping};

struct Folder(TempDir);

impl Folder {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn path(&self) -> PathBuf {
        self.0.path().join("sync")
    }

    fn location(&self, kind: &str) -> Location {
        format!("{kind}:{}", self.path().display()).parse().unwrap()
    }

    fn rows(&self, kind: &str, table: &str) -> Result<Vec<Map<String, Value>>, Error> {
        let mut rows = Vec::new();
        match self.location(kind).read_table(table, None) {
            Err(error) if error.kind() == ErrorKind::Config => return Ok(rows),
            Err(error) => return Err(error),
            Ok(mut reader) => {
                while let Some(batch) = reader.read()? {
                    rows.extend(json_rows(&batch)?.iter().map(|row| serde_json::from_str(row).unwrap()));
                }
            }
        }
        Ok(rows)
    }

    /// A table can't be written while a file is where its folder would be.
    fn obstruct(&self, folder: &str, table: &Table, obstruct: bool) {
        let path = self.path().join(folder).join(table.name());
        let away = self.path().join(folder).join(".away");
        if obstruct {
            fs::rename(&path, &away).unwrap();
            fs::write(&path, "").unwrap();
        } else {
            fs::remove_file(&path).unwrap();
            fs::rename(&away, &path).unwrap();
        }
    }
}

struct InDelta(Folder);

impl Subject for InDelta {
    type Destination = Delta;

    async fn open(&self, deletion: Deletion) -> Result<Delta, Error> {
        Delta::open(self.0.path(), deletion).await
    }

    async fn obstruct(&self, table: &'static Table, obstruct: bool) -> Result<(), Error> {
        self.0.obstruct("", table, obstruct);
        Ok(())
    }

    async fn rows(&self, table: &'static Table) -> Result<Vec<Map<String, Value>>, Error> {
        self.0.rows("delta", table.name())
    }
}

struct InParquet(Folder);

impl Subject for InParquet {
    type Destination = Parquet;

    async fn open(&self, deletion: Deletion) -> Result<Parquet, Error> {
        Parquet::open(self.0.path(), deletion).await
    }

    async fn obstruct(&self, table: &'static Table, obstruct: bool) -> Result<(), Error> {
        self.0.obstruct("_state", table, obstruct);
        Ok(())
    }

    async fn rows(&self, table: &'static Table) -> Result<Vec<Map<String, Value>>, Error> {
        self.0.rows("parquet", table.name())
    }
}

#[tokio::test]
async fn delta_keeps_the_contract() {
    keeps_the_contract(|| InDelta(Folder::new())).await;
}

#[tokio::test]
async fn parquet_keeps_the_contract() {
    keeps_the_contract(|| InParquet(Folder::new())).await;
}

async fn keeps_the_contract<S: Subject>(fresh: impl FnMut() -> S) {
    let outcomes = conformance::run(fresh).await;
    let bad: Vec<_> = outcomes.iter().filter(|outcome| outcome.result.is_err()).collect();
    assert!(bad.is_empty(), "{bad:#?}");
    assert_eq!(outcomes.len(), 20);
}

/// What the source has, in the form of [`Source::rows`].
fn stored(folder: &Folder, kind: &str) -> BTreeMap<&'static str, Vec<String>> {
    let tables: [(&'static str, &[&str], &str); 5] = [
        ("projects", &["id"], "name"),
        ("repositories", &["id"], "name"),
        ("items", &["repository_id", "id"], "name"),
        ("lengths", &["repository_id", "id"], "length"),
        ("teams", &["project_id", "id"], "name"),
    ];
    let mut stored = BTreeMap::new();
    for (table, key, value) in tables {
        let text = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        let rows = folder.rows(kind, table).unwrap();
        let rows = rows.into_iter().filter(|row| !row.contains_key("_deletedAt"));
        let mut rows: Vec<_> = rows
            .map(|row| {
                let key: Vec<_> = key.iter().map(|column| text(&row[*column])).collect();
                format!("{} {}", key.join("/"), text(&row[value]))
            })
            .collect();
        rows.sort();
        stored.insert(table, rows);
    }
    stored
}

async fn sync(source: &Source, location: &Location) {
    let destination = location.open(Deletion::Mark).await.unwrap();
    let report = Engine::new("o", source.feeds(), &*destination).run().await.unwrap();
    assert!(report.is_complete(), "{report:?}");
    destination.close().await.unwrap();
}

fn change(source: &Source) {
    source.set("r1", 0, "changed");
    source.unset("r1", 1);
    source.set("r3", 9, "new");
    source.state().projects.get_mut("p1").unwrap().teams.remove("b");
    source.state().repositories.remove("r2");
}

/// The files of a folder and those below, by their paths from there.
fn files(root: &Path) -> Vec<PathBuf> {
    let (mut folders, mut files) = (vec![PathBuf::new()], Vec::new());
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(root.join(&folder)).unwrap().map(Result::unwrap) {
            let path = folder.join(entry.file_name());
            if entry.path().is_dir() { folders.push(path) } else { files.push(path) }
        }
    }
    files.sort();
    files
}

/// The number of the commit that a version of a table belongs to; that of a commit itself. None for what is no version.
fn commit_of(root: &Path, path: &Path) -> Option<u64> {
    let version: u64 = path.file_name()?.to_str()?.strip_suffix(".json")?.parse().ok()?;
    if path.starts_with("_sync") {
        return Some(version);
    }
    let text = fs::read_to_string(root.join(path)).unwrap();
    let lines = text.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
    let mut numbers = lines.filter_map(|line| line["txn"]["version"].as_u64());
    // Files that were made one, after a commit: whatever number, it is gone with it.
    Some(numbers.next().unwrap_or(u64::MAX))
}

/// A process that is killed leaves a commit unwritten, or written for some of its tables.
#[tokio::test]
async fn killed_anywhere_it_loses_nothing() {
    let (source, folder) = (Source::new(), Folder::new());
    sync(&source, &folder.location("delta")).await;
    let last = |folder: &Folder| {
        let paths = files(&folder.path());
        let commits = paths.iter().filter(|path| path.starts_with("_sync"));
        commits.filter_map(|path| commit_of(&folder.path(), path)).max().unwrap()
    };
    let before = last(&folder);
    change(&source);
    sync(&source, &folder.location("delta")).await;
    let end = last(&folder);
    assert!(end > before + 1 && end < 20, "{before}..{end}");
    for number in before..=end {
        // How many of the tables of the last commit have its version.
        for tables in [0, 1, usize::MAX] {
            let killed = Folder::new();
            let mut whole = 0;
            for path in files(&folder.path()) {
                let commit = commit_of(&folder.path(), &path);
                let is_table = !path.starts_with("_sync");
                if commit
                    .is_some_and(|commit| commit > number || commit == number && is_table && whole >= tables)
                {
                    continue;
                }
                whole += usize::from(is_table && commit == Some(number));
                let target = killed.path().join(&path);
                fs::create_dir_all(target.parent().unwrap()).unwrap();
                fs::copy(folder.path().join(&path), target).unwrap();
            }
            sync(&source, &killed.location("delta")).await;
            assert_eq!(stored(&killed, "delta"), source.rows(), "killed at {number}, {tables} tables");
        }
    }
}

#[tokio::test]
async fn a_sync_that_breaks_at_any_step() {
    // Every fourth step each: each commit waits for the disk.
    let hows = [How::FailBefore, How::FailAfter, How::DropBefore, How::DropAfter];
    for kind in ["delta", "parquet"] {
        for (first, how) in hows.into_iter().enumerate() {
            for at in (first..).step_by(hows.len()) {
                let (source, folder) = (Source::new(), Folder::new());
                let location = folder.location(kind);
                sync(&source, &location).await;
                change(&source);
                let trip = Trip::at(at, how);
                {
                    let inner = location.open(Deletion::Mark).await.unwrap();
                    let destination = Tripping { inner, trip: trip.clone() };
                    let feeds = source.with(trip.clone()).feeds();
                    let run = Engine::new("o", feeds, &destination).run();
                    drop(future::select(Box::pin(run), Box::pin(trip.hung())).await);
                }
                sync(&source, &location).await;
                assert_eq!(stored(&folder, kind), source.rows(), "{kind}: {how:?} at {at}");
                if trip.steps() <= at {
                    break;
                }
            }
        }
    }
}

/// The rows of a Parquet file.
fn parquet(path: &Path) -> Vec<Map<String, Value>> {
    use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;

    let reader = ParquetRecordBatchReaderBuilder::try_new(fs::File::open(path).unwrap()).unwrap();
    let rows = reader.build().unwrap().flat_map(|batch| json_rows(&batch.unwrap()).unwrap());
    rows.map(|row| serde_json::from_str(&row).unwrap()).collect()
}

/// The files are those of the last sync that ended, and the ones that have not changed are not written again.
#[tokio::test]
async fn parquet_files_are_swapped_when_a_sync_ends() {
    let (source, folder) = (Source::new(), Folder::new());
    let location = folder.location("parquet");
    sync(&source, &location).await;
    let file = |table: &str| folder.path().join(format!("{table}.parquet"));
    let items = parquet(&file("items"));
    assert_eq!(items, folder.rows("parquet", "items").unwrap());
    assert!(!items.is_empty());
    let written = |table: &str| fs::metadata(file(table)).unwrap().modified().unwrap();
    let (projects, teams) = (written("projects"), written("teams"));
    change(&source);
    {
        // One that does not end.
        let destination = location.open(Deletion::Mark).await.unwrap();
        assert!(Engine::new("o", source.feeds(), &*destination).run().await.unwrap().is_complete());
    }
    assert_eq!(parquet(&file("items")), items);
    sync(&source, &location).await;
    for table in ["items", "teams", "repositories"] {
        assert_eq!(parquet(&file(table)), folder.rows("parquet", table).unwrap(), "{table}");
    }
    assert_ne!(parquet(&file("items")), items);
    assert!(written("teams") > teams);
    assert_eq!(written("projects"), projects);
    // Nothing is kept that no table needs.
    let state = files(&folder.path().join("_state"));
    let parts =
        state.iter().filter(|path| path.starts_with("items") && path.extension().unwrap() == "parquet");
    assert_eq!(parts.count(), live(&folder.path().join("_state"), "items").len());
}

/// The files of a table, by its log.
fn live(root: &Path, table: &str) -> Vec<String> {
    let mut live = Vec::new();
    let log = root.join(table).join("_delta_log");
    for path in files(&log).iter().filter(|path| path.extension().is_some_and(|name| name == "json")) {
        let text = fs::read_to_string(log.join(path)).unwrap();
        for line in text.lines().map(|line| serde_json::from_str::<Value>(line).unwrap()) {
            if let Some(path) = line["add"]["path"].as_str() {
                live.push(path.to_owned());
            }
            live.retain(|path| line["remove"]["path"] != **path);
        }
    }
    live
}

#[tokio::test]
async fn what_has_not_changed_is_not_written() {
    let (source, folder) = (Source::new(), Folder::new());
    sync(&source, &folder.location("delta")).await;
    let of_tables = || {
        let mut paths = files(&folder.path());
        paths.retain(|path| !path.starts_with("_sync") && !path.to_str().unwrap().starts_with("sync_"));
        paths
    };
    let before = of_tables();
    sync(&source, &folder.location("delta")).await;
    assert_eq!(of_tables(), before);
}

/// However many commits there are: few files, and a log that is read from its last checkpoint.
#[tokio::test]
async fn many_commits_leave_few_files() {
    let (source, folder) = (Source::new(), Folder::new());
    let location = folder.location("delta");
    for number in 0..30 {
        source.set("r1", number + 100, "one more");
        sync(&source, &location).await;
    }
    assert_eq!(stored(&folder, "delta"), source.rows());
    assert!(folder.path().join("items/_delta_log/_last_checkpoint").exists());
    assert!(live(&folder.path(), "items").len() < 16);
    let commits = files(&folder.path().join("_sync/_delta_log"));
    assert!(commits.len() < 30, "{commits:?}");
}

#[tokio::test]
async fn what_is_no_folder_of_ours_is_left_alone() {
    for kind in ["delta", "parquet"] {
        let folder = Folder::new();
        let refused = async |kinds: ErrorKind, message: &str| {
            let error = folder.location(kind).open(Deletion::Mark).await.err().unwrap();
            assert_eq!(error.kind(), kinds);
            let text = error.to_string().replace(&folder.path().display().to_string(), "PLACE");
            assert!(text.contains(message), "{text}");
        };
        fs::write(folder.path(), "x").unwrap();
        refused(ErrorKind::NotADestination, "`PLACE` is a file, and not a folder; name another folder").await;
        fs::remove_file(folder.path()).unwrap();
        fs::create_dir(folder.path()).unwrap();
        fs::write(folder.path().join("notes.txt"), "x").unwrap();
        refused(
            ErrorKind::NotADestination,
            "`PLACE` is a folder of something else; name an empty folder, or one that does not exist",
        )
        .await;
        fs::remove_file(folder.path().join("notes.txt")).unwrap();
        let destination = folder.location(kind).open(Deletion::Mark).await.unwrap();
        refused(ErrorKind::Locked, "another sync is writing to `PLACE`").await;
        drop(destination);

        // A newer version.
        sync(&Source::new(), &folder.location(kind)).await;
        let state = if kind == "delta" { folder.path() } else { folder.path().join("_state") };
        let first = state.join("_sync/_delta_log/00000000000000000000.json");
        let text = fs::read_to_string(&first).unwrap();
        fs::write(&first, text.replace(r#""adoxide.format":"1""#, r#""adoxide.format":"2""#)).unwrap();
        refused(ErrorKind::NewerVersion, "was written by a newer version of adoxide").await;
    }
}

/// Every table, from an emulated organization: the same rows in each destination.
#[tokio::test(start_paused = true)]
async fn every_table_is_as_in_sqlite() {
    let (emulator, folder) = (emulator(1), Folder::new());
    let ado = client(&emulator);
    fs::create_dir(folder.path()).unwrap();
    let at = |kind: &str| -> Location {
        format!("{kind}:{}", folder.path().join(kind).display()).parse().unwrap()
    };
    let tables: Vec<_> = answered().map(Table::name).collect();
    let rows = |kind: &str, table: &str| {
        let mut rows = Vec::new();
        for batch in at(kind).read_table(table, None).unwrap() {
            for row in json_rows(&batch.unwrap()).unwrap() {
                let mut row: Map<String, Value> = serde_json::from_str(&row).unwrap();
                assert!(row.remove("_syncedAt").is_some());
                rows.push(Value::from(row).to_string());
            }
        }
        rows.sort();
        rows
    };
    for name in ["", "made later"] {
        if !name.is_empty() {
            ado.create_project(name).await.unwrap().create_repository("second").await.unwrap();
        }
        let mut compared = 0;
        let mut expected = BTreeMap::new();
        for kind in ["sqlite", "delta", "parquet"] {
            let destination = at(kind).open(Deletion::Mark).await.unwrap();
            let engine = Engine::new(ORGANIZATION, feeds(&ado, &[]), &*destination);
            let report = engine.tables(tables.iter().copied()).run().await.unwrap();
            assert!(report.is_complete(), "{:#?}", report.failures());
            destination.close().await.unwrap();
            for table in report.tables().iter().map(|table| table.table.name()) {
                if table.starts_with("sync_") {
                    continue;
                }
                let rows = rows(kind, table);
                let expected = expected.entry(table).or_insert_with(|| rows.clone());
                compared += rows.len();
                assert_eq!(&rows, expected, "{table} in {kind}");
                if kind == "parquet" {
                    let file = folder.path().join(format!("parquet/{table}.parquet"));
                    assert_eq!(parquet(&file).len(), expected.len(), "{table}");
                }
            }
        }
        assert!(compared > 1000, "{compared}");
    }
}
