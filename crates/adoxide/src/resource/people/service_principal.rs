//! Service principals and managed identities.

use std::sync::Arc;

use adoxide_api::graph::{
    self, CreateServicePrincipal, GraphServicePrincipal, GraphServicePrincipalOriginIdCreationContext,
    ListServicePrincipals,
};

use super::subject::{of_storage_key, only};
use super::{Entitlement, Group, Memberships};
use crate::client::Client;
use crate::error::{OptionalExt, Result};
use crate::resource::identity::{self, Node, Snapshot, is_id};
use crate::resource::listing::Listing;
use crate::resource::project::missing;

/// A service principal or a managed identity of the organization, as the Graph has it.
///
/// <https://learn.microsoft.com/en-us/rest/api/azure/devops/graph/service-principals>
#[derive(Clone)]
pub struct ServicePrincipal {
    client: Client,
    node: Arc<Node<GraphServicePrincipal>>,
}

subject! {
    ServicePrincipal, GraphServicePrincipal, service_principals, graph::get_service_principal,
    graph::delete_service_principal, id_is_key: false,
    "Removes the service principal from the organization, with its licence and its memberships."
}

impl Client {
    /// The service principal of this descriptor, id, object id, application id or name. Nothing is asked for.
    pub fn service_principal(&self, who: impl AsRef<str>) -> ServicePrincipal {
        let node = self.known().service_principals.at(0, who.as_ref().trim());
        ServicePrincipal { client: self.clone(), node }
    }

    /// The service principals of the organization.
    pub fn service_principals(&self) -> Listing<ServicePrincipal> {
        self.service_principals_with(ListServicePrincipals::default())
    }

    /// The service principals that these parameters select.
    pub fn service_principals_with(&self, params: ListServicePrincipals) -> Listing<ServicePrincipal> {
        let client = self.clone();
        Listing::new(self.items(graph::list_service_principals(params)), move |entry| {
            Some(ServicePrincipal::listed(&client, entry))
        })
    }

    /// Adds the service principal with this object id to the organization: that of the enterprise application, and
    /// not of the app registration. [`entitle_service_principal`](Self::entitle_service_principal) adds one with a
    /// licence.
    pub fn create_service_principal(&self, origin_id: impl Into<String>) -> NewServicePrincipal {
        let body = GraphServicePrincipalOriginIdCreationContext {
            origin_id: Some(origin_id.into()),
            ..GraphServicePrincipalOriginIdCreationContext::default()
        };
        NewServicePrincipal { client: self.clone(), body, groups: Vec::new() }
    }
}

impl ServicePrincipal {
    /// The service principal of an answer.
    pub(super) fn listed(client: &Client, entry: GraphServicePrincipal) -> Self {
        Self { client: client.clone(), node: Self::learn(client, None, Arc::new(entry), None) }
    }

    /// The search of the Graph does not know service principals; there are few.
    async fn find(&self, name: &str) -> Result<GraphServicePrincipal> {
        let descriptor =
            if is_id(name) { of_storage_key(&self.client, name).await.optional()? } else { None };
        let wanted = name.to_lowercase();
        let is = |own: &Option<String>| own.as_ref().is_some_and(|own| own.to_lowercase() == wanted);
        let op = graph::list_service_principals(ListServicePrincipals::default());
        let mut all = self.client.items(op).all().await?;
        all.retain(|one| {
            let is_key = descriptor.is_some() && one.descriptor == descriptor;
            is_key || is(&one.origin_id) || is(&one.application_id) || is(&one.display_name)
        });
        only(all, name, |one| one.principal_name.clone())
    }

    /// The id of the application (the client id).
    ///
    /// # Errors
    /// As [`snapshot`](Self::snapshot).
    pub async fn application_id(&self) -> Result<String> {
        self.snapshot().await?.application_id.clone().ok_or_else(|| missing("applicationId"))
    }

    /// Its licence, and what it gives.
    ///
    /// # Errors
    /// [`ErrorKind::NotFound`](crate::ErrorKind::NotFound) when it has none, and as any call.
    pub async fn entitlement(&self) -> Result<Entitlement> {
        self.client.service_principal_entitlement(&self.id().await?).await
    }
}

/// A service principal that is to be added. `.await` adds it.
#[derive(Clone, Debug)]
#[must_use = "a service principal is not added until this is awaited"]
pub struct NewServicePrincipal {
    client: Client,
    body: GraphServicePrincipalOriginIdCreationContext,
    groups: Vec<Group>,
}

impl NewServicePrincipal {
    /// As a member of this group; may be called several times.
    pub fn group(mut self, group: &Group) -> Self {
        self.groups.push(group.clone());
        self
    }

    async fn create(self) -> Result<ServicePrincipal> {
        let group_descriptors = super::group::descriptors(&self.groups).await?;
        let params = CreateServicePrincipal { group_descriptors };
        let op = graph::create_service_principal(&self.body.into(), params);
        Ok(ServicePrincipal::listed(&self.client, self.client.call(op).await?))
    }
}

awaitable!(NewServicePrincipal => ServicePrincipal, create;);
