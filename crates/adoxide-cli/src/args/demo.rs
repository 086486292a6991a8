use std::path::PathBuf;

use clap::Args;

/// `adox demo`.
#[derive(Args, Debug)]
pub struct DemoArgs {
    /// A git repository of yours to push; it is not changed. A small one is made if none is named
    pub path: Option<PathBuf>,

    /// The SQLite file to copy into
    #[arg(long, value_name = "FILE", default_value = "adox-demo.db")]
    pub database: PathBuf,
}
