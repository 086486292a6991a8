//! `write-postgres`: rows into PostgreSQL, beside a bare COPY of the same bytes into the same table; and the same rows
//! again, beside `INSERT … ON CONFLICT`. All against one server on this machine, by its socket, and in one commit: a run
//! commits together what came while the commit before went on.

use std::process::Command;

use adoxide_sync::{Destination as _, Postgres};

use super::subject::{Named, Work};
use super::write::{decoded, runtime, write};
use super::{Goal, Outcome, Stand, measure};

#[path = "../../../crates/adoxide-sync/tests/it/postgres/server.rs"]
#[allow(dead_code, clippy::unwrap_used, reason = "written for tests, which use the rest of it")]
pub mod server;

pub const SUBJECTS: &[Named] = &[("postgres-adoxide", adoxide)];

const FIRST: &str = "adoxide, first load";
const COPY: &str = "COPY, first load";
const AGAIN: &str = "adoxide, no change";
const CONFLICT: &str = "ON CONFLICT, no change";

pub fn run(stand: &Stand) -> Result<Outcome, String> {
    let mut outcome = Outcome::default();
    let Some(server) = server::Server::start() else {
        outcome.notes.push("the programs of PostgreSQL are missing".to_owned());
        return Ok(outcome);
    };
    let rows = stand.size(100_000, 100_000, 300);
    let file = server.folder().join("refs.copy");
    let file = file.to_string_lossy();
    let psql = |sql: &[&str]| {
        let mut psql = Command::new("psql");
        psql.args(["--no-psqlrc", "--quiet", "--set", "ON_ERROR_STOP=1", "--username", "ado", "--host"]);
        psql.arg(server.folder()).args(["--dbname", "postgres"]);
        for sql in sql {
            psql.args(["--command", sql]);
        }
        psql
    };
    if psql(&["SELECT 1"]).output().is_err() {
        outcome.notes.push("psql is missing".to_owned());
        return Ok(outcome);
    }
    let run = |sql: &[&str]| crate::conformance::succeed(&mut psql(sql));
    let ours = |schema: &str| Stand::own("postgres-adoxide", &[&server.url(schema), &rows.to_string()]);
    let timed = |sql: &[&str]| {
        let mut sample = measure::program(&mut psql(sql))?;
        sample.amount = Some((f64::from(rows), "rows".to_owned()));
        Ok(sample)
    };
    // The same rows, columns and key: those that we have written.
    measure::program(&mut ours("kept")?)?;
    run(&[&format!("COPY kept.refs TO '{file}' (FORMAT binary)")])?;
    let copied = format!("\\copy copied.refs FROM '{file}' (FORMAT binary)");
    let staged = format!("\\copy stage FROM '{file}' (FORMAT binary)");
    let merge = {
        let columns = "SELECT string_agg(format('%1$I = excluded.%1$I', attname), ', ') FROM pg_attribute \
                       WHERE attrelid = 'kept.refs'::regclass AND attnum > 0 AND NOT attisdropped";
        let key = "SELECT string_agg(quote_ident(attname), ', ') FROM pg_index JOIN pg_attribute \
                   ON attrelid = indrelid AND attnum = ANY (indkey) WHERE indrelid = 'kept.refs'::regclass AND indisunique";
        let one = |sql: &str| crate::conformance::succeed(psql(&[sql]).args(["--tuples-only", "--no-align"]));
        let (columns, key) = (one(columns)?, one(key)?);
        format!(
            "INSERT INTO kept.refs AS there SELECT * FROM stage ON CONFLICT ({}) DO UPDATE SET {} \
             WHERE there.* IS DISTINCT FROM excluded.*",
            key.trim(),
            columns.trim()
        )
    };
    let fresh = ["DROP SCHEMA IF EXISTS copied CASCADE", "CREATE SCHEMA copied"];
    let table = "CREATE TABLE copied.refs (LIKE kept.refs INCLUDING ALL)";
    let mut subjects: Vec<measure::Subject<'_>> = vec![
        (
            FIRST.to_owned(),
            Box::new(|| {
                run(&["DROP SCHEMA IF EXISTS ours CASCADE"])?;
                measure::program(&mut ours("ours")?)
            }),
        ),
        (
            COPY.to_owned(),
            Box::new(|| {
                run(&[fresh[0], fresh[1], table])?;
                timed(&[&copied])
            }),
        ),
        (AGAIN.to_owned(), Box::new(|| measure::program(&mut ours("kept")?))),
        (
            CONFLICT.to_owned(),
            Box::new(|| timed(&["CREATE TEMPORARY TABLE stage (LIKE kept.refs)", &staged, &merge])),
        ),
    ];
    outcome.samples = measure::in_turns(&mut subjects, stand.rounds())?;
    drop(subjects);
    let rate = measure::Sample::per_second;
    outcome.ratio(FIRST, COPY, "rows a second", rate, Goal::AtLeast(0.5));
    outcome.ratio(AGAIN, CONFLICT, "rows a second", rate, Goal::AtLeast(2.0));
    Ok(outcome)
}

fn adoxide(args: &[String]) -> Result<Work, String> {
    let [url, rows] = args else { return Err("URL, rows".to_owned()) };
    let rows: usize = rows.parse().map_err(|error| format!("{rows}: {error}"))?;
    let address = url.parse().map_err(|error: adoxide_sync::Error| error.to_string())?;
    let batches = decoded(rows)?;
    let runtime = runtime()?;
    Work::of("rows", || {
        let written = runtime.block_on(async {
            let destination = Postgres::at(address).open().await?;
            let together = batches.len();
            write(&destination, batches, together).await?;
            destination.close().await
        });
        written.map_err(|error: adoxide_sync::Error| error.to_string())?;
        Ok(rows as f64)
    })
}
