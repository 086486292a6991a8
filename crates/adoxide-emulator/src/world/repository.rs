//! Git repositories: everything about them but their objects.

use std::collections::{BTreeMap, HashMap};

use jiff::Timestamp;
use uuid::Uuid;

use super::id::{IdentityId, ObjectId, ProjectId, RepositoryId};
use super::journal::Stamp;
use super::push::{Push, PushId, RefUpdate, RefUpdateStatus};

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
