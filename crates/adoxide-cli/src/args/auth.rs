use clap::{Args, Subcommand};

use super::{OutputArgs, PoolArgs};

/// `adox auth`.
#[derive(Args, Debug)]
pub struct AuthArgs {
    #[command(subcommand)]
    pub command: AuthCommand,
}

/// The commands of `adox auth`.
#[derive(Debug, Subcommand)]
pub enum AuthCommand {
    /// Say which organization, which credentials and where they come from, and ask the service who that is
    Status(StatusArgs),
}

/// `adox auth status`.
#[derive(Args, Debug)]
pub struct StatusArgs {
    #[command(flatten)]
    pub output: OutputArgs,

    #[command(flatten)]
    pub connection: PoolArgs,
}
