//! What pipelines published about their tests, and a test plan.

use serde_json::{Map, json};

use super::{BuildError, DAY, Ids, ProjectId, Seeder, ago, later};
use crate::world::build::{BuildId, BuildResult, BuildStatus};
use crate::world::field::{self, FieldValue};
use crate::world::journal::Stamp;
use crate::world::test_plan::{CaseInSuite, PlanChanges, PointChanges, SuiteChanges, SuiteKind};
use crate::world::test_run::kind::{Outcome, RunState};
use crate::world::test_run::{NewRun, ResultChanges, RunChanges};
use crate::world::work_item::{EditOptions, WorkItemChange};

/// How many of the latest builds of a project have test runs.
const BUILDS: usize = 120;
/// How many runs there are without a build, as nightly jobs elsewhere publish them.
const NIGHTLY: i64 = 5;

const TESTS: [(&str, &str); 12] = [
    ("CartTests", "adds_an_item"),
    ("CartTests", "removes_an_item"),
    ("CartTests", "totals_are_exact"),
    ("CheckoutTests", "refuses_an_expired_card"),
    ("CheckoutTests", "retries_a_timeout"),
    ("CheckoutTests", "sends_one_receipt"),
    ("LoginTests", "redirects_after_login"),
    ("LoginTests", "locks_after_five_failures"),
    ("SearchTests", "pages_to_the_end"),
    ("SearchTests", "ranks_exact_matches_first"),
    ("StockTests", "never_goes_below_zero"),
    ("StockTests", "counts_reservations"),
];

/// The test that fails now and then without a cause.
const FLAKY: usize = 4;

const CASES: [&str; 4] =
    ["Buy something as a guest", "Pay with a card that was refused", "Find an order again", "Return an item"];

impl Seeder<'_> {
    /// A run for each of the latest builds, some without one, and a plan.
    pub(super) fn tests(&mut self, project: ProjectId) -> Result<(), BuildError> {
        let mut ids = Ids::new(self.ids.number());
        let builds = self.organization()?.builds().builds().rev();
        let builds =
            builds.filter(|build| build.project == project && build.status == BuildStatus::Completed);
        let mut builds: Vec<_> = builds
            .filter_map(|build| Some((build.id, build.result?, build.finished?)))
            .take(BUILDS)
            .collect();
        builds.reverse();
        for (build, result, finished) in builds {
            let stamp = Stamp { at: ago(finished, 30), actor: self.owner };
            // What was canceled has published nothing.
            if result != BuildResult::Canceled {
                let fails = result == BuildResult::Failed && ids.below(3) > 0;
                self.run(&mut ids, project, Some(build), fails, stamp)?;
                self.coverage(&mut ids, build, stamp)?;
            }
        }
        for night in 0..NIGHTLY {
            let stamp = Stamp { at: later(ago(self.end, (NIGHTLY - night) * DAY), 7_200), actor: self.owner };
            self.run(&mut ids, project, None, night % 3 == 1, stamp)?;
        }
        self.test_plan(project)
    }

    fn run(
        &mut self,
        ids: &mut Ids,
        project: ProjectId,
        build: Option<BuildId>,
        fails: bool,
        stamp: Stamp,
    ) -> Result<(), BuildError> {
        let failing = fails.then(|| ids.below(TESTS.len()));
        let is_flaky = ids.below(6) == 0;
        let results: Vec<_> = TESTS
            .iter()
            .enumerate()
            .map(|(index, (class, name))| {
                let fails = failing == Some(index) || (is_flaky && fails && index == FLAKY);
                let outcome = match index {
                    _ if fails => Outcome::Failed,
                    11 => Outcome::NotExecuted,
                    _ => Outcome::Passed,
                };
                let mut rest = Map::new();
                rest.insert("computerName".to_owned(), "fv-az101-22".into());
                rest.insert("automatedTestType".to_owned(), "JUnit".into());
                rest.insert("priority".to_owned(), 0.into());
                if fails {
                    rest.insert("errorMessage".to_owned(), format!("{name}: expected 2, got 3").into());
                    rest.insert(
                        "stackTrace".to_owned(),
                        format!("at {class}.{name} (tests/{class}.rs:{})", 10 + index).into(),
                    );
                }
                ResultChanges {
                    title: Some((*name).to_owned()),
                    test_name: Some(format!("{class}.{name}")),
                    storage: Some(format!("{class}.xml")),
                    outcome: Some(outcome),
                    duration: Some(20.0 + ids.below(900) as f64),
                    rest,
                    ..ResultChanges::default()
                }
            })
            .collect();
        let name = if build.is_some() { "Unit tests" } else { "Nightly load tests" };
        let new = NewRun {
            project,
            name: name.to_owned(),
            is_automated: true,
            state: RunState::InProgress,
            owner: None,
            started: None,
            completed: None,
            build,
            release: None,
            plan: None,
            iteration: None,
            tags: Vec::new(),
            summary: Vec::new(),
            rest: Map::new(),
            planned: Vec::new(),
        };
        let end = Stamp { at: later(stamp.at, 20), ..stamp };
        let organization = self.organization()?;
        let id = organization.change(stamp, |tx| tx.create_test_run(new))?;
        organization.change(stamp, |tx| tx.add_test_results(id, results))?;
        let done = RunChanges { state: Some(RunState::Completed), ..RunChanges::default() };
        organization.change(end, |tx| tx.update_test_run(id, done))?;
        Ok(())
    }

    fn coverage(&mut self, ids: &mut Ids, build: BuildId, stamp: Stamp) -> Result<(), BuildError> {
        let covered = 7_800 + ids.below(700);
        let coverage = json!({
            "buildPlatform": "",
            "buildFlavor": "",
            "coverageStats": [
                {"label": "Lines", "position": 4, "total": 10_000, "covered": covered},
                {"label": "Branches", "position": 5, "total": 2_400, "covered": covered / 5},
            ],
        });
        self.organization()?.change(stamp, |tx| tx.publish_coverage(build, vec![coverage]))?;
        Ok(())
    }

    fn test_plan(&mut self, project: ProjectId) -> Result<(), BuildError> {
        let stamp = Stamp { at: ago(self.end, 20 * DAY), actor: self.owner };
        let organization = self.organization()?;
        let gone = || BuildError::Seed("a project is gone".into());
        let name = organization.project_by_id(project).ok_or_else(gone)?.name.clone();
        let new = PlanChanges {
            name: Some(format!("{name} regression")),
            area: Some(name.clone()),
            iteration: Some(name),
            owner: Some(stamp.actor),
            ..PlanChanges::default()
        };
        let plan = organization.change(stamp, |tx| tx.create_test_plan(project, &new))?;
        let suite = SuiteChanges {
            name: Some("Checkout".to_owned()),
            kind: Some(SuiteKind::Static),
            ..SuiteChanges::default()
        };
        let suite = organization.change(stamp, |tx| tx.create_test_suite(plan, suite))?;
        let mut cases = Vec::new();
        for title in CASES {
            let fields = vec![(field::TITLE, Some(FieldValue::text(title)))];
            let change = WorkItemChange { fields, ..WorkItemChange::default() };
            let options = EditOptions::default();
            let case = organization
                .change(stamp, |tx| tx.create_work_item(project, "Test Case", &change, options))?;
            cases.push(CaseInSuite { case, configurations: Vec::new() });
        }
        organization.change(stamp, |tx| tx.add_test_cases(suite, cases))?;
        let points: Vec<_> = organization.test_plans().points(suite).map(|point| point.id).collect();
        let outcomes = [Outcome::Passed, Outcome::Failed, Outcome::Passed];
        let tested = points.into_iter().zip(outcomes).map(|(point, outcome)| {
            (point, PointChanges { outcome: Some(outcome), ..PointChanges::default() })
        });
        let tested = tested.collect();
        let stamp = Stamp { at: later(stamp.at, DAY), ..stamp };
        organization.change(stamp, |tx| tx.update_test_points(suite, tested))?;
        Ok(())
    }
}
