//! Test runs: their results, attachments and code coverage, as pipelines publish them and people enter them.

mod edit;
pub mod kind;

use std::collections::{BTreeMap, BTreeSet, HashMap};

use bytes::Bytes;
use jiff::Timestamp;
use serde_json::{Map, Value};

pub use self::edit::{NewAttachment, NewRun, ResultChanges, RunChanges};
use self::kind::{AttachmentKind, Outcome, ResultState, RunState};
use super::build::BuildId;
use super::id::{IdentityId, ProjectId};
use super::journal::{Stamp, event};
use super::organization::Organization;
use super::part::part;

/// The number of a test run in its organization.
pub type RunId = i64;
/// The number of a test result in its run, from [`FIRST_RESULT`].
pub type ResultId = i64;
/// The number of a test in its project, whatever run it is in.
pub type ReferenceId = i64;

/// The number of the first result of each run.
pub const FIRST_RESULT: ResultId = 100_000;

/// A test run.
#[derive(Clone, Debug)]
pub struct TestRun {
    /// Its number.
    pub id: RunId,
    /// The project that it belongs to.
    pub project: ProjectId,
    /// Its name.
    pub name: String,
    /// Whether a program ran the tests.
    pub is_automated: bool,
    /// How it is doing.
    pub state: RunState,
    /// How it is doing, in more detail; a name of the API.
    pub substate: Option<String>,
    /// Who answers for it.
    pub owner: IdentityId,
    /// Who created it, and when.
    pub created: Stamp,
    /// Who changed it last, and when.
    pub updated: Stamp,
    /// When it began.
    pub started: Option<Timestamp>,
    /// When it was over.
    pub completed: Option<Timestamp>,
    /// Counts its changes, from 1.
    pub revision: i64,
    /// The build that it tests.
    pub build: Option<BuildId>,
    /// The release and its environment that it tests.
    pub release: Option<(i64, i64)>,
    /// The test plan that it is of.
    pub plan: Option<i64>,
    /// The path of its iteration.
    pub iteration: Option<String>,
    /// Its tags.
    pub tags: Vec<String>,
    /// How many tests had which outcome, where a client says only that.
    pub summary: Vec<(Outcome, i64)>,
    /// Everything else that a client sets, by name, as it is answered.
    pub rest: Map<String, Value>,
    /// The results, in the order of their numbers.
    pub results: Vec<TestResult>,
    /// Its attachments, and those of its results.
    pub attachments: Vec<Attachment>,
}

/// A test result.
#[derive(Clone, Debug)]
pub struct TestResult {
    /// Its number.
    pub id: ResultId,
    /// The number of the test.
    pub reference: ReferenceId,
    /// The title of the test.
    pub title: String,
    /// The full name of an automated test.
    pub test_name: Option<String>,
    /// The file that an automated test is in.
    pub storage: Option<String>,
    /// The number of the test case, if there is a work item.
    pub test_case: Option<i64>,
    /// The test point that it is of.
    pub point: Option<i64>,
    /// How the test ended.
    pub outcome: Outcome,
    /// How it is doing.
    pub state: ResultState,
    /// How long the test took, in milliseconds.
    pub duration: f64,
    /// When it began.
    pub started: Option<Timestamp>,
    /// When it was over.
    pub completed: Option<Timestamp>,
    /// Counts its changes, from 1.
    pub revision: i64,
    /// When it was created.
    pub created: Timestamp,
    /// Who changed it last, and when.
    pub updated: Stamp,
    /// Who ran the test.
    pub run_by: IdentityId,
    /// Who answers for the test.
    pub owner: Option<IdentityId>,
    /// Everything else that a client sets, by name, as it is answered.
    pub rest: Map<String, Value>,
}

/// A file that belongs to a run, a result, or a part of a result.
#[derive(Clone, Debug)]
pub struct Attachment {
    /// Its number in the organization.
    pub id: i64,
    /// The result that it belongs to; the run itself without one.
    pub result: Option<ResultId>,
    /// The part of the result that it belongs to.
    pub sub_result: Option<i64>,
    /// The iteration of the result that it belongs to.
    pub iteration: Option<i64>,
    /// The action of the iteration that it belongs to.
    pub action_path: Option<String>,
    /// Its name.
    pub file_name: String,
    /// What it is for.
    pub comment: String,
    /// What it is.
    pub kind: AttachmentKind,
    /// When it was created.
    pub created: Timestamp,
    /// What is in it.
    pub content: Bytes,
}

/// How long results are kept, in days; -1 for ever.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Retention {
    /// Those of automated tests.
    pub automated: i64,
    /// Those of manual tests.
    pub manual: i64,
    /// Who said so, and when.
    pub changed: Option<Stamp>,
}

impl Default for Retention {
    fn default() -> Self {
        Self { automated: 30, manual: 365, changed: None }
    }
}

/// What happens to a test run.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
#[allow(missing_docs, reason = "the fields are what their names say")]
pub enum TestRunEvent {
    /// It was created.
    Created(RunId),
    /// It was changed.
    Updated { id: RunId, from: RunState, to: RunState },
    /// It was deleted.
    Deleted(RunId),
    /// Results were added.
    ResultsAdded { id: RunId, results: Vec<ResultId> },
    /// Results were changed.
    ResultsUpdated { id: RunId, results: Vec<ResultId> },
    /// A file was attached.
    Attached { id: RunId, attachment: i64 },
    /// An attachment was deleted.
    Detached { id: RunId, attachment: i64 },
    /// Code coverage of a build was published.
    CoveragePublished(BuildId),
    /// How long the results of a project are kept was changed.
    RetentionChanged(ProjectId),
    /// A test is flaky on branches, or is not any more.
    FlakinessChanged(ReferenceId),
}

/// A test, whatever run it is in.
#[derive(Clone, Debug)]
pub struct TestReference {
    /// Its number.
    pub id: ReferenceId,
    /// The project that it belongs to.
    pub project: ProjectId,
    /// Its title.
    pub title: String,
    /// The full name of an automated test.
    pub test_name: String,
    /// The file that an automated test is in.
    pub storage: String,
    /// The branches that it is flaky on.
    pub flaky: BTreeSet<String>,
}

/// The test runs of an organization.
#[derive(Debug, Default)]
pub struct TestRuns {
    last_run: RunId,
    last_attachment: i64,
    all: BTreeMap<RunId, TestRun>,
    references: Vec<TestReference>,
    /// The numbers of tests by project, storage, name and title.
    by_name: HashMap<(ProjectId, String, String, String), ReferenceId>,
    /// The runs of each build.
    by_build: BTreeMap<BuildId, Vec<RunId>>,
    /// The latest result of each test point.
    by_point: BTreeMap<i64, (RunId, ResultId)>,
    coverage: BTreeMap<BuildId, Vec<Value>>,
    retention: BTreeMap<ProjectId, Retention>,
}

part!(TestRuns);
event!(TestRunEvent);

impl TestRun {
    /// A result.
    pub fn result(&self, id: ResultId) -> Option<&TestResult> {
        self.results.get(usize::try_from(id.checked_sub(FIRST_RESULT)?).ok()?)
    }

    /// The files of a result, or of the run itself.
    pub fn attachments_of(
        &self,
        result: Option<ResultId>,
        sub_result: Option<i64>,
    ) -> impl Iterator<Item = &Attachment> {
        self.attachments.iter().filter(move |known| known.result == result && known.sub_result == sub_result)
    }

    /// How many results have which outcome and state, in the order of the outcomes.
    pub fn counts(&self) -> Vec<(ResultState, Outcome, i64)> {
        if self.results.is_empty() {
            return self
                .summary
                .iter()
                .map(|(outcome, count)| (ResultState::Completed, *outcome, *count))
                .collect();
        }
        let mut counts = BTreeMap::new();
        for result in &self.results {
            *counts.entry((result.state, result.outcome)).or_insert(0) += 1;
        }
        counts.into_iter().map(|((state, outcome), count)| (state, outcome, count)).collect()
    }

    /// How many results are as wished.
    pub fn count(&self, is: impl Fn(ResultState, Outcome) -> bool) -> i64 {
        self.counts()
            .into_iter()
            .filter(|(state, outcome, _)| is(*state, *outcome))
            .map(|(.., count)| count)
            .sum()
    }
}

impl TestRuns {
    /// The runs of the organization, in the order of their numbers.
    pub fn runs(&self) -> impl DoubleEndedIterator<Item = &TestRun> {
        self.all.values()
    }

    /// A run.
    pub fn run(&self, id: RunId) -> Option<&TestRun> {
        self.all.get(&id)
    }

    /// The runs that test a build, in the order of their numbers.
    pub fn of_build(&self, build: BuildId) -> impl Iterator<Item = &TestRun> {
        self.by_build.get(&build).into_iter().flatten().filter_map(|id| self.all.get(id))
    }

    /// The runs that test a release, in one environment or in all.
    pub fn of_release(&self, release: i64, environment: Option<i64>) -> impl Iterator<Item = &TestRun> {
        self.all.values().filter(move |run| {
            run.release.is_some_and(|(id, own)| {
                id == release && environment.is_none_or(|environment| environment == own)
            })
        })
    }

    /// The latest result of a test point, with its run.
    pub fn of_point(&self, point: i64) -> Option<(&TestRun, &TestResult)> {
        let (run, result) = self.by_point.get(&point)?;
        let run = self.all.get(run)?;
        Some((run, run.result(*result)?))
    }

    /// A test by its number.
    pub fn reference(&self, id: ReferenceId) -> Option<&TestReference> {
        self.references.get(usize::try_from(id.checked_sub(1)?).ok()?)
    }

    /// What was published about the code coverage of a build: `{"buildPlatform", "buildFlavor", "coverageStats"}` each.
    pub fn coverage(&self, build: BuildId) -> &[Value] {
        self.coverage.get(&build).map(Vec::as_slice).unwrap_or_default()
    }

    /// How long the results of a project are kept.
    pub fn retention(&self, project: ProjectId) -> Retention {
        self.retention.get(&project).copied().unwrap_or_default()
    }
}

impl Organization {
    /// Its test runs.
    pub fn test_runs(&self) -> &TestRuns {
        self.part()
    }
}
