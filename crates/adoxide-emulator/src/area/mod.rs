//! What operations do: one module an area of the REST API, one function an operation.
//!
//! Answers are written by hand from recordings and documented examples, and share no type with the client
//! side: shared code would share mistakes.

mod account;
mod build;
mod core;
mod dashboard;
mod distributed_task;
mod entitlement;
mod git;
mod graph;
mod ims;
mod location;
mod operations;
mod pipelines;
mod policy;
mod processes;
mod profile;
mod security;
mod service_endpoint;
mod settings;
mod tokens;
mod wiki;
mod wit;
mod work;

use std::collections::HashMap;
use std::sync::{Arc, LazyLock};

use bytes::Bytes;
use http::HeaderMap;
use serde_json::Value;

use crate::service::route::Arguments;
use crate::shared::Shared;
use crate::wire::address::Address;
use crate::wire::error::Fault;
use crate::wire::query::Query;
use crate::wire::reply::Reply;
use crate::wire::shape::Urls;
use crate::wire::version::Version;
use crate::world::id::{IdentityId, ProjectId, RepositoryId};
use crate::world::journal::Stamp;
use crate::world::permission::Access;
use crate::world::project::{Project, ProjectState};
use crate::world::{Organization, World};

/// What an operation does.
pub(crate) type Run = fn(&Call) -> Result<Reply, Fault>;

/// The function of an operation, and where it may run.
#[derive(Clone, Copy)]
pub(crate) enum Handler {
    /// Looks at the world or changes it, and is done.
    Quick(Run),
    /// Works with git: not on the threads that answer requests.
    Blocking(Run),
}

/// The function of an operation of the catalog, if it is emulated.
pub(crate) fn handler(operation: &str) -> Option<Handler> {
    handlers().get(operation).copied()
}

/// All operations that are emulated, by name.
pub(crate) fn handlers() -> &'static HashMap<&'static str, Handler> {
    static HANDLERS: LazyLock<HashMap<&'static str, Handler>> = LazyLock::new(|| {
        let areas = [
            account::HANDLERS,
            build::HANDLERS,
            core::HANDLERS,
            dashboard::HANDLERS,
            entitlement::HANDLERS,
            distributed_task::HANDLERS,
            git::HANDLERS,
            git::pull_request::HANDLERS,
            graph::HANDLERS,
            ims::HANDLERS,
            location::HANDLERS,
            operations::HANDLERS,
            processes::HANDLERS,
            processes::LAYOUT_HANDLERS,
            processes::LIST_HANDLERS,
            processes::TYPE_HANDLERS,
            pipelines::HANDLERS,
            policy::HANDLERS,
            profile::HANDLERS,
            security::HANDLERS,
            service_endpoint::HANDLERS,
            settings::HANDLERS,
            tokens::HANDLERS,
            wiki::HANDLERS,
            wit::attachment::HANDLERS,
            wit::batch::HANDLERS,
            wit::classification::HANDLERS,
            wit::comment::HANDLERS,
            wit::model::HANDLERS,
            wit::query::HANDLERS,
            wit::wiql::HANDLERS,
            work::HANDLERS,
            wit::reporting::HANDLERS,
            wit::tag::HANDLERS,
            wit::work_item::HANDLERS,
        ];
        areas.iter().flat_map(|area| area.iter().copied()).collect()
    });
    &HANDLERS
}

/// A request for an operation, authenticated, its version settled.
pub(crate) struct Call {
    pub shared: Arc<Shared>,
    pub version: Version,
    pub address: Address,
    /// Where the organization is on its main host, as the client sees it.
    pub base: String,
    /// The organization as it spells itself; empty where the host has none.
    pub organization: String,
    pub actor: IdentityId,
    /// Whether the caller came with a personal access token.
    pub is_personal: bool,
    pub arguments: Arguments,
    pub query: Query,
    pub headers: HeaderMap,
    pub body: Bytes,
}

impl Call {
    /// An argument of the path.
    pub fn argument(&self, name: &str) -> Option<&str> {
        self.arguments.iter().find(|(known, _)| *known == name).map(|(_, value)| value.as_str())
    }

    /// An argument of the path that the route cannot do without.
    pub fn required(&self, name: &str) -> Result<&str, Fault> {
        self.argument(name).ok_or_else(|| Fault::argument_null(name))
    }

    /// Now, and who asks.
    pub fn stamp(&self) -> Stamp {
        Stamp { at: self.shared.clock.now(), actor: self.actor }
    }

    /// The URLs that go into answers.
    pub fn urls(&self) -> Urls<'_> {
        Urls {
            address: &self.address,
            organization: &self.organization,
            base: &self.base,
            version: self.version,
        }
    }

    /// The organization of the request.
    pub fn organization<'w>(&self, world: &'w World) -> Result<&'w Organization, Fault> {
        let found = world.organization(&self.organization);
        found.ok_or_else(|| Fault::organization_not_found(&self.organization))
    }

    /// The organization of the request, to change it.
    pub fn organization_mut<'w>(&self, world: &'w mut World) -> Result<&'w mut Organization, Fault> {
        let found = world.organization_mut(&self.organization);
        found.ok_or_else(|| Fault::organization_not_found(&self.organization))
    }

    /// Whether the caller may see a repository, or a project as a whole.
    pub fn sees(
        &self,
        organization: &Organization,
        project: ProjectId,
        repository: Option<RepositoryId>,
    ) -> bool {
        organization.access(self.actor, Some(project), repository) > Access::None
    }

    /// The project of the path, if it has one.
    pub fn project<'w>(&self, organization: &'w Organization) -> Result<Option<&'w Project>, Fault> {
        self.argument("project").map(|name| project(organization, name)).transpose()
    }

    /// The body as JSON.
    ///
    /// # Errors
    /// When there is none, or it is no JSON.
    pub fn json(&self) -> Result<Value, Fault> {
        // The service itself sends marks of the byte order now and then, and takes them.
        let body = self.body.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&self.body);
        if body.trim_ascii().is_empty() {
            return Err(Fault::argument_null("requestBody"));
        }
        serde_json::from_slice(body).map_err(Fault::invalid_body)
    }
}

/// A project that is ready for use.
pub(crate) fn project<'w>(organization: &'w Organization, name_or_id: &str) -> Result<&'w Project, Fault> {
    let found = organization.project(name_or_id).filter(|project| project.state == ProjectState::WellFormed);
    found.ok_or_else(|| Fault::project_not_found(name_or_id))
}

/// Whether a project is ready for use.
pub(crate) fn is_ready(organization: &Organization, id: ProjectId) -> bool {
    organization.project_by_id(id).is_some_and(|project| project.state == ProjectState::WellFormed)
}

/// A text field of a body; none if it is not there, null, or no text.
pub(crate) fn text<'v>(body: &'v Value, pointer: &str) -> Option<&'v str> {
    body.pointer(pointer).and_then(Value::as_str)
}

/// These without those that came before: bodies and queries may name a thing twice, answers name it once.
pub(crate) fn distinct<T: PartialEq>(items: impl IntoIterator<Item = T>) -> Vec<T> {
    let mut all = Vec::new();
    for item in items {
        if !all.contains(&item) {
            all.push(item);
        }
    }
    all
}

/// So many of these, after skipping some.
pub(crate) fn page<T>(items: Vec<T>, skip: usize, top: usize) -> Vec<T> {
    items.into_iter().skip(skip).take(top).collect()
}
