//! What is found at test points, and who is to test.

use uuid::Uuid;

use super::{PointId, SuiteId, TestPlanEvent, TestPlans};
use crate::world::organization::{Recorded, Transaction};
use crate::world::refusal::Refusal;
use crate::world::test_run::kind::{Outcome, RunState};
use crate::world::test_run::{NewRun, ResultChanges};

/// What changes of a test point.
#[derive(Clone, Debug, Default)]
pub struct PointChanges {
    /// How the test ended.
    pub outcome: Option<Outcome>,
    /// Who is to test.
    pub tester: Option<Uuid>,
    /// Whether it has to be tested again.
    pub is_reset: bool,
}

impl Transaction<'_> {
    /// What a run says of a test point before it is tested.
    ///
    /// # Errors
    /// When there is no such point.
    pub fn planned_result(&self, id: PointId) -> Result<ResultChanges, Refusal> {
        let point = self.test_plans().point(id).ok_or(Refusal::NoTestPoint(id))?;
        let configuration = self.test_plans().configuration(point.configuration);
        let name = configuration.map_or("", |known| known.name.as_str());
        let reference = serde_json::json!({"id": point.configuration.to_string(), "name": name});
        Ok(ResultChanges {
            title: Some(self.test_title(point.case).to_owned()),
            test_case: Some(point.case),
            point: Some(id),
            rest: [("configuration".to_owned(), reference)].into_iter().collect(),
            ..ResultChanges::default()
        })
    }

    /// Changes points of a suite. How a test ended is kept as a run of its own, as the service does.
    ///
    /// # Errors
    /// When there is no such suite, or one of the points is not in it.
    pub fn update_test_points(
        &mut self,
        suite: SuiteId,
        changes: Vec<(PointId, PointChanges)>,
    ) -> Result<Recorded, Refusal> {
        let stamp = self.stamp();
        let plan = self.test_plans().suite_or_refuse(suite)?.plan;
        let project = self.test_plans().plan_or_refuse(plan)?.project;
        let known = self.test_plans();
        let is_there = |id: PointId| known.point(id).is_some_and(|point| point.suite == suite);
        if let Some((missing, _)) = changes.iter().find(|(id, _)| !is_there(*id)) {
            return Err(Refusal::NoTestPoint(*missing));
        }
        let mut planned = Vec::new();
        for (id, change) in &changes {
            if let Some(outcome) = change.outcome.filter(|outcome| *outcome != Outcome::Unspecified) {
                planned.push(ResultChanges { outcome: Some(outcome), ..self.planned_result(*id)? });
            }
        }
        if !planned.is_empty() {
            let name = format!("{} (Manual)", self.test_title(suite));
            self.create_test_run(NewRun {
                project,
                name,
                is_automated: false,
                state: RunState::Completed,
                owner: Some(stamp.actor),
                started: Some(stamp.at),
                completed: Some(stamp.at),
                build: None,
                release: None,
                plan: Some(plan),
                iteration: None,
                tags: Vec::new(),
                summary: Vec::new(),
                rest: serde_json::Map::new(),
                planned,
            })?;
        }
        let plans = self.part_mut::<TestPlans>();
        let mut points = Vec::new();
        for (id, change) in changes {
            if let Some(point) = plans.points.get_mut(&id) {
                point.tester = change.tester.or(point.tester);
                if change.is_reset {
                    point.reset = Some(stamp);
                }
                if change.outcome.is_some() {
                    point.reset = None;
                }
                point.revision += 1;
                point.updated = stamp;
                points.push(id);
            }
        }
        Ok(self.record(TestPlanEvent::PointsUpdated { suite, points }))
    }
}
