use std::convert::Infallible;
use std::fmt;
use std::path::{Path, PathBuf};
use std::str::FromStr;

use adoxide_serve::Interval;
use adoxide_sync::{Connector, Location};
use clap::{Args, ValueEnum};
use jiff::Timestamp;

use super::verify::connector;
use super::{OutputArgs, PoolArgs};

const AFTER_HELP: &str = "\
Examples:
  adox sync --organization contoso
  adox sync --project Storefront --tables repositories,commits
  adox sync --connector governance --exclude audit_log
  adox sync --tables 'pull_request*' --full
  adox sync --status
  adox sync --to jsonl:changes
  adox sync --every 15m
  adox sync --to postgresql://ada@db.example.com/devops?schema=ado
  adox sync --to delta:lake --tables work_items,work_item_revisions
  adox sync --to delta:s3://analytics/devops

Delta Lake tables are written into a folder, or into a bucket:
s3://BUCKET/PREFIX (Amazon S3 and compatible), gs://BUCKET/PREFIX (Google Cloud
Storage), or
abfss://CONTAINER@ACCOUNT.dfs.core.windows.net/PREFIX (Azure Storage).
Credentials are read from the environment: AWS_ACCESS_KEY_ID,
AWS_SECRET_ACCESS_KEY, AWS_REGION and AWS_ENDPOINT_URL;
GOOGLE_APPLICATION_CREDENTIALS; AZURE_STORAGE_ACCOUNT_KEY,
AZURE_STORAGE_SAS_TOKEN, or AZURE_TENANT_ID with AZURE_CLIENT_ID and
AZURE_CLIENT_SECRET.

The summary counts for each table the rows added +, changed ~ and deleted -.
What can't be read is named, and the rest goes on. Ctrl-C stops after the rows
at hand; the next sync continues from there.

The service limits each identity. With tokens of several identities that may
all read the same, a sync takes that much less time: --token-file one
--token-file two, or ADOXIDE_TOKENS.";

/// Copy an organization into tables; from the second time on, only what changed
#[derive(Args, Debug)]
#[command(
    after_help = AFTER_HELP,
    mut_arg("output", |arg| arg.help("The format of the summary (default: lines for people)")),
)]
pub struct SyncArgs {
    /// The SQLite file to sync into, created if it is missing
    /// (default: ADOXIDE_DATABASE, or adox.db)
    #[arg(long, value_name = "FILE")]
    pub database: Option<PathBuf>,

    /// The destination: sqlite:FILE; postgresql://USER@HOST/DATABASE, with the
    /// password in PGPASSWORD or ~/.pgpass; delta:FOLDER or
    /// delta:s3://BUCKET/PREFIX for Delta Lake tables (also gs:// and abfss://);
    /// parquet:FOLDER for one file a table, replaced when the sync ends; or
    /// jsonl:FOLDER for one file of changes a table, one JSON object a line
    #[arg(long, value_name = "DESTINATION", conflicts_with = "database")]
    pub to: Option<To>,

    /// Only these projects, by name or id; repeatable
    #[arg(long, value_name = "NAME|ID")]
    pub project: Vec<String>,

    /// Only these tables, such as repositories,commits or 'pull_request*';
    /// `adox query --tables TABLE` describes one
    #[arg(long, value_name = "NAMES", value_delimiter = ',')]
    pub tables: Vec<String>,

    /// Only the tables of these connectors, and those of --tables
    #[arg(long, value_name = "NAMES", value_delimiter = ',', value_parser = connector())]
    pub connector: Vec<Connector>,

    /// Without these tables, such as build_timeline_records or 'work_item*'
    #[arg(long, value_name = "NAMES", value_delimiter = ',')]
    pub exclude: Vec<String>,

    /// Show how fresh each table is, and whether the last sync could read all of it;
    /// send no request
    #[arg(long, conflicts_with_all = ["dry_run", "full", "project", "tables", "connector", "exclude"])]
    pub status: bool,

    /// What happens to rows that are deleted at the source
    #[arg(long, value_enum, default_value_t = Deleted::Mark)]
    pub deleted: Deleted,

    /// Read everything again from the start: also what a sync of changes can't see,
    /// such as comments on closed pull requests. Unchanged rows are not written
    #[arg(long)]
    pub full: bool,

    /// Sync again and again, an interval from start to start, such as 15m or 1h30m,
    /// until Ctrl-C. A sync that fails is tried again with backoff; `adox serve`
    /// does the same for many connections
    #[arg(long, value_name = "INTERVAL", conflicts_with = "dry_run")]
    pub every: Option<Interval>,

    /// Begin the first sync at this date, where the service can be asked for what is
    /// newer: pull requests and builds by when they were completed, pushes and
    /// commits, work items by when they were last changed, the audit log
    #[arg(long, value_name = "DATE", value_parser = date, conflicts_with = "full")]
    pub since: Option<Timestamp>,

    /// List the tables that would be read, and their operations; send no request
    /// and write nothing
    #[arg(long)]
    pub dry_run: bool,

    /// How many projects or repositories are read at once
    #[arg(long, value_name = "NUMBER", default_value_t = 8, value_parser = clap::value_parser!(u16).range(1..=256))]
    pub concurrency: u16,

    #[command(flatten)]
    pub output: OutputArgs,

    #[command(flatten)]
    pub connection: PoolArgs,
}

/// A destination as it was typed. It is read by the command and not by the parser of the command line, whose errors
/// repeat what was typed: there may be a password in it.
#[derive(Clone)]
pub struct To(String);

impl To {
    /// Where it is.
    ///
    /// # Errors
    /// When it is not a destination.
    pub fn location(&self) -> Result<Location, adoxide_sync::Error> {
        self.0.parse()
    }

    /// The same, where the path of a SQLite file is one too.
    ///
    /// # Errors
    /// When it is not a destination.
    pub fn location_or_file(&self) -> Result<Location, adoxide_sync::Error> {
        let is_file = !self.0.is_empty() && !self.0.contains(':') || Path::new(&self.0).exists();
        if is_file { Ok(Location::Sqlite(self.0.clone().into())) } else { self.location() }
    }
}

impl FromStr for To {
    type Err = Infallible;

    fn from_str(text: &str) -> Result<Self, Infallible> {
        Ok(Self(text.to_owned()))
    }
}

impl fmt::Debug for To {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("To(…)")
    }
}

/// What becomes of rows that are gone at the source.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Deleted {
    /// They stay, with the time in `_deletedAt`
    Mark,
    /// They are removed
    Remove,
}

/// A date, or a date with a time; one without a zone is UTC.
fn date(text: &str) -> Result<Timestamp, String> {
    let civil =
        |text: &str| text.parse::<jiff::civil::DateTime>().ok()?.to_zoned(jiff::tz::TimeZone::UTC).ok();
    let found = text.parse::<Timestamp>().ok().or_else(|| civil(text).map(|zoned| zoned.timestamp()));
    found.ok_or_else(|| "expected a date such as 2026-01-31".to_owned())
}
