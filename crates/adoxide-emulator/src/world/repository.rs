//! Git repositories: everything about them but their objects.

use std::collections::{BTreeMap, HashMap};

use jiff::Timestamp;
use uuid::Uuid;

use super::id::{IdentityId, ObjectId, ProjectId, RepositoryId};
use super::journal::{Stamp, event};
use super::name::name_key;
use super::organization::{Organization, Recorded, Transaction};
use super::part::part;
use super::project::Project;
use super::push::{Push, PushId, RefUpdate, RefUpdateStatus};
use super::refusal::Refusal;

/// Where a branch, tag or other reference is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reference {
    /// The object that it names.
    pub object: ObjectId,
    /// Who created it.
    pub creator: IdentityId,
    /// Who locked it.
    pub locked_by: Option<IdentityId>,
}

/// The references of a repository by full name.
pub type Refs = BTreeMap<String, Reference>;

/// A Git repository.
///
/// The references here are the truth; the repository on disk that the `git` program sees is brought in line
/// with them before it looks.
#[derive(Clone, Debug)]
pub struct Repository {
    /// Its id.
    pub id: RepositoryId,
    /// Its project.
    pub project: ProjectId,
    /// Its name.
    pub name: String,
    /// The repository that it is a fork of.
    pub parent: Option<RepositoryId>,
    /// Whether lists leave it out: that of a wiki.
    pub is_hidden: bool,
    /// The branch that a clone checks out (`refs/heads/main`); none while the repository is empty.
    pub default_branch: Option<String>,
    /// Whether it was switched off.
    pub is_disabled: bool,
    /// Whether the service is at work on it, so that nobody else can be.
    pub is_in_maintenance: bool,
    /// When it was created.
    pub created: Timestamp,
    /// When and by whom it was put into the recycle bin.
    pub deleted: Option<Stamp>,
    /// How many bytes its objects take.
    pub size: u64,
    /// Its references by full name.
    pub refs: Refs,
    /// A number that grows with every change of a reference or of the default branch.
    pub refs_revision: u64,
    /// Its pushes, oldest first.
    pub pushes: Vec<Push>,
    /// The push that each commit came with.
    pub pushed_with: HashMap<ObjectId, PushId>,
    /// Its imports from other repositories, by number.
    pub imports: BTreeMap<i64, ImportRequest>,
}

impl Repository {
    /// Whether nothing was pushed to it yet, or all is gone again.
    pub fn is_empty(&self) -> bool {
        self.refs.is_empty()
    }

    /// Where a reference is.
    pub fn tip(&self, name: &str) -> Option<ObjectId> {
        self.refs.get(name).map(|reference| reference.object)
    }

    /// A push by its number.
    pub fn push(&self, id: PushId) -> Option<&Push> {
        self.pushes.binary_search_by_key(&id, |push| push.id).ok().map(|index| &self.pushes[index])
    }

    /// What would become of a wish to move a reference. Whether the new object exists is not known here.
    pub fn judge(&self, update: &RefUpdate, actor: IdentityId) -> RefUpdateStatus {
        judge(&self.refs, update, actor)
    }

    /// Gives it another default branch, and tells the one before.
    pub(super) fn set_default_branch(&mut self, branch: Option<String>) -> Option<String> {
        self.refs_revision += 1;
        std::mem::replace(&mut self.default_branch, branch)
    }

    /// Moves references that were judged to succeed.
    pub(super) fn apply(&mut self, updates: &[RefUpdate], actor: IdentityId) {
        for update in updates {
            if update.new.is_zero() {
                self.refs.remove(&update.name);
                continue;
            }
            let reference = self.refs.entry(update.name.clone());
            reference.and_modify(|reference| reference.object = update.new).or_insert(Reference {
                object: update.new,
                creator: actor,
                locked_by: None,
            });
        }
        if self.default_branch.as_ref().is_none_or(|branch| !self.refs.contains_key(branch)) {
            self.default_branch = first_branch(&self.refs).or_else(|| self.default_branch.take());
        }
        self.refs_revision += 1;
    }
}

/// What would become of a wish to move one of these references. Whether the new object exists is not known
/// here.
pub fn judge(refs: &Refs, update: &RefUpdate, actor: IdentityId) -> RefUpdateStatus {
    let here = refs.get(&update.name);
    // The service alone moves the references of pull requests.
    if !is_ref_name(&update.name) || update.name.starts_with("refs/pull/") {
        RefUpdateStatus::InvalidRefName
    } else if here.is_none() && update.new.is_zero() {
        RefUpdateStatus::SucceededNonExistentRef
    } else if here.map_or(ObjectId::ZERO_SHA1, |here| here.object) != update.old {
        RefUpdateStatus::StaleOldObjectId
    } else if here.and_then(|here| here.locked_by).is_some_and(|locked_by| locked_by != actor) {
        RefUpdateStatus::Locked
    } else if here.is_none() && conflicts(refs, &update.name) {
        RefUpdateStatus::RefNameConflict
    } else {
        RefUpdateStatus::Succeeded
    }
}

/// Whether a reference is named like a folder in this name, or this is named like a folder of references.
fn conflicts(refs: &Refs, name: &str) -> bool {
    let folder = format!("{name}/");
    let below = refs.range(folder.clone()..).next();
    below.is_some_and(|(other, _)| other.starts_with(&folder))
        || name.match_indices('/').any(|(end, _)| refs.contains_key(&name[..end]))
}

/// The branch that becomes the default if nobody says which: `main`, else `master`, else the first.
fn first_branch(refs: &Refs) -> Option<String> {
    let usual = ["refs/heads/main", "refs/heads/master"].into_iter().find(|name| refs.contains_key(*name));
    let first = || refs.keys().map(String::as_str).find(|name| name.starts_with("refs/heads/"));
    usual.or_else(first).map(str::to_owned)
}

/// Whether this can be the full name of a reference.
pub fn is_ref_name(name: &str) -> bool {
    name.starts_with("refs/") && git2::Reference::is_valid_name(name)
}

/// Whether this can be the name of a repository.
///
/// The rules are those that Microsoft publishes: not empty, at most 64 characters, no control character, none
/// of `\ / : * ? " < > ; # $ { } , + = [ ] |`, no leading underscore, no leading or trailing dot.
pub fn is_repository_name(name: &str) -> bool {
    !name.trim().is_empty()
        && name.chars().count() <= 64
        && !name.starts_with(['_', '.'])
        && !name.ends_with('.')
        && !name.contains(|c: char| c.is_control() || "\\/:*?\"<>;#${},+=[]|".contains(c))
}

/// How an import is doing. The names are those of the REST API.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ImportStatus {
    /// Running.
    InProgress,
    /// Done.
    Completed,
    /// Failed, with the reason.
    Failed(String),
    /// Given up.
    Abandoned,
}

impl ImportStatus {
    /// The name on the wire.
    pub fn name(&self) -> &'static str {
        match self {
            Self::InProgress => "inProgress",
            Self::Completed => "completed",
            Self::Failed(_) => "failed",
            Self::Abandoned => "abandoned",
        }
    }
}

/// What an import is asked for with.
#[derive(Clone, Debug)]
pub struct NewImport {
    /// Where from.
    pub url: String,
    /// Whether what is there is replaced.
    pub overwrite: bool,
    /// The service endpoint that goes when the import is done.
    pub endpoint: Option<Uuid>,
}

/// The import of another repository.
#[derive(Clone, Debug)]
pub struct ImportRequest {
    /// Its number in the organization.
    pub id: i64,
    /// What was asked for.
    pub asked: NewImport,
    /// How it is doing.
    pub status: ImportStatus,
}

/// What an import brings: references, and how many bytes their objects take. The objects are in the store.
#[derive(Clone, Debug)]
pub struct Imported {
    /// The references, by full name.
    pub refs: BTreeMap<String, ObjectId>,
    /// The default branch of the source.
    pub default_branch: Option<String>,
    /// Its commits, newest first.
    pub commits: Vec<ObjectId>,
    /// The size of the objects.
    pub size: u64,
}

/// What happens to a repository.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
#[allow(missing_docs, reason = "the fields are what their names say")]
pub enum RepositoryEvent {
    /// It was created; a fork has a parent.
    Created { id: RepositoryId, parent: Option<RepositoryId> },
    /// It has another name.
    Renamed { id: RepositoryId, from: String },
    /// It has another default branch.
    DefaultBranchChanged { id: RepositoryId, from: Option<String> },
    /// It was switched off, or on.
    StatusChanged { id: RepositoryId, is_disabled: bool },
    /// It went into maintenance, or came out of it.
    MaintenanceChanged { id: RepositoryId, is_in_maintenance: bool },
    /// It went to the recycle bin.
    Deleted(RepositoryId),
    /// It came back from the recycle bin.
    Restored(RepositoryId),
    /// It left the recycle bin for good.
    Destroyed(RepositoryId),
    /// Its objects take another number of bytes.
    Resized { id: RepositoryId, size: u64 },
    /// A branch was locked or unlocked.
    RefLockChanged { id: RepositoryId, name: String, is_locked: bool },
}

/// References moved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pushed {
    /// The repository.
    pub repository: RepositoryId,
    /// The push, which says how.
    pub push: PushId,
}

/// The repositories of an organization.
#[derive(Debug, Default)]
pub(super) struct Repositories {
    pub all: BTreeMap<RepositoryId, Repository>,
    names: HashMap<(ProjectId, String), RepositoryId>,
    /// Those that left the recycle bin, for the list of deleted ones.
    destroyed: Vec<Repository>,
    last_push: PushId,
    pub last_import: i64,
}

part!(Repositories);
event!(RepositoryEvent, Pushed);

impl Organization {
    /// The repositories that are not deleted, of projects that are ready.
    pub fn repositories(&self) -> impl Iterator<Item = &Repository> {
        self.part::<Repositories>().all.values().filter(|repository| self.is_visible(repository))
    }

    fn is_visible(&self, repository: &Repository) -> bool {
        let project = self.project_by_id(repository.project);
        project.is_some_and(Project::is_ready) && repository.deleted.is_none()
    }

    /// The repositories in the recycle bin.
    pub fn recycle_bin(&self) -> impl Iterator<Item = &Repository> {
        self.part::<Repositories>().all.values().filter(|repository| repository.deleted.is_some())
    }

    /// The repositories that were deleted and are not in the recycle bin any more.
    pub fn destroyed_repositories(&self) -> impl Iterator<Item = &Repository> {
        self.part::<Repositories>().destroyed.iter()
    }

    /// A repository by id, also one in the recycle bin.
    pub fn repository_by_id(&self, id: RepositoryId) -> Option<&Repository> {
        self.part::<Repositories>().all.get(&id)
    }

    /// A repository that is not deleted, by id or, if the project is known, by name.
    pub fn repository(&self, project: Option<ProjectId>, name_or_id: &str) -> Option<&Repository> {
        let by_name = || self.part::<Repositories>().names.get(&(project?, name_key(name_or_id))).copied();
        let id = name_or_id.parse().ok().or_else(by_name)?;
        let found = self.part::<Repositories>().all.get(&id)?;
        let in_project = project.is_none_or(|project| project == found.project);
        (in_project && self.is_visible(found)).then_some(found)
    }

    fn check_repository_name(
        &self,
        project: ProjectId,
        except: Option<RepositoryId>,
        name: &str,
    ) -> Result<(), Refusal> {
        if !is_repository_name(name) {
            return Err(Refusal::RepositoryName(name.to_owned()));
        }
        match self.part::<Repositories>().names.get(&(project, name_key(name))) {
            Some(other) if Some(*other) != except => Err(Refusal::RepositoryExists(name.to_owned())),
            _ => Ok(()),
        }
    }
}

impl Transaction<'_> {
    /// Creates an empty repository.
    ///
    /// # Errors
    /// When the name is taken or not allowed.
    pub fn create_repository(
        &mut self,
        project: ProjectId,
        name: String,
    ) -> Result<Recorded<RepositoryId>, Refusal> {
        self.add_repository(project, name, None)
    }

    /// Creates an empty repository that is a fork of another.
    ///
    /// # Errors
    /// As [`Self::create_repository`].
    pub fn create_fork(
        &mut self,
        project: ProjectId,
        name: String,
        parent: RepositoryId,
    ) -> Result<Recorded<RepositoryId>, Refusal> {
        self.add_repository(project, name, Some(parent))
    }

    fn add_repository(
        &mut self,
        project: ProjectId,
        name: String,
        parent: Option<RepositoryId>,
    ) -> Result<Recorded<RepositoryId>, Refusal> {
        self.check_repository_name(project, None, &name)?;
        let created = self.stamp().at;
        let id = RepositoryId(self.uuid());
        let repositories = self.part_mut::<Repositories>();
        repositories.names.insert((project, name_key(&name)), id);
        let repository = Repository {
            id,
            project,
            name,
            parent,
            is_hidden: false,
            default_branch: None,
            is_disabled: false,
            is_in_maintenance: false,
            created,
            deleted: None,
            size: 0,
            refs: BTreeMap::new(),
            refs_revision: 1,
            pushes: Vec::new(),
            pushed_with: HashMap::new(),
            imports: BTreeMap::new(),
        };
        repositories.all.insert(id, repository);
        Ok(self.record(RepositoryEvent::Created { id, parent }).with(id))
    }

    /// Leaves a repository out of lists.
    pub(super) fn hide_repository(&mut self, id: RepositoryId) {
        if let Ok(found) = self.repository_mut(id) {
            found.is_hidden = true;
        }
    }

    /// Gives a repository the default branch of another, where it has that branch.
    pub(super) fn adopt_default_branch(&mut self, id: RepositoryId, from: RepositoryId) {
        let branch = self.repository_by_id(from).and_then(|from| from.default_branch.clone());
        if let (Some(branch), Ok(found)) = (branch, self.repository_mut(id))
            && found.refs.contains_key(&branch)
        {
            found.set_default_branch(Some(branch));
        }
    }

    /// Renames a repository, switches it off or on, or gives it another default branch.
    ///
    /// # Errors
    /// When the name is taken or not allowed, there is no such branch, or no such repository.
    pub fn update_repository(
        &mut self,
        id: RepositoryId,
        name: Option<String>,
        default_branch: Option<String>,
        is_disabled: Option<bool>,
    ) -> Result<Recorded, Refusal> {
        let found = self.repository_by_id(id).ok_or(Refusal::NoRepository(id))?;
        if let Some(name) = &name {
            self.check_repository_name(found.project, Some(id), name)?;
        }
        if let Some(branch) = &default_branch
            && !found.refs.contains_key(branch)
        {
            return Err(Refusal::NoBranch(branch.clone()));
        }
        let mut recorded = self.unchanged(());
        if let Some(name) = name {
            let old = self.rename_repository(id, name)?;
            recorded = self.record(RepositoryEvent::Renamed { id, from: old });
        }
        if let Some(branch) = default_branch {
            let from = self.repository_mut(id)?.set_default_branch(Some(branch));
            recorded = self.record(RepositoryEvent::DefaultBranchChanged { id, from });
        }
        if let Some(is_disabled) = is_disabled {
            self.repository_mut(id)?.is_disabled = is_disabled;
            recorded = self.record(RepositoryEvent::StatusChanged { id, is_disabled });
        }
        Ok(recorded)
    }

    /// Renames a repository, and gives the name that it had.
    fn rename_repository(&mut self, id: RepositoryId, name: String) -> Result<String, Refusal> {
        let repositories = self.part_mut::<Repositories>();
        let found = repositories.all.get_mut(&id).ok_or(Refusal::NoRepository(id))?;
        repositories.names.remove(&(found.project, name_key(&found.name)));
        repositories.names.insert((found.project, name_key(&name)), id);
        Ok(std::mem::replace(&mut found.name, name))
    }

    /// Puts a repository into maintenance, or takes it out again: the service does that by itself, and nobody can
    /// ask for it.
    ///
    /// # Errors
    /// When there is no such repository.
    pub fn set_repository_maintenance(
        &mut self,
        id: RepositoryId,
        is_in_maintenance: bool,
    ) -> Result<Recorded, Refusal> {
        self.repository_mut(id)?.is_in_maintenance = is_in_maintenance;
        Ok(self.record(RepositoryEvent::MaintenanceChanged { id, is_in_maintenance }))
    }

    /// Puts a repository into the recycle bin.
    ///
    /// # Errors
    /// When there is no such repository.
    pub fn delete_repository(&mut self, id: RepositoryId) -> Result<Recorded, Refusal> {
        let stamp = self.stamp();
        let repositories = self.part_mut::<Repositories>();
        let found = repositories.all.get_mut(&id).filter(|found| found.deleted.is_none());
        let found = found.ok_or(Refusal::NoRepository(id))?;
        found.deleted = Some(stamp);
        repositories.names.remove(&(found.project, name_key(&found.name)));
        Ok(self.record(RepositoryEvent::Deleted(id)))
    }

    /// Takes a repository out of the recycle bin.
    ///
    /// # Errors
    /// When it is not there, or its name was taken since.
    pub fn restore_repository(&mut self, id: RepositoryId) -> Result<Recorded, Refusal> {
        let found = self.part::<Repositories>().all.get(&id).filter(|found| found.deleted.is_some());
        let found = found.ok_or(Refusal::NoRepository(id))?;
        let (project, name) = (found.project, found.name.clone());
        self.check_repository_name(project, None, &name)?;
        let repositories = self.part_mut::<Repositories>();
        repositories.names.insert((project, name_key(&name)), id);
        if let Some(found) = repositories.all.get_mut(&id) {
            found.deleted = None;
        }
        Ok(self.record(RepositoryEvent::Restored(id)))
    }

    /// Removes a repository from the recycle bin for good.
    ///
    /// # Errors
    /// When it is not there.
    pub fn destroy_repository(&mut self, id: RepositoryId) -> Result<Recorded, Refusal> {
        let found = self.repository_by_id(id).filter(|found| found.deleted.is_some());
        found.ok_or(Refusal::NoRepository(id))?;
        let repositories = self.part_mut::<Repositories>();
        if let Some(mut repository) = repositories.all.remove(&id) {
            // Only what the list of deleted repositories shows is kept.
            repository.refs = BTreeMap::new();
            repository.pushes = Vec::new();
            repository.pushed_with = HashMap::new();
            repositories.destroyed.push(repository);
        }
        Ok(self.record(RepositoryEvent::Destroyed(id)))
    }

    /// Records how references moved, and moves them. The updates must have been judged to succeed.
    ///
    /// `commits` are those that no reference reached before, newest first; `size` is what the objects take
    /// now, in bytes.
    ///
    /// # Errors
    /// When there is no such repository.
    pub fn record_push(
        &mut self,
        repository: RepositoryId,
        ref_updates: Vec<RefUpdate>,
        commits: Vec<ObjectId>,
        size: u64,
    ) -> Result<Recorded<PushId>, Refusal> {
        let stamp = self.stamp();
        let repositories = self.part_mut::<Repositories>();
        let found = repositories.all.get_mut(&repository).ok_or(Refusal::NoRepository(repository))?;
        repositories.last_push += 1;
        let id = repositories.last_push;
        found.apply(&ref_updates, stamp.actor);
        found.size = size;
        for commit in &commits {
            found.pushed_with.entry(*commit).or_insert(id);
        }
        found.pushes.push(Push { id, pusher: stamp.actor, date: stamp.at, ref_updates, commits });
        let recorded = self.record(Pushed { repository, push: id });
        self.follow_push(repository, id);
        self.await_triggers(repository, id);
        Ok(recorded.with(id))
    }

    /// Says how many bytes the objects of a repository take.
    ///
    /// # Errors
    /// When there is no such repository.
    pub fn set_repository_size(&mut self, id: RepositoryId, size: u64) -> Result<Recorded, Refusal> {
        self.repository_mut(id)?.size = size;
        Ok(self.record(RepositoryEvent::Resized { id, size }))
    }

    /// Locks a branch, or unlocks it.
    ///
    /// # Errors
    /// When there is no such repository or branch, or somebody else holds the lock, and the caller may not take
    /// it from them.
    pub fn lock_branch(
        &mut self,
        repository: RepositoryId,
        name: &str,
        is_locked: bool,
        removes_others: bool,
    ) -> Result<Recorded, Refusal> {
        let stamp = self.stamp();
        let found = self.repository_mut(repository)?;
        let branch = found.refs.get_mut(name).ok_or_else(|| Refusal::NoBranch(name.to_owned()))?;
        let is_free = removes_others && !is_locked;
        if branch.locked_by.is_some_and(|locked_by| locked_by != stamp.actor) && !is_free {
            return Err(Refusal::Locked(name.to_owned()));
        }
        branch.locked_by = is_locked.then_some(stamp.actor);
        let name = name.to_owned();
        Ok(self.record(RepositoryEvent::RefLockChanged { id: repository, name, is_locked }))
    }

    /// A repository, to change it.
    pub(super) fn repository_mut(&mut self, id: RepositoryId) -> Result<&mut Repository, Refusal> {
        self.part_mut::<Repositories>().all.get_mut(&id).ok_or(Refusal::NoRepository(id))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_repositories() {
        for name in ["web", "Fabrikam Fiber", "a.b", "Zażółć", "x-1_y"] {
            assert!(is_repository_name(name), "{name}");
        }
        for name in ["", " ", "_git", ".git", "a.", "a/b", "a#b", "a?b", "a:b", "a|b", &"x".repeat(65)] {
            assert!(!is_repository_name(name), "{name}");
        }
    }
}
