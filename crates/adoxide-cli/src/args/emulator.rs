use std::net::SocketAddr;
use std::path::PathBuf;
use std::time::Duration;

use clap::Args;

use super::OutputArgs;

const AFTER_HELP: &str = "\
Everything but --folder is in memory and gone when it ends. Its own endpoint, /_adoxide/, answers only
to this machine: faults, request log, clock, reset. See the documentation of the crate adoxide-emulator.";

/// `adox emulator`.
#[derive(Args, Debug)]
#[command(after_help = AFTER_HELP)]
pub struct EmulatorArgs {
    /// The address to listen on; port 0 takes a free one
    #[arg(long, value_name = "ADDRESS:PORT", default_value = "127.0.0.1:7171")]
    pub listen: SocketAddr,

    /// The name of an organization; may be given several times
    #[arg(long, value_name = "NAME", default_value = "fabrikam", value_parser = organization)]
    pub organization: Vec<String>,

    /// How many projects each organization begins with, with people and repositories to match
    #[arg(long, value_name = "PROJECTS", default_value_t = 3)]
    pub seed_size: usize,

    /// The number that everything made up comes from: the same number, the same organization
    #[arg(long, value_name = "NUMBER", default_value_t = 1)]
    pub seed: u64,

    /// How long every answer is held back, such as 50ms or 1s
    #[arg(long, value_name = "TIME", value_parser = duration)]
    pub latency: Option<Duration>,

    /// A token to accept besides its own; may be given several times
    #[arg(long, value_name = "TOKEN")]
    pub token: Vec<String>,

    /// An empty folder for the repositories, which stays; a temporary one if none is named
    #[arg(long, value_name = "FOLDER")]
    pub folder: Option<PathBuf>,

    #[command(flatten)]
    pub output: OutputArgs,
}

/// A name that an organization can have: what an address can be written with.
fn organization(name: &str) -> Result<String, String> {
    match name.parse::<adoxide::Address>() {
        Ok(address) if address.organization() == name => Ok(name.to_owned()),
        _ => Err(format!(
            "`{name}` is no name of an organization; it has letters, digits and hyphens, 50 at most"
        )),
    }
}

/// A time with its unit.
fn duration(text: &str) -> Result<Duration, String> {
    let wrong = || format!("`{text}` is no time; write a number and its unit, such as 50ms or 1.5s");
    let parsed: jiff::SignedDuration = text.parse().map_err(|_| wrong())?;
    Duration::try_from(parsed).map_err(|_| wrong())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_have_units() {
        assert_eq!(duration("50ms"), Ok(Duration::from_millis(50)));
        assert_eq!(duration("1.5s"), Ok(Duration::from_millis(1_500)));
        for wrong in ["50", "", "-1s", "soon"] {
            assert!(duration(wrong).unwrap_err().contains("is no time"), "{wrong}");
        }
    }
}
