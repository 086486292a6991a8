//! `adox audit`.

mod checks;
mod history;
mod summary;

use std::collections::BTreeSet;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use adoxide::Address;
use adoxide_report::audit::write::{Format, write};
use adoxide_report::audit::{self, Check, Earlier, Settings, Severity};
use adoxide_report::{Scope, view};
use adoxide_sync::Location;
use clap::Args;
use clap_complete::ArgValueCandidates;
use jiff::Timestamp;
use jiff::tz::TimeZone;

pub use self::checks::Checks;
use super::sync;
use crate::args::{Deleted, OutputArgs, PoolArgs, SyncArgs, one};
use crate::context::Context;
use crate::error::{Error, Result};
use crate::exit::Exit;
use crate::printer::Printer;
use crate::settings;
use crate::verb::Verb;

/// The settings that are read where they are in the current folder.
const SETTINGS: &str = "adox-audit.toml";

const AFTER_HELP: &str = "\
Examples:
  adox audit
  adox audit --sync --organization contoso
  adox audit --fail-on high --baseline main.json --write audit.sarif
  adox audit --check REP,PIP-001 --project Storefront --all
  adox audit checks REP-001

The audit reads the synced tables and nothing else: --sync copies those first
that the checks need. What the tables can't tell is listed as not checked, with
the reason. Exit code 3: there are findings as bad as --fail-on, or worse.

A risk is accepted in adox-audit.toml, for at most 180 days:

  [[accept]]
  check = \"REP-001\"
  resource = \"Storefront/sandbox-*\"
  reason = \"Experiments: nothing is deployed from there\"
  by = \"ada@example.com\"
  until = 2027-03-01

  [parameters.REP-007]
  days = 365";

/// Check how an organization is set up: security, policies, what nobody uses
#[derive(Args, Debug)]
#[command(after_help = AFTER_HELP)]
pub struct Audit {
    /// The SQLite file, or the URL of a PostgreSQL database
    /// (default: ADOXIDE_DATABASE, or adox.db)
    #[arg(long, value_name = "FILE")]
    database: Option<PathBuf>,

    /// Only this project, without the checks of the organization
    #[arg(long, short, value_name = "NAME|ID")]
    project: Option<String>,

    /// Sync the tables that the checks need first
    #[arg(long)]
    sync: bool,

    /// Only these checks: ids, or groups of them such as REP; repeatable
    #[arg(long, value_name = "IDS", value_delimiter = ',', add = ArgValueCandidates::new(checks::candidates))]
    check: Vec<String>,

    /// Without these checks; repeatable
    #[arg(long, value_name = "IDS", value_delimiter = ',', add = ArgValueCandidates::new(checks::candidates))]
    skip: Vec<String>,

    /// The file of accepted risks and of parameters (default: adox-audit.toml,
    /// where there is one)
    #[arg(long, value_name = "FILE")]
    settings: Option<PathBuf>,

    /// The JSON of an earlier audit: only what is new since then fails
    #[arg(long, value_name = "FILE")]
    baseline: Option<PathBuf>,

    /// End with exit code 3 if there are findings of this severity or worse:
    /// high, medium or low
    #[arg(long, value_name = "SEVERITY")]
    fail_on: Option<Severity>,

    /// What is printed: json, jsonl, csv, sarif, junit or html (default: a summary
    /// for people)
    #[arg(long, short, value_name = "FORMAT")]
    output: Option<Format>,

    /// Write the audit to a file too; its name says the format: .json, .jsonl, .csv,
    /// .sarif, .xml (JUnit) or .html; repeatable
    #[arg(long, value_name = "FILE")]
    write: Vec<PathBuf>,

    /// Print every finding, not only the first ones of each check
    #[arg(long, conflicts_with = "output")]
    all: bool,

    /// Neither compare with the last audit of these tables nor keep this one
    #[arg(long)]
    no_history: bool,

    #[command(flatten)]
    connection: PoolArgs,
}

impl Verb for Audit {
    async fn run(self, context: &Context) -> Result<Exit> {
        let printer = &context.printer;
        let formats = self.write.iter().map(|path| Ok(Format::of_file(&path.to_string_lossy())?));
        let formats = formats.collect::<Result<Vec<_>>>()?;
        let checks = self.checks()?;
        let made = Timestamp::now();
        let settings = self.settings(made)?;
        let database = settings::database(self.database.as_deref(), &self.connection.profile)?.value;
        // What is compared with is read before anything is asked for.
        let baseline = self.baseline.as_deref().map(earlier).transpose()?;
        if self.sync {
            self.copy(&checks, &database, printer).await?;
        }
        let location = settings::at(&database)?;
        let reader = settings::reader(&location)?;
        let scope = Scope::last_days(made, 90)?.organization(self.organization()?);
        let project = match &self.project {
            Some(wanted) => Some(one(wanted, "project", reader.projects(&scope)?)?),
            None => None,
        };
        // A part of the audit is not one to compare the next with.
        let whole = project.is_none() && self.check.is_empty() && self.skip.is_empty();
        // It is kept beside a file.
        let is_file = matches!(location, Location::Sqlite(_));
        let history = (is_file && !self.no_history).then(|| history::path(&database));
        let audit = audit::Audit::new().only(&checks).settings(settings);
        let before = baseline.or_else(|| history::last(history.as_deref()?, printer));
        let audit = match before {
            Some(earlier) => audit.compare(earlier),
            None => audit,
        };
        let report = audit.run(&reader, &scope.project(project), made)?;
        for (path, format) in self.write.iter().zip(formats) {
            put(path, &write(&report, format))?;
            printer.say(format_args!("{format} written to {}", path.display()));
        }
        if let Some(format) = self.output {
            printer.data(|out| out.write_all(write(&report, format).as_bytes()))?;
        } else {
            let text = summary::text(&report, &printer.style(), self.all);
            let mut out = printer.page_of_text();
            out.write_all(text.as_bytes())?;
            out.finish()?;
        }
        if let Some(path) = history.filter(|_| whole) {
            history::keep(&path, &report, printer);
        }
        let fails = self.fail_on.is_some_and(|least| report.fails(least, self.baseline.is_some()));
        Ok(if fails { Exit::Findings } else { Exit::Ok })
    }
}

impl Audit {
    fn checks(&self) -> Result<Vec<&'static Check>> {
        let mut chosen: Vec<&'static Check> = audit::all().iter().collect();
        if !self.check.is_empty() {
            let wanted = ids(&self.check)?;
            chosen.retain(|check| wanted.contains(check.id.as_str()));
        }
        let unwanted = ids(&self.skip)?;
        chosen.retain(|check| !unwanted.contains(check.id.as_str()));
        if chosen.is_empty() {
            return Err(
                Error::usage("there is no check left").help("--skip leaves out all that --check names")
            );
        }
        Ok(chosen)
    }

    fn settings(&self, made: Timestamp) -> Result<Settings> {
        let path = match &self.settings {
            Some(path) => path.as_path(),
            None if Path::new(SETTINGS).exists() => Path::new(SETTINGS),
            None => return Ok(Settings::default()),
        };
        let today = made.to_zoned(TimeZone::UTC).date();
        Ok(Settings::parse(&text(path)?, &path.display().to_string(), today)?)
    }

    /// The name of the organization, if one was named.
    fn organization(&self) -> Result<Option<String>> {
        let Some(organization) = &self.connection.organization else { return Ok(None) };
        if !organization.contains('/') {
            return Ok(Some(organization.clone()));
        }
        let address: Address = organization.parse()?;
        Ok(Some(address.organization()))
    }

    /// Copies the tables that the checks need.
    async fn copy(&self, checks: &[&Check], database: &Path, printer: &Printer) -> Result<()> {
        let needed: BTreeSet<&str> = checks.iter().flat_map(|check| check.tables()).collect();
        let known = view::tables().map(adoxide_sync::Table::name).filter(|table| needed.contains(table));
        let sync = SyncArgs {
            database: Some(database.to_owned()),
            project: self.project.iter().cloned().collect(),
            tables: known.map(str::to_owned).collect(),
            connector: Vec::new(),
            exclude: Vec::new(),
            status: false,
            deleted: Deleted::Mark,
            to: None,
            full: false,
            every: None,
            since: None,
            dry_run: false,
            concurrency: 8,
            output: OutputArgs::default(),
            connection: self.connection.clone(),
        };
        // What could not be read is not checked, and says so; without any tables there is nothing to check.
        match sync::run(&sync, &printer.aside()).await {
            Err(error) if database.exists() => {
                printer.warning(format_args!("the sync is not complete: {}", error.message()));
            }
            done => _ = done?,
        }
        Ok(())
    }
}

/// The ids of the checks that these patterns name.
fn ids(patterns: &[String]) -> Result<BTreeSet<&'static str>> {
    let mut ids = BTreeSet::new();
    for pattern in patterns {
        ids.extend(audit::select(pattern)?.into_iter().map(|check| check.id.as_str()));
    }
    Ok(ids)
}

fn earlier(path: &Path) -> Result<Earlier> {
    Ok(Earlier::parse(&text(path)?, &path.display().to_string())?)
}

fn text(path: &Path) -> Result<String> {
    fs::read_to_string(path)
        .map_err(|error| Error::usage(format!("`{}` can't be read: {error}", path.display())))
}

fn put(path: &Path, content: &str) -> Result<()> {
    fs::write(path, content)
        .map_err(|error| Error::failed(format!("`{}` can't be written: {error}", path.display())))
}
