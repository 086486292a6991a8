use std::path::PathBuf;

use clap::Args;

/// Which profile of the configuration file.
#[derive(Args, Clone, Debug, Default)]
pub struct ProfileArgs {
    /// The profile of the configuration file; it then comes before the environment
    #[arg(long, value_name = "NAME", help_heading = "Connection")]
    pub profile: Option<String>,
}

/// Where to, and who asks.
#[derive(Args, Clone, Debug, Default)]
pub struct ConnectionArgs {
    /// The organization: its name or its URL, or the URL of a collection of a Server
    #[arg(long, visible_alias = "org", value_name = "NAME|URL", help_heading = "Connection")]
    pub organization: Option<String>,

    #[command(flatten)]
    pub profile: ProfileArgs,

    /// A file with the token in it, `-` for stdin; else it comes from ADOXIDE_PAT and the like
    #[arg(long, value_name = "FILE", help_heading = "Connection")]
    pub token_file: Option<PathBuf>,
}
