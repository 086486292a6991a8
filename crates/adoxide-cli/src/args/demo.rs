use std::path::PathBuf;

use clap::Args;

const AFTER_HELP: &str = "\
It needs git, and neither an account nor a network. It takes a few seconds, can
be repeated, and leaves nothing behind but the SQLite file.";

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
}
