//! How test suites are created and change, and what test cases are in them.

use uuid::Uuid;

use super::{
    CaseId, ConfigurationId, Entry, PlanId, Point, Suite, SuiteId, SuiteKind, TestPlanEvent, TestPlans,
};
use crate::world::field::{self, FieldValue};
use crate::world::journal::Stamp;
use crate::world::organization::{Recorded, Transaction};
use crate::world::refusal::Refusal;
use crate::world::work_item::{WorkItemChange, WorkItemId};

/// What a suite is made of, or changed to: what is not given stays.
#[derive(Clone, Debug, Default)]
#[allow(missing_docs, reason = "the fields are those of the suite")]
pub struct SuiteChanges {
    pub name: Option<String>,
    pub parent: Option<SuiteId>,
    pub kind: Option<SuiteKind>,
    pub requirement: Option<WorkItemId>,
    pub query: Option<String>,
    pub inherits: Option<bool>,
    pub configurations: Option<Vec<ConfigurationId>>,
    pub testers: Option<Vec<Uuid>>,
}

/// A test case for a suite.
#[derive(Clone, Debug)]
pub struct CaseInSuite {
    /// The test case.
    pub case: CaseId,
    /// The configurations that it is to be tested with, with who is to test; those of the suite without any.
    pub configurations: Vec<(ConfigurationId, Option<Uuid>)>,
}

impl Suite {
    pub(super) fn new(
        id: SuiteId,
        plan: PlanId,
        parent: Option<SuiteId>,
        kind: SuiteKind,
        stamp: Stamp,
    ) -> Self {
        Self {
            id,
            plan,
            parent,
            kind,
            requirement: None,
            query: None,
            inherits: true,
            configurations: Vec::new(),
            testers: Vec::new(),
            entries: Vec::new(),
            revision: 1,
            updated: stamp,
        }
    }

    fn apply(&mut self, changes: SuiteChanges, stamp: Stamp) {
        self.query = changes.query.or_else(|| self.query.take());
        self.inherits = changes.inherits.unwrap_or(self.inherits);
        if let Some(configurations) = changes.configurations {
            self.inherits = changes.inherits.unwrap_or(configurations.is_empty());
            self.configurations = configurations;
        }
        self.testers = changes.testers.unwrap_or_else(|| std::mem::take(&mut self.testers));
        self.updated = stamp;
    }
}

impl Transaction<'_> {
    fn check_configurations(&self, configurations: &[ConfigurationId]) -> Result<(), Refusal> {
        let known = self.test_plans();
        match configurations.iter().find(|id| known.configuration(**id).is_none()) {
            Some(missing) => Err(Refusal::NoTestConfiguration(*missing)),
            None => Ok(()),
        }
    }

    /// Creates a suite in another one; in that of the plan if none is given.
    ///
    /// # Errors
    /// When there is no such plan, suite, requirement or configuration, or the suite above cannot have suites.
    pub fn create_test_suite(
        &mut self,
        plan: PlanId,
        new: SuiteChanges,
    ) -> Result<Recorded<SuiteId>, Refusal> {
        let stamp = self.stamp();
        let known = self.test_plans().plan_or_refuse(plan)?;
        let (project, root) = (known.project, known.root);
        let parent = new.parent.unwrap_or(root);
        let above = self.test_plans().suite_or_refuse(parent)?;
        if above.plan != plan {
            return Err(Refusal::NoTestSuite(parent));
        }
        if above.kind != SuiteKind::Static {
            return Err(Refusal::TestSuiteParent(parent));
        }
        let configurations = new.configurations.clone().unwrap_or_default();
        self.check_configurations(&configurations)?;
        let kind = new.kind.filter(|kind| *kind != SuiteKind::None).unwrap_or(SuiteKind::Static);
        let requirement = new.requirement.filter(|_| kind == SuiteKind::Requirement);
        let mut name = new.name.clone().unwrap_or_default();
        if kind == SuiteKind::Requirement {
            let requirement = requirement.ok_or(Refusal::NoTestRequirement)?;
            self.test_item(requirement).ok_or(Refusal::NoTestRequirement)?;
            name = format!("{requirement} : {}", self.test_title(requirement));
        }
        let fields = vec![(field::TITLE, Some(FieldValue::text(&name)))];
        let change = WorkItemChange { fields, ..WorkItemChange::default() };
        let id = self.create_test_item(project, "Test Suite", &change)?;
        let plans = self.part_mut::<TestPlans>();
        let mut suite = Suite::new(id, plan, Some(parent), kind, stamp);
        suite.requirement = requirement;
        suite.apply(new, stamp);
        plans.suites.insert(id, suite);
        if let Some(above) = plans.suites.get_mut(&parent) {
            above.entries.push(Entry::Suite(id));
        }
        Ok(self.record(TestPlanEvent::SuiteCreated { plan, suite: id }).with(id))
    }

    /// Changes a suite: its name, its place, its configurations and testers.
    ///
    /// # Errors
    /// When there is none, or it would be in itself.
    pub fn update_test_suite(&mut self, id: SuiteId, changes: SuiteChanges) -> Result<Recorded, Refusal> {
        let stamp = self.stamp();
        let known = self.test_plans().suite_or_refuse(id)?;
        let (plan, parent) = (known.plan, known.parent);
        self.check_configurations(changes.configurations.as_deref().unwrap_or_default())?;
        let moved = changes.parent.filter(|new| Some(*new) != parent);
        if let Some(new) = moved {
            let above = self.test_plans().suite_or_refuse(new)?;
            let is_below = self.test_plans().below(id).iter().any(|suite| suite.id == new);
            if above.plan != plan || above.kind != SuiteKind::Static || is_below || parent.is_none() {
                return Err(Refusal::TestSuiteParent(new));
            }
        }
        if let Some(name) = changes.name.as_ref().filter(|name| !name.is_empty()) {
            let fields = vec![(field::TITLE, Some(FieldValue::text(name)))];
            self.update_test_item(id, &WorkItemChange { fields, ..WorkItemChange::default() })?;
        }
        let plans = self.part_mut::<TestPlans>();
        if let Some(new) = moved {
            for suite in plans.suites.values_mut() {
                suite.entries.retain(|entry| *entry != Entry::Suite(id));
            }
            if let Some(above) = plans.suites.get_mut(&new) {
                above.entries.push(Entry::Suite(id));
            }
        }
        if let Some(suite) = plans.suites.get_mut(&id) {
            suite.parent = moved.or(suite.parent);
            suite.apply(changes, stamp);
            suite.revision += 1;
        }
        Ok(self.record(TestPlanEvent::SuiteUpdated { plan, suite: id }))
    }

    /// Deletes a suite with those in it; the test cases stay.
    ///
    /// # Errors
    /// When there is none, or it is that of the plan.
    pub fn delete_test_suite(&mut self, id: SuiteId) -> Result<Recorded, Refusal> {
        let known = self.test_plans().suite_or_refuse(id)?;
        let plan = known.plan;
        known.parent.ok_or(Refusal::TestSuiteParent(id))?;
        let gone: Vec<_> = self.test_plans().below(id).iter().map(|suite| suite.id).collect();
        let above = known.parent.and_then(|above| self.test_plans().suite(above));
        let place = above.and_then(|above| above.entries.iter().position(|entry| *entry == Entry::Suite(id)));
        self.bin_test_suites(id, &gone, place);
        for suite in gone {
            self.drop_test_item(suite)?;
        }
        Ok(self.record(TestPlanEvent::SuiteDeleted { plan, suite: id }))
    }

    /// Puts test cases into a suite, or sets the configurations of those that are in it.
    ///
    /// # Errors
    /// When there is no such suite, test case or configuration, or the suite finds its test cases itself.
    pub fn add_test_cases(&mut self, suite: SuiteId, cases: Vec<CaseInSuite>) -> Result<Recorded, Refusal> {
        let stamp = self.stamp();
        let known = self.test_plans().suite_or_refuse(suite)?;
        let (plan, testers) = (known.plan, known.testers.clone());
        if known.kind == SuiteKind::Dynamic {
            return Err(Refusal::TestSuiteParent(suite));
        }
        let project = self.test_plans().plan_or_refuse(plan)?.project;
        for new in &cases {
            let item = self.test_item(new.case);
            let kind = item.and_then(|item| item.values().text(field::WORK_ITEM_TYPE));
            if kind != Some("Test Case") {
                return Err(Refusal::NoTestCase(new.case));
            }
            let configurations: Vec<_> = new.configurations.iter().map(|(id, _)| *id).collect();
            self.check_configurations(&configurations)?;
        }
        let plans = self.part_mut::<TestPlans>();
        let usual = plans.configurations_of(suite, project);
        for new in cases {
            let case = new.case;
            let wanted = if new.configurations.is_empty() {
                usual.iter().map(|id| (*id, testers.first().copied())).collect()
            } else {
                new.configurations
            };
            plans.points.retain(|_, point| {
                (point.suite, point.case) != (suite, case)
                    || wanted.iter().any(|(configuration, _)| *configuration == point.configuration)
            });
            for (configuration, tester) in wanted {
                let known = plans.points.values_mut().find(|point| {
                    (point.suite, point.case, point.configuration) == (suite, case, configuration)
                });
                if let Some(point) = known {
                    point.tester = tester.or(point.tester);
                    continue;
                }
                plans.last_point += 1;
                let id = plans.last_point;
                let point = Point {
                    id,
                    suite,
                    case,
                    configuration,
                    tester,
                    reset: None,
                    revision: 1,
                    updated: stamp,
                };
                plans.points.insert(id, point);
            }
            if let Some(suite) = plans.suites.get_mut(&suite)
                && !suite.entries.contains(&Entry::Case(case))
            {
                suite.entries.push(Entry::Case(case));
                suite.revision += 1;
                suite.updated = stamp;
            }
        }
        Ok(self.record(TestPlanEvent::CasesChanged { plan, suite }))
    }

    /// Takes test cases out of a suite.
    ///
    /// # Errors
    /// When there is no such suite, or one of them is not in it.
    pub fn remove_test_cases(&mut self, suite: SuiteId, cases: &[CaseId]) -> Result<Recorded, Refusal> {
        let stamp = self.stamp();
        let known = self.test_plans().suite_or_refuse(suite)?;
        let plan = known.plan;
        if let Some(missing) = cases.iter().find(|case| !known.entries.contains(&Entry::Case(**case))) {
            return Err(Refusal::NoTestCase(*missing));
        }
        let plans = self.part_mut::<TestPlans>();
        plans.points.retain(|_, point| point.suite != suite || !cases.contains(&point.case));
        if let Some(suite) = plans.suites.get_mut(&suite) {
            suite.entries.retain(|entry| !matches!(entry, Entry::Case(case) if cases.contains(case)));
            suite.revision += 1;
            suite.updated = stamp;
        }
        Ok(self.record(TestPlanEvent::CasesChanged { plan, suite }))
    }

    /// Sets the order of what is in a suite: each entry goes to its place, the others around them.
    ///
    /// # Errors
    /// When there is no such suite, or one of the entries is not in it.
    pub fn order_test_suite(
        &mut self,
        suite: SuiteId,
        places: &[(Entry, usize)],
    ) -> Result<Recorded, Refusal> {
        let stamp = self.stamp();
        let known = self.test_plans().suite_or_refuse(suite)?;
        let plan = known.plan;
        if let Some((missing, _)) = places.iter().find(|(entry, _)| !known.entries.contains(entry)) {
            return Err(match missing {
                Entry::Case(id) => Refusal::NoTestCase(*id),
                Entry::Suite(id) => Refusal::NoTestSuite(*id),
            });
        }
        let mut places = places.to_vec();
        places.sort_by_key(|(_, place)| *place);
        if let Some(suite) = self.part_mut::<TestPlans>().suites.get_mut(&suite) {
            suite.entries.retain(|entry| places.iter().all(|(moved, _)| moved != entry));
            for (entry, place) in places {
                let place = place.min(suite.entries.len());
                suite.entries.insert(place, entry);
            }
            suite.revision += 1;
            suite.updated = stamp;
        }
        Ok(self.record(TestPlanEvent::SuiteUpdated { plan, suite }))
    }
}
