//! The JSON Lines destination.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use adoxide_sync::conformance::{self, Kind, Subject};
use adoxide_sync::{Deletion, Destination, Engine, Error, ErrorKind, Jsonl, Location, Table};
use futures::future;
use serde_json::{Map, Value};
use tempfile::TempDir;

use crate::script::{How, Source, Trip, Tripping};

struct Folder(TempDir);

impl Folder {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn path(&self) -> PathBuf {
        self.0.path().join("sync")
    }

    fn file(&self, table: &str) -> PathBuf {
        self.path().join(format!("{table}.jsonl"))
    }

    /// The rows of a table by their keys, as who follows the log has them.
    fn play(&self, table: &str, key: &[&str]) -> Vec<Map<String, Value>> {
        let bytes = fs::read(self.file(table)).unwrap_or_default();
        let commits = fs::read_to_string(self.path().join("_commits.jsonl")).unwrap_or_default();
        let commits = commits.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
        let committed = commits.filter_map(|commit| commit["files"][table]["bytes"].as_u64()).next_back();
        let lines = &bytes[..committed.unwrap_or(0) as usize];
        let mut rows: BTreeMap<Vec<String>, Map<String, Value>> = BTreeMap::new();
        for line in std::str::from_utf8(lines).unwrap().lines() {
            let line: Value = serde_json::from_str(line).unwrap();
            let is_deleted = line["op"] == "delete";
            let row = if is_deleted { &line["key"] } else { &line["row"] };
            let key = key.iter().map(|column| row[*column].to_string()).collect();
            if is_deleted {
                let row: &mut Map<String, Value> = rows.get_mut(&key).unwrap();
                row.insert("_deletedAt".into(), line["at"].clone());
                row.insert("_syncedAt".into(), line["at"].clone());
            } else {
                let known = rows.get(&key).is_some_and(|row| !row.contains_key("_deletedAt"));
                assert_eq!(line["op"], if known { "update" } else { "insert" });
                let mut row = row.as_object().unwrap().clone();
                row.insert("_syncedAt".into(), line["at"].clone());
                rows.insert(key, row);
            }
        }
        rows.into_values().collect()
    }
}

impl Subject for Folder {
    type Destination = Jsonl;

    fn kind(&self) -> Kind {
        Kind::Log
    }

    async fn open(&self, _: Deletion) -> Result<Jsonl, Error> {
        Jsonl::open(self.path()).await
    }

    async fn obstruct(&self, table: &'static Table, obstruct: bool) -> Result<(), Error> {
        let file = self.file(table.name());
        if obstruct { fs::create_dir(file) } else { fs::remove_dir(file) }.unwrap();
        Ok(())
    }

    async fn rows(&self, table: &'static Table) -> Result<Vec<Map<String, Value>>, Error> {
        Ok(self.play(table.name(), table.key()))
    }
}

#[tokio::test]
async fn it_keeps_the_contract() {
    let outcomes = conformance::run(Folder::new).await;
    let bad: Vec<_> = outcomes.iter().filter(|outcome| outcome.result.is_err()).collect();
    assert!(bad.is_empty(), "{bad:#?}");
    assert_eq!(outcomes.len(), 19);
}

/// What the source has, in the form of [`Source::rows`].
fn stored(folder: &Folder) -> BTreeMap<&'static str, Vec<String>> {
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
        let rows = folder.play(table, key).into_iter().filter(|row| !row.contains_key("_deletedAt"));
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

async fn sync(source: &Source, path: &Path) {
    let destination = Jsonl::open(path).await.unwrap();
    let report = Engine::new("o", source.feeds(), &destination).run().await.unwrap();
    assert!(report.is_complete(), "{report:?}");
}

fn change(source: &Source) {
    source.set("r1", 0, "changed");
    source.unset("r1", 1);
    source.set("r3", 9, "new");
    source.state().projects.get_mut("p1").unwrap().teams.remove("b");
    source.state().repositories.remove("r2");
}

/// A process that is killed leaves whatever it has written, up to any byte; a disk that lost power may have less of
/// the log of commits, but not of what was there before.
#[tokio::test]
async fn killed_anywhere_it_loses_nothing() {
    let (source, folder) = (Source::new(), Folder::new());
    sync(&source, &folder.path()).await;
    let before = fs::metadata(folder.path().join("_commits.jsonl")).unwrap().len();
    let lengths: BTreeMap<_, _> = files(&folder.path());
    change(&source);
    sync(&source, &folder.path()).await;
    let log = fs::read(folder.path().join("_commits.jsonl")).unwrap();
    let cuts = (before..=log.len() as u64).step_by(211).chain([before, log.len() as u64]);
    for cut in cuts.collect::<Vec<_>>() {
        for torn in [false, true] {
            let killed = Folder::new();
            fs::create_dir(killed.path()).unwrap();
            for (name, length) in files(&folder.path()) {
                let mut bytes = fs::read(folder.path().join(&name)).unwrap();
                if name == "_commits.jsonl" {
                    bytes.truncate(cut as usize);
                } else if torn && cut == before {
                    // The lines of a commit that never happened, broken off somewhere.
                    let known = lengths.get(&name).copied().unwrap_or(0);
                    bytes.truncate((known + (length - known) / 2) as usize);
                }
                fs::write(killed.path().join(&name), bytes).unwrap();
            }
            sync(&source, &killed.path()).await;
            assert_eq!(stored(&killed), source.rows(), "cut at {cut}");
        }
    }
}

fn files(path: &Path) -> BTreeMap<String, u64> {
    let entries = fs::read_dir(path).unwrap().map(Result::unwrap);
    entries.map(|entry| (entry.file_name().into_string().unwrap(), entry.metadata().unwrap().len())).collect()
}

#[tokio::test]
async fn a_sync_that_breaks_at_any_step() {
    // Every fourth step each: each commit waits for the disk.
    let hows = [How::FailBefore, How::FailAfter, How::DropBefore, How::DropAfter];
    for (first, how) in hows.into_iter().enumerate() {
        for at in (first..).step_by(hows.len()) {
            let (source, folder) = (Source::new(), Folder::new());
            sync(&source, &folder.path()).await;
            change(&source);
            let trip = Trip::at(at, how);
            {
                let inner = Jsonl::open(folder.path()).await.unwrap();
                let destination = Tripping { inner, trip: trip.clone() };
                let feeds = source.with(trip.clone()).feeds();
                let run = Engine::new("o", feeds, &destination).run();
                drop(future::select(Box::pin(run), Box::pin(trip.hung())).await);
            }
            sync(&source, &folder.path()).await;
            assert_eq!(stored(&folder), source.rows(), "{how:?} at {at}");
            if trip.steps() <= at {
                break;
            }
        }
    }
}

#[tokio::test]
async fn what_has_not_changed_is_not_written() {
    let (source, folder) = (Source::new(), Folder::new());
    sync(&source, &folder.path()).await;
    let lengths = files(&folder.path());
    sync(&source, &folder.path()).await;
    for (name, length) in files(&folder.path()) {
        let is_ours = name.starts_with("sync_") || name.starts_with('_');
        assert!(is_ours || lengths[&name] == length, "{name}");
    }
    let lines = fs::read_to_string(folder.file("items")).unwrap();
    let first: Value = serde_json::from_str(lines.lines().next().unwrap()).unwrap();
    assert_eq!(first["op"], "insert");
    assert_eq!(first["row"]["organization"], "o");
}

#[tokio::test]
async fn what_is_no_folder_of_ours_is_left_alone() {
    let folder = Folder::new();
    let refused = async |message: &str| {
        let error = Jsonl::open(folder.path()).await.err().unwrap();
        assert_eq!(error.kind(), ErrorKind::NotADestination);
        let text = error.to_string().replace(&folder.path().display().to_string(), "PLACE");
        assert_eq!(text, message);
    };
    fs::write(folder.path(), "x").unwrap();
    refused("`PLACE` is a file, and not a folder; name another folder").await;
    fs::remove_file(folder.path()).unwrap();
    fs::create_dir(folder.path()).unwrap();
    fs::write(folder.path().join("notes.txt"), "x").unwrap();
    refused("`PLACE` is a folder of something else; name an empty folder, or one that does not exist").await;
    fs::remove_file(folder.path().join("notes.txt")).unwrap();
    drop(Jsonl::open(folder.path()).await.unwrap());
    let newer = r#"{"format":2,"commit":1,"files":{},"notes":{}}"#;
    fs::write(folder.path().join("_commits.jsonl"), format!("{newer}\n")).unwrap();
    let error = Jsonl::open(folder.path()).await.err().unwrap();
    assert_eq!(error.kind(), ErrorKind::NewerVersion, "{error}");
}

#[tokio::test]
async fn locations_are_written_with_their_kind() {
    let folder = Folder::new();
    for (text, is_there) in
        [("sqlite:a.db", true), ("jsonl:a", true), ("a.db", false), ("jsonl:", false), ("", false)]
    {
        assert_eq!(text.parse::<Location>().is_ok(), is_there, "{text}");
    }
    let error = "mysql:x".parse::<Location>().unwrap_err().to_string();
    let forms = Location::forms().collect::<Vec<_>>().join(", ");
    assert!(forms.starts_with("sqlite:FILE, postgresql://USER@HOST/DATABASE, jsonl:FOLDER"), "{forms}");
    assert_eq!(error, format!("expected a destination ({forms}), got `mysql:x`"));
    let location: Location = format!("jsonl:{}", folder.path().display()).parse().unwrap();
    assert!(location.peek().await.unwrap().is_empty());
    let destination = location.open(Deletion::Mark).await.unwrap();
    destination.close().await.unwrap();
    drop(destination);
    // Nothing was committed, so nothing is left.
    assert!(!folder.path().exists());
    sync(&Source::new(), &folder.path()).await;
    let known = adoxide_sync::known(&location.peek().await.unwrap()).unwrap();
    assert_eq!((known["projects"], known["items"]), (1, 3));
}
