use crate::stage::Stage;

#[test]
fn metrics_of_what_was_synced() {
    let stage = Stage::new();
    stage.run(&["sync", "-q"]).good();
    let merged = stage.run(&["metrics", "pull-request-throughput", "--from", "2020-01-01"]).json();
    let total: i64 = merged.as_array().unwrap().iter().filter_map(|row| row["merged"].as_i64()).sum();
    let count = "SELECT count(*) AS merged FROM v_pull_requests WHERE status = 'completed'";
    let count = stage.run(&["query", count]).json()[0]["merged"].as_i64().unwrap();
    assert_eq!(total, count, "a view of the sync says the same");
    assert!(count > 0);

    let sql = stage.run(&["metrics", "pull-request-phases", "--sql", "--from", "2020-01-01"]).good();
    let phases = stage.run(&["metrics", "pull-request-phases", "--from", "2020-01-01"]).json();
    assert_eq!(stage.run(&["query", &sql]).json()[0]["bucket"], phases[0]["bucket"], "the SQL runs anywhere");

    let table = stage.run(&["metrics", "pull-requests", "--from", "2020-01-01", "--output", "line"]).good();
    assert!(table.contains("Cycle time, median"), "{table}");
    assert!(table.contains(" h") || table.contains(" d"), "durations are for people: {table}");

    let listed = stage.run(&["metrics"]).json();
    assert!(listed.as_array().unwrap().iter().any(|metric| metric["name"] == "pull-request-cycle"));
}

#[test]
fn metrics_that_cannot_be_computed() {
    let stage = Stage::new();
    let mut all = String::new();
    let mut run = |arguments: &[&str]| {
        let ran = stage.run(arguments);
        all += &format!("$ adox {}\n{ran}\n", arguments.join(" "));
    };
    run(&["metrics", "pull-requests"]);
    stage.run(&["sync", "-q", "--tables=projects,teams"]).good();
    run(&["metrics", "pull-request-cylce"]);
    run(&["metrics", "pull-request-throughput"]);
    run(&["metrics", "pull-requests", "--project", "Storefrnt"]);
    run(&["metrics", "pull-requests", "--team", "Web"]);
    run(&["metrics", "pull-requests", "--from", "2026-02-30"]);
    run(&["metrics", "pull-requests", "--from", "2026-02-03", "--to", "2026-02-02"]);
    stage.write("text.db", "not a database, and long enough to be looked at");
    run(&["metrics", "pull-requests", "--database", "text.db"]);
    insta::assert_snapshot!(all);
}
