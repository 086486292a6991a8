//! Who may do what, in three steps: enough to test that a tool gets by with the least.
//!
//! The service knows hundreds of permissions on dozens of kinds of things. Here somebody may read, contribute
//! to or administer an organization, a project or a repository, and the entry of the smaller thing counts.

use std::collections::BTreeMap;

use super::id::{IdentityId, ProjectId, RepositoryId};
use super::journal::event;
use super::organization::{Organization, Recorded, Transaction};
use super::part::part;
use super::refusal::Refusal;

/// What somebody may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Access {
    /// Nothing: as if it did not exist.
    None,
    /// Look.
    Read,
    /// Work with it.
    Contribute,
    /// Make, rename, delete.
    Administer,
}

/// What access is to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Securable {
    /// The organization, and everything without an entry of its own.
    Organization,
    /// A project, and its repositories without an entry of their own.
    Project(ProjectId),
    /// A repository.
    Repository(RepositoryId),
}

/// What somebody may do changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccessChanged {
    /// Who.
    pub identity: IdentityId,
    /// Where.
    pub to: Securable,
    /// What was permitted before; none if nothing was said.
    pub from: Option<Access>,
    /// What is permitted now.
    pub access: Access,
}

/// What was said.
#[derive(Debug, Default)]
pub(super) struct Permissions {
    said: BTreeMap<(IdentityId, Securable), Access>,
}

part!(Permissions);
event!(AccessChanged);

impl Organization {
    /// What somebody may do by the smallest of these that has an entry.
    pub fn access(
        &self,
        identity: IdentityId,
        project: Option<ProjectId>,
        repository: Option<RepositoryId>,
    ) -> Access {
        if !self.is_member(identity) {
            return Access::None;
        }
        let project = project.or_else(|| self.repository_by_id(repository?).map(|known| known.project));
        let places = [
            repository.map(Securable::Repository),
            project.map(Securable::Project),
            Some(Securable::Organization),
        ];
        let said = places
            .into_iter()
            .flatten()
            .find_map(|place| self.part::<Permissions>().said.get(&(identity, place)));
        said.copied().unwrap_or(Access::Administer)
    }
}

impl Transaction<'_> {
    /// Says what somebody may do. Members may do everything by default.
    ///
    /// # Errors
    /// None.
    pub fn set_access(
        &mut self,
        identity: IdentityId,
        to: Securable,
        access: Access,
    ) -> Result<Recorded, Refusal> {
        let from = self.part_mut::<Permissions>().said.insert((identity, to), access);
        Ok(self.record(AccessChanged { identity, to, from, access }))
    }
}
