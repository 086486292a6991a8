//! Environments that pipelines deploy to.

use std::fmt;

use adoxide_api::distributed_task::task_agent::{
    self, EnvironmentCreateParameter, EnvironmentDeploymentExecutionRecord, EnvironmentExpands,
    EnvironmentInstance, EnvironmentResourceReference, EnvironmentUpdateParameter, GetEnvironmentById,
    GetEnvironmentDeploymentExecutionRecords, GetEnvironments,
};
use adoxide_api::path::EnvironmentId;

use super::check::Checks;
use super::permission::{PipelinePermissions, ProtectedResource};
use crate::error::{Error, ErrorKind, Result};
use crate::resource::listing::Listing;
use crate::resource::project::{Project, missing};

/// An environment, as it was when it was asked for.
///
/// <https://learn.microsoft.com/en-us/rest/api/azure/devops/environments/environments>
#[derive(Clone)]
pub struct Environment {
    project: Project,
    id: i64,
    value: EnvironmentInstance,
}

impl Environment {
    fn new(project: &Project, value: EnvironmentInstance) -> Option<Self> {
        Some(Self { project: project.clone(), id: value.id?, value })
    }

    /// All that the service says about it.
    pub fn value(&self) -> &EnvironmentInstance {
        &self.value
    }

    /// Its number.
    pub fn id(&self) -> i64 {
        self.id
    }

    /// Its name.
    pub fn name(&self) -> &str {
        self.value.name.as_deref().unwrap_or_default()
    }

    /// What it is about.
    pub fn description(&self) -> &str {
        self.value.description.as_deref().unwrap_or_default()
    }

    /// Its project.
    pub fn project(&self) -> &Project {
        &self.project
    }

    fn locator(&self) -> EnvironmentId {
        self.id.into()
    }

    /// Fetches what it looks like now, with its resources.
    ///
    /// # Errors
    /// [`ErrorKind::NotFound`] when it is gone, and as any call.
    pub async fn reload(&mut self) -> Result<()> {
        *self = self.project.environment(self.id).await?;
        Ok(())
    }

    /// Its resources: virtual machines and Kubernetes namespaces. Lists of environments leave them out.
    pub fn resources(&self) -> &[EnvironmentResourceReference] {
        self.value.resources.as_deref().unwrap_or_default()
    }

    async fn update(&mut self, name: Option<String>, description: Option<String>) -> Result<()> {
        // What is left out would be wiped.
        let body = EnvironmentUpdateParameter {
            name: name.or_else(|| self.value.name.clone()),
            description: description.or_else(|| self.value.description.clone()),
            ..EnvironmentUpdateParameter::default()
        };
        let op = task_agent::update_environment(&self.project.locator(), self.locator(), &body);
        self.value = self.project.client().call(op).await?;
        Ok(())
    }

    /// Renames it.
    ///
    /// # Errors
    /// [`ErrorKind::AlreadyExists`] when the project has one of this name, and as any call.
    pub async fn rename(&mut self, name: impl Into<String>) -> Result<()> {
        self.update(Some(name.into()), None).await
    }

    /// Says what it is about.
    ///
    /// # Errors
    /// As any call.
    pub async fn set_description(&mut self, description: impl Into<String>) -> Result<()> {
        self.update(None, Some(description.into())).await
    }

    /// Deletes it with the records of its deployments.
    ///
    /// # Errors
    /// As any call.
    pub async fn delete(&self) -> Result<()> {
        self.project
            .client()
            .call(task_agent::delete_environment(&self.project.locator(), self.locator()))
            .await
    }

    /// The jobs that deployed to it, the newest first.
    ///
    /// <https://learn.microsoft.com/en-us/rest/api/azure/devops/environments/environmentdeployment-records/list>
    pub fn deployments(&self) -> Listing<EnvironmentDeploymentExecutionRecord> {
        let params = GetEnvironmentDeploymentExecutionRecords::default();
        let op = task_agent::get_environment_deployment_execution_records(
            &self.project.locator(),
            self.locator(),
            params,
        );
        Listing::new(self.project.client().items(op), Some)
    }

    /// What stages wait for before they deploy to it.
    pub fn checks(&self) -> Checks {
        Checks::new(&self.project, ProtectedResource::Environment, self.id.to_string())
    }

    /// Which pipelines may deploy to it.
    pub fn pipeline_permissions(&self) -> PipelinePermissions {
        PipelinePermissions::new(&self.project, ProtectedResource::Environment, self.id.to_string())
    }
}

impl fmt::Debug for Environment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Environment({} of {:?})", self.name(), self.project)
    }
}

impl Project {
    /// Its environments.
    pub fn environments(&self) -> Listing<Environment> {
        self.environments_with(GetEnvironments::default())
    }

    /// The environments that these parameters select.
    pub fn environments_with(&self, params: GetEnvironments) -> Listing<Environment> {
        let project = self.clone();
        let items = self.client().items(task_agent::get_environments(&self.locator(), params));
        Listing::new(items, move |value| Environment::new(&project, value))
    }

    /// The environment of this number, with its resources.
    ///
    /// # Errors
    /// [`ErrorKind::NotFound`] when there is none, and as any call.
    pub async fn environment(&self, id: i64) -> Result<Environment> {
        let params = GetEnvironmentById { expands: Some(EnvironmentExpands::ResourceReferences) };
        let op = task_agent::get_environment_by_id(&self.locator(), id.into(), params);
        Environment::new(self, self.client().call(op).await?).ok_or_else(|| missing("id"))
    }

    /// The environment of this name, in any letter case.
    ///
    /// # Errors
    /// [`ErrorKind::NotFound`] when there is none, and as any call.
    pub async fn environment_named(&self, name: &str) -> Result<Environment> {
        let params = GetEnvironments { name: Some(name.to_owned()), ..GetEnvironments::default() };
        let mut all = self.environments_with(params);
        while let Some(environment) = all.next().await {
            let environment = environment?;
            if environment.name().to_lowercase() == name.to_lowercase() {
                return Ok(environment);
            }
        }
        let what = format!("there is no environment \"{name}\" in {self:?}");
        Err(Error::new(ErrorKind::NotFound, what).advise("check its name"))
    }

    /// Makes an environment.
    ///
    /// # Errors
    /// [`ErrorKind::AlreadyExists`] when there is one of this name, and as any call.
    pub async fn create_environment(
        &self,
        name: impl Into<String>,
        description: impl Into<String>,
    ) -> Result<Environment> {
        let body = EnvironmentCreateParameter {
            name: Some(name.into()),
            description: Some(description.into()),
            ..EnvironmentCreateParameter::default()
        };
        let made = self.client().call(task_agent::add_environment(&self.locator(), &body)).await?;
        Environment::new(self, made).ok_or_else(|| missing("id"))
    }
}
