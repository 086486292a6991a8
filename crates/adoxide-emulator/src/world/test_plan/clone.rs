//! How test suites and test cases are cloned.

use std::collections::BTreeMap;

use super::{CaseId, CaseInSuite, Entry, Suite, SuiteChanges, SuiteId, SuiteKind, TestPlanEvent};
use crate::world::field::{self, FieldId, FieldValue};
use crate::world::id::ProjectId;
use crate::world::link::LinkEnd;
use crate::world::organization::{Recorded, Transaction};
use crate::world::refusal::Refusal;
use crate::world::work_item::{
    EditOptions, Link, NewRelation, Relation, RelationEdit, ResourceKind, WorkItemChange, WorkItemId,
};

/// What is cloned, and how.
#[derive(Clone, Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is an option of its own")]
pub struct CloneOptions {
    /// Whether test cases are cloned too; they are shared otherwise.
    pub is_deep: bool,
    /// Whether the requirements of suites are cloned too.
    pub requirements: bool,
    /// Whether attachments of test cases are cloned too.
    pub attachments: bool,
    /// Whether the links of test cases are cloned too.
    pub links: bool,
    /// Whether clones are linked with what they are of, and what is written to the link.
    pub comment: Option<String>,
    /// What fields of clones are.
    pub overrides: Vec<(FieldId, FieldValue)>,
}

/// What was cloned: each with its clone.
#[derive(Clone, Debug, Default)]
#[allow(missing_docs, reason = "the fields are what their names say")]
pub struct Cloned {
    pub suites: Vec<(SuiteId, SuiteId)>,
    pub cases: BTreeMap<CaseId, CaseId>,
    pub requirements: BTreeMap<WorkItemId, WorkItemId>,
}

/// Fields that each work item has for itself.
const OWN: &[FieldId] = &[
    field::AREA_ID,
    field::ITERATION_ID,
    field::TEAM_PROJECT,
    field::WORK_ITEM_TYPE,
    field::STATE,
    field::REASON,
    field::STATE_CHANGE_DATE,
    field::ACTIVATED_DATE,
    field::ACTIVATED_BY,
    field::RESOLVED_DATE,
    field::RESOLVED_BY,
    field::RESOLVED_REASON,
    field::CLOSED_DATE,
    field::CLOSED_BY,
];

impl Transaction<'_> {
    /// Clones a work item into a project.
    fn clone_item(
        &mut self,
        id: WorkItemId,
        project: ProjectId,
        options: &CloneOptions,
    ) -> Result<WorkItemId, Refusal> {
        let item = self.test_item(id).ok_or(Refusal::NoTestCase(id))?;
        let kind = item.values().text(field::WORK_ITEM_TYPE).unwrap_or_default().to_owned();
        let is_same = item.project == project;
        let name = self.project_by_id(project).ok_or(Refusal::NoProject(project))?.name.clone();
        let is_place = |id: FieldId| [field::AREA_PATH, field::ITERATION_PATH].contains(&id);
        let fields = self.fields();
        let is_read_only = |id: FieldId| fields.all().any(|known| known.id == id && known.is_read_only);
        let mut values: BTreeMap<FieldId, FieldValue> = item
            .values()
            .iter()
            .filter(|(id, _)| !OWN.contains(id) && !is_read_only(*id) && (is_same || !is_place(*id)))
            .map(|(id, value)| (id, value.clone()))
            .collect();
        if !is_same {
            values.insert(field::AREA_PATH, FieldValue::text(&name));
            values.insert(field::ITERATION_PATH, FieldValue::text(&name));
        }
        values.extend(options.overrides.iter().cloned());
        let mut relations: Vec<_> = item
            .relations()
            .iter()
            .filter_map(|relation| match relation {
                Relation::Link(link) if options.links => Some(NewRelation::Link(link.clone())),
                Relation::Resource(known) => {
                    let is_file = known.kind == ResourceKind::AttachedFile;
                    let is_wanted = if is_file { options.attachments } else { options.links };
                    is_wanted.then(|| NewRelation::Resource {
                        kind: known.kind,
                        url: known.url.to_string(),
                        name: known.name.as_deref().map(str::to_owned),
                        comment: known.comment.as_deref().map(str::to_owned),
                    })
                }
                Relation::Link(_) => None,
            })
            .collect();
        if let Some(comment) = &options.comment {
            let comment = Some(comment.as_str()).filter(|comment| !comment.is_empty()).map(Into::into);
            let is_there = relations.iter().any(|known| {
                matches!(known, NewRelation::Link(link) if link.end == LinkEnd::RELATED && link.target == id)
            });
            if !is_there {
                relations.push(NewRelation::Link(Link { end: LinkEnd::RELATED, target: id, comment }));
            }
        }
        let change = WorkItemChange {
            fields: values.into_iter().map(|(id, value)| (id, Some(value))).collect(),
            relations: relations.into_iter().map(RelationEdit::Add).collect(),
            ..WorkItemChange::default()
        };
        let options = EditOptions { bypass_rules: true, ..EditOptions::default() };
        Ok(self.create_work_item(project, &kind, &change, options)?.into_inner())
    }

    fn clone_suite(
        &mut self,
        source: SuiteId,
        into: SuiteId,
        options: &CloneOptions,
        cloned: &mut Cloned,
    ) -> Result<(), Refusal> {
        let suite = self.test_plans().suite_or_refuse(source)?.clone();
        let (from, to) = (self.project_of_suite(&suite)?, self.project_of_target(into)?);
        let mut requirement = suite.requirement;
        if let Some(id) = requirement.filter(|_| options.requirements && options.is_deep) {
            let known = cloned.requirements.get(&id).copied();
            let id = known.map_or_else(|| self.clone_item(id, to, options), Ok)?;
            cloned.requirements.insert(suite.requirement.unwrap_or(id), id);
            requirement = Some(id);
        }
        let plan = self.test_plans().suite_or_refuse(into)?.plan;
        // Configurations are those of a project.
        let has_configurations = from == to && !suite.inherits;
        let new = SuiteChanges {
            name: Some(self.test_title(source).to_owned()),
            parent: Some(into),
            kind: Some(suite.kind),
            requirement,
            query: suite.query.clone(),
            inherits: Some(!has_configurations),
            configurations: has_configurations.then(|| suite.configurations.clone()),
            testers: Some(suite.testers.clone()),
        };
        let id = self.create_test_suite(plan, new)?.into_inner();
        cloned.suites.push((source, id));
        self.fill_clone(&suite, id, from == to, options, cloned)?;
        for child in suite.suites() {
            self.clone_suite(child, id, options, cloned)?;
        }
        Ok(())
    }

    /// Puts the test cases of a suite, or clones of them, into its clone.
    fn fill_clone(
        &mut self,
        suite: &Suite,
        into: SuiteId,
        is_same: bool,
        options: &CloneOptions,
        cloned: &mut Cloned,
    ) -> Result<(), Refusal> {
        if suite.kind == SuiteKind::Dynamic {
            return Ok(());
        }
        let project = self.project_of_target(into)?;
        let cases: Vec<_> = suite.cases().filter(|case| self.test_item(*case).is_some()).collect();
        let mut entries = Vec::new();
        for case in cases {
            let id = match cloned.cases.get(&case) {
                Some(known) => *known,
                None if options.is_deep => {
                    let id = self.clone_item(case, project, options)?;
                    cloned.cases.insert(case, id);
                    id
                }
                None => case,
            };
            let points = self.test_plans().points(suite.id).filter(|point| point.case == case && is_same);
            let configurations = points.map(|point| (point.configuration, point.tester)).collect();
            entries.push(CaseInSuite { case: id, configurations });
        }
        if !entries.is_empty() {
            self.add_test_cases(into, entries)?;
        }
        Ok(())
    }

    fn project_of_suite(&self, suite: &Suite) -> Result<ProjectId, Refusal> {
        Ok(self.test_plans().plan_or_refuse(suite.plan)?.project)
    }

    fn project_of_target(&self, suite: SuiteId) -> Result<ProjectId, Refusal> {
        let suite = self.test_plans().suite_or_refuse(suite)?;
        self.project_of_suite(suite)
    }

    /// Clones suites, with all that is in them, into another one.
    ///
    /// # Errors
    /// When there is no such suite, or the one that they go into cannot have suites or is in one of them.
    pub fn clone_test_suites(
        &mut self,
        sources: &[SuiteId],
        into: SuiteId,
        options: &CloneOptions,
    ) -> Result<Recorded<Cloned>, Refusal> {
        if self.test_plans().suite_or_refuse(into)?.kind != SuiteKind::Static {
            return Err(Refusal::TestSuiteParent(into));
        }
        for source in sources {
            self.test_plans().suite_or_refuse(*source)?;
            if self.test_plans().below(*source).iter().any(|suite| suite.id == into) {
                return Err(Refusal::TestSuiteParent(into));
            }
        }
        let mut cloned = Cloned::default();
        for source in sources {
            self.clone_suite(*source, into, options, &mut cloned)?;
        }
        Ok(self.record(TestPlanEvent::Cloned { into }).with(cloned))
    }

    /// Clones what is in a suite into another one: of a plan into a new one.
    ///
    /// # Errors
    /// When there is no such suite.
    pub fn clone_test_suite_content(
        &mut self,
        source: SuiteId,
        into: SuiteId,
        options: &CloneOptions,
    ) -> Result<Recorded<Cloned>, Refusal> {
        let suite = self.test_plans().suite_or_refuse(source)?.clone();
        let is_same = self.project_of_suite(&suite)? == self.project_of_target(into)?;
        let mut cloned = Cloned { suites: vec![(source, into)], ..Cloned::default() };
        self.fill_clone(&suite, into, is_same, options, &mut cloned)?;
        for child in suite.suites() {
            self.clone_suite(child, into, options, &mut cloned)?;
        }
        Ok(self.record(TestPlanEvent::Cloned { into }).with(cloned))
    }

    /// Clones test cases of a suite into another one.
    ///
    /// # Errors
    /// When there is no such suite, one of the test cases is not in it, or the other one cannot have test cases.
    pub fn clone_test_cases(
        &mut self,
        source: SuiteId,
        cases: &[CaseId],
        into: SuiteId,
        options: &CloneOptions,
    ) -> Result<Recorded<Cloned>, Refusal> {
        let suite = self.test_plans().suite_or_refuse(source)?.clone();
        let missing = cases
            .iter()
            .find(|case| !suite.entries.contains(&Entry::Case(**case)) || self.test_item(**case).is_none());
        if let Some(missing) = missing {
            return Err(Refusal::NoTestCase(*missing));
        }
        if self.test_plans().suite_or_refuse(into)?.kind == SuiteKind::Dynamic {
            return Err(Refusal::TestSuiteParent(into));
        }
        let is_same = self.project_of_suite(&suite)? == self.project_of_target(into)?;
        let mut cloned = Cloned::default();
        let mut wanted = suite;
        wanted.entries.retain(|entry| matches!(entry, Entry::Case(case) if cases.contains(case)));
        self.fill_clone(&wanted, into, is_same, options, &mut cloned)?;
        Ok(self.record(TestPlanEvent::Cloned { into }).with(cloned))
    }
}
