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

/// Where to, and who asks: one, or several identities whose budgets add up.
#[derive(Args, Clone, Debug, Default)]
pub struct PoolArgs {
    /// The organization: its name or its URL, or the URL of a collection of a Server
    #[arg(long, visible_alias = "org", value_name = "NAME|URL", help_heading = "Connection")]
    pub organization: Option<String>,

    #[command(flatten)]
    pub profile: ProfileArgs,

    /// A file with a token in it, `-` for stdin; may be given several times, with tokens of several identities.
    /// Else they come from ADOXIDE_TOKENS, with commas between them, or one from ADOXIDE_PAT and the like
    #[arg(long, value_name = "FILE", help_heading = "Connection")]
    pub token_file: Vec<PathBuf>,
}
