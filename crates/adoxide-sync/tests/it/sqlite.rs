//! The SQLite destination.

use std::fs;
use std::path::PathBuf;
use std::time::Duration;

use adoxide_sync::arrow_schema::DataType;
use adoxide_sync::conformance::{self, Subject};
use adoxide_sync::destination::sqlite;
use adoxide_sync::{Deletion, Engine, Error, ErrorKind, Report, Sqlite, Table};
use rusqlite::types::ValueRef;
use serde_json::{Map, Value};
use tempfile::TempDir;

use crate::engine::stored;
use crate::script::{How, Source, Trip};

pub struct File {
    pub folder: TempDir,
}

impl File {
    pub fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    pub fn path(&self) -> PathBuf {
        self.folder.path().join("sync.db")
    }

    /// Reads it as anybody would.
    pub fn read(&self) -> rusqlite::Connection {
        rusqlite::Connection::open_with_flags(self.path(), rusqlite::OpenFlags::SQLITE_OPEN_READ_ONLY)
            .unwrap()
    }
}

impl Subject for File {
    type Destination = Sqlite;

    async fn open(&self, deletion: Deletion) -> Result<Sqlite, Error> {
        Sqlite::at(self.path()).deletion(deletion).open().await
    }

    async fn obstruct(&self, table: &'static Table, obstruct: bool) -> Result<(), Error> {
        let file = rusqlite::Connection::open(self.path()).unwrap();
        let sql = if obstruct {
            let table = table.name();
            format!("CREATE TRIGGER obstructed BEFORE INSERT ON {table} BEGIN SELECT RAISE(ABORT, 'no'); END")
        } else {
            "DROP TRIGGER obstructed".to_owned()
        };
        file.execute_batch(&sql).unwrap();
        Ok(())
    }

    async fn rows(&self, table: &'static Table) -> Result<Vec<Map<String, Value>>, Error> {
        let file = self.read();
        let mut select = file.prepare(&format!("SELECT * FROM \"{}\"", table.name())).unwrap();
        let names: Vec<String> = select.column_names().map(str::to_owned).collect();
        let rows = select.query_map([], |row| {
            let mut found = Map::new();
            for (at, name) in names.iter().enumerate() {
                let kind = table.schema().field_with_name(name).map(|field| field.data_type().clone());
                let nested = matches!(kind, Ok(DataType::Struct(_) | DataType::List(_) | DataType::Map(..)));
                let value = match row.get_ref(at)? {
                    ValueRef::Null => continue,
                    ValueRef::Integer(value) if matches!(kind, Ok(DataType::Boolean)) => (value == 1).into(),
                    ValueRef::Integer(value) => value.into(),
                    ValueRef::Real(value) => value.into(),
                    ValueRef::Text(text) if nested => serde_json::from_slice(text).unwrap(),
                    ValueRef::Text(text) => std::str::from_utf8(text).unwrap().into(),
                    ValueRef::Blob(_) => unreachable!(),
                };
                found.insert(name.clone(), value);
            }
            Ok(found)
        });
        Ok(rows.unwrap().collect::<Result<_, _>>().unwrap())
    }
}

#[tokio::test]
async fn it_keeps_the_contract() {
    let outcomes = conformance::run(File::new).await;
    let bad: Vec<_> = outcomes.iter().filter(|outcome| outcome.result.is_err()).collect();
    assert!(bad.is_empty(), "{bad:#?}");
    assert_eq!(outcomes.len(), 20);
}

async fn sync(source: &Source, options: sqlite::Options) -> Result<Report, Error> {
    let destination = options.open().await?;
    Engine::new("o", source.feeds(), &destination).run().await
}

async fn complete(source: &Source, options: sqlite::Options) {
    assert!(sync(source, options).await.unwrap().is_complete());
}

async fn refused(file: &File, kind: ErrorKind, message: &str) {
    let error = sync(&Source::new(), Sqlite::at(file.path()).patience(Duration::ZERO)).await.unwrap_err();
    let message = message.replace("FILE", &format!("`{}`", file.path().display()));
    let told = error.to_string();
    assert_eq!((error.kind(), told.starts_with(&message)), (kind, true), "{told}");
    assert!(!told.contains('\n'));
}

#[tokio::test]
async fn what_is_no_database_is_left_alone() {
    let file = File::new();
    let text = "not a database, but long enough to be looked at as one ".repeat(20);
    fs::write(file.path(), &text).unwrap();
    refused(
        &file,
        ErrorKind::NotADestination,
        "FILE is a file, but no SQLite database; sync into another file",
    )
    .await;
    assert_eq!(fs::read_to_string(file.path()).unwrap(), text);

    let file = File::new();
    let other = rusqlite::Connection::open(file.path()).unwrap();
    other.execute_batch("CREATE TABLE projects (mine)").unwrap();
    let message = "FILE is a SQLite database of another program; sync into another file";
    refused(&file, ErrorKind::NotADestination, message).await;

    let file = File::new();
    fs::create_dir(file.path()).unwrap();
    refused(&file, ErrorKind::NotADestination, "FILE is a folder; name a file in it").await;
}

#[tokio::test]
async fn a_file_of_a_newer_version_is_left_alone() {
    let file = File::new();
    complete(&Source::new(), Sqlite::at(file.path())).await;
    let connection = rusqlite::Connection::open(file.path()).unwrap();
    connection.pragma_update(None, "user_version", 3).unwrap();
    drop(connection);
    let message =
        "FILE was written by a newer version of adoxide (its layout is 3, this one knows 2); update adoxide";
    refused(&file, ErrorKind::NewerVersion, message).await;
}

#[tokio::test]
async fn a_folder_that_is_not_there_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("missing/sync.db");
    let error = Sqlite::at(&path).open().await.err().unwrap();
    assert!(
        error.to_string().starts_with(&format!("the folder of `{}` can't be opened: ", path.display())),
        "{error}"
    );
}

#[tokio::test]
async fn two_syncs_on_one_file() {
    let file = File::new();
    let first = Sqlite::at(file.path()).open().await.unwrap();
    let message = format!(
        "another sync is writing to FILE (process {}); wait until it has finished",
        std::process::id()
    );
    refused(&file, ErrorKind::Locked, &message).await;
    #[cfg(unix)]
    {
        // By another name it is the same file.
        let link = file.folder.path().join("link.db");
        std::os::unix::fs::symlink(file.path(), &link).unwrap();
        assert_eq!(Sqlite::at(&link).open().await.err().unwrap().kind(), ErrorKind::Locked);
    }
    first.close().await.unwrap();
    complete(&Source::new(), Sqlite::at(file.path())).await;
    let left: Vec<_> =
        fs::read_dir(file.folder.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert!(!left.iter().any(|name| name.to_string_lossy().contains("sync.db-")), "{left:?}");
}

#[cfg(unix)]
#[tokio::test]
async fn a_new_file_is_for_its_owner_and_an_old_one_stays_as_it_is() {
    use std::os::unix::fs::PermissionsExt as _;

    let file = File::new();
    let mode = || fs::metadata(file.path()).unwrap().permissions().mode() & 0o777;
    complete(&Source::new(), Sqlite::at(file.path())).await;
    assert_eq!(mode(), 0o600);
    fs::set_permissions(file.path(), fs::Permissions::from_mode(0o640)).unwrap();
    complete(&Source::new(), Sqlite::at(file.path())).await;
    assert_eq!(mode(), 0o640);
}

#[tokio::test]
async fn another_program_that_writes() {
    let file = File::new();
    let source = Source::new();
    complete(&source, Sqlite::at(file.path())).await;
    let other = rusqlite::Connection::open(file.path()).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    refused(&file, ErrorKind::Locked, "another program is writing to FILE; close it there and sync again")
        .await;
    other.execute_batch("ROLLBACK").unwrap();
    complete(&source, Sqlite::at(file.path())).await;
}

/// What a process leaves that is killed: the file, its log, and a lock that nobody holds.
#[tokio::test]
async fn a_sync_that_was_killed_leaves_what_it_committed() {
    let (file, source) = (File::new(), Source::new());
    let killed = File::new();
    let destination = Sqlite::at(file.path()).open().await.unwrap();
    let trip = Trip::at(12, How::DropAfter);
    let feeds = source.with(trip.clone()).feeds();
    let report = Engine::new("o", feeds, &destination).run_until(trip.hung()).await.unwrap();
    for entry in fs::read_dir(file.folder.path()).unwrap() {
        let entry = entry.unwrap();
        fs::copy(entry.path(), killed.folder.path().join(entry.file_name())).unwrap();
    }
    assert!(
        killed.folder.path().join("sync.db-wal").exists()
            && killed.folder.path().join("sync.db-lock").exists()
    );
    let kept: usize = stored(&killed).values().map(Vec::len).sum();
    let counted: u64 = report.tables().iter().map(|table| table.counts.added).sum();
    assert_eq!(kept as u64, counted);
    assert!(kept > 0);
    complete(&source, Sqlite::at(killed.path())).await;
    assert_eq!(stored(&killed), source.rows());
}

#[tokio::test]
async fn a_disk_that_fills_up() {
    let (file, source) = (File::new(), Source::new());
    complete(&source, Sqlite::at(file.path())).await;
    let before = stored(&file);
    for id in 0..2_000 {
        source.set("r1", id, &"long ".repeat(200));
    }
    let size = fs::metadata(file.path()).unwrap().len();
    let error = sync(&source, Sqlite::at(file.path()).most_bytes(size + 200_000)).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Full);
    let message =
        format!("there is no room left for `{}`; what was synced so far is kept", file.path().display());
    assert!(error.to_string().starts_with(&message), "{error}");
    let check: String = file.read().query_row("PRAGMA integrity_check", [], |row| row.get(0)).unwrap();
    assert_eq!(check, "ok");
    let kept = stored(&file);
    assert!(kept["items"].len() >= before["items"].len());
    complete(&source, Sqlite::at(file.path())).await;
    assert_eq!(stored(&file), source.rows());
}

#[tokio::test]
async fn readers_are_not_kept_waiting() {
    let (file, source) = (File::new(), Source::new());
    let destination = Sqlite::at(file.path()).open().await.unwrap();
    assert!(Engine::new("o", source.feeds(), &destination).run().await.unwrap().is_complete());
    let reader = file.read();
    reader.execute_batch("BEGIN").unwrap();
    let count = || reader.query_row("SELECT count(*) FROM items", [], |row| row.get::<_, i64>(0)).unwrap();
    assert_eq!(count(), 15);
    source.set("r1", 100, "new");
    assert!(Engine::new("o", source.feeds(), &destination).run().await.unwrap().is_complete());
    assert_eq!(count(), 15);
    reader.execute_batch("COMMIT").unwrap();
    assert_eq!(count(), 16);
}
