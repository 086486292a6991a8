//! How test plans are created and change.

use serde_json::{Map, Value};

use super::{Entry, PlanId, Suite, SuiteKind, TestPlan, TestPlanEvent, TestPlans};
use crate::world::field::{self, FieldId, FieldValue};
use crate::world::id::{IdentityId, ProjectId};
use crate::world::organization::{Recorded, Transaction};
use crate::world::refusal::Refusal;
use crate::world::work_item::{EditOptions, WorkItemChange, WorkItemId};

/// What a test plan is made of, or changed to: what is not given stays.
#[derive(Clone, Debug, Default)]
pub struct PlanChanges {
    /// Its name.
    pub name: Option<String>,
    /// The path of its area.
    pub area: Option<String>,
    /// The path of its iteration.
    pub iteration: Option<String>,
    /// `Active` or `Inactive`.
    pub state: Option<String>,
    /// What it is for.
    pub description: Option<String>,
    /// Who answers for it.
    pub owner: Option<IdentityId>,
    /// When testing begins and ends, and other fields of its work item.
    pub fields: Vec<(FieldId, Option<FieldValue>)>,
    /// Everything that its work item has no field for.
    pub rest: Map<String, Value>,
}

impl PlanChanges {
    fn change(&self) -> WorkItemChange {
        let mut fields = self.fields.clone();
        let texts = [
            (field::TITLE, &self.name),
            (field::AREA_PATH, &self.area),
            (field::ITERATION_PATH, &self.iteration),
            (field::STATE, &self.state),
            (field::DESCRIPTION, &self.description),
        ];
        let given = texts.into_iter().filter_map(|(id, text)| Some((id, text.as_ref()?)));
        fields.extend(given.map(|(id, text)| (id, Some(FieldValue::text(text)))));
        fields.extend(self.owner.map(|owner| (field::ASSIGNED_TO, Some(FieldValue::Identity(owner)))));
        WorkItemChange { fields, ..WorkItemChange::default() }
    }
}

impl Transaction<'_> {
    /// Creates the work item of a plan or a suite.
    pub(super) fn create_test_item(
        &mut self,
        project: ProjectId,
        kind: &str,
        change: &WorkItemChange,
    ) -> Result<WorkItemId, Refusal> {
        // The state can be any from the beginning, unlike that of other work items.
        let options = EditOptions { bypass_rules: true, ..EditOptions::default() };
        Ok(self.create_work_item(project, kind, change, options)?.into_inner())
    }

    pub(super) fn update_test_item(
        &mut self,
        id: WorkItemId,
        change: &WorkItemChange,
    ) -> Result<(), Refusal> {
        if change.fields.is_empty() {
            return Ok(());
        }
        let options = EditOptions { bypass_rules: true, ..EditOptions::default() };
        self.update_work_item(id, change, options).map(Recorded::into_inner)
    }

    /// Creates a test plan, with the suite that all others are below.
    ///
    /// # Errors
    /// When the work item of the plan cannot be created.
    pub fn create_test_plan(
        &mut self,
        project: ProjectId,
        new: &PlanChanges,
    ) -> Result<Recorded<PlanId>, Refusal> {
        let stamp = self.stamp();
        let change = new.change();
        let id = self.create_test_item(project, "Test Plan", &change)?;
        // The suite is where the plan is, and is called so.
        let own = [field::TITLE, field::AREA_PATH, field::ITERATION_PATH];
        let fields = change.fields.into_iter().filter(|(id, _)| own.contains(id)).collect();
        let change = WorkItemChange { fields, ..WorkItemChange::default() };
        let root = self.create_test_item(project, "Test Suite", &change)?;
        let plans = self.part_mut::<TestPlans>();
        let rest = new.rest.clone();
        plans.plans.insert(id, TestPlan { id, project, root, rest, revision: 1, updated: stamp });
        plans.suites.insert(root, Suite::new(root, id, None, SuiteKind::Static, stamp));
        Ok(self.record(TestPlanEvent::Created(id)).with(id))
    }

    /// Changes a test plan.
    ///
    /// # Errors
    /// When there is none, or its work item cannot be changed so.
    pub fn update_test_plan(&mut self, id: PlanId, changes: PlanChanges) -> Result<Recorded, Refusal> {
        let stamp = self.stamp();
        let root = self.test_plans().plan_or_refuse(id)?.root;
        self.update_test_item(id, &changes.change())?;
        if let Some(name) = &changes.name {
            let fields = vec![(field::TITLE, Some(FieldValue::text(name)))];
            self.update_test_item(root, &WorkItemChange { fields, ..WorkItemChange::default() })?;
        }
        if let Some(plan) = self.part_mut::<TestPlans>().plans.get_mut(&id) {
            plan.rest.extend(changes.rest);
            plan.revision += 1;
            plan.updated = stamp;
        }
        Ok(self.record(TestPlanEvent::Updated(id)))
    }

    /// Deletes a test plan with its suites; the test cases stay.
    ///
    /// # Errors
    /// When there is none.
    pub fn delete_test_plan(&mut self, id: PlanId) -> Result<Recorded, Refusal> {
        self.test_plans().plan_or_refuse(id)?;
        let suites = self.test_plans().suites().filter(|suite| suite.plan == id);
        let suites = suites.map(|suite| suite.id).collect::<Vec<_>>();
        self.bin_test_suites(id, &suites, None);
        for item in suites.into_iter().chain([id]) {
            self.drop_test_item(item)?;
        }
        Ok(self.record(TestPlanEvent::Deleted(id)))
    }

    /// Deletes the work item of something, if it is still there.
    pub(super) fn drop_test_item(&mut self, id: WorkItemId) -> Result<(), Refusal> {
        if self.test_item(id).is_some() {
            self.delete_work_item(id)?;
        }
        Ok(())
    }

    /// Deletes a test case, which is in no suite any more.
    ///
    /// # Errors
    /// When there is none.
    pub fn delete_test_case(&mut self, id: i64) -> Result<Recorded, Refusal> {
        self.delete_work_item(id)?;
        let plans = self.part_mut::<TestPlans>();
        for suite in plans.suites.values_mut() {
            suite.entries.retain(|entry| *entry != Entry::Case(id));
        }
        plans.points.retain(|_, point| point.case != id);
        Ok(self.record(TestPlanEvent::CaseDeleted(id)))
    }
}
