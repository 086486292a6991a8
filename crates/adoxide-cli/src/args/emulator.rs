use std::ffi::OsString;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::time::Duration;

use clap::Args;

use super::OutputArgs;

const AFTER_HELP: &str = "\
Everything is in memory and gone when it ends, but with --state, and the
repositories with --folder. Its own endpoint,
/_adoxide/, answers only this machine: faults, limits, people and tokens,
request log, clock, reset. The documentation of the crate adoxide-emulator
describes it.";

const EXEC_HELP: &str = "\
Example:
  adox emulator exec -- az devops project list \\
      --organization https://dev.azure.com/fabrikam

The program runs unchanged, in a network of its own (Linux): dev.azure.com and
its sub-hosts, NAME.visualstudio.com and login.microsoftonline.com are the
emulator, its certificate is trusted, and nothing else can be reached. The
program finds ADOXIDE_ORG, ADOXIDE_PAT and AZURE_DEVOPS_EXT_PAT. The exit code
is the program's own, but 121 if it tried to reach anything else, and 125 if it
could not be run.";

/// Run an Azure DevOps on this machine, until Ctrl-C
#[derive(Args, Debug)]
#[command(after_help = AFTER_HELP)]
pub struct EmulatorArgs {
    /// The address to listen on, or a port of 127.0.0.1; port 0 takes a free one
    #[arg(long, value_name = "ADDRESS:PORT", value_parser = listen, default_value = "127.0.0.1:7171")]
    pub listen: SocketAddr,

    /// Also listen there with TLS, as dev.azure.com, its sub-hosts and
    /// NAME.visualstudio.com
    #[arg(long, value_name = "ADDRESS:PORT", value_parser = listen, requires = "ca")]
    pub tls: Option<SocketAddr>,

    /// Also be an HTTPS proxy there, which leads from the names of the cloud here,
    /// and nowhere else
    #[arg(long, value_name = "ADDRESS:PORT", value_parser = listen, requires = "ca")]
    pub proxy: Option<SocketAddr>,

    /// The folder of the certificate authority, created if it is missing; clients
    /// must trust the ca.pem in it
    #[arg(long, value_name = "FOLDER")]
    pub ca: Option<PathBuf>,

    /// The file that says where an emulator in the background is
    #[arg(long, value_name = "FILE", hide = true)]
    pub detached: Option<PathBuf>,

    #[command(flatten)]
    pub world: WorldArgs,

    #[command(flatten)]
    pub output: OutputArgs,
}

/// Run a program against an emulator, in a network of its own
#[derive(Args, Debug)]
#[command(after_help = EXEC_HELP)]
pub struct ExecArgs {
    /// A further file of certificates that the program trusts, such as that of `python -m certifi`; repeatable
    #[arg(long, value_name = "FILE")]
    pub bundle: Vec<PathBuf>,

    #[command(flatten)]
    pub world: WorldArgs,

    /// The program and its arguments
    #[arg(last = true, required = true, value_name = "PROGRAM")]
    pub program: Vec<OsString>,
}

/// What an emulator begins with.
#[derive(Args, Debug)]
pub struct WorldArgs {
    /// The name of an organization; repeatable
    #[arg(long, value_name = "NAME", default_value = "fabrikam", value_parser = organization)]
    pub organization: Vec<String>,

    /// How many projects each organization begins with, with people and repositories to match
    #[arg(long, value_name = "PROJECTS", default_value_t = 3)]
    pub seed_size: usize,

    /// The number that everything made up comes from: the same number, the same organization
    #[arg(long, value_name = "NUMBER", default_value_t = 1)]
    pub seed: u64,

    /// Delay every answer by this time, such as 50ms or 1s
    #[arg(long, value_name = "TIME", value_parser = duration)]
    pub latency: Option<Duration>,

    /// Throttle: what an identity may use in five minutes, in the service's units
    /// (the service allows 200)
    #[arg(long, value_name = "UNITS", value_parser = units)]
    pub throttle: Option<f64>,

    /// A token to accept (default: a random one, which is printed); repeatable
    #[arg(long, value_name = "TOKEN")]
    pub token: Vec<String>,

    /// Be an Azure DevOps Server of this REST API version: 5.1, 6.0 or 7.0
    #[arg(long, value_name = "VERSION")]
    pub server_version: Option<String>,

    /// The file of the state, created if it is missing: what changes is in it before it is acknowledged, and a later
    /// emulator with the same --seed, --seed-size and --organization goes on from there
    #[arg(long, value_name = "FILE")]
    pub state: Option<PathBuf>,

    /// An empty folder for the repositories, which is kept (default: a temporary one)
    #[arg(long, value_name = "FOLDER")]
    pub folder: Option<PathBuf>,
}

/// A name that an organization can have: what an address can be written with.
fn organization(name: &str) -> Result<String, String> {
    match name.parse::<adoxide::Address>() {
        Ok(address) if address.organization() == name => Ok(name.to_owned()),
        _ => Err(format!(
            "`{name}` is not the name of an organization; it has letters, digits and hyphens, 50 at most"
        )),
    }
}

/// An address and a port; a port alone is one of this machine only.
fn listen(text: &str) -> Result<SocketAddr, String> {
    if let Ok(port) = text.parse() {
        return Ok(SocketAddr::from((Ipv4Addr::LOCALHOST, port)));
    }
    let text = text.replace("localhost:", "127.0.0.1:");
    text.parse().map_err(|_| {
        "expected an address and a port, such as 127.0.0.1:7171 or [::1]:7171, or a port alone".to_owned()
    })
}

/// A number above 0.
fn units(text: &str) -> Result<f64, String> {
    let units = text.parse().ok().filter(|units: &f64| units.is_finite() && *units > 0.0);
    units.ok_or_else(|| format!("`{text}` is not a limit; write a number above 0"))
}

/// A time with its unit.
fn duration(text: &str) -> Result<Duration, String> {
    let wrong = || format!("`{text}` is not a duration; write a number and its unit, such as 50ms or 1.5s");
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
            assert!(duration(wrong).unwrap_err().contains("is not a duration"), "{wrong}");
        }
    }
}
