use std::path::PathBuf;

use clap::Args;

const AFTER_HELP: &str = "\
It needs git, and neither an account nor a network. It takes a few seconds, can be run again and again,
and leaves nothing behind but the SQLite file.";

/// `adox demo`.
#[derive(Args, Debug)]
#[command(after_help = AFTER_HELP)]
pub struct DemoArgs {
    /// A git repository of yours to push; it is not changed. A small one is made if none is named
    pub path: Option<PathBuf>,

    /// The SQLite file to copy into; one of an earlier demo is replaced
    #[arg(long, value_name = "FILE", default_value = "adox-demo.db")]
    pub database: PathBuf,
}
