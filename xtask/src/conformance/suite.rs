//! The clients there are, and how each is judged.

use std::path::Path;
use std::process::Command;

use crate::seen;

use super::check::Report;
use super::install::{self, Installed, Language};
use super::stage::Stage;
use super::{afterwards, git, history, program};

/// Somebody else's client, and what it has to show.
pub struct Client {
    pub name: &'static str,
    suite: Suite,
    /// The fewest operations of the REST API that it must use with success.
    operations: usize,
}

enum Suite {
    /// The `git` program of this machine.
    Git,
    /// A program in `xtask/conformance/NAME`.
    Program(Language),
}

pub const CLIENTS: &[Client] = &[
    Client { name: "git", suite: Suite::Git, operations: 0 },
    Client { name: "dulwich", suite: Suite::Program(Language::Python), operations: 0 },
    Client { name: "pygit2", suite: Suite::Program(Language::Python), operations: 0 },
    Client { name: "python-sdk", suite: Suite::Program(Language::Python), operations: 30 },
    Client { name: "node-api", suite: Suite::Program(Language::JavaScript), operations: 20 },
    Client { name: "rust-peer", suite: Suite::Program(Language::Rust), operations: 20 },
];

/// What became of a client.
pub enum Outcome {
    Judged(Report),
    /// It is not there and cannot be installed, for a reason.
    Absent(String),
}

impl Client {
    /// Whether it is judged if nobody names a client: one that takes minutes to build is not.
    pub fn is_usual(&self) -> bool {
        !matches!(self.suite, Suite::Program(Language::Rust))
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
        let stage = Stage::new()?;
        match installed {
            None => git::play(&stage, &mut report),
            Some(installed) => {
                history::make(&stage)?;
                let mut command = stage.command(&installed.program)?;
                command.args(&installed.arguments).envs(installed.environment.iter().cloned());
                program::run(&stage, command, &mut report)?;
            }
        }
        let good =
            stage.emulator.requests().into_iter().filter(|request| request.status.is_some_and(|s| s < 400));
        seen::write(self.name, good.filter_map(|request| request.operation))?;
        afterwards::add(&stage, self.operations, &mut report);
        Ok(Outcome::Judged(report))
    }

    /// The program of the suite, if it has one.
    fn install(&self, root: &Path, anew: bool) -> Result<Option<Installed>, String> {
        match self.suite {
            Suite::Git => install::succeed(Command::new("git").arg("--version")).map(|_| None),
            Suite::Program(language) => {
                let suite = root.join("xtask/conformance").join(self.name);
                install::install(language, &suite, &install::cache()?, anew).map(Some)
            }
        }
    }
}
