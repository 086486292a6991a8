//! Saved queries, and the folders that they are in.

use std::collections::BTreeMap;

use uuid::Uuid;

use super::id::{IdentityId, ProjectId};
use super::journal::{Stamp, event};
use super::name::same_name;
use super::organization::{Organization, Recorded, Transaction};
use super::part::part;

/// A saved query, or a folder of them.
#[derive(Clone, Debug)]
pub struct QueryItem {
    /// Its id.
    pub id: Uuid,
    /// Its project.
    pub project: ProjectId,
    /// Whose it is; none if it is everybody's.
    pub owner: Option<IdentityId>,
    /// The folder that it is in; none for the two that every project has.
    pub parent: Option<Uuid>,
    /// Its name.
    pub name: String,
    /// What is asked; none for a folder.
    pub wiql: Option<String>,
    /// When and by whom it was made.
    pub created: Stamp,
    /// When and by whom it was last changed.
    pub modified: Stamp,
    /// Whether it was deleted.
    pub is_deleted: bool,
}

impl QueryItem {
    /// Whether it is a folder.
    pub fn is_folder(&self) -> bool {
        self.wiql.is_none()
    }
}

/// Why a query did not change as wished.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum QueryRefusal {
    /// No such query or folder.
    #[error("there is no query {0}")]
    NotFound(String),
    /// A query of this name is there.
    #[error("a query named {0} exists")]
    Exists(String),
    /// No name for a query.
    #[error("{0:?} cannot be the name of a query")]
    Name(String),
    /// A query where a folder is needed.
    #[error("{0} is no folder")]
    NoFolder(String),
    /// One of the two folders that every project has, or a folder that would be in itself.
    #[error("{0} cannot be changed so")]
    Fixed(String),
}

/// The saved queries of an organization. The two folders that every project has are not kept: they follow
/// from the project and the person.
#[derive(Clone, Debug, Default)]
pub struct Queries {
    items: BTreeMap<Uuid, QueryItem>,
    /// Queries that have an id and no name.
    temporary: BTreeMap<Uuid, (ProjectId, String)>,
}

/// The id of the folder that a project has for everybody, or for one person.
fn root_id(project: ProjectId, owner: Option<IdentityId>) -> Uuid {
    const SHARED: u128 = 0x0051_7565_7269_6573_8000_0000_0000_0001;
    let owner = owner.map_or(SHARED, |owner| owner.0.as_u128().rotate_left(8));
    uuid::Builder::from_random_bytes((project.0.as_u128() ^ owner).to_be_bytes()).into_uuid()
}

/// What happens to a saved query or a folder of them.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
#[allow(missing_docs, reason = "the fields are what their names say")]
pub enum QueryEvent {
    /// It was saved.
    Created(Uuid),
    /// It was renamed, or asks something else.
    Updated(Uuid),
    /// It is in another folder.
    Moved { id: Uuid, from: Option<Uuid> },
    /// It was deleted.
    Deleted(Uuid),
    /// It is back.
    Restored(Uuid),
    /// It is kept for a while.
    TemporaryCreated(Uuid),
}

part!(Queries);
event!(QueryEvent);

impl Organization {
    /// One of the two folders that a project has: everybody's, or somebody's own.
    pub fn query_root(&self, project: ProjectId, owner: Option<IdentityId>) -> QueryItem {
        let at = self.project_by_id(project).map_or_else(|| self.created(), |project| project.last_update);
        let created = Stamp { at, actor: owner.unwrap_or_else(|| self.owner()) };
        QueryItem {
            id: root_id(project, owner),
            project,
            owner,
            parent: None,
            name: if owner.is_some() { "My Queries" } else { "Shared Queries" }.to_owned(),
            wiql: None,
            created,
            modified: created,
            is_deleted: false,
        }
    }

    /// A query or folder by id, also a deleted one, that a person may see.
    pub fn query(&self, project: ProjectId, person: IdentityId, id: Uuid) -> Option<QueryItem> {
        let roots = [None, Some(person)].into_iter().map(|owner| self.query_root(project, owner));
        let known = self.part::<Queries>().items.get(&id).cloned();
        let mut found = roots.chain(known).filter(|item| item.id == id);
        found.find(|item| item.project == project && item.owner.is_none_or(|owner| owner == person))
    }

    /// A query or folder by its path, which begins with `Shared Queries` or `My Queries`.
    pub fn query_by_path(&self, project: ProjectId, person: IdentityId, path: &str) -> Option<QueryItem> {
        let mut names = path.split(['/', '\\']).filter(|name| !name.is_empty());
        let first = names.next()?;
        let roots = [None, Some(person)].into_iter().map(|owner| self.query_root(project, owner));
        let root = roots.into_iter().find(|root| same_name(&root.name, first))?;
        names.try_fold(root, |folder, name| {
            self.query_children(&folder).find(|item| !item.is_deleted && same_name(&item.name, name)).cloned()
        })
    }

    /// What is in a folder, also what was deleted, folders first and then by name.
    pub fn query_children(&self, folder: &QueryItem) -> impl Iterator<Item = &QueryItem> {
        let id = folder.id;
        let mut found: Vec<_> =
            self.part::<Queries>().items.values().filter(|item| item.parent == Some(id)).collect();
        found.sort_by_key(|item| (!item.is_folder(), item.name.to_lowercase()));
        found.into_iter()
    }

    /// The names from the top to a query.
    pub fn query_path(&self, item: &QueryItem) -> String {
        let mut names = vec![item.name.clone()];
        let mut parent = item.parent;
        while let Some(above) = parent.and_then(|id| self.part::<Queries>().items.get(&id)) {
            names.push(above.name.clone());
            parent = above.parent;
        }
        if parent.is_some() {
            names.push(self.query_root(item.project, item.owner).name);
        }
        names.reverse();
        names.join("/")
    }

    /// What a query of an id asks: a saved one that a person may see, or a temporary one.
    pub fn query_text(&self, project: ProjectId, person: IdentityId, id: Uuid) -> Option<String> {
        let saved = self.query(project, person, id).filter(|item| !item.is_deleted);
        let temporary = || {
            let (known, wiql) = self.part::<Queries>().temporary.get(&id)?;
            (*known == project).then(|| wiql.clone())
        };
        saved.and_then(|item| item.wiql).or_else(temporary)
    }

    fn query_folder(&self, item: &QueryItem, id: Uuid) -> Option<QueryItem> {
        let known = self.part::<Queries>().items.get(&id).cloned();
        known.or_else(|| Some(self.query_root(item.project, item.owner)).filter(|root| root.id == id))
    }

    /// A query or folder and all that is in it.
    fn query_subtree(&self, id: Uuid) -> Vec<Uuid> {
        let mut found = vec![id];
        let mut next = 0;
        while let Some(folder) = found.get(next).copied() {
            let items = self.part::<Queries>().items.values();
            found.extend(items.filter(|item| item.parent == Some(folder)).map(|item| item.id));
            next += 1;
        }
        found
    }

    fn check_query_name(
        &self,
        parent: &QueryItem,
        except: Option<Uuid>,
        name: &str,
    ) -> Result<(), QueryRefusal> {
        if name.trim().is_empty() || name.chars().count() > 255 || name.contains(['/', '\\']) {
            return Err(QueryRefusal::Name(name.to_owned()));
        }
        if !parent.is_folder() {
            return Err(QueryRefusal::NoFolder(parent.name.clone()));
        }
        let mut there = self.query_children(parent).filter(|item| !item.is_deleted);
        match there.find(|item| same_name(&item.name, name)) {
            Some(other) if Some(other.id) != except => Err(QueryRefusal::Exists(name.to_owned())),
            _ => Ok(()),
        }
    }
}

impl Transaction<'_> {
    /// Saves a query, or makes a folder if it asks nothing.
    ///
    /// # Errors
    /// When the name is taken or not allowed, or the parent is no folder.
    pub fn create_query(
        &mut self,
        parent: &QueryItem,
        name: &str,
        wiql: Option<String>,
    ) -> Result<Recorded<Uuid>, QueryRefusal> {
        let stamp = self.stamp();
        self.check_query_name(parent, None, name)?;
        let item = QueryItem {
            id: self.uuid(),
            project: parent.project,
            owner: parent.owner,
            parent: Some(parent.id),
            name: name.to_owned(),
            wiql,
            created: stamp,
            modified: stamp,
            is_deleted: false,
        };
        let id = item.id;
        self.part_mut::<Queries>().items.insert(id, item);
        Ok(self.record(QueryEvent::Created(id)).with(id))
    }

    /// Renames a query or folder, or asks something else.
    ///
    /// # Errors
    /// When the name is taken or not allowed, or it is a folder that every project has.
    pub fn update_query(
        &mut self,
        item: &QueryItem,
        name: Option<&str>,
        wiql: Option<String>,
    ) -> Result<Recorded, QueryRefusal> {
        let stamp = self.stamp();
        if let (Some(name), Some(parent)) = (name, item.parent.and_then(|id| self.query_folder(item, id))) {
            self.check_query_name(&parent, Some(item.id), name)?;
        }
        let known = self.query_mut(item)?;
        if wiql.is_some() && known.is_folder() {
            return Err(QueryRefusal::Fixed(known.name.clone()));
        }
        known.modified = stamp;
        known.wiql = wiql.or_else(|| known.wiql.take());
        if let Some(name) = name {
            name.clone_into(&mut known.name);
        }
        Ok(self.record(QueryEvent::Updated(item.id)))
    }

    /// Puts a query or folder into another folder of the project.
    ///
    /// # Errors
    /// When the name is taken there, or a folder would be in itself.
    pub fn move_query(&mut self, item: &QueryItem, parent: &QueryItem) -> Result<Recorded, QueryRefusal> {
        let stamp = self.stamp();
        self.check_query_name(parent, Some(item.id), &item.name)?;
        let below = self.query_subtree(item.id);
        if parent.project != item.project || below.contains(&parent.id) {
            return Err(QueryRefusal::Fixed(item.name.clone()));
        }
        let known = self.query_mut(item)?;
        known.parent = Some(parent.id);
        known.modified = stamp;
        for id in below {
            if let Some(item) = self.part_mut::<Queries>().items.get_mut(&id) {
                item.owner = parent.owner;
            }
        }
        Ok(self.record(QueryEvent::Moved { id: item.id, from: item.parent }))
    }

    /// Deletes a query or folder, with what is in it, or brings it back, with or without that.
    ///
    /// # Errors
    /// When it is a folder that every project has, or the name was taken since.
    pub fn delete_query(
        &mut self,
        item: &QueryItem,
        is_deleted: bool,
        with_descendants: bool,
    ) -> Result<Recorded, QueryRefusal> {
        let stamp = self.stamp();
        if let (false, Some(parent)) = (is_deleted, item.parent.and_then(|id| self.query_folder(item, id))) {
            self.check_query_name(&parent, Some(item.id), &item.name)?;
        }
        self.query_mut(item)?.modified = stamp;
        let concerned = if with_descendants { self.query_subtree(item.id) } else { vec![item.id] };
        for id in concerned {
            if let Some(item) = self.part_mut::<Queries>().items.get_mut(&id) {
                item.is_deleted = is_deleted;
            }
        }
        Ok(self.record(if is_deleted { QueryEvent::Deleted(item.id) } else { QueryEvent::Restored(item.id) }))
    }

    /// Keeps a query under an id of its own.
    ///
    /// # Errors
    /// None.
    pub fn create_temporary_query(
        &mut self,
        project: ProjectId,
        wiql: String,
    ) -> Result<Recorded<Uuid>, QueryRefusal> {
        let id = self.uuid();
        self.part_mut::<Queries>().temporary.insert(id, (project, wiql));
        Ok(self.record(QueryEvent::TemporaryCreated(id)).with(id))
    }

    fn query_mut(&mut self, item: &QueryItem) -> Result<&mut QueryItem, QueryRefusal> {
        let known = self.part_mut::<Queries>().items.get_mut(&item.id);
        known.ok_or_else(|| QueryRefusal::Fixed(item.name.clone()))
    }
}
