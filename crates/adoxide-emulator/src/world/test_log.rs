//! The log store of tests: files of builds and test runs, by path.

use std::collections::BTreeMap;

use bytes::Bytes;
use jiff::Timestamp;

use super::build::BuildId;
use super::journal::event;
use super::organization::{Organization, Recorded, Transaction};
use super::part::part;
use super::refusal::Refusal;
use super::test_run::RunId;
use super::test_run::kind::AttachmentKind;

/// What a file belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum LogOwner {
    /// A build.
    Build(BuildId),
    /// A test run.
    Run(RunId),
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
    /// Stores a file of a build or test run.
    ///
    /// # Errors
    /// When there is no such build or run, or it has a file of this path.
    pub fn store_test_log(&mut self, owner: LogOwner, path: &str, log: TestLog) -> Result<Recorded, Refusal> {
        match owner {
            LogOwner::Build(id) => self.builds().build(id).map(|_| ()).ok_or(Refusal::NoBuild(id))?,
            LogOwner::Run(id) => self.test_runs().run(id).map(|_| ()).ok_or(Refusal::NoTestRun(id))?,
        }
        if self.test_logs().get(owner, path).is_some() {
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
        self.part_mut::<TestLogs>().all.remove(&LogOwner::Run(run));
    }
}
