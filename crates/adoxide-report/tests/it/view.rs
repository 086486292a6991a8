//! Views follow from the tables, and say what each of their columns is.

use std::collections::{BTreeMap, BTreeSet};

use adoxide_report::view;
use adoxide_sync::destination::Location;

use crate::tables::Tables;

#[test]
fn each_column_of_a_written_view_is_described() {
    let tables = Tables::new();
    let reader = tables.reader();
    for view in view::all() {
        let columns: BTreeSet<String> = reader.columns(&view.name).unwrap().into_iter().collect();
        let described: BTreeSet<String> = view.columns.keys().cloned().collect();
        assert_eq!(columns, described, "{}", view.name);
    }
}

#[test]
fn names_in_live_views_are_plain_and_unique() {
    let tables = Tables::new();
    let reader = tables.reader();
    for table in view::tables() {
        let columns = reader.columns(&format!("v_{}", table.name())).unwrap();
        let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
        for column in &columns {
            *seen.entry(column).or_default() += 1;
            let plain = column.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_');
            assert!(plain && !column.starts_with('_'), "{}.{column}", table.name());
        }
        assert!(seen.values().all(|count| *count == 1), "{}: {seen:?}", table.name());
    }
}

#[test]
fn views_can_be_installed_where_the_tables_are() {
    let tables = Tables::new();
    tables.run("CREATE VIEW v_mine AS SELECT 1; CREATE VIEW v_boards AS SELECT 'my own' AS mine");
    let first = view::install(&Location::Sqlite(tables.path())).unwrap();
    assert_eq!(first, view::tables().count() - 1 + view::all().len(), "all but the one that somebody made");
    assert_eq!(view::install(&Location::Sqlite(tables.path())).unwrap(), 0, "nothing is written again");
    let connection = rusqlite::Connection::open(tables.path()).unwrap();
    let names = "SELECT name FROM sqlite_schema WHERE type = 'view'";
    let names: Vec<String> = connection
        .prepare(names)
        .unwrap()
        .query_map([], |row| row.get(0))
        .unwrap()
        .map(Result::unwrap)
        .collect();
    for name in names {
        let count = format!("SELECT count(*) FROM {name}");
        let rows: i64 = connection.query_row(&count, [], |row| row.get(0)).unwrap();
        assert_eq!(rows, i64::from(name == "v_mine" || name == "v_boards"), "{name}");
    }
    // One of an earlier version is replaced, one that is gone is dropped.
    tables.run(
        "DROP VIEW v_build_facts; CREATE VIEW v_build_facts AS /* adoxide */ SELECT 1;
         CREATE VIEW v_gone AS /* adoxide */ SELECT 1",
    );
    assert_eq!(view::install(&Location::Sqlite(tables.path())).unwrap(), 3);
}

#[test]
fn views_whose_tables_are_missing_are_not_created() {
    let tables = Tables::of(&[&adoxide_sync::table::PROJECTS, &adoxide_sync::table::BUILDS]);
    assert_eq!(view::install(&Location::Sqlite(tables.path())).unwrap(), 2);
}
