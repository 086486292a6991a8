//! Which pipelines may use a resource.

use std::fmt;

use adoxide_api::approvals_and_checks::pipeline_permissions::{
    self, Permission, PipelinePermission, ResourcePipelinePermissions,
};

use crate::error::Result;
use crate::resource::project::Project;

/// A kind of resource that pipelines need leave to use.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ProtectedResource {
    /// An environment, by its number.
    Environment,
    /// A service endpoint (service connection), by its id.
    ServiceEndpoint,
    /// An agent queue, by its number.
    Queue,
    /// A variable group, by its number.
    VariableGroup,
    /// A secure file, by its id.
    SecureFile,
    /// A repository, by the ids of its project and itself with a dot between.
    Repository,
}

impl ProtectedResource {
    /// The name that the service gives it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Environment => "environment",
            Self::ServiceEndpoint => "endpoint",
            Self::Queue => "queue",
            Self::VariableGroup => "variablegroup",
            Self::SecureFile => "securefile",
            Self::Repository => "repository",
        }
    }
}

/// Which pipelines may use a resource: all, or these.
///
/// <https://learn.microsoft.com/en-us/rest/api/azure/devops/approvalsandchecks/pipeline-permissions>
#[derive(Clone)]
pub struct PipelinePermissions {
    project: Project,
    resource: ProtectedResource,
    id: String,
}

impl PipelinePermissions {
    pub(super) fn new(project: &Project, resource: ProtectedResource, id: String) -> Self {
        Self { project: project.clone(), resource, id }
    }

    /// All that the service says about it.
    ///
    /// # Errors
    /// As any call.
    pub async fn get(&self) -> Result<ResourcePipelinePermissions> {
        let (kind, id) = (self.resource.as_str().into(), self.id.as_str().into());
        let op =
            pipeline_permissions::get_pipeline_permissions_for_resource(&self.project.locator(), &kind, &id);
        self.project.client().call(op).await
    }

    /// Whether all pipelines may use it.
    ///
    /// # Errors
    /// As any call.
    pub async fn is_open_to_all(&self) -> Result<bool> {
        let all = self.get().await?.all_pipelines;
        Ok(all.and_then(|all| all.authorized) == Some(true))
    }

    async fn update(&self, body: ResourcePipelinePermissions) -> Result<()> {
        let (kind, id) = (self.resource.as_str().into(), self.id.as_str().into());
        let op = pipeline_permissions::update_pipeline_permisions_for_resource(
            &self.project.locator(),
            &kind,
            &id,
            &body,
        );
        self.project.client().call(op).await.map(drop)
    }

    async fn set_all(&self, authorized: bool) -> Result<()> {
        let all = Permission { authorized: Some(authorized), ..Permission::default() };
        self.update(ResourcePipelinePermissions { all_pipelines: Some(all), ..Default::default() }).await
    }

    async fn set(&self, pipeline: i64, authorized: bool) -> Result<()> {
        let one = PipelinePermission {
            id: Some(pipeline),
            authorized: Some(authorized),
            ..PipelinePermission::default()
        };
        self.update(ResourcePipelinePermissions { pipelines: Some(vec![one]), ..Default::default() }).await
    }

    /// Lets all pipelines use it.
    ///
    /// # Errors
    /// As any call.
    pub async fn open_to_all(&self) -> Result<()> {
        self.set_all(true).await
    }

    /// Lets only those pipelines use it that were authorized one by one.
    ///
    /// # Errors
    /// As any call.
    pub async fn restrict(&self) -> Result<()> {
        self.set_all(false).await
    }

    /// Lets a pipeline use it, by its number.
    ///
    /// # Errors
    /// As any call.
    pub async fn authorize(&self, pipeline: i64) -> Result<()> {
        self.set(pipeline, true).await
    }

    /// Lets a pipeline use it no longer, by its number.
    ///
    /// # Errors
    /// As any call.
    pub async fn revoke(&self, pipeline: i64) -> Result<()> {
        self.set(pipeline, false).await
    }
}

impl fmt::Debug for PipelinePermissions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PipelinePermissions({} {} of {:?})", self.resource.as_str(), self.id, self.project)
    }
}

impl Project {
    /// Which pipelines may use a resource, by its id or number.
    pub fn pipeline_permissions(
        &self,
        resource: ProtectedResource,
        id: impl Into<String>,
    ) -> PipelinePermissions {
        PipelinePermissions::new(self, resource, id.into())
    }
}
