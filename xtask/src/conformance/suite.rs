//! The clients there are, and how each is judged.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::seen;

use super::check::Report;
use super::stage::{self, Stage};
use super::{afterwards, git, history, program};
use crate::install::{self, Installed, Language};

/// Somebody else's client, and what it has to show.
pub struct Client {
    pub name: &'static str,
    suite: Suite,
    /// The fewest operations of the REST API that it must use with success.
    operations: usize,
    /// Whether it knows only the cloud: then it plays where the emulator is the cloud.
    is_for_cloud: bool,
}

enum Suite {
    /// The `git` program of this machine.
    Git,
    /// A program in `xtask/conformance/NAME`.
    Program(Language),
    /// A program there that runs `adox`, which it finds in `ADOXIDE_ADOX`: it reads what that writes, or talks with it.
    Beside(Language),
}

pub const CLIENTS: &[Client] = &[
    Client { name: "git", suite: Suite::Git, operations: 0, is_for_cloud: false },
    Client { name: "dulwich", suite: Suite::Program(Language::Python), operations: 0, is_for_cloud: false },
    Client { name: "pygit2", suite: Suite::Program(Language::Python), operations: 0, is_for_cloud: false },
    Client {
        name: "python-sdk",
        suite: Suite::Program(Language::Python),
        operations: 225,
        is_for_cloud: false,
    },
    Client { name: "az", suite: Suite::Program(Language::Debian), operations: 58, is_for_cloud: true },
    Client { name: "pyado", suite: Suite::Program(Language::Python), operations: 150, is_for_cloud: true },
    Client {
        name: "node-api",
        suite: Suite::Program(Language::JavaScript),
        operations: 125,
        is_for_cloud: false,
    },
    Client { name: "renovate", suite: Suite::Program(Language::Npm), operations: 10, is_for_cloud: false },
    Client { name: "tfx", suite: Suite::Program(Language::Npm), operations: 15, is_for_cloud: false },
    Client { name: "spark", suite: Suite::Program(Language::Package), operations: 20, is_for_cloud: false },
    Client { name: "sail", suite: Suite::Program(Language::Package), operations: 20, is_for_cloud: false },
    Client { name: "delta", suite: Suite::Beside(Language::Python), operations: 30, is_for_cloud: false },
    Client { name: "connect", suite: Suite::Beside(Language::Python), operations: 10, is_for_cloud: false },
    Client { name: "wheel", suite: Suite::Beside(Language::Python), operations: 3, is_for_cloud: false },
    Client { name: "mcp", suite: Suite::Beside(Language::JavaScript), operations: 10, is_for_cloud: false },
    Client { name: "rust-peer", suite: Suite::Program(Language::Rust), operations: 20, is_for_cloud: false },
];

/// What became of a client.
pub enum Outcome {
    Judged(Report),
    /// It was judged in a namespace of its own, and its report is printed; whether it is good.
    Printed(bool),
    /// It is not there and cannot be installed, for a reason.
    Absent(String),
}

impl Client {
    /// Whether it is judged if nobody names a client: one that takes minutes to build or hundreds of packages, or
    /// installs itself for the whole machine, is not.
    pub fn is_usual(&self) -> bool {
        !matches!(
            self.suite,
            Suite::Beside(_)
                | Suite::Program(Language::Rust | Language::Npm | Language::Debian | Language::Package)
        )
    }

    /// Installs the client, lets it play against an emulator of its own, and looks at what that holds then.
    ///
    /// # Errors
    /// When the harness itself does not work.
    pub fn judge(&self, root: &Path, anew: bool) -> Result<Outcome, String> {
        let mut report = Report::new(self.name);
        let installed = match self.install(root, anew) {
            Ok(installed) => installed,
            Err(why) => return Ok(Outcome::Absent(why)),
        };
        if self.is_for_cloud && !stage::is_cloud() {
            drop(installed);
            return stage::in_cloud(&["conformance", self.name]).map(Outcome::Printed);
        }
        let bundles = installed.iter().flat_map(|installed| installed.bundles.clone()).collect();
        let stage = if self.is_for_cloud { Stage::cloud(bundles)? } else { Stage::new()? };
        match installed {
            None => git::play(&stage, &mut report),
            Some(installed) => {
                history::make(&stage)?;
                let mut command = stage.command(&installed.program)?;
                command.args(&installed.arguments).envs(installed.environment.iter().cloned());
                if matches!(self.suite, Suite::Beside(_)) {
                    command.env("ADOXIDE_ADOX", adox(root)?);
                }
                program::run(&stage, command, &mut report)?;
            }
        }
        let good =
            stage.emulator.requests().into_iter().filter(|request| request.status.is_some_and(|s| s < 400));
        seen::write(self.name, good.filter_map(|request| request.operation))?;
        if self.is_for_cloud {
            report.add("nothing but the cloud was asked for", stage.is_tight());
        }
        afterwards::add(&stage, self.operations, &mut report);
        Ok(Outcome::Judged(report))
    }

    /// The program of the suite, if it has one.
    fn install(&self, root: &Path, anew: bool) -> Result<Option<Installed>, String> {
        let language = match self.suite {
            Suite::Git => return install::succeed(Command::new("git").arg("--version")).map(|_| None),
            Suite::Program(language) | Suite::Beside(language) => language,
        };
        let suite = root.join("xtask/conformance").join(self.name);
        install::install(language, &suite, &install::cache()?, anew).map(Some)
    }
}

/// Builds `adox`, and answers where it is.
fn adox(root: &Path) -> Result<PathBuf, String> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut build = Command::new(cargo);
    build.current_dir(root).args(["build", "--quiet", "--package", "adoxide-cli", "--bin", "adox"]);
    let built = build.arg("--message-format=json-render-diagnostics").stderr(Stdio::inherit()).output();
    let built = built.map_err(|error| format!("cargo build: {error}"))?;
    let lines = built.stdout.split(|byte| *byte == b'\n');
    let messages = lines.filter_map(|line| serde_json::from_slice::<serde_json::Value>(line).ok());
    let mut programs = messages.filter_map(|message| message["executable"].as_str().map(PathBuf::from));
    programs.next_back().filter(|_| built.status.success()).ok_or_else(|| "adox can't be built".to_owned())
}
