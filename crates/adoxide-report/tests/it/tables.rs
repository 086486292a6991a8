//! A file of synced tables with rows that are written by hand.

use std::path::PathBuf;

use adoxide_report::{Reader, Scope, Sqlite};
use adoxide_sync::destination::Commit;
use adoxide_sync::{Destination as _, Table};
use jiff::Timestamp;
use serde_json::{Map, Value};
use tempfile::TempDir;

/// The tables, as a sync creates them, and nothing in them but what [`Tables::add`] adds.
pub struct Tables {
    folder: TempDir,
    connection: rusqlite::Connection,
}

impl Tables {
    /// All tables.
    pub fn new() -> Self {
        Self::of(&adoxide_report::view::tables().collect::<Vec<_>>())
    }

    /// Only these tables: the others were never synced.
    pub fn of(tables: &[&'static Table]) -> Self {
        let folder = TempDir::new().unwrap();
        let path = folder.path().join("tables.db");
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let destination = adoxide_sync::Sqlite::at(&path).open().await.unwrap();
            destination.open(tables).await.unwrap();
            // The first commit makes the tables.
            destination.commit(Commit::default()).await.unwrap();
            destination.close().await.unwrap();
        });
        let connection = rusqlite::Connection::open(&path).unwrap();
        Self { folder, connection }
    }

    /// All tables, and those that checks expect and that no sync writes yet.
    pub fn audited() -> Self {
        let tables = Self::new();
        for table in adoxide_report::view::expected() {
            let columns = table.columns().map(|name| format!("\"{name}\"")).collect::<Vec<_>>().join(", ");
            tables.run(&format!(
                "CREATE TABLE IF NOT EXISTS \"{}\" ({columns}, \"_deletedAt\", \"_syncedAt\")",
                table.name
            ));
        }
        tables
    }

    pub fn path(&self) -> PathBuf {
        self.folder.path().join("tables.db")
    }

    /// Runs SQL on the file, as a user or an older version might have.
    pub fn run(&self, sql: &str) {
        self.connection.execute_batch(sql).unwrap();
    }

    /// A copy of the tables, to go back to.
    pub fn copy(&self) -> rusqlite::Connection {
        let mut copy = rusqlite::Connection::open_in_memory().unwrap();
        let backup = rusqlite::backup::Backup::new(&self.connection, &mut copy).unwrap();
        backup.run_to_completion(1_000, std::time::Duration::ZERO, None).unwrap();
        drop(backup);
        copy
    }

    /// Goes back to a copy.
    pub fn restore(&self, copy: &rusqlite::Connection) {
        let mut there = rusqlite::Connection::open(self.path()).unwrap();
        let backup = rusqlite::backup::Backup::new(copy, &mut there).unwrap();
        backup.run_to_completion(1_000, std::time::Duration::ZERO, None).unwrap();
    }

    /// Adds a row. What the table needs and the row lacks is filled in.
    pub fn add(&self, table: &str, row: Value) {
        let Value::Object(mut row) = row else { panic!("a row is an object") };
        let mut default = |column: &str, value: &str| {
            if self.has(table, column) && !row.contains_key(column) {
                row.insert(column.to_owned(), value.into());
            }
        };
        default("organization", "fabrikam");
        default("project_id", PROJECT);
        default("project_name", "Shop");
        default("repository_id", REPOSITORY);
        default("_syncedAt", "2026-03-31T00:00:00.000000Z");
        self.insert(table, &row);
    }

    fn has(&self, table: &str, column: &str) -> bool {
        let sql = "SELECT count(*) FROM pragma_table_info(?1) WHERE name = ?2";
        self.connection.query_row(sql, [table, column], |row| row.get::<_, i64>(0)).unwrap() == 1
    }

    fn insert(&self, table: &str, row: &Map<String, Value>) {
        let names = row.keys().map(|name| format!("\"{name}\"")).collect::<Vec<_>>().join(", ");
        let marks = vec!["?"; row.len()].join(", ");
        let values = row.values().map(|value| match value {
            Value::Null => rusqlite::types::Value::Null,
            Value::Bool(flag) => i64::from(*flag).into(),
            Value::Number(number) => {
                number.as_i64().map_or_else(|| number.as_f64().unwrap().into(), Into::into)
            }
            Value::String(text) => instant(text).into(),
            json => json.to_string().into(),
        });
        let sql = format!("INSERT INTO \"{table}\" ({names}) VALUES ({marks})");
        let inserted = self.connection.execute(&sql, rusqlite::params_from_iter(values));
        inserted.unwrap_or_else(|error| panic!("{table}: {error}"));
    }

    pub fn reader(&self) -> Reader {
        Reader::new(Sqlite::open(&self.path()).unwrap()).unwrap()
    }
}

/// `2026-03-02T08:00Z` as a destination writes it; anything else as it is.
fn instant(text: &str) -> String {
    match text.strip_suffix('Z') {
        Some(minutes) if minutes.len() == 16 => format!("{minutes}:00.000000Z"),
        _ => text.to_owned(),
    }
}

pub const PROJECT: &str = "11111111-0000-4000-8000-000000000001";
pub const REPOSITORY: &str = "22222222-0000-4000-8000-000000000001";

/// A person, by first name.
pub fn person(name: &str) -> Value {
    serde_json::json!({
        "id": format!("id-of-{name}"), "displayName": name, "uniqueName": format!("{name}@fabrikam.example"),
        "descriptor": format!("aad.{name}"),
    })
}

/// March of 2026 by days, seen at the end of it.
pub fn march() -> Scope {
    let now: Timestamp = "2026-03-31T12:00:00Z".parse().unwrap();
    Scope::between(jiff::civil::date(2026, 3, 1), now, now).unwrap()
}
