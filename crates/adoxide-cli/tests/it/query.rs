use std::io::{BufRead as _, BufReader};
use std::process::Stdio;

use crate::stage::Stage;

fn synced() -> Stage {
    let stage = Stage::new();
    stage.run(&["sync"]).good();
    stage
}

#[test]
fn an_answer_in_every_format() {
    let stage = synced();
    let sql = "SELECT name, project ->> 'name' AS project, isFork, NULL AS nothing, 1.5 AS half, x'00ff' AS bytes \
               FROM repositories ORDER BY name LIMIT 2";
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
    let tables = stage.run(&["query", "--tables"]).json();
    let refs = tables.as_array().unwrap().iter().find(|table| table["table"] == "refs").unwrap();
    assert!(refs["rows"].as_i64().unwrap() > 0);
    assert!(refs["columns"].as_array().unwrap().contains(&"objectId".into()));
    assert!(
        tables.as_array().unwrap().iter().all(|table| !table["table"].as_str().unwrap().starts_with('_'))
    );
}

#[test]
fn a_wrong_question_says_what_can_be_asked() {
    let stage = synced();
    let mut all = String::new();
    for sql in [
        "SELECT * FROM repos",
        "SELECT * FROM nonsense",
        "SELECT nam FROM projects",
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
    stage.write("text.db", "This is no database, whatever its name says. ".repeat(100));
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
