use std::path::PathBuf;

use clap::Args;

const AFTER_HELP: &str = "\
It needs git, and neither an account nor a network. It takes a few seconds, can
be repeated, and leaves nothing behind but the SQLite file, and the report if
one is asked for.";

/// Try everything: an Azure DevOps on this machine, synced, changed and synced again
#[derive(Args, Debug)]
#[command(after_help = AFTER_HELP)]
pub struct DemoArgs {
    /// A git repository of yours to push, which is not changed (default: a small
    /// one is created)
    pub path: Option<PathBuf>,

    /// The SQLite file to sync into; one of an earlier demo is replaced
    #[arg(long, value_name = "FILE", default_value = "adox-demo.db")]
    pub database: PathBuf,

    /// Copy the other tables too, and write a report with charts into this
    /// folder, as `adox report` does
    #[arg(long, value_name = "FOLDER", num_args = 0..=1, default_missing_value = "adox-demo-report")]
    pub report: Option<PathBuf>,

    /// Open the report in the browser; with --report or without it
    #[arg(long)]
    pub open: bool,
}

impl DemoArgs {
    /// The folder of the report, if one is wanted.
    pub fn report(&self) -> Option<PathBuf> {
        self.report.clone().or_else(|| self.open.then(|| PathBuf::from("adox-demo-report")))
    }
}
