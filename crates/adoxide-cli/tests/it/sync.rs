use adoxide_emulator::{FaultKind, FaultRule};
use adoxide_sync::Sqlite;
use rusqlite::Connection;

use crate::stage::{Stage, TABLES};

fn count(stage: &Stage, sql: &str) -> i64 {
    Connection::open(stage.path("adox.db")).unwrap().query_row(sql, [], |row| row.get(0)).unwrap()
}

/// The line of a table.
fn line<'a>(text: &'a str, table: &str) -> &'a str {
    let found = text.lines().find_map(|line| line.strip_prefix(table)?.strip_prefix(' '));
    found.unwrap_or_else(|| panic!("no {table} in {text}")).trim()
}

#[test]
fn a_first_sync_and_one_of_what_changed() {
    let stage = Stage::new();
    let text = stage.run(&["sync", TABLES]).good();
    let repositories = count(&stage, "SELECT count(*) FROM repositories");
    assert_eq!(line(&text, "repositories"), format!("+{repositories} ~0 -0"));
    assert!(count(&stage, "SELECT count(*) FROM commits") > 0);

    let id =
        stage.run(&["api", "git.get_repositories"]).json()["value"][0]["id"].as_str().unwrap().to_owned();
    stage.run(&["api", "git.delete_repository", "--project", "Storefront", "--repository-id", &id]).good();
    stage.run(&["api", "git.create_repository", "--project", "Storefront", "name=new one"]).json();
    let ran = stage.run(&["sync", TABLES, "--json"]);
    assert!(ran.stderr.contains("from http://EMULATOR/fabrikam into adox.db in TIME"), "{ran}");
    let report = ran.json();
    let of =
        |name: &str| report.as_array().unwrap().iter().find(|table| table["table"] == name).unwrap().clone();
    assert_eq!((&of("repositories")["added"], &of("repositories")["deleted"]), (&1.into(), &1.into()));
    assert_eq!(of("commits")["added"], 0);
    assert_eq!(count(&stage, "SELECT count(*) FROM repositories"), repositories + 1);
    assert_eq!(stage.names(), ["adox.db"]);

    let text =
        stage.run(&["sync", TABLES, "--quiet", "--deleted", "remove", "--database", "other.db"]).good();
    assert_eq!(text, "");
}

#[test]
fn tables_and_projects_can_be_chosen() {
    let stage = Stage::new();
    let text = stage.run(&["sync", "--tables", "refs,projects", "--project", "storefront"]).good();
    let mut tables: Vec<_> = text.lines().map(|line| line.split(' ').next().unwrap()).collect();
    tables.sort_unstable();
    assert_eq!(tables, ["projects", "refs"]);
    let text = stage.run(&["sync", "--connector", "commits", "--database", "other.db"]).good();
    assert!(line(&text, "default_branch_commits").starts_with('+'), "{text}");
    let ran = stage.run(&["sync", "--tables", "reps"]);
    assert_eq!(ran.code, 2);
    assert!(ran.stderr.starts_with("error: there is no table `reps`; maybe it is `refs`"), "{ran}");
    let ran = stage.run(&["sync", TABLES, "--project", "Nowhere"]);
    assert_ne!(ran.code, 0, "{ran}");
    assert!(ran.stderr.contains("Nowhere"), "{ran}");
}

#[test]
fn a_dry_run_asks_nothing_and_writes_nothing() {
    let stage = Stage::new();
    stage.emulator.clear_requests();
    let plan = stage.run(&["sync", "--connector", "repos", "--dry-run", "--json"]).json();
    assert!(stage.emulator.requests().is_empty());
    assert_eq!(stage.names(), [""; 0]);
    let of = |plan: &serde_json::Value, name: &str| {
        plan.as_array().unwrap().iter().find(|table| table["table"] == name).unwrap().clone()
    };
    assert_eq!(of(&plan, "commits")["key"], "repository_id, commitId");
    assert_eq!(
        (&of(&plan, "commits")["known"], &of(&plan, "refs")["ingestion"]),
        (&0.into(), &"snapshot".into())
    );
    stage.run(&["sync", "--tables", "commits"]).good();
    let plan = stage.run(&["sync", "--dry-run", "--json"]).json();
    assert!(of(&plan, "commits")["known"].as_i64() > Some(0), "{plan}");
    assert_eq!(of(&plan, "refs")["known"], 0);
    assert_eq!(stage.run(&["sync", "--tables", "reps", "--dry-run"]).code, 2);
}

#[test]
fn what_is_disabled_is_passed_over_and_named() {
    let stage = Stage::new();
    let repositories = stage.run(&["api", "git.get_repositories"]).json();
    let (id, name) = (&repositories["value"][0]["id"], &repositories["value"][0]["name"]);
    let (id, name) = (id.as_str().unwrap(), name.as_str().unwrap());
    let disable = ["--project", "Storefront", "--repository-id", id, "isDisabled:=true"];
    stage.run(&[&["api", "git.update_repository"][..], &disable].concat()).good();
    let ran = stage.run(&["sync", TABLES]);
    assert_eq!(ran.code, 0, "{ran}");
    assert!(ran.stderr.contains(&format!("passed over: repository Storefront/{name} (disabled")), "{ran}");
}

#[test]
fn what_fails_is_named_and_the_rest_goes_on() {
    let stage = Stage::new();
    let repositories = stage.run(&["api", "git.get_repositories"]).json();
    let id = repositories["value"][0]["id"].as_str().unwrap();
    // Not worth trying again.
    let fault = FaultKind::Unavailable { status: http::StatusCode::BAD_REQUEST, is_html: false };
    let rule = stage.emulator.add_fault(FaultRule::new(fault).operation("git.get_pushes").path(id));
    let ran = stage.run(&["sync", TABLES]);
    assert_eq!(ran.code, 1, "{ran}");
    let name = repositories["value"][0]["name"].as_str().unwrap();
    assert!(ran.stderr.contains(&format!("repository Storefront/{name}")), "{ran}");
    assert!(ran.stderr.contains("error: 1 part could not be read\n"), "{ran}");
    let pushes = count(&stage, "SELECT count(*) FROM pushes");
    assert!(pushes > 0);
    stage.emulator.remove_fault(rule);
    stage.run(&["sync", TABLES]).good();
    assert!(count(&stage, "SELECT count(*) FROM pushes") > pushes);
}

#[cfg(unix)]
#[test]
fn ctrl_c_stops_a_sync_and_the_next_one_goes_on() {
    let stage = Stage::new();
    let never = FaultKind::Latency { duration: std::time::Duration::from_secs(3_600) };
    let rule = stage.emulator.add_fault(FaultRule::new(never).operation("git.get_pushes"));
    let mut command = stage.command(&["sync", TABLES]);
    let child = stage.spawn(&mut command);
    // It listens to Ctrl-C from before its first request on.
    while stage.emulator.requests().is_empty() {
        std::thread::yield_now();
    }
    crate::emulator::interrupt(&child);
    let ran = stage.end(child);
    assert_eq!(ran.code, 2, "{ran}");
    assert!(ran.stderr.contains("error: stopped before the end\n"), "{ran}");
    stage.emulator.remove_fault(rule);
    stage.run(&["sync", TABLES]).good();
    assert!(count(&stage, "SELECT count(*) FROM pushes") > 0);
}

#[test]
fn two_syncs_at_once_on_one_file_are_one_too_many() {
    let stage = Stage::new();
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let other = runtime.block_on(Sqlite::at(stage.path("adox.db")).open()).unwrap();
    let ran = stage.run(&["sync", TABLES]);
    assert_eq!((ran.code, ran.stdout.as_str()), (1, ""), "{ran}");
    assert!(ran.stderr.starts_with("error: another sync is writing to `adox.db`"), "{ran}");
    drop(other);
    stage.run(&["sync", TABLES]).good();
}

#[test]
fn a_sync_into_json_lines() {
    let stage = Stage::new();
    let ran = stage.run(&["sync", TABLES, "--to", "jsonl:changes"]);
    assert_eq!(ran.code, 0, "{ran}");
    assert!(ran.stderr.contains("from http://EMULATOR/fabrikam into changes in TIME"), "{ran}");
    let lines = std::fs::read_to_string(stage.path("changes/repositories.jsonl")).unwrap();
    let first: serde_json::Value = serde_json::from_str(lines.lines().next().unwrap()).unwrap();
    assert_eq!((&first["op"], &first["row"]["organization"]), (&"insert".into(), &"fabrikam".into()));
    stage.run(&["sync", TABLES, "--to", "jsonl:changes"]).good();
    assert_eq!(std::fs::read_to_string(stage.path("changes/repositories.jsonl")).unwrap(), lines);
    let plan = stage.run(&["sync", TABLES, "--to", "jsonl:changes", "--dry-run", "--json"]).json();
    assert!(plan.as_array().unwrap().iter().all(|table| table["known"].as_i64() > Some(0)), "{plan}");

    let ran = stage.run(&["sync", "--to", "changes"]);
    assert_eq!(ran.code, 2, "{ran}");
    let forms = "expected a destination (sqlite:FILE, postgresql://USER@HOST/DATABASE, jsonl:FOLDER, ";
    assert!(ran.stderr.contains(forms) && ran.stderr.contains("), got `changes`"), "{ran}");
    // A password is not repeated, whatever is wrong.
    for to in [
        "postgre://ada:secret@db/x",
        "postgresql://ada:secret@127.0.0.1:1/x",
        "postgresql://ada:secret@db/x?a=b",
    ] {
        let ran = stage.run(&["sync", TABLES, "--to", to]);
        assert!(ran.code != 0 && !ran.stderr.contains("secret") && !ran.stdout.contains("secret"), "{ran}");
    }
    stage.run(&["sync", TABLES, "--to", "sqlite:other.db"]).good();
    assert!(stage.path("other.db").exists());
}

#[test]
fn what_is_wrong_is_one_sentence_and_leaves_no_file() {
    let stage = Stage::new();
    let ran = stage.run(&["sync", TABLES, "--project", "Nowhere"]);
    assert_eq!((ran.code, ran.stdout.as_str()), (2, ""), "{ran}");
    assert!(ran.stderr.starts_with("error: no such project: `Nowhere` in "), "{ran}");
    assert_eq!(stage.names(), [""; 0]);
}

#[test]
fn a_full_sync_reads_everything_again_and_writes_what_changed() {
    let stage = Stage::new();
    stage.run(&["sync", TABLES]).good();
    let times = "SELECT count(DISTINCT _syncedAt) FROM commits";
    assert_eq!(count(&stage, times), 1);
    Connection::open(stage.path("adox.db"))
        .unwrap()
        .execute_batch("DELETE FROM commits WHERE rowid = 1; UPDATE refs SET name = 'other' WHERE rowid = 1")
        .unwrap();
    let text = stage.run(&["sync", TABLES, "--full"]).good();
    assert_eq!(line(&text, "commits"), "+1 ~0 -0");
    assert_eq!(line(&text, "refs"), "+1 ~0 -1");
    assert!(text.lines().all(|line| !line.starts_with("repositories ")), "{text}");
    assert!(text.contains("nothing changed in "), "{text}");
    assert_eq!(stage.run(&["sync", TABLES, "-q"]).good(), "");
    assert_eq!(count(&stage, times), 2);
}
