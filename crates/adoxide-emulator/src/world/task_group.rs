//! Task groups: steps that several pipelines use as one.

use serde_json::{Map, Value};
use uuid::Uuid;

use super::id::ProjectId;
use super::journal::{Stamp, event};
use super::name::same_name;
use super::organization::{Open, Organization, Recorded, Transaction};
use super::part::part;
use super::pipeline_refusal::PipelineRefusal;
use super::refusal::Refusal;

/// A task group.
#[derive(Clone, Debug)]
pub struct TaskGroup {
    /// Its id.
    pub id: Uuid,
    /// Its project.
    pub project: ProjectId,
    /// Its name.
    pub name: String,
    /// From 1, one more with every change.
    pub revision: i64,
    /// Who made it, and when.
    pub created: Stamp,
    /// Who changed it last, and when.
    pub modified: Stamp,
    /// What was said of the last change.
    pub comment: Option<String>,
    /// Whether it was deleted: it can be brought back.
    pub is_deleted: bool,
    /// Everything else that a client sets, as it is answered.
    pub content: Map<String, Value>,
    /// The changes before: the revision, who made it and when, what was said of it.
    pub history: Vec<(i64, Stamp, Option<String>, &'static str)>,
}

/// What happens to a task group.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum TaskGroupEvent {
    /// It was created.
    Created(Uuid),
    /// It has a new revision.
    Updated(Uuid),
    /// It was deleted.
    Deleted(Uuid),
    /// It was brought back.
    Restored(Uuid),
}

/// The task groups of an organization.
#[derive(Debug, Default)]
struct TaskGroups {
    all: Vec<TaskGroup>,
}

part!(TaskGroups);
event!(TaskGroupEvent);

impl Organization {
    /// The task groups of a project in the order of their creation, those that were deleted too.
    pub fn task_groups(&self, project: ProjectId) -> impl Iterator<Item = &TaskGroup> {
        self.part::<TaskGroups>().all.iter().filter(move |known| known.project == project)
    }

    /// A task group.
    pub fn task_group(&self, id: Uuid) -> Option<&TaskGroup> {
        self.part::<TaskGroups>().all.iter().find(|known| known.id == id)
    }
}

impl Transaction<'_> {
    /// Creates a task group.
    ///
    /// # Errors
    /// When there is no such project, or the name is taken.
    pub fn create_task_group(
        &mut self,
        project: ProjectId,
        name: String,
        content: Map<String, Value>,
    ) -> Result<Recorded<Uuid>, Refusal> {
        let stamp = self.stamp();
        self.project_by_id(project).ok_or(Refusal::NoProject(project))?;
        self.free_group_name(project, &name, None)?;
        let Open { part: groups, ids, mut events } = self.open::<TaskGroups>();
        let id = ids.uuid();
        groups.all.push(TaskGroup {
            id,
            project,
            name,
            revision: 1,
            created: stamp,
            modified: stamp,
            comment: None,
            is_deleted: false,
            content,
            history: vec![(1, stamp, None, "add")],
        });
        Ok(events.record(TaskGroupEvent::Created(id)).with(id))
    }

    fn free_group_name(&self, project: ProjectId, name: &str, own: Option<Uuid>) -> Result<(), Refusal> {
        let mut others = self.task_groups(project).filter(|other| !other.is_deleted && Some(other.id) != own);
        match others.find(|other| same_name(&other.name, name)) {
            Some(other) => Err(PipelineRefusal::Exists(format!("Task group {}", other.name)).into()),
            None => Ok(()),
        }
    }

    fn task_group_mut(&mut self, id: Uuid) -> Result<&mut TaskGroup, Refusal> {
        let found = self.part_mut::<TaskGroups>().all.iter_mut().find(|known| known.id == id);
        Ok(found.ok_or(PipelineRefusal::NoTaskGroup(id))?)
    }

    /// Changes a task group: all of it.
    ///
    /// # Errors
    /// When there is none, the name is taken, or it was changed meanwhile.
    pub fn update_task_group(
        &mut self,
        id: Uuid,
        revision: Option<i64>,
        name: String,
        content: Map<String, Value>,
        comment: Option<String>,
    ) -> Result<Recorded, Refusal> {
        let stamp = self.stamp();
        let project = self.task_group_mut(id)?.project;
        self.free_group_name(project, &name, Some(id))?;
        let known = self.task_group_mut(id)?;
        if known.is_deleted {
            return Err(PipelineRefusal::NoTaskGroup(id).into());
        }
        if revision.is_some_and(|revision| revision != known.revision) {
            return Err(PipelineRefusal::TaskGroupRevision(known.name.clone()).into());
        }
        known.revision += 1;
        known.name = name;
        known.modified = stamp;
        known.content = content;
        known.history.push((known.revision, stamp, comment.clone(), "update"));
        known.comment = comment;
        Ok(self.record(TaskGroupEvent::Updated(id)))
    }

    /// Deletes a task group; it can be brought back.
    ///
    /// # Errors
    /// When there is none.
    pub fn delete_task_group(&mut self, id: Uuid, comment: Option<String>) -> Result<Recorded, Refusal> {
        self.switch_task_group(id, true, comment)
    }

    /// Brings a task group back.
    ///
    /// # Errors
    /// When there is none that was deleted, or its name was given to another one.
    pub fn restore_task_group(&mut self, id: Uuid, comment: Option<String>) -> Result<Recorded, Refusal> {
        let (project, name) = {
            let known = self.task_group_mut(id)?;
            (known.project, known.name.clone())
        };
        self.free_group_name(project, &name, Some(id))?;
        self.switch_task_group(id, false, comment)
    }

    fn switch_task_group(
        &mut self,
        id: Uuid,
        is_deleted: bool,
        comment: Option<String>,
    ) -> Result<Recorded, Refusal> {
        let stamp = self.stamp();
        let known = self.task_group_mut(id)?;
        if known.is_deleted == is_deleted {
            return Err(PipelineRefusal::NoTaskGroup(id).into());
        }
        known.is_deleted = is_deleted;
        known.modified = stamp;
        known.history.push((
            known.revision,
            stamp,
            comment.clone(),
            if is_deleted { "delete" } else { "undelete" },
        ));
        known.comment = comment;
        let event = if is_deleted { TaskGroupEvent::Deleted(id) } else { TaskGroupEvent::Restored(id) };
        Ok(self.record(event))
    }
}
