//! The recycle bin of test plans and suites: what was deleted, until it is restored or its work item is destroyed.

use super::{Entry, PlanId, Point, Suite, SuiteId, TestPlan, TestPlanEvent, TestPlans};
use crate::world::organization::{Recorded, Transaction};
use crate::world::refusal::Refusal;

/// A plan or suite in the recycle bin, with what went with it.
#[derive(Clone, Debug)]
pub struct Deleted {
    /// The plan, if one was deleted.
    pub plan: Option<TestPlan>,
    /// The suites, each before those in it.
    pub suites: Vec<Suite>,
    /// Their points.
    points: Vec<Point>,
    /// The place that the suite had in the one above.
    place: usize,
}

impl TestPlans {
    /// What is in the recycle bin, by the numbers of what was deleted.
    pub fn deleted(&self) -> impl Iterator<Item = &Deleted> {
        self.deleted.values()
    }
}

impl Transaction<'_> {
    /// Moves suites, and the plan if it is one, to the recycle bin: `id` is what is deleted, `suites` what is in it.
    pub(super) fn bin_test_suites(&mut self, id: i64, suites: &[SuiteId], place: Option<usize>) {
        let plans = self.part_mut::<TestPlans>();
        let root = plans.plan(id).map_or(id, |plan| plan.root);
        let order: Vec<_> = plans.below(root).iter().map(|suite| suite.id).collect();
        let gone = order.iter().filter_map(|suite| plans.suites.get(suite).cloned()).collect();
        let points = plans.points.values().filter(|point| suites.contains(&point.suite)).cloned().collect();
        let deleted =
            Deleted { plan: plans.plans.remove(&id), suites: gone, points, place: place.unwrap_or(0) };
        plans.suites.retain(|suite, _| !suites.contains(suite));
        plans.points.retain(|_, point| !suites.contains(&point.suite));
        for suite in plans.suites.values_mut() {
            suite.entries.retain(|entry| *entry != Entry::Suite(id));
        }
        plans.deleted.insert(id, deleted);
    }

    /// Takes the work items of what was deleted out of the recycle bin, where they are in it.
    fn restore_test_items(&mut self, deleted: &Deleted) -> Result<(), Refusal> {
        let plan = deleted.plan.iter().map(|plan| plan.id);
        let ids: Vec<_> = plan.chain(deleted.suites.iter().map(|suite| suite.id)).collect();
        for id in ids {
            if self.work_items().get_any(id).is_some_and(|item| item.deleted.is_some()) {
                self.restore_work_item(id)?;
            }
        }
        Ok(())
    }

    /// Restores a test plan, with its suites and their points.
    ///
    /// # Errors
    /// When it is not in the recycle bin, or its work item was destroyed.
    pub fn restore_test_plan(&mut self, id: PlanId) -> Result<Recorded, Refusal> {
        let missing = Refusal::NoTestPlan(id);
        if self.work_items().get_any(id).is_none() {
            return Err(missing);
        }
        let deleted = self.test_plans().deleted.get(&id).filter(|known| known.plan.is_some());
        let deleted = deleted.cloned().ok_or(missing)?;
        self.restore_test_items(&deleted)?;
        let plans = self.part_mut::<TestPlans>();
        plans.deleted.remove(&id);
        plans.plans.extend(deleted.plan.map(|plan| (id, plan)));
        plans.suites.extend(deleted.suites.into_iter().map(|suite| (suite.id, suite)));
        plans.points.extend(deleted.points.into_iter().map(|point| (point.id, point)));
        Ok(self.record(TestPlanEvent::Restored(id)))
    }

    /// Restores a test suite, with those in it and their points, where it was.
    ///
    /// # Errors
    /// When it is not in the recycle bin, went there with another one, or there is no plan or suite that it belongs in.
    pub fn restore_test_suite(&mut self, id: SuiteId) -> Result<Recorded, Refusal> {
        let plans = self.test_plans();
        let deleted = plans.deleted.get(&id).filter(|known| known.plan.is_none());
        let Some(deleted) = deleted.cloned() else {
            let mut with_others = plans.deleted.values().flat_map(|known| &known.suites);
            return Err(match with_others.find(|suite| suite.id == id) {
                Some(suite) => Refusal::TestSuiteParent(suite.parent.unwrap_or(id)),
                None => Refusal::NoTestSuite(id),
            });
        };
        let suite = deleted.suites.first().ok_or(Refusal::NoTestSuite(id))?;
        let (plan, above) = (suite.plan, suite.parent.unwrap_or(id));
        plans.plan_or_refuse(plan)?;
        plans.suite_or_refuse(above)?;
        if self.work_items().get_any(id).is_none() {
            return Err(Refusal::NoTestSuite(id));
        }
        self.restore_test_items(&deleted)?;
        let plans = self.part_mut::<TestPlans>();
        plans.deleted.remove(&id);
        let place = deleted.place;
        plans.suites.extend(deleted.suites.into_iter().map(|suite| (suite.id, suite)));
        plans.points.extend(deleted.points.into_iter().map(|point| (point.id, point)));
        if let Some(above) = plans.suites.get_mut(&above) {
            above.entries.insert(place.min(above.entries.len()), Entry::Suite(id));
        }
        Ok(self.record(TestPlanEvent::SuiteRestored { plan, suite: id }))
    }
}
