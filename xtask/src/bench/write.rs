//! `write`: rows into SQLite, beside the `sqlite3` shell's `.import` of the same rows.

use std::fs;
use std::path::Path;
use std::process::Command;

use adoxide_sync::arrow_array::RecordBatch;
use adoxide_sync::{Batch, Change, Cursor, Decoder, Destination, Place, Session, Sqlite, Unit, table};
use jiff::Timestamp;

use super::subject::{Named, Work};
use super::{Goal, Outcome, Stand, measure};

pub const SUBJECTS: &[Named] = &[("write-adoxide", adoxide)];

/// How many rows go into one commit.
const BATCH: usize = 2_000;

pub fn run(stand: &Stand) -> Result<Outcome, String> {
    let rows = stand.size(200_000, 100_000, 300);
    let csv = stand.path("refs.csv");
    let text: String = (0..rows).map(csv_row).collect();
    fs::write(&csv, text).map_err(|error| error.to_string())?;
    let (ours, theirs) = (stand.path("ours.db"), stand.path("theirs.db"));
    let mut subjects: Vec<measure::Subject<'_>> = vec![(
        "adoxide".to_owned(),
        Box::new(|| {
            remove(&ours);
            measure::program(&mut Stand::own("write-adoxide", &[&ours.to_string_lossy(), &rows.to_string()])?)
        }),
    )];
    let mut outcome = Outcome::default();
    if Command::new("sqlite3").arg("--version").output().is_ok() {
        subjects.push((
            "sqlite3 .import".to_owned(),
            Box::new(|| {
                remove(&theirs);
                let mut shell = Command::new("sqlite3");
                // The same table, the same key, the same durability.
                shell.arg(&theirs).args([
                    "PRAGMA journal_mode = WAL;",
                    "CREATE TABLE refs (organization TEXT, project_id TEXT, repository_id TEXT, name TEXT, objectId TEXT, \
                     url TEXT, isLocked INTEGER, _syncedAt TEXT, _deletedAt TEXT, PRIMARY KEY (repository_id, name)) \
                     WITHOUT ROWID;",
                    &format!(".import --csv {} refs", csv.display()),
                ]);
                let mut sample = measure::program(&mut shell)?;
                sample.amount = Some((rows as f64, "rows".to_owned()));
                Ok(sample)
            }),
        ));
    } else {
        outcome.notes.push("the sqlite3 shell is missing".to_owned());
    }
    outcome.samples = measure::in_turns(&mut subjects, stand.rounds())?;
    drop(subjects);
    outcome.ratio(
        "adoxide",
        "sqlite3 .import",
        "rows a second",
        measure::Sample::per_second,
        Goal::AtLeast(1.0),
    );
    Ok(outcome)
}

fn remove(file: &Path) {
    for ending in ["", "-wal", "-shm"] {
        let mut name = file.as_os_str().to_owned();
        name.push(ending);
        // It need not be there.
        let _ = fs::remove_file(name);
    }
}

fn csv_row(number: usize) -> String {
    let (name, id, url) = (name(number), object(number), url(number));
    format!("fabrikam,p,r,{name},{id},{url},0,2026-11-21T00:00:00Z,\n")
}

fn name(number: usize) -> String {
    // Not in the order of the key, as they come from many repositories.
    format!("refs/heads/topic/{:08x}", (number as u32).wrapping_mul(2_654_435_761))
}

fn object(number: usize) -> String {
    format!("{number:040x}")
}

fn url(number: usize) -> String {
    format!("https://dev.azure.com/fabrikam/_apis/git/repositories/r/refs?filter=heads%2Ftopic%2F{number}")
}

fn adoxide(args: &[String]) -> Result<Work, String> {
    let [file, rows] = args else { return Err("file, rows".to_owned()) };
    let rows: usize = rows.parse().map_err(|error| format!("{rows}: {error}"))?;
    // The rows are decoded before the clock runs: this is about writing.
    let batches = decoded(rows)?;
    let runtime = runtime()?;
    Work::of("rows", || {
        let written = runtime.block_on(async {
            let destination = Sqlite::at(file).open().await?;
            write(&destination, batches, 1).await?;
            destination.close().await
        });
        written.map_err(|error: adoxide_sync::Error| error.to_string())?;
        Ok(rows as f64)
    })
}

pub fn runtime() -> Result<tokio::runtime::Runtime, String> {
    tokio::runtime::Builder::new_current_thread().enable_all().build().map_err(|error| error.to_string())
}

fn unit() -> Unit {
    Unit::organization("fabrikam").project("p", Some("Storefront")).repository("r", Some("web"))
}

/// The rows as a feed gives them, in batches.
pub fn decoded(rows: usize) -> Result<Vec<RecordBatch>, String> {
    let mut decoder = Decoder::new(&table::REFS);
    let mut batches = Vec::new();
    for first in (0..rows).step_by(BATCH) {
        let items = (first..(first + BATCH).min(rows)).map(|number| {
            let (name, id, url) = (name(number), object(number), url(number));
            format!(r#"{{"name":"{name}","objectId":"{id}","url":"{url}"}}"#)
        });
        let page = format!("[{}]", items.collect::<Vec<_>>().join(","));
        let decoded = decoder.decode(page.as_bytes(), "value", &unit()).map_err(|error| error.to_string())?;
        batches.push(decoded.rows);
    }
    Ok(batches)
}

/// Commits the batches in their order, so many together.
pub async fn write(
    destination: &dyn Destination,
    batches: Vec<RecordBatch>,
    together: usize,
) -> Result<(), adoxide_sync::Error> {
    let session = Session::open(destination, &[&table::REFS]).await?;
    let mut commit = Vec::new();
    let last = batches.len() - 1;
    for (number, rows) in batches.into_iter().enumerate() {
        commit.push(Batch {
            feed: "history",
            unit: unit(),
            tables: vec![&table::REFS],
            changes: vec![Change::Upsert(&table::REFS, rows)],
            faults: Vec::new(),
            place: Place::At(Cursor::new(1, &number)?),
            at: Timestamp::UNIX_EPOCH,
        });
        if commit.len() == together || number == last {
            session.commit(std::mem::take(&mut commit)).await?;
        }
    }
    Ok(())
}
