//! What is made of tables is the same wherever they are.

use adoxide_sync::destination::postgres::define;
use serde_json::Value;

use crate::stage::Stage;

#[path = "../../../adoxide-sync/tests/it/postgres/server.rs"]
#[allow(dead_code, reason = "the tests of the destination use the rest")]
mod server;

#[test]
fn views_metrics_and_checks_are_those_of_sqlite() {
    let Some(server) = server::shared() else { return };
    let stage = Stage::new();
    let postgres = server.url("views");
    stage.run(&["sync", "-q", "--tables=*"]).good();
    stage.run(&["sync", "-q", "--tables=*", "--to", &postgres]).good();
    let both = |arguments: &[&str]| {
        let sqlite = stage.run(arguments);
        let postgres = stage.run(&[arguments, &["--database", &postgres]].concat());
        (sqlite, postgres)
    };

    let views = "SELECT name FROM sqlite_schema WHERE type = 'view' ORDER BY name";
    let views = stage.run(&["query", views]).json();
    let there = "SELECT c.relname AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace \
                 WHERE n.nspname = 'views' AND c.relkind = 'v' AND obj_description(c.oid) IS NOT NULL ORDER BY c.relname::text COLLATE \"C\"";
    assert_eq!(stage.run(&["query", there, "--database", &postgres]).json(), views);
    for view in texts(&views, "name") {
        let count = format!("SELECT count(*) AS rows FROM {view}");
        let (sqlite, postgres) = both(&["query", &count]);
        assert_eq!(sqlite.json(), postgres.json(), "{view}");
    }

    let metrics = stage.run(&["metrics"]).json();
    let mut filled = 0;
    for metric in texts(&metrics, "name") {
        let (sqlite, postgres) = both(&["metrics", metric, "--from", "2020-01-01"]);
        let (sqlite, postgres) = (sqlite.json(), postgres.json());
        assert!(same(&sqlite, &postgres), "{metric}: {sqlite}\n{postgres}");
        filled += usize::from(sqlite.as_array().is_some_and(|rows| !rows.is_empty()));
    }
    assert!(filled > 20, "{filled} metrics have rows");

    // Exit code 3: there are findings.
    let (sqlite, postgres) = both(&["audit", "--output", "csv"]);
    assert_eq!((sqlite.code, sqlite.stdout), (postgres.code, postgres.stdout));
}

#[test]
fn panels_of_grafana_have_the_rows_of_the_metrics() {
    let Some(server) = server::shared() else { return };
    let stage = Stage::new();
    let postgres = server.url("panels");
    stage.run(&["sync", "-q", "--tables=*", "--to", &postgres]).good();
    stage.run(&["report", "--grafana", "panels", "--out", "grafana"]).good();
    let mut filled = 0;
    let folder = stage.path("grafana/dashboards/adoxide");
    for file in std::fs::read_dir(folder).unwrap() {
        let text = std::fs::read_to_string(file.unwrap().path()).unwrap();
        let dashboard: Value = serde_json::from_str(&text).unwrap();
        for panel in dashboard["panels"].as_array().unwrap() {
            // As Grafana fills it in.
            let sql = panel["targets"][0]["rawSql"].as_str().unwrap();
            let sql = sql.replace("$__timeFrom()", "'2020-01-01T00:00:00Z'").replace("$__timeTo()", "now()");
            let sql = sql.replace("$bucket", "month").replace("$project", "*");
            let rows = stage.run(&["query", &sql, "--database", &postgres]).json();
            let rows = rows.as_array().unwrap();
            let metric =
                adoxide_report::metric::all().iter().find(|metric| metric.title == panel["title"]).unwrap();
            let metric = ["metrics", &metric.name, "--from", "2020-01-01", "--database", &postgres];
            let expected = stage.run(&metric).json();
            assert_eq!(rows.len(), expected.as_array().unwrap().len(), "{}", panel["title"]);
            filled += usize::from(!rows.is_empty());
        }
    }
    assert!(filled > 20, "{filled} panels have rows");
}

#[test]
fn views_are_replaced_and_others_left_alone() {
    let Some(server) = server::shared() else { return };
    let stage = Stage::new();
    let postgres = server.url("replaced");
    let sync = |tables: &str| stage.run(&["sync", "-q", tables, "--to", &postgres]);
    let views = || {
        let sql = "SELECT count(*) AS views FROM pg_views WHERE schemaname = 'replaced'";
        stage.run(&["query", sql, "--database", &postgres]).json()[0]["views"].as_i64().unwrap()
    };
    sync("--tables=projects,teams").good();
    let first = views();
    assert!(first >= 2, "{first}");
    let psql = |sql: &str| define(&postgres.parse().unwrap(), sql).unwrap();
    psql("CREATE VIEW replaced.v_repositories AS SELECT 1 AS mine");
    sync("--tables=repositories").good();
    assert_eq!(
        stage.run(&["query", "SELECT mine FROM v_repositories", "--database", &postgres]).json()[0]["mine"],
        1
    );
    assert_eq!(sync("--tables=projects").stderr, "", "nothing to replace, nothing to say");

    // A view of an earlier version, which somebody's own reads: it stays, and the sync says why.
    psql(
        "DROP VIEW replaced.v_teams; CREATE VIEW replaced.v_teams AS SELECT 1 AS old;
         COMMENT ON VIEW replaced.v_teams IS E'old\\n\\nadoxide 00';
         CREATE VIEW replaced.mine AS SELECT * FROM replaced.v_teams",
    );
    let ran = sync("--tables=projects");
    assert!(
        ran.stderr.contains("the views were not created") && ran.stderr.contains("mine"),
        "{}",
        ran.stderr
    );
    psql("DROP VIEW replaced.mine");
    assert_eq!(sync("--tables=projects").stderr, "");
    let names = stage.run(&["query", "SELECT name FROM v_teams", "--database", &postgres]).json();
    assert!(!names.as_array().unwrap().is_empty());
}

fn texts<'a>(rows: &'a Value, column: &str) -> impl Iterator<Item = &'a str> {
    rows.as_array().unwrap().iter().map(move |row| row[column].as_str().unwrap())
}

/// Equal, but for the last digits of numbers that were computed, and for ages, which grow from one query to the next.
fn same(one: &Value, other: &Value) -> bool {
    match (one, other) {
        (Value::Array(one), Value::Array(other)) => {
            one.len() == other.len() && one.iter().zip(other).all(|(one, other)| same(one, other))
        }
        (Value::Object(one), Value::Object(other)) => {
            one.len() == other.len()
                && one
                    .iter()
                    .zip(other)
                    .all(|((name, one), (other_name, other))| name == other_name && same(one, other))
        }
        (Value::Number(one), Value::Number(other)) => {
            let (one, other) = (one.as_f64().unwrap(), other.as_f64().unwrap());
            (one - other).abs() <= 1e-6 * one.abs().max(other.abs()).max(1.0)
        }
        _ => one == other,
    }
}

#[test]
fn a_table_is_exported_as_from_sqlite() {
    let Some(server) = server::shared() else { return };
    let stage = Stage::new();
    let postgres = server.url("exported");
    stage.run(&["sync", "-q", "--tables=*"]).good();
    stage.run(&["sync", "-q", "--tables=*", "--to", &postgres]).good();
    let tables = stage.run(&["query", "--tables"]).json();
    for table in texts(&tables, "table") {
        let export = |more: &[&str]| {
            // PostgreSQL has no U+0000.
            let ran = stage.run(&[&["export", table, "--format", "jsonl"], more].concat());
            let mut rows: Vec<Value> = ran
                .good()
                .lines()
                .map(|row| serde_json::from_str(&row.replace(r"\u0000", "\u{fffd}")).unwrap())
                .collect();
            for row in &mut rows {
                // Of two syncs.
                row.as_object_mut().unwrap().remove("_syncedAt");
                // PostgreSQL keeps members in an order of its own.
                row.sort_all_objects();
            }
            rows.sort_by_cached_key(|row| [row["id"].to_string(), row.to_string()]);
            Value::from(rows)
        };
        // Those say what was synced, and when; views are not exported.
        if !table.starts_with("sync_") && !table.starts_with("v_") {
            let (sqlite, postgres) = (export(&[]), export(&["--database", &postgres]));
            assert!(
                same(&sqlite, &postgres),
                "{table}: {sqlite}
{postgres}"
            );
        }
    }
    let live =
        stage.run(&["export", "projects", "--database", &postgres, "--where", "\"_deletedAt\" IS NULL"]);
    assert!(live.good().lines().count() > 1);
    let wrong = stage.run(&["export", "projects", "--database", &postgres, "--where", "nothing = 1"]);
    assert!(wrong.stderr.contains("the condition can't be used"), "{}", wrong.stderr);
    let absent = stage.run(&["export", "project", "--database", &postgres]);
    assert!(absent.stderr.contains("there is no table `project`"), "{}", absent.stderr);
}
