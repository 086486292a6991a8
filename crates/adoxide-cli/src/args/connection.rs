use std::path::PathBuf;

use clap::Args;
use clap_complete::ArgValueCandidates;

use crate::complete;

/// Which profile of the configuration file.
#[derive(Args, Clone, Debug, Default)]
pub struct ProfileArgs {
    /// The profile of the configuration file, which then wins over the environment
    #[arg(long, value_name = "NAME", help_heading = "Connection", add = ArgValueCandidates::new(complete::profiles))]
    pub profile: Option<String>,
}

/// The organization, and the credential.
#[derive(Args, Clone, Debug, Default)]
pub struct ConnectionArgs {
    /// The organization: its name or URL, or the URL of a collection of a Server
    #[arg(long, visible_alias = "org", value_name = "NAME|URL", help_heading = "Connection")]
    pub organization: Option<String>,

    #[command(flatten)]
    pub profile: ProfileArgs,

    /// A file that holds the token, `-` for stdin (default: ADOXIDE_PAT and others,
    /// see `adox help environment`)
    #[arg(long, value_name = "FILE", help_heading = "Connection")]
    pub token_file: Option<PathBuf>,

    /// The API version of all operations, such as 6.0 (default: ADOXIDE_API_VERSION,
    /// or the newest that the service has)
    #[arg(long, value_name = "VERSION", help_heading = "Connection")]
    pub api_version: Option<String>,
}

/// The organization, and the credentials of one identity, or of several whose budgets add up.
#[derive(Args, Clone, Debug, Default)]
pub struct PoolArgs {
    /// The organization: its name or URL, or the URL of a collection of a Server
    #[arg(long, visible_alias = "org", value_name = "NAME|URL", help_heading = "Connection")]
    pub organization: Option<String>,

    #[command(flatten)]
    pub profile: ProfileArgs,

    /// A file that holds a token, `-` for stdin; repeatable, with tokens of several
    /// identities (default: ADOXIDE_TOKENS, separated by commas, or ADOXIDE_PAT)
    #[arg(long, value_name = "FILE", help_heading = "Connection")]
    pub token_file: Vec<PathBuf>,

    /// The API version of all operations, such as 6.0 (default: ADOXIDE_API_VERSION,
    /// or the newest that the service has)
    #[arg(long, value_name = "VERSION", help_heading = "Connection")]
    pub api_version: Option<String>,
}
