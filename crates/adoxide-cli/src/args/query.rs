use std::path::PathBuf;

use clap::Args;

use super::{OutputArgs, ProfileArgs};

const AFTER_HELP: &str = "\
Examples:
  adox query --tables
  adox query --tables pull_requests
  adox query \"SELECT project_name, count(*) FROM repositories GROUP BY 1\"
  adox query --output csv - < report.sql
  adox query --database postgresql://ada@db.example.com/devops .tables

Objects and lists are JSON in a text column: project ->> 'name'. Rows that are
deleted at the source have the time in _deletedAt.";

/// Query the synced tables with SQL
#[derive(Args, Debug)]
#[command(after_help = AFTER_HELP)]
pub struct QueryArgs {
    /// One SELECT statement; `-` reads it from stdin
    #[arg(required_unless_present = "tables")]
    pub sql: Option<String>,

    /// List the tables with their rows and columns, or describe one: where it comes
    /// from, what each column means, and what it joins with
    #[arg(long, value_name = "TABLE", num_args = 0..=1, default_missing_value = "", conflicts_with = "sql")]
    pub tables: Option<String>,

    /// The SQLite file, or the URL of a PostgreSQL database
    /// (default: ADOXIDE_DATABASE, or adox.db)
    #[arg(long, value_name = "FILE")]
    pub database: Option<PathBuf>,

    #[command(flatten)]
    pub output: OutputArgs,

    #[command(flatten)]
    pub profile: ProfileArgs,
}
