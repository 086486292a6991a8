//! `adox sync`.

mod progress;
mod status;

use std::fmt::Write as _;
use std::time::{Duration, Instant};

use adoxide::{ErrorKind as ServiceErrorKind, Pool};
use adoxide_serve::{Interval, Schedule};
use adoxide_sync::table::choose;
use adoxide_sync::{
    Deletion, Engine, Failure, Location, Plan, Report, Table, TableReport, What, feeds, known, preflight,
};
use jiff::{SignedDuration, Timestamp};
use serde_json::Value;

use self::progress::Progress;
use crate::args::{Deleted, SyncArgs};
use crate::error::{Error, Result};
use crate::exit::Exit;
use crate::interrupt::Interrupt;
use crate::output::Rows;
use crate::printer::Printer;
use crate::settings::{self, Connections};

/// Copies an organization into tables: once, or again and again.
pub async fn run(args: &SyncArgs, printer: &Printer) -> Result<Exit> {
    match args.every {
        Some(every) => repeat(args, every, printer).await,
        None => once(args, printer).await,
    }
}

/// Copies an organization into tables, an interval from start to start, until Ctrl-C.
async fn repeat(args: &SyncArgs, every: Interval, printer: &Printer) -> Result<Exit> {
    if args.connection.token_file.iter().any(|file| file.as_os_str() == "-") {
        return Err(Error::usage(
            "--token-file: stdin can be read only once, and each sync reads the token again",
        )
        .help("write the token into a file, or set ADOXIDE_PAT"));
    }
    let mut schedule = Schedule::new(every, None, Timestamp::now());
    loop {
        let began = Timestamp::now();
        schedule.begin();
        match once(args, printer).await {
            Ok(_) => schedule.succeed(began),
            // Ctrl-C, or what no further try makes better.
            Err(error) if error.exit() == Exit::Usage => return Err(error),
            Err(error) => {
                printer.error(&error);
                schedule.fail(Timestamp::now());
            }
        }
        let mut interrupt = Interrupt::listen().map_err(|error| Error::interrupt(&error))?;
        let now = Timestamp::now();
        let wait = schedule.next().map_or(SignedDuration::ZERO, |next| next.duration_since(now));
        let wait = Duration::try_from(wait).unwrap_or_default();
        printer.say(format_args!("the next sync starts in {} s; Ctrl-C stops", wait.as_secs()));
        tokio::select! {
            () = tokio::time::sleep(wait) => {}
            () = interrupt.pressed() => return Ok(Exit::Ok),
        }
    }
}

async fn once(args: &SyncArgs, printer: &Printer) -> Result<Exit> {
    let location = match &args.to {
        Some(to) => to.location()?,
        None => settings::location(args.database.as_deref(), &args.connection.profile)?,
    };
    if args.status {
        return status::show(&location, &args.output, printer);
    }
    let tables = tables(args)?;
    let connections = Connections::resolve(&args.connection)?;
    let deletion = match args.deleted {
        Deleted::Mark => Deletion::Mark,
        Deleted::Remove => Deletion::Remove,
    };
    if args.dry_run {
        return preview(connections, args, &tables, &location, printer).await;
    }
    let mut interrupt = Interrupt::listen().map_err(|error| Error::interrupt(&error))?;
    let begin = Instant::now();
    let pool = connections.pool().await?;
    let address = pool.first().address().clone();
    if pool.clients().len() > 1 {
        printer.say(format_args!("{}", who(&pool)));
    }
    let organization = tokio::select! {
        organization = preflight(pool.first(), &args.project) => organization?,
        () = interrupt.pressed() => return Err(stopped()),
    };
    let destination = location.open(deletion).await?;

    let progress = Progress::new(printer);
    let mut engine = Engine::new(&address.organization(), feeds(&pool, &args.project), &*destination)
        .concurrency(args.concurrency.into())
        .full(args.full)
        .tables(tables)
        .watch(|event| progress.event(event));
    if let Some(since) = args.since {
        engine = engine.since(since);
    }
    if let Some(id) = organization {
        engine = engine.organization_id(id);
    }
    let report = engine.run_until(stop(interrupt, &progress)).await;
    progress.finish();
    let report = report?;
    destination.close().await?;
    // The rows are there, with or without them.
    if let Err(error) = adoxide_report::view::install(&location) {
        printer.warning(format_args!("the views were not created: {error}"));
    }

    if args.output.asked().is_none() {
        // What it is for is in the tables: who wants errors only, and no format, wants none of it.
        if !printer.is_quiet() {
            printer.data(|out| out.write_all(summary(&report).as_bytes()))?;
        }
    } else {
        let columns = ["table", "added", "changed", "deleted", "unchanged"];
        let layout = args.output.layout(printer)?;
        let mut rows = Rows::new(printer.paged(&layout), layout, columns);
        for table in report.tables() {
            let counts = table.counts;
            let mut row = vec![Value::from(table.table.name())];
            row.extend([counts.added, counts.changed, counts.deleted, counts.unchanged].map(Value::from));
            rows.row(&row)?;
        }
        rows.finish()?;
    }
    printer.say(format_args!(
        "\n{} from {} into {} in {:.1} s",
        requests(&report),
        address,
        location,
        begin.elapsed().as_secs_f64(),
    ));
    if let Some(skipped) = skipped(&report) {
        printer.say(skipped);
    }
    if let Some(unsupported) = unsupported(&report) {
        printer.say(unsupported);
    }
    if let Some(faults) = faults(&report) {
        printer.say(faults);
    }
    outcome(&report)
}

/// Who asks, where there are several: `3 credentials of 2 identities: Ada Example, Robot`.
pub fn who(pool: &Pool) -> String {
    let names: Vec<_> = pool.identities().iter().map(|identity| identity.name.as_str()).collect();
    let identities =
        if names.len() == 1 { "1 identity".to_owned() } else { format!("{} identities", names.len()) };
    format!("{} credentials of {identities}: {}", pool.clients().len(), names.join(", "))
}

/// What a sync would read: a row for each table, with how many organizations, projects or repositories it was read in
/// before. The others are read from the start.
async fn preview(
    connections: Connections,
    args: &SyncArgs,
    tables: &[String],
    location: &Location,
    printer: &Printer,
) -> Result<Exit> {
    // Which of them it is makes no difference to what is read.
    let clients = connections.clients()?;
    let ado = clients.first().ok_or_else(|| Error::failed("there is no credential"))?;
    let plan = Plan::new(&feeds(ado, &args.project), Some(tables))?;
    let known = known(&location.peek().await?)?;
    let columns = ["table", "feed", "ingestion", "key", "known"].map(str::to_owned).to_vec();
    let layout = args.output.layout(printer)?;
    let mut rows = Rows::new(printer.paged(&layout), layout, columns);
    for (feed, table) in plan.tables() {
        let known = known.get(table.name()).copied().unwrap_or(0);
        let key = table.key().join(", ");
        let ingestion = table.ingestion().as_str();
        rows.row(&[table.name().into(), feed.into(), ingestion.into(), key.into(), known.into()])?;
    }
    rows.finish()?;
    let address = ado.address();
    printer.say(format_args!("\nNo request was sent to {address}, and nothing was written to {location}."));
    Ok(Exit::Ok)
}

/// How often a sync says how far it is where there is no bar.
const BEAT: Duration = Duration::from_secs(30);

/// Waits for Ctrl-C. A second one ends the program at once: what was committed stays anyway.
async fn stop(mut interrupt: Interrupt, progress: &Progress<'_>) {
    let mut beat = tokio::time::interval(BEAT);
    beat.tick().await;
    loop {
        tokio::select! {
            () = interrupt.pressed() => break,
            _ = beat.tick() => progress.beat(),
        }
    }
    progress.say("stopping when the rows at hand are written; Ctrl-C again ends at once");
    tokio::spawn(async move {
        interrupt.pressed().await;
        std::process::exit(Exit::Usage.code().into());
    });
}

/// The names of the tables that were asked for.
fn tables(args: &SyncArgs) -> Result<Vec<String>> {
    let chosen = choose(&args.tables, &args.connector, &args.exclude)?;
    Ok(chosen.into_iter().map(|table| table.name().to_owned()).collect())
}

/// A line for each table that changed: `repositories  +12 ~1 -1`; the others are counted.
pub fn summary(report: &Report) -> String {
    let (quiet, changed): (Vec<&TableReport>, Vec<&TableReport>) =
        report.tables().iter().partition(|table| table.counts.is_quiet());
    let widest = changed.iter().map(|table| table.table.name().len()).max().unwrap_or(0);
    let mut lines = String::new();
    for table in &changed {
        // Writing to a string can't fail.
        let _ = writeln!(lines, "{:widest$}  {}", table.table.name(), table.counts);
    }
    let _ = match (changed.len(), quiet.len()) {
        (_, 0) => Ok(()),
        (0, 1) => writeln!(lines, "nothing changed in 1 table"),
        (0, count) => writeln!(lines, "nothing changed in {count} tables"),
        (_, 1) => writeln!(lines, "nothing changed in 1 other table"),
        (_, count) => writeln!(lines, "nothing changed in {count} other tables"),
    };
    lines
}

/// How many requests it took.
pub fn requests(report: &Report) -> String {
    match report.requests() {
        1 => "1 request".to_owned(),
        count => format!("{count} requests"),
    }
}

/// What was passed over, and why; none if nothing was.
fn skipped(report: &Report) -> Option<String> {
    /// More than these are only counted.
    const NAMED: usize = 5;
    let skipped = report.skipped();
    let names: Vec<_> = skipped.iter().take(NAMED).map(ToString::to_string).collect();
    let more = match skipped.len().saturating_sub(NAMED) {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    let names = names.join(", ");
    let why = "disabled, in maintenance, or not ready; its rows are as they were";
    (!skipped.is_empty()).then(|| format!("passed over: {names}{more} ({why})"))
}

/// The tables that this service does not have, with the status of the first answer that said so; none if it has all.
fn unsupported(report: &Report) -> Option<String> {
    let mut tables: Vec<&str> = Vec::new();
    for failure in report.unsupported() {
        let name = failure.table.map_or(failure.feed, Table::name);
        if !tables.contains(&name) {
            tables.push(name);
        }
    }
    let first = report.unsupported().first()?.error.as_service()?;
    let status = first.status().map_or_else(String::new, |status| format!(" ({status})"));
    Some(format!("not available on this service{status}: {}", tables.join(", ")))
}

/// The values that did not fit, by column; none if all did.
pub fn faults(report: &Report) -> Option<String> {
    let mut columns: Vec<(&str, &str, usize)> = Vec::new();
    for fault in report.faults() {
        let (table, column) = (fault.table.name(), fault.column.as_str());
        match columns.iter_mut().find(|(known, of, _)| (*known, *of) == (table, column)) {
            Some((.., count)) => *count += 1,
            None => columns.push((table, column, 1)),
        }
    }
    let first = report.faults().first()?;
    let columns: Vec<_> =
        columns.iter().map(|(table, column, count)| format!("{count} in {table}.{column}")).collect();
    let what = match report.faults().len() {
        1 => "1 value did not fit its column and is null".to_owned(),
        count => format!("{count} values did not fit their columns and are null"),
    };
    Some(format!("{what}: {}; the first: {first}", columns.join(", ")))
}

fn stopped() -> Error {
    Error::new(Exit::Usage, "stopped before the end")
        .help("what was written is whole; the next run goes on from there")
}

/// How it ended. What failed was said when it did.
pub fn outcome(report: &Report) -> Result<Exit> {
    if report.is_stopped() {
        return Err(stopped());
    }
    let failures = report.failures();
    if failures.is_empty() {
        return Ok(Exit::Ok);
    }
    let kind = |failure: &Failure| failure.error.as_service().map(adoxide::Error::kind);
    let refused = failures
        .iter()
        .all(|failure| matches!(kind(failure), Some(ServiceErrorKind::Auth | ServiceErrorKind::Permission)));
    let exit = if refused { Exit::Auth } else { Exit::Failed };
    let (rows, units): (Vec<&Failure>, Vec<_>) =
        failures.iter().partition(|failure| failure.what == What::Row);
    let mut what = Vec::new();
    for (count, one, many) in [(units.len(), "part", "parts"), (rows.len(), "row", "rows")] {
        match count {
            0 => {}
            1 => what.push(format!("1 {one}")),
            count => what.push(format!("{count} {many}")),
        }
    }
    let error = Error::new(exit, format!("{} could not be read", what.join(" and ")));
    Err(error.help("the rest is written; the next run tries what is missing again"))
}
