//! Deployment groups: machines that releases deploy to, each an agent of the group's own pool.

use std::collections::BTreeMap;

use super::agent::NewAgentPool;
use super::id::ProjectId;
use super::journal::event;
use super::name::same_name;
use super::organization::{Organization, Recorded, Transaction};
use super::part::part;
use super::pipeline_refusal::PipelineRefusal;
use super::refusal::Refusal;

/// The number of a deployment group in its organization.
pub type DeploymentGroupId = i64;

/// A deployment group.
#[derive(Clone, Debug)]
pub struct DeploymentGroup {
    /// Its number.
    pub id: DeploymentGroupId,
    /// Its project.
    pub project: ProjectId,
    /// Its name.
    pub name: String,
    /// What it is for.
    pub description: String,
    /// The pool of its targets.
    pub pool: i64,
    /// The tags of its targets, by the number of the agent.
    pub tags: BTreeMap<i64, Vec<String>>,
}

/// What happens to a deployment group.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum DeploymentGroupEvent {
    /// It was created.
    Created(DeploymentGroupId),
    /// Its name, description or targets' tags changed.
    Updated(DeploymentGroupId),
    /// It was deleted.
    Deleted(DeploymentGroupId),
}

/// The deployment groups of an organization.
#[derive(Debug, Default)]
struct DeploymentGroups {
    last: DeploymentGroupId,
    all: BTreeMap<DeploymentGroupId, DeploymentGroup>,
}

part!(DeploymentGroups);
event!(DeploymentGroupEvent);

impl Organization {
    /// The deployment groups of a project, by number.
    pub fn deployment_groups(&self, project: ProjectId) -> impl Iterator<Item = &DeploymentGroup> {
        self.part::<DeploymentGroups>().all.values().filter(move |known| known.project == project)
    }

    /// A deployment group.
    pub fn deployment_group(&self, id: DeploymentGroupId) -> Option<&DeploymentGroup> {
        self.part::<DeploymentGroups>().all.get(&id)
    }
}

impl Transaction<'_> {
    fn free_deployment_group(
        &self,
        project: ProjectId,
        name: &str,
        own: Option<DeploymentGroupId>,
    ) -> Result<(), Refusal> {
        let mut others = self.deployment_groups(project).filter(|other| Some(other.id) != own);
        match others.find(|other| same_name(&other.name, name)) {
            Some(other) => Err(PipelineRefusal::Exists(format!("Deployment group {}", other.name)).into()),
            None => Ok(()),
        }
    }

    /// Creates a deployment group, and its pool unless there is one for it.
    ///
    /// # Errors
    /// When there is no such project or pool, or the name is taken.
    pub fn create_deployment_group(
        &mut self,
        project: ProjectId,
        name: String,
        description: String,
        pool: Option<i64>,
    ) -> Result<Recorded<DeploymentGroupId>, Refusal> {
        let home = self.project_by_id(project).ok_or(Refusal::NoProject(project))?.name.clone();
        self.free_deployment_group(project, &name, None)?;
        let pool = if let Some(pool) = pool {
            let known = self.agents().pool(pool).filter(|known| known.is_deployment);
            known.ok_or(PipelineRefusal::NoPool(pool))?.id
        } else {
            // Documented: named after both.
            let new = NewAgentPool {
                name: format!("{home}-{name}"),
                is_deployment: true,
                auto_provision: false,
                auto_update: true,
                target_size: None,
                agent_cloud: None,
            };
            self.create_agent_pool(new)?.into_inner()
        };
        let groups = self.part_mut::<DeploymentGroups>();
        groups.last += 1;
        let id = groups.last;
        groups
            .all
            .insert(id, DeploymentGroup { id, project, name, description, pool, tags: BTreeMap::new() });
        Ok(self.record(DeploymentGroupEvent::Created(id)).with(id))
    }

    fn deployment_group_mut(&mut self, id: DeploymentGroupId) -> Result<&mut DeploymentGroup, Refusal> {
        let found = self.part_mut::<DeploymentGroups>().all.get_mut(&id);
        Ok(found.ok_or(PipelineRefusal::NoDeploymentGroup(id))?)
    }

    /// Changes a deployment group. What is not given stays as it was.
    ///
    /// # Errors
    /// When there is none, or the name is taken.
    pub fn update_deployment_group(
        &mut self,
        id: DeploymentGroupId,
        name: Option<String>,
        description: Option<String>,
    ) -> Result<Recorded, Refusal> {
        let project = self.deployment_group_mut(id)?.project;
        if let Some(name) = &name {
            self.free_deployment_group(project, name, Some(id))?;
        }
        let known = self.deployment_group_mut(id)?;
        known.name = name.unwrap_or_else(|| std::mem::take(&mut known.name));
        known.description = description.unwrap_or_else(|| std::mem::take(&mut known.description));
        Ok(self.record(DeploymentGroupEvent::Updated(id)))
    }

    /// Says which tags targets have.
    ///
    /// # Errors
    /// When there is no such group or target.
    pub fn tag_deployment_targets(
        &mut self,
        id: DeploymentGroupId,
        targets: Vec<(i64, Vec<String>)>,
    ) -> Result<Recorded, Refusal> {
        let pool = self.deployment_group_mut(id)?.pool;
        for (target, _) in &targets {
            let known = self.agents().pool(pool).and_then(|pool| pool.agents.get(target));
            known.ok_or(PipelineRefusal::NoAgent(*target))?;
        }
        self.deployment_group_mut(id)?.tags.extend(targets);
        Ok(self.record(DeploymentGroupEvent::Updated(id)))
    }

    /// Deletes a deployment group. Its pool stays: documented.
    ///
    /// # Errors
    /// When there is none.
    pub fn delete_deployment_group(&mut self, id: DeploymentGroupId) -> Result<Recorded, Refusal> {
        self.deployment_group_mut(id)?;
        self.part_mut::<DeploymentGroups>().all.remove(&id);
        Ok(self.record(DeploymentGroupEvent::Deleted(id)))
    }
}
