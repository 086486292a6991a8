use std::io::{BufRead as _, BufReader};
use std::process::Stdio;

use rusqlite::Connection;
use serde_json::json;

use crate::stage::Stage;

/// A file like that of a sync.
fn synced() -> Stage {
    let stage = Stage::new();
    let tables = "CREATE TABLE repositories (id TEXT, name TEXT, project TEXT, size INTEGER, _deletedAt TEXT);
        CREATE TABLE refs (name TEXT, objectId TEXT, _deletedAt TEXT);
        CREATE TABLE _cursors (cursor TEXT);
        INSERT INTO repositories VALUES ('1', 'web, new', '{\"name\":\"Größe\"}', 10, NULL);
        INSERT INTO repositories VALUES ('2', 'api', '{\"name\":\"Shop\"}', NULL, '2026-01-31T13:05:00.123456Z');";
    let connection = Connection::open(stage.path("adox.db")).unwrap();
    connection.pragma_update(None, "journal_mode", "wal").unwrap();
    connection.execute_batch(tables).unwrap();
    connection.close().unwrap();
    stage
}

#[test]
fn an_answer_in_every_format() {
    let stage = synced();
    let sql = "SELECT name, project ->> 'name' AS project, size, NULL AS none, 1.5 AS half, x'00ff' AS bytes \
               FROM repositories ORDER BY name";
    let mut all = String::new();
    for format in ["table", "json", "jsonl", "csv", "tsv"] {
        all += &stage.run(&["query", sql, "--output", format]).good();
        all.push('\n');
    }
    insta::assert_snapshot!(all);
    assert_eq!(stage.run(&["query", sql]).good(), stage.run(&["query", sql, "--json"]).good());
    assert_eq!(
        stage.run_with_input(&["query", "-", "--output", "csv"], "SELECT 1 AS one;\n").good(),
        "one\n1\n"
    );
    assert_eq!(stage.names(), ["adox.db"]);
}

#[test]
fn the_tables_with_rows_and_columns() {
    let stage = synced();
    insta::assert_snapshot!(stage.run(&["query", "--tables", "--output", "table"]));
    let tables = stage.run(&["query", "--tables"]).json();
    assert_eq!(
        tables[0],
        json!({ "table": "refs", "rows": 0, "deleted": 0, "columns": ["name", "objectId", "_deletedAt"] })
    );
}

#[test]
fn a_wrong_question_says_what_can_be_asked() {
    let stage = synced();
    let mut all = String::new();
    for sql in [
        "SELECT * FROM repos",
        "SELECT * FROM nonsense",
        "SELECT nam FROM repositories",
        "SELEC 1",
        "",
        "SELECT 1; SELECT 2",
        "DELETE FROM refs",
        "PRAGMA user_version = 9",
        "ATTACH 'other.db' AS other",
        "VACUUM INTO 'other.db'",
    ] {
        all += &format!("> {sql}\n{}\n", stage.run(&["query", sql]));
    }
    insta::assert_snapshot!(all);
    assert_eq!(stage.names(), ["adox.db"]);
}

#[test]
fn a_file_that_cannot_be_asked_says_why() {
    let stage = Stage::new();
    stage.write("text.db", "This is not a database, whatever its name says. ".repeat(100));
    std::fs::create_dir(stage.path("folder.db")).unwrap();
    let mut all = String::new();
    for file in ["none.db", "text.db", "folder.db"] {
        all += &format!("> {file}\n{}\n", stage.run(&["query", "SELECT 1", "--database", file]));
    }
    insta::assert_snapshot!(all);
    assert_eq!(stage.names(), ["folder.db", "text.db"]);
}

#[test]
fn whoever_has_read_enough_may_go() {
    let stage = synced();
    let numbers =
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1000000) SELECT i FROM n";
    for arguments in [&["query", numbers, "--output", "csv"][..], &["api", "--list", "--output", "jsonl"]] {
        let mut child = stage.spawn(stage.command(arguments).stderr(Stdio::piped()));
        let mut line = String::new();
        BufReader::with_capacity(16, child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let ran = stage.end(child);
        assert_eq!((ran.code, ran.stderr.as_str()), (0, ""), "{arguments:?}");
    }
}
