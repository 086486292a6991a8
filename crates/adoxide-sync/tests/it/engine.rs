//! The engine, with a source that does as it is told and a real SQLite file.

use std::collections::BTreeMap;
use std::sync::Mutex;

use adoxide_sync::{Counts, Engine, ErrorKind, Event, Report, Sqlite};

use crate::script::{Source, Trip};
use crate::sqlite::File;

/// What says what the rows of each table are, in every SQL.
pub const STORED: [(&str, &str); 5] = [
    ("projects", "SELECT id || ' ' || name FROM projects"),
    ("repositories", "SELECT id || ' ' || name FROM repositories"),
    ("items", "SELECT repository_id || '/' || id || ' ' || coalesce(name, '-') FROM items"),
    ("lengths", "SELECT repository_id || '/' || id || ' ' || length FROM lengths"),
    ("teams", "SELECT project_id || '/' || id || ' ' || coalesce(name, '-') FROM teams"),
];

/// The rows of every table that are not deleted.
pub fn stored(file: &File) -> BTreeMap<&'static str, Vec<String>> {
    let reader = file.read();
    let mut stored = BTreeMap::new();
    for (table, select) in STORED {
        let mut select =
            reader.prepare(&format!("{select} WHERE \"_deletedAt\" IS NULL ORDER BY 1")).unwrap();
        let rows = select.query_map([], |row| row.get::<_, String>(0)).unwrap();
        let rows: Vec<_> = rows.collect::<Result<_, _>>().unwrap();
        if !rows.is_empty() {
            stored.insert(table, rows);
        }
    }
    stored
}

async fn sync(source: &Source, file: &File) -> Report {
    let destination = Sqlite::at(file.path()).open().await.unwrap();
    Engine::new("o", source.feeds(), &destination).run().await.unwrap()
}

async fn complete(source: &Source, file: &File) {
    let report = sync(source, file).await;
    assert!(report.is_complete(), "{report:?}");
}

async fn sync_only(source: &Source, file: &File, tables: &[&str]) -> Report {
    let destination = Sqlite::at(file.path()).open().await.unwrap();
    Engine::new("o", source.feeds(), &destination).tables(tables.iter().copied()).run().await.unwrap()
}

fn counts(report: &Report, table: &str) -> (u64, u64, u64, u64) {
    let Counts { added, changed, deleted, unchanged } = report.table(table).unwrap().counts;
    (added, changed, deleted, unchanged)
}

#[tokio::test]
async fn changes_are_told_apart_and_counted() {
    let (source, file) = (Source::new(), File::new());
    let report = sync(&source, &file).await;
    assert!(report.is_complete());
    assert_eq!(stored(&file), source.rows());
    assert_eq!(counts(&report, "projects"), (2, 0, 0, 0));
    assert_eq!(counts(&report, "repositories"), (3, 0, 0, 0));
    assert_eq!(counts(&report, "items"), (15, 0, 0, 0));
    assert_eq!(counts(&report, "teams"), (6, 0, 0, 0));
    // 1 for projects, 2 for repositories, 3 pages of items in each of 3, 2 pages of teams in each of 2.
    assert_eq!(report.requests(), 1 + 2 + 3 * 3 + 2 * 2);

    source.state().requests.clear();
    let report = sync(&source, &file).await;
    assert!(report.tables().iter().all(|table| table.counts.is_quiet()));
    assert_eq!(report.requests(), 1 + 2 + 3 + 2 * 2);
    let mut requests = source.state().requests.clone();
    requests.sort();
    let twice = |what: &str| requests.iter().filter(|request| *request == what).count();
    assert_eq!((twice("items o/p1/r1"), twice("projects o"), twice("teams o/p1")), (1, 1, 2));

    source.set("r1", 0, "changed");
    source.set("r1", 77, "new");
    source.unset("r2", 3);
    source.state().projects.get_mut("p1").unwrap().teams.remove("b");
    source.state().projects.get_mut("p2").unwrap().name = "Renamed".into();
    let report = sync(&source, &file).await;
    assert_eq!(counts(&report, "items"), (1, 1, 1, 0));
    assert_eq!(counts(&report, "lengths"), (1, 1, 1, 0));
    assert_eq!(counts(&report, "projects"), (0, 1, 0, 1));
    assert_eq!(stored(&file), source.rows());
}

#[tokio::test]
async fn a_unit_that_fails_holds_back_only_itself() {
    let (source, file) = (Source::new(), File::new());
    complete(&source, &file).await;
    for repository in ["r1", "r2", "r3"] {
        source.set(repository, 1, "changed");
    }
    source.state().failing = vec!["items o/p1/r2".into(), "teams o/p2".into()];
    let report = sync(&source, &file).await;
    assert!(!report.is_complete());
    let mut failures: Vec<_> =
        report.failures().iter().map(|f| format!("{} {}: {}", f.feed, f.unit, f.error)).collect();
    failures.sort();
    assert_eq!(
        failures,
        [
            "items repository p1/repository r2: items of o/p1/r2 can't be read",
            "teams project Web: teams of o/p2 can't be read",
        ]
    );
    assert_eq!(counts(&report, "items"), (0, 2, 0, 0));
    // Nothing was deleted because it could not be read.
    assert_eq!(stored(&file)["teams"].len(), 6);

    source.state().failing.clear();
    let report = sync(&source, &file).await;
    assert!(report.is_complete());
    assert_eq!(counts(&report, "items"), (0, 1, 0, 0));
    assert_eq!(stored(&file), source.rows());
}

#[tokio::test]
async fn a_listing_that_fails_deletes_nothing() {
    let (source, file) = (Source::new(), File::new());
    complete(&source, &file).await;
    let before = stored(&file);
    for failing in [vec!["projects o", "repositories o"], vec!["projects o"], vec!["repositories o"]] {
        source.state().failing = failing.iter().map(ToString::to_string).collect();
        let report = sync(&source, &file).await;
        assert_eq!(report.failures().len(), failing.len());
        assert_eq!(stored(&file), before);
    }
    // Nor one with a row that can't be read: its unit was not found.
    source.state().failing.clear();
    source.state().bad = vec!["repository r2".into()];
    let report = sync(&source, &file).await;
    assert_eq!(report.failures().len(), 1);
    assert_eq!(stored(&file), before);
}

#[tokio::test]
async fn a_row_that_is_bad_is_reported_and_the_rest_is_kept() {
    let (source, file) = (Source::new(), File::new());
    source.set("r1", 5, "bad one");
    source.set("r1", 6, "after");
    source.state().projects.get_mut("p1").unwrap().teams.insert("b".into(), "bad one".into());
    source.state().bad = vec!["bad one".into()];
    assert!(!sync(&source, &file).await.is_complete());
    source.state().projects.get_mut("p1").unwrap().teams.remove("c");
    let report = sync(&source, &file).await;
    let mut failures: Vec<_> =
        report.failures().iter().map(|f| format!("{:?} {}", f.table.unwrap(), f.error)).collect();
    failures.sort();
    assert_eq!(
        failures,
        [
            "items a row of `items` can't be read, the others are kept: $[0].id: expected an integer, got {}",
            "teams a row of `teams` can't be read, the others are kept: $[1].id: expected text, got {}",
        ]
    );
    let rows = stored(&file);
    assert!(rows["items"].contains(&"r1/6 after".to_owned()));
    assert!(!rows["items"].iter().any(|row| row.starts_with("r1/5")));
    // A snapshot with a bad row deletes nothing: the row may be any.
    assert!(rows["teams"].contains(&"p1/c Team".to_owned()));

    source.state().bad.clear();
    let report = sync(&source, &file).await;
    assert!(report.is_complete());
    assert_eq!(stored(&file), source.rows());
}

#[tokio::test]
async fn a_value_that_does_not_fit_is_null_and_holds_back_nothing() {
    let (source, file) = (Source::new(), File::new());
    source.set("r1", 5, "odd one");
    source.set("r1", 6, "after");
    source.state().projects.get_mut("p1").unwrap().teams.insert("b".into(), "odd one".into());
    source.state().odd = vec!["odd one".into()];
    let report = sync(&source, &file).await;
    assert!(report.is_complete());
    let mut faults: Vec<_> = report.faults().iter().map(ToString::to_string).collect();
    faults.sort();
    assert_eq!(
        faults,
        [
            "`name` of items r1 5 is null: expected text, got {}",
            "`name` of teams p1 b is null: expected text, got {}",
        ]
    );
    // The cursor has moved, and the snapshot ended.
    source.state().projects.get_mut("p1").unwrap().teams.remove("c");
    let report = sync(&source, &file).await;
    assert_eq!((counts(&report, "items"), counts(&report, "teams")), ((0, 0, 0, 0), (0, 0, 1, 5)));
    let rows = stored(&file);
    assert!(rows["items"].contains(&"r1/6 after".to_owned()));
    assert!(!rows["teams"].contains(&"p1/c Team".to_owned()));
}

#[tokio::test]
async fn units_that_are_gone_take_their_rows_with_them_and_come_back() {
    let (source, file) = (Source::new(), File::new());
    complete(&source, &file).await;
    let (repository, project) = {
        let mut state = source.state();
        (state.repositories.remove("r3").unwrap(), state.projects.remove("p2").unwrap())
    };
    let report = sync(&source, &file).await;
    assert!(report.is_complete());
    assert_eq!(stored(&file), source.rows());
    assert_eq!(counts(&report, "items"), (0, 0, 5, 0));
    assert_eq!(counts(&report, "teams"), (0, 0, 3, 3));
    assert_eq!(counts(&report, "repositories"), (0, 0, 1, 2));

    source.state().projects.insert("p2".into(), project);
    source.state().repositories.insert("r3".into(), repository);
    let report = sync(&source, &file).await;
    assert_eq!(stored(&file), source.rows());
    assert_eq!(counts(&report, "items"), (5, 0, 0, 0));
}

#[tokio::test]
async fn a_unit_that_was_never_read_in_whole_is_gone_too() {
    let (source, file) = (Source::new(), File::new());
    source.state().bad = vec!["bad one".into()];
    source.add_repository("r4", "p1");
    source.set("r4", 1, "bad one");
    source.set("r4", 2, "good one");
    assert!(!sync(&source, &file).await.is_complete());
    assert!(stored(&file)["items"].contains(&"r4/2 good one".to_owned()));
    source.state().repositories.remove("r4");
    complete(&source, &file).await;
    assert_eq!(stored(&file), source.rows());
}

#[tokio::test]
async fn a_unit_that_can_not_be_read_now_keeps_its_rows() {
    let (source, file) = (Source::new(), File::new());
    complete(&source, &file).await;
    source.set("r1", 1, "unseen");
    source.state().repositories.get_mut("r1").unwrap().readable = false;
    source.state().requests.clear();
    let report = sync(&source, &file).await;
    assert!(report.is_complete());
    assert_eq!(counts(&report, "items"), (0, 0, 0, 0));
    assert!(!source.state().requests.contains(&"items o/p1/r1".to_owned()));
    assert_eq!(stored(&file)["items"].len(), 15);
}

#[tokio::test]
async fn only_what_is_wanted_is_read() {
    let (source, file) = (Source::new(), File::new());
    let report = sync_only(&source, &file, &["items"]).await;
    assert_eq!(report.tables().len(), 1);
    // The repositories are listed, the projects need not be.
    assert_eq!(report.requests(), 2 + 3 * 3);
    let tables: i64 = file
        .read()
        .query_row("SELECT count(*) FROM sqlite_schema WHERE name IN ('projects', 'lengths')", [], |row| {
            row.get(0)
        })
        .unwrap();
    assert_eq!(tables, 0);

    // A table that is wanted later is read from the start; those that it comes with go on where they are.
    source.set("r1", 0, "changed");
    let report = sync(&source, &file).await;
    assert_eq!(counts(&report, "lengths"), (15, 1, 0, 0));
    assert_eq!(counts(&report, "items"), (0, 1, 0, 0));
    assert_eq!(stored(&file), source.rows());
    // At one place again, they are read together.
    source.state().requests.clear();
    drop(sync(&source, &file).await);
    assert_eq!(source.state().requests.iter().filter(|request| request.starts_with("items ")).count(), 3);
}

#[tokio::test]
async fn a_table_that_does_not_exist_is_named() {
    let (source, file) = (Source::new(), File::new());
    let destination = Sqlite::at(file.path()).open().await.unwrap();
    let error =
        Engine::new("o", source.feeds(), &destination).tables(["items", "comits"]).run().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Config);
    assert_eq!(
        error.to_string(),
        "there is no table `comits`; there are projects, repositories, items, lengths, teams"
    );
    let error = Engine::new("o", source.feeds(), &destination).tables(["item"]).run().await.unwrap_err();
    assert_eq!(error.to_string(), "there is no table `item`; maybe it is `items`");
    assert!(source.state().requests.is_empty());
}

#[tokio::test]
async fn a_run_that_is_stopped_says_so_and_the_next_goes_on() {
    let (source, file) = (Source::new(), File::new());
    let trip = Trip::at(12, crate::script::How::DropBefore);
    let destination = Sqlite::at(file.path()).open().await.unwrap();
    let feeds = source.with(trip.clone()).feeds();
    // One unit hangs; the others go on until it is stopped.
    let report = Engine::new("o", feeds, &destination).run_until(trip.hung()).await.unwrap();
    assert!(report.is_stopped() && !report.is_complete());
    drop(destination);
    let stopped: usize = stored(&file).values().map(Vec::len).sum();
    let counted: u64 = report.tables().iter().map(|table| table.counts.added).sum();
    assert_eq!(stopped as u64, counted);
    complete(&source, &file).await;
    assert_eq!(stored(&file), source.rows());
}

#[tokio::test]
async fn what_happens_can_be_watched() {
    let (source, file) = (Source::new(), File::new());
    source.state().failing = vec!["items o/p1/r2".into()];
    let seen: Mutex<BTreeMap<&str, usize>> = Mutex::default();
    let (running, most) = (Mutex::new(0), Mutex::new(0));
    let destination = Sqlite::at(file.path()).open().await.unwrap();
    let report = Engine::new("o", source.feeds(), &destination)
        .concurrency(3)
        .watch(|event| {
            let name = match event {
                Event::Found { .. } => "found",
                Event::Started { .. } => {
                    *running.lock().unwrap() += 1;
                    let mut most = most.lock().unwrap();
                    *most = (*most).max(*running.lock().unwrap());
                    "started"
                }
                Event::Committed { .. } => "committed",
                Event::Failed(_) => "failed",
                Event::Finished { .. } => {
                    *running.lock().unwrap() -= 1;
                    "finished"
                }
                _ => "other",
            };
            *seen.lock().unwrap().entry(name).or_default() += 1;
        })
        .run()
        .await
        .unwrap();
    assert_eq!(report.failures().len(), 1);
    let seen = seen.into_inner().unwrap();
    assert_eq!((seen["found"], seen["started"], seen["finished"], seen["failed"]), (5, 7, 7, 1));
    assert!(seen["committed"] >= 7);
    assert!(most.into_inner().unwrap() <= 3);
}

#[tokio::test]
async fn a_cursor_of_a_newer_version_fails_its_unit() {
    let (source, file) = (Source::new(), File::new());
    complete(&source, &file).await;
    let writer = rusqlite::Connection::open(file.path()).unwrap();
    let sql = "UPDATE _state SET value = replace(value, '\"version\":1', '\"version\":2') WHERE key LIKE 'cursor % o/p1/r1'";
    assert_eq!(writer.execute(sql, []).unwrap(), 1);
    drop(writer);
    let report = sync(&source, &file).await;
    assert_eq!(report.failures().len(), 1);
    assert_eq!(report.failures()[0].error.kind(), ErrorKind::NewerVersion);
}
