use std::path::PathBuf;

use adoxide_sync::Connector;
use clap::{Args, ValueEnum};

use super::verify::connector;
use super::{ConnectionArgs, OutputArgs};

/// `adox sync`.
#[derive(Args, Debug)]
pub struct SyncArgs {
    /// The SQLite file to copy into, made if it is not there: ADOXIDE_DATABASE or adox.db, if none is named
    #[arg(long, value_name = "FILE")]
    pub database: Option<PathBuf>,

    /// Only these projects, by name or id; may be given several times
    #[arg(long, value_name = "NAME|ID")]
    pub project: Vec<String>,

    /// Only these tables, such as repositories,commits
    #[arg(long, value_name = "NAMES", value_delimiter = ',')]
    pub tables: Vec<String>,

    /// Only the tables of these connectors
    #[arg(long, value_name = "NAMES", value_delimiter = ',', value_parser = connector(), conflicts_with = "tables")]
    pub connector: Vec<Connector>,

    /// What becomes of rows that are gone at the source
    #[arg(long, value_enum, default_value_t = Deleted::Mark)]
    pub deleted: Deleted,

    /// How many projects or repositories are read at once
    #[arg(long, value_name = "NUMBER", default_value_t = 8, value_parser = clap::value_parser!(u16).range(1..=256))]
    pub concurrency: u16,

    #[command(flatten)]
    pub output: OutputArgs,

    #[command(flatten)]
    pub connection: ConnectionArgs,
}

/// What becomes of rows that are gone at the source.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Deleted {
    /// They stay, with the time in `_deletedAt`
    Mark,
    /// They are removed
    Remove,
}
