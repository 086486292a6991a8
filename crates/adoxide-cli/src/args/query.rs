use std::path::PathBuf;

use clap::Args;

use super::{OutputArgs, ProfileArgs};

const AFTER_HELP: &str = "\
Examples:
  adox query --tables
  adox query \"SELECT project_name, count(*) AS repositories FROM repositories GROUP BY 1\"
  adox query --output csv - < report.sql

Objects and lists are JSON in a column of text: project ->> 'name'. Rows that are gone at the source have
the time in _deletedAt.";

/// `adox query`.
#[derive(Args, Debug)]
#[command(after_help = AFTER_HELP)]
pub struct QueryArgs {
    /// One SQL statement that reads; `-` takes it from stdin
    #[arg(required_unless_present = "tables")]
    pub sql: Option<String>,

    /// List the tables with their rows and columns
    #[arg(long, conflicts_with = "sql")]
    pub tables: bool,

    /// The SQLite file: ADOXIDE_DATABASE or adox.db, if none is named
    #[arg(long, value_name = "FILE")]
    pub database: Option<PathBuf>,

    #[command(flatten)]
    pub output: OutputArgs,

    #[command(flatten)]
    pub profile: ProfileArgs,
}
