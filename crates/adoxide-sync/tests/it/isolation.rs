//! A part that can't be read holds back itself and nothing else.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use adoxide::{Client, Options};
use adoxide_emulator::{FaultKind, FaultRule};
use adoxide_sync::{Engine, Failure, Feed, Report, Sqlite, Table, feeds, table};
use http::StatusCode;

use crate::emulator::{ORGANIZATION, client, emulator};
use crate::sqlite::File;
use crate::support::seeds;

pub type Rows = BTreeMap<&'static str, BTreeSet<String>>;

/// Every row of every table with every column but the times of the sync.
pub fn everything(file: &File) -> Rows {
    let reader = file.read();
    let mut everything = Rows::new();
    for table in table::all() {
        let columns = table.schema().fields().iter().filter(|field| {
            // Whoever looks at a pull request lets it be merged for a test again, a sync too.
            !["lastMergeTargetCommit", "lastMergeCommit", "mergeStatus"].contains(&field.name().as_str())
        });
        let columns: Vec<_> = columns.map(|field| format!("\"{}\"", field.name())).collect();
        let select = format!(
            "SELECT json_array({}) FROM {} WHERE _deletedAt IS NULL",
            columns.join(", "),
            table.name()
        );
        let Ok(mut select) = reader.prepare(&select) else { continue };
        let rows = select.query_map([], |row| row.get::<_, String>(0)).unwrap();
        everything.insert(table.name(), rows.map(Result::unwrap).collect());
    }
    everything
}

/// Some of what is in one and not in the other.
pub fn difference(one: &BTreeSet<String>, other: &BTreeSet<String>) -> Vec<String> {
    let extra = one.difference(other).map(|row| format!("+{row}"));
    let missing = other.difference(one).map(|row| format!("-{row}"));
    extra.take(2).chain(missing.take(2)).collect()
}

/// The tables that the emulator can fill: it answers what they are read by, and what those above them are read by.
/// Releases go on by themselves meanwhile, so that two copies are of two moments.
pub fn answered() -> impl Iterator<Item = &'static Table> {
    let known: BTreeSet<_> = adoxide_emulator::Emulator::operations().into_iter().collect();
    table::all().filter(|table| !table.name().starts_with("release")).filter(move |table| {
        let mut line = std::iter::successors(Some(*table), |table| table.parent_table());
        line.all(|table| table.operations().iter().all(|operation| known.contains(operation.id)))
    })
}

async fn sync(ado: &Client, file: &File) -> Report {
    let destination = Sqlite::at(file.path()).open().await.unwrap();
    let tables = answered().map(Table::name);
    Engine::new(ORGANIZATION, feeds(ado, &[]), &destination).tables(tables).run().await.unwrap()
}

/// The tables that may lack rows if an operation fails: those that it reads, and those that are read by their rows.
fn affected(feeds: &[Arc<dyn Feed>], operation: &str) -> BTreeSet<&'static str> {
    let reads = |table: &Table| table.operations().iter().any(|meta| meta.id == operation);
    let mut affected = BTreeSet::new();
    for feed in feeds {
        let tables = feed.tables();
        // What a feed needs besides, it needs for all.
        let besides = feed.operations().iter().any(|meta| meta.id == operation)
            && !tables.iter().any(|table| reads(table));
        for table in tables {
            let mut above = Some(table);
            while let Some(table) = above {
                if besides || reads(table) {
                    affected.insert(
                        feed.tables()
                            .into_iter()
                            .find(|known| *known == table)
                            .map_or(table.name(), Table::name),
                    );
                }
                above = table.parent_table();
            }
            let mut above = Some(table);
            while let Some(ancestor) = above {
                if affected.contains(ancestor.name()) {
                    affected.insert(table.name());
                }
                above = ancestor.parent_table();
            }
        }
    }
    match operation {
        "core.get_projects" => affected.extend(table::all().map(Table::name)),
        "git.get_repositories" => {
            affected.extend(
                table::all().filter(|table| table.unit() == adoxide_sync::Level::Repository).map(Table::name),
            );
        }
        _ => {}
    }
    affected
}

/// How many operations fail in one sync. With more seeds than one, each fails alone.
const AT_ONCE: usize = 8;

/// Operations that fail together, and the tables that may lack rows then.
struct Group {
    operations: Vec<&'static str>,
    affected: BTreeSet<&'static str>,
}

/// Puts operations together that affect different tables.
fn groups(feeds: &[Arc<dyn Feed>], operations: BTreeSet<&'static str>, most: usize) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for operation in operations {
        let affected = affected(feeds, operation);
        let fits =
            |group: &&mut Group| group.operations.len() < most && group.affected.is_disjoint(&affected);
        match groups.iter_mut().find(fits) {
            Some(group) => {
                group.operations.push(operation);
                group.affected.extend(affected);
            }
            None => groups.push(Group { operations: vec![operation], affected }),
        }
    }
    groups
}

#[tokio::test(start_paused = true)]
async fn an_operation_that_always_fails_holds_back_only_what_it_reads() {
    let emulator = emulator(1);
    let ado = client(&emulator).with(Options::default().attempts(2));
    let clean = File::new();
    let report = sync(&ado, &clean).await;
    assert!(report.is_complete(), "{:#?}", report.failures());
    let expected = everything(&clean);
    let feeds = feeds(&ado, &[]);
    let operations: BTreeSet<_> =
        feeds.iter().flat_map(|feed| feed.operations()).map(|operation| operation.id).collect();
    let faults = [
        FaultKind::Unavailable { status: StatusCode::INTERNAL_SERVER_ERROR, is_html: false },
        FaultKind::Unavailable { status: StatusCode::FORBIDDEN, is_html: false },
        FaultKind::Truncate,
        FaultKind::ExpiredToken,
    ];
    let (_, seeds) = seeds(1);
    let at_once = if seeds > 1 { 1 } else { AT_ONCE };
    for (at, group) in groups(&feeds, operations, at_once).into_iter().enumerate() {
        let fault = faults[at % faults.len()].clone();
        let Group { operations, affected } = group;
        let operation = operations.join(", ");
        let file = File::new();
        emulator.clear_requests();
        let rules: Vec<_> = operations
            .iter()
            .map(|operation| emulator.add_fault(FaultRule::new(fault.clone()).operation(*operation)))
            .collect();
        let report = sync(&ado, &file).await;
        let struck = emulator.requests().iter().any(|request| request.fault.is_some());
        assert_eq!(report.is_complete(), !struck, "{operation} {fault:?}");
        for (table, rows) in everything(&file) {
            if affected.contains(table) {
                assert!(rows.is_subset(&expected[table]), "{operation} {fault:?} {table}");
            } else {
                assert_eq!(difference(&rows, &expected[table]), [""; 0], "{operation} {fault:?} {table}");
            }
        }
        let is_named = |failure: &Failure| {
            failure.table.is_none_or(|table| affected.contains(table.name()))
                && feeds.iter().any(|feed| {
                    feed.name() == failure.feed
                        && feed.operations().iter().any(|meta| operations.contains(&meta.id))
                })
        };
        for failure in report.failures() {
            assert!(is_named(failure), "{operation} {fault:?}: {failure}");
        }
        assert!(rules.into_iter().all(|rule| emulator.remove_fault(rule)));
        let report = sync(&ado, &file).await;
        assert!(report.is_complete(), "{operation} {fault:?}: {:#?}", report.failures());
        for (table, rows) in everything(&file) {
            assert_eq!(difference(&rows, &expected[table]), [""; 0], "after {operation} {fault:?}: {table}");
        }
    }
}
