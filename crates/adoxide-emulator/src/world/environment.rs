//! Environments: what deployments deploy to, with a record of each deployment.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde_json::{Map, Value};
use uuid::Uuid;

use super::build::{BuildId, DefinitionId};
use super::id::ProjectId;
use super::journal::{Stamp, event};
use super::name::same_name;
use super::organization::{Open, Organization, Recorded, Transaction};
use super::part::part;
use super::pipeline_refusal::PipelineRefusal;
use super::refusal::Refusal;

/// The number of an environment in its organization.
pub type EnvironmentId = i64;

/// A resource in an environment.
#[derive(Clone, Debug)]
pub struct EnvironmentResource {
    /// Its number in the organization.
    pub id: i64,
    /// Its name.
    pub name: String,
    /// `kubernetes` or `virtualMachine`.
    pub kind: &'static str,
    /// Its tags.
    pub tags: Vec<String>,
    /// Who made it, and when.
    pub created: Stamp,
    /// Who changed it last, and when.
    pub modified: Stamp,
    /// What a client sets besides.
    pub rest: Map<String, Value>,
}

/// An environment.
#[derive(Clone, Debug)]
pub struct Environment {
    /// Its number.
    pub id: EnvironmentId,
    /// Its project.
    pub project: ProjectId,
    /// Its name.
    pub name: String,
    /// What it is for.
    pub description: String,
    /// Who made it, and when.
    pub created: Stamp,
    /// Who changed it last, and when.
    pub modified: Stamp,
    /// Its resources, by number.
    pub resources: BTreeMap<i64, EnvironmentResource>,
}

/// A deployment to an environment.
#[derive(Clone, Debug)]
pub struct DeploymentRecord {
    /// Its number in the organization.
    pub id: i64,
    /// The environment.
    pub environment: EnvironmentId,
    /// The resource in it.
    pub resource: Option<i64>,
    /// The run.
    pub build: BuildId,
    /// The number of the run, as people see it.
    pub number: String,
    /// Its pipeline.
    pub definition: DefinitionId,
    /// The name of the pipeline.
    pub definition_name: String,
    /// Its plan.
    pub plan: Uuid,
    /// The job's record in the run's timeline.
    pub job: Uuid,
    /// The stage.
    pub stage: String,
    /// The job.
    pub job_name: String,
    /// Which attempt of the stage it is.
    pub attempt: i64,
    /// When it was asked for.
    pub queued: Timestamp,
    /// When it began.
    pub started: Option<Timestamp>,
    /// When it ended.
    pub finished: Option<Timestamp>,
    /// How it ended.
    pub result: Option<&'static str>,
}

/// What happens to an environment.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
#[allow(missing_docs, reason = "the fields are what their names say")]
pub enum EnvironmentEvent {
    /// It was created.
    Created(EnvironmentId),
    /// It was changed.
    Updated(EnvironmentId),
    /// It was deleted.
    Deleted(EnvironmentId),
    /// It has another resource.
    ResourceAdded { id: EnvironmentId, resource: i64 },
    /// A resource was changed.
    ResourceUpdated { id: EnvironmentId, resource: i64 },
    /// A resource is gone.
    ResourceDeleted { id: EnvironmentId, resource: i64 },
    /// A deployment to it began.
    DeploymentStarted { id: EnvironmentId, deployment: i64 },
    /// A deployment to it ended.
    DeploymentCompleted { id: EnvironmentId, deployment: i64 },
}

/// The environments of an organization.
#[derive(Debug, Default)]
struct Environments {
    last: EnvironmentId,
    last_resource: i64,
    last_deployment: i64,
    all: BTreeMap<EnvironmentId, Environment>,
    deployments: BTreeMap<i64, DeploymentRecord>,
}

part!(Environments);
event!(EnvironmentEvent);

impl Organization {
    /// The environments of a project, by number.
    pub fn environments(&self, project: ProjectId) -> impl Iterator<Item = &Environment> {
        self.part::<Environments>().all.values().filter(move |known| known.project == project)
    }

    /// An environment.
    pub fn environment(&self, id: EnvironmentId) -> Option<&Environment> {
        self.part::<Environments>().all.get(&id)
    }

    /// The environment of this name.
    pub fn environment_named(&self, project: ProjectId, name: &str) -> Option<&Environment> {
        self.environments(project).find(|known| same_name(&known.name, name))
    }

    /// The deployments to an environment, oldest first.
    pub fn deployments(&self, id: EnvironmentId) -> impl DoubleEndedIterator<Item = &DeploymentRecord> {
        self.part::<Environments>().deployments.values().filter(move |known| known.environment == id)
    }
}

impl Transaction<'_> {
    /// Creates an environment.
    ///
    /// # Errors
    /// When there is no such project, or the name is taken.
    pub fn create_environment(
        &mut self,
        project: ProjectId,
        name: String,
        description: String,
    ) -> Result<Recorded<EnvironmentId>, Refusal> {
        let stamp = self.stamp();
        self.project_by_id(project).ok_or(Refusal::NoProject(project))?;
        if self.environment_named(project, &name).is_some() {
            return Err(PipelineRefusal::Exists(format!("Environment {name}")).into());
        }
        let all = self.part_mut::<Environments>();
        all.last += 1;
        let id = all.last;
        let resources = BTreeMap::new();
        let new = Environment { id, project, name, description, created: stamp, modified: stamp, resources };
        all.all.insert(id, new);
        Ok(self.record(EnvironmentEvent::Created(id)).with(id))
    }

    /// Changes an environment. What is not given stays as it was.
    ///
    /// # Errors
    /// When there is none, or the name is taken.
    pub fn update_environment(
        &mut self,
        id: EnvironmentId,
        name: Option<String>,
        description: Option<String>,
    ) -> Result<Recorded, Refusal> {
        let stamp = self.stamp();
        let project = self.environment(id).ok_or(PipelineRefusal::NoEnvironment(id))?.project;
        if let Some(taken) = name
            .as_ref()
            .filter(|name| self.environment_named(project, name).is_some_and(|known| known.id != id))
        {
            return Err(PipelineRefusal::Exists(format!("Environment {taken}")).into());
        }
        let all = &mut self.part_mut::<Environments>().all;
        let known = all.get_mut(&id).ok_or(PipelineRefusal::NoEnvironment(id))?;
        known.name = name.unwrap_or_else(|| std::mem::take(&mut known.name));
        known.description = description.unwrap_or_else(|| std::mem::take(&mut known.description));
        known.modified = stamp;
        Ok(self.record(EnvironmentEvent::Updated(id)))
    }

    /// Deletes an environment.
    ///
    /// # Errors
    /// When there is none.
    pub fn delete_environment(&mut self, id: EnvironmentId) -> Result<Recorded, Refusal> {
        let all = &mut self.part_mut::<Environments>().all;
        all.remove(&id).ok_or(PipelineRefusal::NoEnvironment(id))?;
        Ok(self.record(EnvironmentEvent::Deleted(id)))
    }

    /// Adds a resource to an environment.
    ///
    /// # Errors
    /// When there is no such environment, or the name is taken in it.
    pub fn add_environment_resource(
        &mut self,
        id: EnvironmentId,
        kind: &'static str,
        name: String,
        tags: Vec<String>,
        rest: Map<String, Value>,
    ) -> Result<Recorded<i64>, Refusal> {
        let stamp = self.stamp();
        let Open { part: all, mut events, .. } = self.open::<Environments>();
        let known = all.all.get_mut(&id).ok_or(PipelineRefusal::NoEnvironment(id))?;
        if known.resources.values().any(|known| same_name(&known.name, &name)) {
            return Err(PipelineRefusal::Exists(format!("Resource {name}")).into());
        }
        all.last_resource += 1;
        let resource = all.last_resource;
        let new =
            EnvironmentResource { id: resource, name, kind, tags, created: stamp, modified: stamp, rest };
        known.resources.insert(resource, new);
        Ok(events.record(EnvironmentEvent::ResourceAdded { id, resource }).with(resource))
    }

    /// Changes a resource of an environment.
    ///
    /// # Errors
    /// When there is none.
    pub fn update_environment_resource(
        &mut self,
        id: EnvironmentId,
        resource: i64,
        change: impl FnOnce(&mut EnvironmentResource),
    ) -> Result<Recorded, Refusal> {
        let stamp = self.stamp();
        let all = &mut self.part_mut::<Environments>().all;
        let known = all.get_mut(&id).ok_or(PipelineRefusal::NoEnvironment(id))?;
        let found = known.resources.get_mut(&resource);
        let found = found.ok_or(PipelineRefusal::NoEnvironmentResource(resource))?;
        change(found);
        found.modified = stamp;
        Ok(self.record(EnvironmentEvent::ResourceUpdated { id, resource }))
    }

    /// Deletes a resource of an environment.
    ///
    /// # Errors
    /// When there is none.
    pub fn delete_environment_resource(
        &mut self,
        id: EnvironmentId,
        resource: i64,
    ) -> Result<Recorded, Refusal> {
        let all = &mut self.part_mut::<Environments>().all;
        let known = all.get_mut(&id).ok_or(PipelineRefusal::NoEnvironment(id))?;
        known.resources.remove(&resource).ok_or(PipelineRefusal::NoEnvironmentResource(resource))?;
        Ok(self.record(EnvironmentEvent::ResourceDeleted { id, resource }))
    }

    /// A deployment begins; its number.
    pub(super) fn start_deployment(&mut self, record: DeploymentRecord) {
        let Open { part: all, mut events, .. } = self.open::<Environments>();
        all.last_deployment += 1;
        let (id, deployment) = (record.environment, all.last_deployment);
        all.deployments.insert(deployment, DeploymentRecord { id: deployment, ..record });
        let _ = events.record(EnvironmentEvent::DeploymentStarted { id, deployment });
    }

    /// The deployment of a job has ended.
    pub(super) fn end_deployment(&mut self, build: BuildId, job: Uuid, result: &'static str) {
        let at = self.stamp().at;
        let Open { part: all, mut events, .. } = self.open::<Environments>();
        let found = all.deployments.values_mut().rev().find(|known| (known.build, known.job) == (build, job));
        if let Some(found) = found.filter(|known| known.finished.is_none()) {
            found.finished = Some(at);
            found.result = Some(result);
            let (id, deployment) = (found.environment, found.id);
            let _ = events.record(EnvironmentEvent::DeploymentCompleted { id, deployment });
        }
    }
}
