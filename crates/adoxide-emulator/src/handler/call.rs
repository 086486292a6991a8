//! A request for an operation: authenticated, its version negotiated, its target resolved.

use std::sync::Arc;

use adoxide_api::wire::OpMeta;
use bytes::Bytes;
use http::HeaderMap;
use serde::de::DeserializeOwned;

use crate::shared::Shared;
use crate::wire::address::Address;
use crate::wire::body;
use crate::wire::error::Fault;
use crate::wire::query::Query;
use crate::wire::reply::Reply;
use crate::wire::shape::Urls;
use crate::wire::version::Version;
use crate::world::Organization;
use crate::world::id::{IdentityId, ProjectId, RepositoryId};
use crate::world::journal::Stamp;
use crate::world::project::{Project, ProjectState};

/// The values of the arguments of a path, by name.
pub(crate) type Arguments = Vec<(&'static str, String)>;

/// A request within another one, as `$batch` has them.
pub(crate) struct Inner<'a> {
    pub method: &'a str,
    /// The path below the organization, with its query.
    pub uri: &'a str,
    pub body: Bytes,
    /// The operations that it may be.
    pub allowed: &'a [&'static OpMeta],
}

/// Runs a request within another one.
pub(crate) type Within = fn(&Call, Inner<'_>) -> Result<Reply, Fault>;

/// What the path of a request names, resolved once: none where it names nothing, or nothing that exists.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Target {
    pub project: Option<ProjectId>,
    pub repository: Option<RepositoryId>,
}

impl Target {
    /// Resolves the project and the repository of a path, by name or id.
    pub fn of(organization: &Organization, arguments: &Arguments) -> Self {
        let argument =
            |name: &str| arguments.iter().find(|(known, _)| *known == name).map(|(_, value)| value.as_str());
        let project = argument("project").and_then(|name| organization.project(name)).map(|found| found.id);
        let repository = argument("repositoryId").or_else(|| argument("repositoryNameOrId"));
        let repository = repository.and_then(|name| organization.repository(project, name));
        Self { project, repository: repository.map(|found| found.id) }
    }
}

/// A request for an operation, authenticated, its version negotiated, its permission checked.
pub(crate) struct Call {
    pub shared: Arc<Shared>,
    pub version: Version,
    pub address: Address,
    /// Where the organization is on its main host, as the client sees it.
    pub base: String,
    /// The organization as it spells itself; empty where the host has none.
    pub organization: String,
    pub actor: IdentityId,
    /// Whether the caller authenticated with a personal access token.
    pub is_personal: bool,
    pub arguments: Arguments,
    pub target: Target,
    pub query: Query,
    pub headers: HeaderMap,
    pub body: Bytes,
    pub within: Within,
}

impl Call {
    /// An argument of the path.
    pub fn argument(&self, name: &str) -> Option<&str> {
        self.arguments.iter().find(|(known, _)| *known == name).map(|(_, value)| value.as_str())
    }

    /// An argument of the path that the operation cannot do without.
    ///
    /// # Errors
    /// A 400 that names the argument.
    pub fn required(&self, name: &str) -> Result<&str, Fault> {
        self.argument(name).ok_or_else(|| Fault::argument_null(name))
    }

    /// The body, for functions that several handlers share.
    ///
    /// # Errors
    /// A 400 that says what is missing, or what does not fit and where.
    pub fn read_body<T: DeserializeOwned>(&self) -> Result<T, Fault> {
        body::read(&self.body)
    }

    /// Now, and the caller.
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
}

/// A project that is ready for use, by name or id.
///
/// # Errors
/// A 404 that names it.
pub(crate) fn ready_project<'w>(
    organization: &'w Organization,
    name_or_id: &str,
) -> Result<&'w Project, Fault> {
    let found = organization.project(name_or_id).filter(|project| project.state == ProjectState::WellFormed);
    found.ok_or_else(|| Fault::project_not_found(name_or_id))
}

/// Whether a project is ready for use.
pub(crate) fn is_ready(organization: &Organization, id: ProjectId) -> bool {
    organization.project_by_id(id).is_some_and(|project| project.state == ProjectState::WellFormed)
}
