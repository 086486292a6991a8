//! A call with the world locked: to read it, or to change it.

use std::ops::Deref;
use std::sync::{RwLockReadGuard, RwLockWriteGuard};

use super::call::Call;
use uuid::Uuid;

use crate::wire::error::Fault;
use crate::wire::query::Query;
use crate::wire::shape::Urls;
use crate::world::directory::Directory;
use crate::world::id::{ProjectId, RepositoryId};
use crate::world::journal::Means;
use crate::world::organization::{Recorded, Transaction};
use crate::world::permission::Access;
use crate::world::project::{Project, ProjectState};
use crate::world::{Organization, World};

/// A call, and the world locked for reading. What belongs to the call ([`Call`]) is reached through it.
#[derive(Clone, Copy)]
pub(crate) struct View<'a> {
    pub call: &'a Call,
    /// The people.
    pub directory: &'a Directory,
    pub organization: &'a Organization,
}

impl Deref for View<'_> {
    type Target = Call;

    fn deref(&self) -> &Call {
        self.call
    }
}

impl<'a> View<'a> {
    /// The project of the path, if it names one.
    ///
    /// # Errors
    /// A 404 where it names one that is not there, or not ready for use.
    pub fn project_of_path(&self) -> Result<Option<&'a Project>, Fault> {
        let Some(name) = self.call.argument("project") else { return Ok(None) };
        let found = self.call.target.project.and_then(|id| self.organization.project_by_id(id));
        let found = found.filter(|project| project.state == ProjectState::WellFormed);
        found.map(Some).ok_or_else(|| Fault::project_not_found(name))
    }

    /// The project of the path.
    ///
    /// # Errors
    /// A 400 where the path names none, a 404 where it is not there.
    pub fn project(&self) -> Result<&'a Project, Fault> {
        self.project_of_path()?.ok_or_else(|| Fault::argument_null("project"))
    }

    /// Whether the caller may see a repository, or a project as a whole.
    pub fn sees(&self, project: ProjectId, repository: Option<RepositoryId>) -> bool {
        self.organization.access(self.call.actor, Some(project), repository) > Access::None
    }
}

/// A call, and the world locked for one change. What belongs to the call ([`Call`]) is reached through it.
pub(crate) struct Change<'a> {
    pub call: &'a Call,
    pub query: &'a Query,
    pub directory: &'a mut Directory,
    organization: &'a mut Organization,
}

impl Deref for Change<'_> {
    type Target = Call;

    fn deref(&self) -> &Call {
        self.call
    }
}

impl<'a> Change<'a> {
    /// The call with the world that was locked for it.
    ///
    /// # Errors
    /// A 404 where there is no such organization.
    pub fn new(call: &'a Call, world: &'a mut World) -> Result<Self, Fault> {
        let found = world.parts_mut(&call.organization);
        let (directory, organization) =
            found.ok_or_else(|| Fault::organization_not_found(&call.organization))?;
        Ok(Self { call, query: &call.query, directory, organization })
    }

    /// An argument of the path; it stays while the world changes.
    pub fn argument(&self, name: &str) -> Option<&'a str> {
        self.call.argument(name)
    }

    /// An argument of the path that the operation cannot do without; it stays while the world changes.
    ///
    /// # Errors
    /// A 400 that names the argument.
    pub fn required(&self, name: &str) -> Result<&'a str, Fault> {
        self.call.required(name)
    }

    /// The URLs that go into answers.
    pub fn urls(&self) -> Urls<'a> {
        self.call.urls()
    }

    /// The world as it is at this moment: to check, and to answer from.
    pub fn view(&self) -> View<'_> {
        View { call: self.call, directory: self.directory, organization: self.organization }
    }

    /// Ids that nothing else has, for what is about to be made.
    pub fn new_ids(&mut self, count: usize) -> Vec<Uuid> {
        self.organization.new_ids(count)
    }

    /// Changes the organization: `rule` is one of the rules of its nouns, or several.
    ///
    /// # Errors
    /// Those of `rule`.
    pub fn make<T, E>(
        &mut self,
        rule: impl FnOnce(&mut Transaction<'_>) -> Result<Recorded<T>, E>,
    ) -> Result<T, E> {
        let means = if self.call.is_personal { Means::Token } else { Means::Account };
        self.organization.change_by(self.call.stamp(), means, rule)
    }
}

impl Call {
    /// Locks the world for reading: for handlers of the kind `work`, which look at it step by step.
    pub fn world(&self) -> RwLockReadGuard<'_, World> {
        self.shared.world()
    }

    /// Locks the world for writing: for handlers of the kind `work`, which change it step by step.
    pub fn world_mut(&self) -> RwLockWriteGuard<'_, World> {
        self.shared.world_mut()
    }

    /// The call with the world that was locked for it.
    ///
    /// # Errors
    /// A 404 where there is no such organization.
    pub fn view<'a>(&'a self, world: &'a World) -> Result<View<'a>, Fault> {
        let organization = world.organization(&self.organization);
        let organization = organization.ok_or_else(|| Fault::organization_not_found(&self.organization))?;
        Ok(View { call: self, directory: world, organization })
    }

    /// Locks the world for reading, for as long as it takes to look at it.
    ///
    /// # Errors
    /// Those of `look`, and a 404 where there is no such organization.
    pub fn read<T>(&self, look: impl FnOnce(&View<'_>) -> Result<T, Fault>) -> Result<T, Fault> {
        look(&self.view(&self.shared.world())?)
    }

    /// Locks the world for writing, for one change.
    ///
    /// # Errors
    /// Those of `change`, and a 404 where there is no such organization.
    pub fn change<T>(&self, change: impl FnOnce(&mut Change<'_>) -> Result<T, Fault>) -> Result<T, Fault> {
        change(&mut Change::new(self, &mut self.shared.world_mut())?)
    }
}
