//! Test plans: suites of test cases, the points at which they are to be tested, configurations and variables.
//!
//! Plans, suites and test cases are work items: names, paths and states are theirs, and only what work items have no
//! field for is kept here.

mod bin;
mod clone;
mod configuration;
mod edit_plan;
mod edit_point;
mod edit_suite;

use std::collections::BTreeMap;

use serde_json::{Map, Value};
use uuid::Uuid;

pub use self::bin::Deleted;
pub use self::clone::{CloneOptions, Cloned};
pub use self::configuration::{Configuration, NewConfiguration, NewVariable, Variable};
pub use self::edit_plan::PlanChanges;
pub use self::edit_point::PointChanges;
pub use self::edit_suite::{CaseInSuite, SuiteChanges};
use super::id::ProjectId;
use super::journal::{Stamp, event};
use super::organization::Organization;
use super::part::part;
use super::refusal::Refusal;
use super::test_run::kind::Outcome;
use super::test_run::{TestResult, TestRun};
use super::work_item::{WorkItem, WorkItemId};
use crate::base::named;
use crate::world::field;

/// The number of a test plan: that of its work item.
pub type PlanId = i64;
/// The number of a test suite: that of its work item.
pub type SuiteId = i64;
/// The number of a test case: that of its work item.
pub type CaseId = i64;
/// The number of a test point in its organization.
pub type PointId = i64;
/// The number of a configuration in its organization.
pub type ConfigurationId = i64;

named! {
    /// What test cases a suite has.
    pub enum SuiteKind {
        None = 0 "none",
        Dynamic = 1 "dynamicTestSuite",
        Static = 2 "staticTestSuite",
        Requirement = 3 "requirementTestSuite",
    }
}

/// A test plan.
#[derive(Clone, Debug)]
pub struct TestPlan {
    /// Its number.
    pub id: PlanId,
    /// The project that it belongs to.
    pub project: ProjectId,
    /// The suite that all others are below.
    pub root: SuiteId,
    /// Everything that its work item has no field for, by name, as it is answered.
    pub rest: Map<String, Value>,
    /// Counts its changes, from 1.
    pub revision: i64,
    /// Who changed it last, and when.
    pub updated: Stamp,
}

/// A test suite.
#[derive(Clone, Debug)]
pub struct Suite {
    /// Its number.
    pub id: SuiteId,
    /// The plan that it is in.
    pub plan: PlanId,
    /// The suite that it is in; none for that of the plan.
    pub parent: Option<SuiteId>,
    /// What test cases it has.
    pub kind: SuiteKind,
    /// The requirement that its test cases test.
    pub requirement: Option<WorkItemId>,
    /// The query that finds its test cases.
    pub query: Option<String>,
    /// Whether its configurations are those of the suite above.
    pub inherits: bool,
    /// The configurations that test cases come with; all default ones of the project without any.
    pub configurations: Vec<ConfigurationId>,
    /// Who tests by default.
    pub testers: Vec<Uuid>,
    /// What is in it, in order.
    pub entries: Vec<Entry>,
    /// Counts its changes, from 1.
    pub revision: i64,
    /// Who changed it last, and when.
    pub updated: Stamp,
}

/// What is in a suite.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Entry {
    /// A test case.
    Case(CaseId),
    /// A suite.
    Suite(SuiteId),
}

/// A test case that is to be tested with a configuration, in a suite.
#[derive(Clone, Debug)]
pub struct Point {
    /// Its number.
    pub id: PointId,
    /// The suite.
    pub suite: SuiteId,
    /// The test case.
    pub case: CaseId,
    /// The configuration.
    pub configuration: ConfigurationId,
    /// Who is to test.
    pub tester: Option<Uuid>,
    /// When it was said that it has to be tested again.
    pub reset: Option<Stamp>,
    /// Counts its changes, from 1.
    pub revision: i64,
    /// Who changed it last, and when.
    pub updated: Stamp,
}

/// What happens to test plans.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
#[allow(missing_docs, reason = "the fields are what their names say")]
pub enum TestPlanEvent {
    /// A plan was created.
    Created(PlanId),
    /// A plan was changed.
    Updated(PlanId),
    /// A plan was deleted.
    Deleted(PlanId),
    /// A suite was created.
    SuiteCreated { plan: PlanId, suite: SuiteId },
    /// A suite was changed.
    SuiteUpdated { plan: PlanId, suite: SuiteId },
    /// A suite was deleted.
    SuiteDeleted { plan: PlanId, suite: SuiteId },
    /// The test cases of a suite changed.
    CasesChanged { plan: PlanId, suite: SuiteId },
    /// Points were changed.
    PointsUpdated { suite: SuiteId, points: Vec<PointId> },
    /// A test case is not in any suite any more.
    CaseDeleted(CaseId),
    /// Suites or test cases were cloned into a suite.
    Cloned { into: SuiteId },
    /// A plan came back from the recycle bin.
    Restored(PlanId),
    /// A suite came back from the recycle bin.
    SuiteRestored { plan: PlanId, suite: SuiteId },
    /// A configuration was created, changed or deleted.
    ConfigurationChanged(ConfigurationId),
    /// A variable was created, changed or deleted.
    VariableChanged(i64),
}

/// The test plans of an organization.
#[derive(Debug, Default)]
pub struct TestPlans {
    plans: BTreeMap<PlanId, TestPlan>,
    suites: BTreeMap<SuiteId, Suite>,
    points: BTreeMap<PointId, Point>,
    configurations: BTreeMap<ConfigurationId, Configuration>,
    variables: BTreeMap<i64, Variable>,
    /// Plans and suites in the recycle bin, by the number of what was deleted.
    deleted: BTreeMap<i64, Deleted>,
    last_point: PointId,
    last_configuration: ConfigurationId,
    last_variable: i64,
}

part!(TestPlans);
event!(TestPlanEvent);

impl TestPlans {
    /// The plans of a project, in the order of their numbers.
    pub fn plans(&self, project: ProjectId) -> impl DoubleEndedIterator<Item = &TestPlan> {
        self.plans.values().filter(move |plan| plan.project == project)
    }

    /// A plan.
    pub fn plan(&self, id: PlanId) -> Option<&TestPlan> {
        self.plans.get(&id)
    }

    /// A suite.
    pub fn suite(&self, id: SuiteId) -> Option<&Suite> {
        self.suites.get(&id)
    }

    /// All suites, in the order of their numbers.
    pub fn suites(&self) -> impl Iterator<Item = &Suite> {
        self.suites.values()
    }

    /// A suite and all below it, each before those in it.
    pub fn below(&self, suite: SuiteId) -> Vec<&Suite> {
        let mut all = Vec::new();
        let mut waiting = vec![suite];
        while let Some(next) = waiting.pop() {
            let Some(suite) = self.suites.get(&next) else { continue };
            all.push(suite);
            waiting.extend(suite.suites().rev());
        }
        all
    }

    /// A point.
    pub fn point(&self, id: PointId) -> Option<&Point> {
        self.points.get(&id)
    }

    /// The points of a suite, in the order of their numbers.
    pub fn points(&self, suite: SuiteId) -> impl Iterator<Item = &Point> {
        self.points.values().filter(move |point| point.suite == suite)
    }

    /// The configurations of a project, in the order of their numbers.
    pub fn configurations(&self, project: ProjectId) -> impl Iterator<Item = &Configuration> {
        self.configurations.values().filter(move |known| known.project == project)
    }

    /// A configuration.
    pub fn configuration(&self, id: ConfigurationId) -> Option<&Configuration> {
        self.configurations.get(&id)
    }

    /// The variables of a project, in the order of their numbers.
    pub fn variables(&self, project: ProjectId) -> impl Iterator<Item = &Variable> {
        self.variables.values().filter(move |known| known.project == project)
    }

    /// A variable.
    pub fn variable(&self, id: i64) -> Option<&Variable> {
        self.variables.get(&id)
    }

    /// The configurations that test cases come with in a suite: its own, else those above, else the default ones.
    fn configurations_of(&self, suite: SuiteId, project: ProjectId) -> Vec<ConfigurationId> {
        let mut next = self.suites.get(&suite);
        while let Some(suite) = next {
            if !suite.inherits && !suite.configurations.is_empty() {
                return suite.configurations.clone();
            }
            next = suite.parent.and_then(|parent| self.suites.get(&parent));
        }
        let usual = self.configurations(project).filter(|known| known.is_default && known.is_active);
        usual.map(|known| known.id).collect()
    }

    fn plan_or_refuse(&self, id: PlanId) -> Result<&TestPlan, Refusal> {
        self.plans.get(&id).ok_or(Refusal::NoTestPlan(id))
    }

    fn suite_or_refuse(&self, id: SuiteId) -> Result<&Suite, Refusal> {
        self.suites.get(&id).ok_or(Refusal::NoTestSuite(id))
    }
}

impl Suite {
    /// The test cases in it, in order.
    pub fn cases(&self) -> impl Iterator<Item = CaseId> {
        self.entries.iter().filter_map(|entry| match entry {
            Entry::Case(id) => Some(*id),
            Entry::Suite(_) => None,
        })
    }

    /// The suites in it, in order.
    pub fn suites(&self) -> impl DoubleEndedIterator<Item = SuiteId> {
        self.entries.iter().filter_map(|entry| match entry {
            Entry::Suite(id) => Some(*id),
            Entry::Case(_) => None,
        })
    }
}

/// What was found at a test point.
#[derive(Clone, Copy, Debug)]
pub struct Tested<'o> {
    /// The latest result, with its run; none if it has to be tested again.
    pub result: Option<(&'o TestRun, &'o TestResult)>,
    /// How it ended.
    pub outcome: Outcome,
}

impl Organization {
    /// Its test plans.
    pub fn test_plans(&self) -> &TestPlans {
        self.part()
    }

    /// The work item of a test plan, suite or test case.
    pub fn test_item(&self, id: i64) -> Option<&WorkItem> {
        self.work_items().get(id)
    }

    /// The title of the work item of a test plan, suite or test case.
    pub fn test_title(&self, id: i64) -> &str {
        let item = self.work_items().get_any(id);
        item.and_then(|item| item.values().text(field::TITLE)).unwrap_or_default()
    }

    /// The name of a test plan.
    pub fn test_plan_name(&self, id: PlanId) -> Option<&str> {
        self.test_plans().plan(id).map(|plan| self.test_title(plan.id))
    }

    /// What was found at a test point.
    pub fn tested(&self, point: &Point) -> Tested<'_> {
        let latest = self.test_runs().of_point(point.id);
        let result =
            latest.filter(|(_, result)| point.reset.is_none_or(|reset| result.updated.at > reset.at));
        Tested { result, outcome: result.map_or(Outcome::Unspecified, |(_, result)| result.outcome) }
    }
}
