//! Service endpoints, which pages call service connections.

use std::fmt;

use adoxide_api::path::EndpointId;
use adoxide_api::service_endpoint::{
    self, DeleteServiceEndpoint, GetServiceEndpointDetails, GetServiceEndpointExecutionRecords,
    GetServiceEndpointTypes, GetServiceEndpoints, GetServiceEndpointsByNames, ProjectReference,
    ServiceEndpoint as Wire, ServiceEndpointExecutionRecord, ServiceEndpointProjectReference,
    ServiceEndpointType, UpdateServiceEndpoint,
};

use super::check::Checks;
use super::permission::{PipelinePermissions, ProtectedResource};
use super::run::Maybe;
use crate::client::Client;
use crate::error::{Error, ErrorKind, Result};
use crate::resource::listing::Listing;
use crate::resource::project::{Project, missing};

/// A service endpoint, as it was when it was asked for: how pipelines reach another service. Pages call it a service
/// connection.
///
/// <https://learn.microsoft.com/en-us/rest/api/azure/devops/serviceendpoint/endpoints>
#[derive(Clone)]
#[doc(alias = "ServiceConnection")]
pub struct ServiceEndpoint {
    project: Project,
    id: String,
    value: Wire,
}

impl ServiceEndpoint {
    fn new(project: &Project, value: Wire) -> Option<Self> {
        Some(Self { project: project.clone(), id: value.id.clone()?, value })
    }

    /// All that the service says about it. Secrets have no value there.
    pub fn value(&self) -> &Wire {
        &self.value
    }

    /// Its id.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// Its name in this project.
    pub fn name(&self) -> &str {
        self.value.name.as_deref().unwrap_or_default()
    }

    /// Its type: `azurerm`, `github`, `generic`.
    pub fn kind(&self) -> &str {
        self.value.r#type.as_deref().unwrap_or_default()
    }

    /// How it signs in: `ServicePrincipal`, `Token`, `WorkloadIdentityFederation`.
    pub fn scheme(&self) -> &str {
        let authorization = self.value.authorization.as_ref();
        authorization.and_then(|authorization| authorization.scheme.as_deref()).unwrap_or_default()
    }

    /// Whether it can be used.
    pub fn is_ready(&self) -> bool {
        self.value.is_ready == Some(true)
    }

    /// Whether other projects share it.
    pub fn is_shared(&self) -> bool {
        self.value.is_shared == Some(true)
    }

    fn locator(&self) -> EndpointId {
        self.id.as_str().into()
    }

    /// Fetches what it looks like now.
    ///
    /// # Errors
    /// [`ErrorKind::NotFound`] when it is gone, and as any call.
    pub async fn reload(&mut self) -> Result<()> {
        *self = self.project.service_endpoint(&self.id).await?;
        Ok(())
    }

    /// Changes it: reads it again, makes the change, and puts it back. A secret that the change leaves alone keeps its
    /// value.
    ///
    /// # Errors
    /// As any call.
    pub async fn update(&mut self, change: impl FnOnce(&mut Wire)) -> Result<()> {
        self.reload().await?;
        let mut value = self.value.clone();
        change(&mut value);
        let op = service_endpoint::update_service_endpoint(
            &self.locator(),
            &value,
            UpdateServiceEndpoint::default(),
        );
        self.value = self.project.client().call(op).await?;
        Ok(())
    }

    /// Shares it with another project, by its name there.
    ///
    /// # Errors
    /// [`ErrorKind::AlreadyExists`] when the other project has one of this name, and as any call.
    pub async fn share(&mut self, with: &Project, name: impl Into<String>) -> Result<()> {
        let reference = reference(with, name.into(), self.value.description.clone()).await?;
        self.project
            .client()
            .call(service_endpoint::share_service_endpoint(&self.locator(), &[reference]))
            .await?;
        self.reload().await
    }

    /// Deletes it in this project; others that share it keep it.
    ///
    /// # Errors
    /// As any call.
    pub async fn delete(&self) -> Result<()> {
        let project = self.project.id().await?;
        let op = service_endpoint::delete_service_endpoint(
            &self.locator(),
            &[&project],
            DeleteServiceEndpoint::default(),
        );
        self.project.client().call(op).await
    }

    /// The jobs that used it, the newest first.
    ///
    /// <https://learn.microsoft.com/en-us/rest/api/azure/devops/serviceendpoint/executionhistory/list>
    pub fn history(&self) -> Listing<ServiceEndpointExecutionRecord> {
        let params = GetServiceEndpointExecutionRecords::default();
        let op = service_endpoint::get_service_endpoint_execution_records(
            &self.project.locator(),
            &self.locator(),
            params,
        );
        Listing::new(self.project.client().items(op), Some)
    }

    /// What stages wait for before they use it.
    pub fn checks(&self) -> Checks {
        Checks::new(&self.project, ProtectedResource::ServiceEndpoint, self.id.clone())
    }

    /// Which pipelines may use it.
    pub fn pipeline_permissions(&self) -> PipelinePermissions {
        PipelinePermissions::new(&self.project, ProtectedResource::ServiceEndpoint, self.id.clone())
    }

    /// Lets all pipelines of the project use it.
    ///
    /// # Errors
    /// As any call.
    pub async fn open_to_all(&self) -> Result<()> {
        self.pipeline_permissions().open_to_all().await
    }
}

/// A project that sees an endpoint, by this name and with this description.
async fn reference(
    project: &Project,
    name: String,
    description: Option<String>,
) -> Result<ServiceEndpointProjectReference> {
    let project = ProjectReference {
        id: Some(project.id().await?),
        name: Some(project.name().await?),
        ..Default::default()
    };
    Ok(ServiceEndpointProjectReference {
        name: Some(name),
        description,
        project_reference: Some(project),
        ..ServiceEndpointProjectReference::default()
    })
}

impl fmt::Debug for ServiceEndpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ServiceEndpoint({} of {:?})", self.name(), self.project)
    }
}

impl Project {
    /// Its service endpoints.
    pub fn service_endpoints(&self) -> Listing<ServiceEndpoint> {
        self.service_endpoints_with(GetServiceEndpoints::default())
    }

    /// The service endpoints that these parameters select.
    pub fn service_endpoints_with(&self, params: GetServiceEndpoints) -> Listing<ServiceEndpoint> {
        let project = self.clone();
        let items = self.client().items(service_endpoint::get_service_endpoints(&self.locator(), params));
        Listing::new(items, move |value| ServiceEndpoint::new(&project, value))
    }

    /// The service endpoint of this id.
    ///
    /// # Errors
    /// [`ErrorKind::NotFound`] when there is none, and as any call.
    pub async fn service_endpoint(&self, id: &str) -> Result<ServiceEndpoint> {
        // Where there is none, the service answers with `null`.
        let op = service_endpoint::get_service_endpoint_details(
            &self.locator(),
            &id.into(),
            GetServiceEndpointDetails::default(),
        );
        let found = self.client().call(op.reply_as::<Maybe<Wire>>()).await?.0;
        found.and_then(|value| ServiceEndpoint::new(self, value)).ok_or_else(|| {
            let what = format!("there is no service endpoint {id} in {self:?}");
            Error::new(ErrorKind::NotFound, what)
                .advise("check its id, and that it is shared with this project")
                .of("service_endpoint.get_service_endpoint_details")
        })
    }

    /// The service endpoint of this name, in any letter case.
    ///
    /// # Errors
    /// [`ErrorKind::NotFound`] when there is none, and as any call.
    pub async fn service_endpoint_named(&self, name: &str) -> Result<ServiceEndpoint> {
        let params = GetServiceEndpointsByNames::default();
        let op = service_endpoint::get_service_endpoints_by_names(&self.locator(), &[name], params);
        let found = self.client().items(op).next().await.transpose()?;
        found.and_then(|value| ServiceEndpoint::new(self, value)).ok_or_else(|| {
            let what = format!("there is no service endpoint \"{name}\" in {self:?}");
            Error::new(ErrorKind::NotFound, what).advise("check its name")
        })
    }

    /// Makes a service endpoint: its name, type, URL, authorization and data as the type wants them. The project that
    /// has it is filled in.
    ///
    /// # Errors
    /// [`ErrorKind::AlreadyExists`] when there is one of this name, [`ErrorKind::Invalid`] when it lacks something
    /// that its type wants; and as any call.
    pub async fn create_service_endpoint(&self, mut endpoint: Wire) -> Result<ServiceEndpoint> {
        if endpoint.service_endpoint_project_references.as_ref().is_none_or(Vec::is_empty) {
            let name = endpoint.name.clone().unwrap_or_default();
            let reference = reference(self, name, endpoint.description.clone()).await?;
            endpoint.service_endpoint_project_references = Some(vec![reference]);
        }
        let endpoint =
            service_endpoint::CreateServiceEndpointBody::try_from(endpoint).map_err(Error::unsent)?;
        let made = self.client().call(service_endpoint::create_service_endpoint(&endpoint)).await?;
        ServiceEndpoint::new(self, made).ok_or_else(|| missing("id"))
    }
}

impl Client {
    /// The types of service endpoints that there are, with the data and schemes that each wants.
    pub fn service_endpoint_types(&self) -> Listing<ServiceEndpointType> {
        Listing::new(
            self.items(service_endpoint::get_service_endpoint_types(GetServiceEndpointTypes::default())),
            Some,
        )
    }
}
