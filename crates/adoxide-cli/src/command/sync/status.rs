//! `adox sync --status`.

use adoxide_sync::Location;

use crate::args::OutputArgs;
use crate::command::query;
use crate::error::{Error, Result};
use crate::exit::Exit;
use crate::printer::Printer;

/// A row for each table, in the order in which they are to be looked at: what is not complete first, then the oldest.
const TABLES: &str = "\
    SELECT organization, table_name AS \"table\", fresh_at, is_complete AS complete, failures, faults, run_id AS run \
    FROM sync_tables WHERE \"_deletedAt\" IS NULL ORDER BY organization, is_complete, fresh_at, table_name";

/// The last sync of each organization, in words.
const RUNS: &str = "\
    SELECT organization || ': sync ' || id || ' ' || status || ', started ' || substr(started_at, 1, 19) || 'Z' \
    || coalesce(', ' || requests || ' requests', '') || coalesce(', ' || failures || ' failures', '') \
    FROM sync_runs AS run WHERE _deletedAt IS NULL AND id = \
    (SELECT max(id) FROM sync_runs WHERE organization = run.organization) ORDER BY organization";

/// Shows how fresh each table of a destination is.
pub fn show(location: &Location, output: &OutputArgs, printer: &Printer) -> Result<Exit> {
    let path = match location {
        Location::Sqlite(path) => path,
        Location::Postgres(address) => {
            query::postgres::ask(address, TABLES, output, printer)?;
            return Ok(Exit::Ok);
        }
        other => {
            return Err(Error::usage(format!("--status reads a SQLite file or PostgreSQL, and not {other}"))
                .help("read its tables sync_runs and sync_tables"));
        }
    };
    let connection = query::open(path)?;
    let layout = output.layout(printer)?;
    let written = query::ask(&connection, path, TABLES, printer.paged(&layout), layout)?;
    printer.about(written);
    let runs = connection.prepare(RUNS).and_then(|mut runs| {
        let lines = runs.query_map([], |row| row.get::<_, String>(0))?;
        lines.collect::<std::result::Result<Vec<_>, _>>()
    });
    for line in runs.map_err(|error| Error::failed(format!("`{}` can't be read: {error}", path.display())))? {
        printer.say(format_args!("{line}"));
    }
    Ok(Exit::Ok)
}
