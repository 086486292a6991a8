//! Service endpoints: how pipelines reach what is elsewhere.

use std::fmt;

use serde_json::{Map, Value};
use uuid::Uuid;

use super::id::ProjectId;
use super::journal::{Stamp, event};
use super::name::same_name;
use super::organization::{Organization, Recorded, Transaction};
use super::part::part;
use super::refusal::Refusal;
use super::secret::Names;
use super::variable_group::ProjectReference;

/// What a service endpoint is made of, or changed to.
#[derive(Clone)]
pub struct NewServiceEndpoint {
    /// Its name.
    pub name: String,
    /// `generic`, `github`, `azurerm`, …
    pub kind: String,
    /// Where it leads.
    pub url: Option<String>,
    /// What it is for.
    pub description: Option<String>,
    /// Its settings.
    pub data: Map<String, Value>,
    /// How to sign in there.
    pub scheme: String,
    /// With what. One that is none stays as it was.
    pub parameters: Map<String, Value>,
    /// The projects that may use it.
    pub projects: Vec<ProjectReference>,
    /// Whether nobody may use it for now.
    pub is_disabled: bool,
}

impl fmt::Debug for NewServiceEndpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("NewServiceEndpoint")
            .field("name", &self.name)
            .field("kind", &self.kind)
            .field("url", &self.url)
            .field("scheme", &self.scheme)
            .field("parameters", &Names(&self.parameters))
            .field("projects", &self.projects)
            .finish_non_exhaustive()
    }
}

/// A service endpoint.
#[derive(Clone, Debug)]
pub struct ServiceEndpoint {
    /// Its id.
    pub id: Uuid,
    /// Who made it, and when.
    pub created: Stamp,
    /// Everything that a client sets, secrets too, which are never answered.
    pub content: NewServiceEndpoint,
}

impl ServiceEndpoint {
    /// How a project calls it, if it may use it.
    pub fn reference(&self, project: ProjectId) -> Option<&ProjectReference> {
        self.content.projects.iter().find(|reference| reference.project == project)
    }
}

/// What happens to a service endpoint.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
#[allow(missing_docs, reason = "the fields are what their names say")]
pub enum ServiceEndpointEvent {
    /// It was created.
    Created(Uuid),
    /// It was changed.
    Updated(Uuid),
    /// Further projects may use it.
    Shared(Uuid),
    /// It was taken from projects; without any left it is gone.
    Deleted { id: Uuid, projects: Vec<ProjectId> },
}

/// The service endpoints of an organization.
#[derive(Debug, Default)]
struct ServiceEndpoints {
    all: Vec<ServiceEndpoint>,
}

part!(ServiceEndpoints);
event!(ServiceEndpointEvent);

impl Organization {
    /// The endpoints that a project may use, in the order of their creation.
    pub fn service_endpoints(&self, project: ProjectId) -> impl Iterator<Item = &ServiceEndpoint> {
        self.part::<ServiceEndpoints>()
            .all
            .iter()
            .filter(move |endpoint| endpoint.reference(project).is_some())
    }

    /// The endpoints of all projects, in the order of their creation.
    pub fn all_service_endpoints(&self) -> impl Iterator<Item = &ServiceEndpoint> {
        self.part::<ServiceEndpoints>().all.iter()
    }

    /// An endpoint.
    pub fn service_endpoint(&self, id: Uuid) -> Option<&ServiceEndpoint> {
        self.part::<ServiceEndpoints>().all.iter().find(|endpoint| endpoint.id == id)
    }

    fn check_endpoint(&self, id: Option<Uuid>, projects: &[ProjectReference]) -> Result<(), Refusal> {
        for reference in projects {
            let project = reference.project;
            self.project_by_id(project).ok_or(Refusal::NoProject(project))?;
            let taken = self.service_endpoints(project).any(|known| {
                Some(known.id) != id
                    && known.reference(project).is_some_and(|own| same_name(&own.name, &reference.name))
            });
            if taken {
                return Err(Refusal::ServiceEndpointExists(reference.name.clone()));
            }
        }
        Ok(())
    }
}

impl Transaction<'_> {
    /// Creates an endpoint.
    ///
    /// # Errors
    /// When a project has one of this name, or there is no such project.
    pub fn create_service_endpoint(&mut self, new: NewServiceEndpoint) -> Result<Recorded<Uuid>, Refusal> {
        let stamp = self.stamp();
        self.check_endpoint(None, &new.projects)?;
        let id = self.uuid();
        self.part_mut::<ServiceEndpoints>().all.push(ServiceEndpoint { id, created: stamp, content: new });
        Ok(self.record(ServiceEndpointEvent::Created(id)).with(id))
    }

    /// Changes an endpoint: all of it but the secrets that are not given.
    ///
    /// # Errors
    /// When there is none, or as for a new one.
    pub fn update_service_endpoint(
        &mut self,
        id: Uuid,
        mut new: NewServiceEndpoint,
    ) -> Result<Recorded, Refusal> {
        self.check_endpoint(Some(id), &new.projects)?;
        let known = self.part_mut::<ServiceEndpoints>().all.iter_mut().find(|known| known.id == id);
        let known = known.ok_or(Refusal::NoServiceEndpoint(id))?;
        for (name, old) in &known.content.parameters {
            let given = new.parameters.entry(name.clone()).or_insert(Value::Null);
            if given.is_null() {
                *given = old.clone();
            }
        }
        known.content = new;
        Ok(self.record(ServiceEndpointEvent::Updated(id)))
    }

    /// Lets further projects use an endpoint.
    ///
    /// # Errors
    /// When there is none, or a project has one of this name.
    pub fn share_service_endpoint(
        &mut self,
        id: Uuid,
        projects: Vec<ProjectReference>,
    ) -> Result<Recorded, Refusal> {
        self.check_endpoint(Some(id), &projects)?;
        let known = self.part_mut::<ServiceEndpoints>().all.iter_mut().find(|known| known.id == id);
        let known = known.ok_or(Refusal::NoServiceEndpoint(id))?;
        known.content.projects.retain(|old| projects.iter().all(|new| new.project != old.project));
        known.content.projects.extend(projects);
        Ok(self.record(ServiceEndpointEvent::Shared(id)))
    }

    /// Takes an endpoint from projects; without any left it is gone.
    ///
    /// # Errors
    /// When none of the projects may use it.
    pub fn delete_service_endpoint(&mut self, id: Uuid, projects: &[ProjectId]) -> Result<Recorded, Refusal> {
        let known = self.part_mut::<ServiceEndpoints>().all.iter_mut().find(|known| known.id == id);
        let known = known.ok_or(Refusal::NoServiceEndpoint(id))?;
        let before = known.content.projects.len();
        known.content.projects.retain(|reference| !projects.contains(&reference.project));
        if known.content.projects.len() == before {
            return Err(Refusal::NoServiceEndpoint(id));
        }
        self.part_mut::<ServiceEndpoints>().all.retain(|known| !known.content.projects.is_empty());
        Ok(self.record(ServiceEndpointEvent::Deleted { id, projects: projects.to_vec() }))
    }
}
