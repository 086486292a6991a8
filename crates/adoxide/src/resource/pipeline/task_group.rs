//! Task groups of pipelines made in the designer.

use std::fmt;

use adoxide_api::distributed_task::task_agent::{
    self, DeleteTaskGroup, GetTaskGroups, TaskGroup as Wire, TaskGroupCreateParameter, TaskGroupRevision,
    TaskGroupUpdateParameter,
};
use adoxide_api::path::TaskGroupId;
use adoxide_api::wire::Object;

use crate::error::{Error, ErrorKind, Result};
use crate::resource::listing::Listing;
use crate::resource::project::{Project, missing};

/// A task group, as it was when it was asked for.
///
/// <https://learn.microsoft.com/en-us/rest/api/azure/devops/distributedtask/taskgroups>
#[derive(Clone)]
pub struct TaskGroup {
    project: Project,
    id: String,
    value: Wire,
}

impl TaskGroup {
    fn new(project: &Project, value: Wire) -> Option<Self> {
        Some(Self { project: project.clone(), id: value.id.clone()?, value })
    }

    /// All that the service says about it.
    pub fn value(&self) -> &Wire {
        &self.value
    }

    /// Its id.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// Its name.
    pub fn name(&self) -> &str {
        self.value.name.as_deref().unwrap_or_default()
    }

    fn locator(&self) -> TaskGroupId {
        self.id.as_str().into()
    }

    /// Fetches what it looks like now.
    ///
    /// # Errors
    /// [`ErrorKind::NotFound`] when it is gone, and as any call.
    pub async fn reload(&mut self) -> Result<()> {
        *self = self.project.task_group(&self.id).await?;
        Ok(())
    }

    /// Changes it: reads it again, makes the change, and puts it back.
    ///
    /// # Errors
    /// [`ErrorKind::Conflict`] when somebody else changed it meanwhile, and as any call.
    pub async fn update(&mut self, change: impl FnOnce(&mut TaskGroupUpdateParameter)) -> Result<()> {
        self.reload().await?;
        let mut body: TaskGroupUpdateParameter = self.value.cast().map_err(|error| {
            Error::new(ErrorKind::Decode, format!("the task group can't be put back: {error}"))
        })?;
        change(&mut body);
        let op = task_agent::update_task_group(&self.project.locator(), Some(&self.locator()), &body);
        self.value = self.project.client().call(op).await?;
        Ok(())
    }

    /// Its revisions: who changed it, when, and why.
    pub fn history(&self) -> Listing<TaskGroupRevision> {
        let op = task_agent::get_task_group_history(&self.project.locator(), &self.locator());
        Listing::new(self.project.client().items(op), Some)
    }

    /// Deletes it.
    ///
    /// # Errors
    /// As any call.
    pub async fn delete(&self) -> Result<()> {
        let op = task_agent::delete_task_group(
            &self.project.locator(),
            &self.locator(),
            DeleteTaskGroup::default(),
        );
        self.project.client().call(op).await
    }
}

impl fmt::Debug for TaskGroup {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "TaskGroup({} of {:?})", self.name(), self.project)
    }
}

impl Project {
    /// Its task groups.
    pub fn task_groups(&self) -> Listing<TaskGroup> {
        let project = self.clone();
        let items =
            self.client().items(task_agent::get_task_groups(&self.locator(), None, GetTaskGroups::default()));
        Listing::new(items, move |value| TaskGroup::new(&project, value))
    }

    /// The task group of this id, in its newest version.
    ///
    /// # Errors
    /// [`ErrorKind::NotFound`] when there is none, and as any call.
    pub async fn task_group(&self, id: &str) -> Result<TaskGroup> {
        let op = task_agent::get_task_groups(&self.locator(), Some(&id.into()), GetTaskGroups::default());
        let mut versions = self.client().items(op).all().await?;
        let version = |group: &Wire| {
            let version = group.version.as_ref();
            version.map(|version| (version.major, version.minor, version.patch))
        };
        versions.sort_by_key(version);
        versions.pop().and_then(|value| TaskGroup::new(self, value)).ok_or_else(|| {
            Error::new(ErrorKind::NotFound, format!("there is no task group {id} in {self:?}"))
                .advise("check its id")
        })
    }

    /// The task group of this name, in any letter case.
    ///
    /// # Errors
    /// [`ErrorKind::NotFound`] when there is none, and as any call.
    pub async fn task_group_named(&self, name: &str) -> Result<TaskGroup> {
        let mut all = self.task_groups();
        while let Some(group) = all.next().await {
            let group = group?;
            if group.name().to_lowercase() == name.to_lowercase() {
                return Ok(group);
            }
        }
        let what = format!("there is no task group \"{name}\" in {self:?}");
        Err(Error::new(ErrorKind::NotFound, what).advise("check its name"))
    }

    /// Makes a task group.
    ///
    /// # Errors
    /// [`ErrorKind::AlreadyExists`] when there is one of this name, and as any call.
    pub async fn create_task_group(&self, group: &TaskGroupCreateParameter) -> Result<TaskGroup> {
        let made = self.client().call(task_agent::add_task_group(&self.locator(), group)).await?;
        TaskGroup::new(self, made).ok_or_else(|| missing("id"))
    }
}
