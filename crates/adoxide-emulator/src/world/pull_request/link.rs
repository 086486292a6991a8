//! Links between pull requests and work items. A work item's relation is the truth; what a pull request knows
//! follows from it.

use super::super::field::{self, FieldValue};
use super::super::id::ProjectId;
use super::super::organization::{Organization, Transaction};
use super::super::refusal::Refusal;
use super::super::work_item::{
    EditOptions, NewRelation, Relation, RelationChange, RelationEdit, Resource, ResourceKind, WorkItemChange,
    WorkItemId, WorkItemRefusal,
};
use super::super::work_item_type::StateCategory;
use super::{PullRequest, PullRequestEvent, PullRequestId};

/// How the name of a pull request begins outside of git.
const ARTIFACT: &str = "vstfs:///Git/PullRequestId/";

impl PullRequest {
    /// The name by which other areas know it: `vstfs:///Git/PullRequestId/PROJECT%2fREPOSITORY%2fNUMBER`.
    pub fn artifact_id(&self, project: ProjectId) -> String {
        format!("{ARTIFACT}{project}%2f{}%2f{}", self.repository, self.id)
    }
}

/// The pull request that a relation names.
fn named(relation: &Relation) -> Option<PullRequestId> {
    let Relation::Resource(Resource { kind: ResourceKind::ArtifactLink, url, .. }) = relation else {
        return None;
    };
    let below = url.get(..ARTIFACT.len()).filter(|start| start.eq_ignore_ascii_case(ARTIFACT))?;
    let below = url[below.len()..].to_ascii_lowercase().replace("%2f", "/");
    below.rsplit_once('/')?.1.parse().ok()
}

/// The pull requests that a work item is linked with from now on, or not any more.
pub(in super::super) fn linked(changes: &[RelationChange]) -> Vec<(PullRequestId, bool)> {
    let changes = changes.iter().filter_map(|change| match change {
        RelationChange::Added(relation) => Some((named(relation)?, true)),
        RelationChange::Removed(relation) => Some((named(relation)?, false)),
        RelationChange::Updated(..) => None,
    });
    changes.collect()
}

impl Organization {
    /// Whether all of these work items are there.
    pub(super) fn check_work_items(&self, ids: &[WorkItemId]) -> Result<(), Refusal> {
        match ids.iter().find(|id| !self.work_items().is_there(**id)) {
            Some(id) => Err(WorkItemRefusal::NoWorkItem(*id).into()),
            None => Ok(()),
        }
    }

    /// The state that comes after the one that a work item is in.
    fn next_state(&self, id: WorkItemId) -> Option<String> {
        let item = self.work_items().get(id)?;
        let project = self.project_by_id(item.project)?;
        let kind = self.work_item_type(project, item.values().text(field::WORK_ITEM_TYPE)?)?;
        let now = kind.state(item.values().text(field::STATE)?)?;
        let place = |category: StateCategory| {
            StateCategory::ALL.iter().position(|known| *known == category).unwrap_or_default()
        };
        let later = kind.visible_states().filter(|state| {
            state.category != StateCategory::Removed && place(state.category) > place(now.category)
        });
        later.min_by_key(|state| (place(state.category), state.order)).map(|state| state.name.clone())
    }
}

impl Transaction<'_> {
    /// A work item's links changed.
    pub(in super::super) fn follow_work_item(&mut self, id: WorkItemId, links: Vec<(PullRequestId, bool)>) {
        for (pull_request, is_linked) in links {
            if self.pull_request(pull_request).is_none() {
                continue;
            }
            let event = PullRequestEvent::Annotated;
            let linked = self.edit_pull_request(pull_request, event, |edit| {
                edit.link_work_item(id, is_linked);
                Ok(())
            });
            debug_assert!(linked.is_ok(), "the pull request was there");
        }
    }

    /// Links work items with a pull request.
    pub(super) fn link_work_items(
        &mut self,
        id: PullRequestId,
        project: ProjectId,
        items: &[WorkItemId],
    ) -> Result<(), Refusal> {
        let Some(known) = self.pull_request(id) else { return Ok(()) };
        let relation = NewRelation::Resource {
            kind: ResourceKind::ArtifactLink,
            url: known.artifact_id(project),
            name: Some("Pull Request".to_owned()),
            comment: None,
        };
        let relations = vec![RelationEdit::Add(relation)];
        let change = WorkItemChange { relations, ..WorkItemChange::default() };
        let options = EditOptions { bypass_rules: true, ..EditOptions::default() };
        items.iter().try_for_each(|item| self.update_work_item(*item, &change, options).map(drop))
    }

    /// Lets linked work items go on to their next state. One whose rules do not allow that stays as it is.
    pub(super) fn transition_work_items(&mut self, id: PullRequestId) {
        let Some(known) = self.pull_request(id) else { return };
        let items: Vec<_> = known.work_items.iter().copied().collect();
        for item in items {
            let Some(next) = self.next_state(item) else { continue };
            let fields = vec![(field::STATE, Some(FieldValue::text(next)))];
            let change = WorkItemChange { fields, ..WorkItemChange::default() };
            // As documented: what cannot go on does not keep the pull request from being completed.
            let _ = self.update_work_item(item, &change, EditOptions::default());
        }
    }
}
