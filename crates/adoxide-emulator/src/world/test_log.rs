//! The log store of tests: files of builds and test runs, by path.

use std::collections::BTreeMap;

use bytes::Bytes;
use jiff::Timestamp;

use super::build::BuildId;
use super::journal::event;
use super::organization::{Organization, Recorded, Transaction};
use super::part::part;
use super::refusal::Refusal;

use super::test_run::kind::AttachmentKind;
use super::test_run::{ResultId, RunId};

/// What a file belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum LogOwner {
    /// A build.
    Build(BuildId),
    /// A test run.
    Run(RunId),
    /// A result of a test run.
    Result(RunId, ResultId),
    /// A part of a result of a test run.
    SubResult(RunId, ResultId, i64),
}

impl LogOwner {
    /// The test run that it is of.
    fn run(self) -> Option<RunId> {
        match self {
            Self::Build(_) => None,
            Self::Run(run) | Self::Result(run, _) | Self::SubResult(run, ..) => Some(run),
        }
    }

    /// The name of its container: `build-7`, `run-3`, `run-3-100000`, `run-3-100000-1`.
    pub fn name(self) -> String {
        match self {
            Self::Build(build) => format!("build-{build}"),
            Self::Run(run) => format!("run-{run}"),
            Self::Result(run, result) => format!("run-{run}-{result}"),
            Self::SubResult(run, result, part) => format!("run-{run}-{result}-{part}"),
        }
    }

    /// What a container is of, by its name.
    pub fn parse(name: &str) -> Option<Self> {
        let (kind, rest) = name.split_once('-')?;
        let numbers = rest.split('-').map(|number| number.parse().ok()).collect::<Option<Vec<i64>>>()?;
        match (kind, numbers[..].as_ref()) {
            ("build", [build]) => Some(Self::Build(*build)),
            ("run", [run]) => Some(Self::Run(*run)),
            ("run", [run, result]) => Some(Self::Result(*run, *result)),
            ("run", [run, result, part]) => Some(Self::SubResult(*run, *result, *part)),
            _ => None,
        }
    }
}

/// A file of the log store.
#[derive(Clone, Debug)]
pub struct TestLog {
    /// What it is.
    pub kind: AttachmentKind,
    /// What it is for.
    pub comment: String,
    /// When it was stored.
    pub created: Timestamp,
    /// What is in it.
    pub content: Bytes,
}

/// What happens to the log store.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
#[allow(missing_docs, reason = "the fields are what their names say")]
pub enum TestLogEvent {
    /// A file was stored.
    Stored { owner: LogOwner, path: String },
    /// A file was deleted.
    Deleted { owner: LogOwner, path: String },
}

/// The log store of an organization.
#[derive(Debug, Default)]
pub struct TestLogs {
    all: BTreeMap<LogOwner, BTreeMap<String, TestLog>>,
}

part!(TestLogs);
event!(TestLogEvent);

impl TestLogs {
    /// The files of a build or test run, in the order of their paths.
    pub fn of(&self, owner: LogOwner) -> impl Iterator<Item = (&str, &TestLog)> {
        self.all.get(&owner).into_iter().flatten().map(|(path, log)| (path.as_str(), log))
    }

    /// A file by its path.
    pub fn get(&self, owner: LogOwner, path: &str) -> Option<&TestLog> {
        self.all.get(&owner)?.get(path)
    }
}

impl Organization {
    /// The log store of its tests.
    pub fn test_logs(&self) -> &TestLogs {
        self.part()
    }
}

impl Transaction<'_> {
    /// Stores a file. One of the same path is replaced, or refused.
    ///
    /// # Errors
    /// When there is no such build, run or result, or it has a file of this path that is not to be replaced.
    pub fn store_test_log(
        &mut self,
        owner: LogOwner,
        path: &str,
        log: TestLog,
        replaces: bool,
    ) -> Result<Recorded, Refusal> {
        if let LogOwner::Build(id) = owner {
            self.builds().build(id).ok_or(Refusal::NoBuild(id))?;
        }
        if let Some(id) = owner.run() {
            let run = self.test_runs().run(id).ok_or(Refusal::NoTestRun(id))?;
            if let LogOwner::Result(_, result) | LogOwner::SubResult(_, result, _) = owner {
                run.result(result).ok_or(Refusal::NoTestResult(id, result))?;
            }
        }
        if !replaces && self.test_logs().get(owner, path).is_some() {
            return Err(Refusal::TestObjectExists(path.to_owned()));
        }
        let path = path.to_owned();
        self.part_mut::<TestLogs>().all.entry(owner).or_default().insert(path.clone(), log);
        Ok(self.record(TestLogEvent::Stored { owner, path }))
    }

    /// Deletes a file of a build or test run; whether there was one.
    ///
    /// # Errors
    /// None.
    pub fn delete_test_log(&mut self, owner: LogOwner, path: &str) -> Result<Recorded<bool>, Refusal> {
        let files = self.part_mut::<TestLogs>().all.get_mut(&owner);
        if files.and_then(|files| files.remove(path)).is_none() {
            return Ok(self.unchanged(false));
        }
        Ok(self.record(TestLogEvent::Deleted { owner, path: path.to_owned() }).with(true))
    }

    /// Deletes all files of a test run that is deleted.
    pub(super) fn drop_test_logs(&mut self, run: RunId) {
        self.part_mut::<TestLogs>().all.retain(|owner, _| owner.run() != Some(run));
    }
}
