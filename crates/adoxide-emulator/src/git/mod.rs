//! The objects of the Git repositories: one store behind REST and behind the `git` protocol.
//!
//! References live in the [world](crate::world). The repository on disk holds objects, and a copy of the
//! references that is brought in line before the `git` program looks ([`Store::project`]).

pub(crate) mod change;
pub(crate) mod diff;
pub(crate) mod guard;
pub(crate) mod history;
pub(crate) mod merge;

use std::collections::{BTreeMap, HashMap};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use git2::{ObjectType, Oid};
use tempfile::TempDir;

use crate::base::lock;
use crate::world::id::RepositoryId;
use crate::world::repository::{Imported, Repository};

/// What every repository on disk is set to.
///
/// Pushes are allowed (who may is decided before git is asked), nothing is cleaned up in the background, any
/// object may be asked for, as the service allows, and a crash of the machine may lose what is temporary
/// anyway.
const CONFIG: &str = "[core]
\trepositoryformatversion = 0
\tfilemode = true
\tbare = true
\tfsync = none
[http]
\treceivepack = true
\tuploadpack = true
[receive]
\tautogc = false
\tdenyDeleteCurrent = ignore
\tdenyCurrentBranch = ignore
\tupdateServerInfo = false
[uploadpack]
\tallowFilter = true
\tallowAnySHA1InWant = true
[gc]
\tauto = 0
[maintenance]
\tauto = false
";

/// Which state of a repository's references the copy on disk has.
#[derive(Debug, Default)]
pub(crate) struct Projection {
    refs_revision: u64,
}

/// The repositories on disk.
pub(crate) struct Store {
    root: PathBuf,
    /// Removed with the store, if it is ours.
    _temporary: Option<TempDir>,
    /// Open repositories that nobody works with.
    idle: Mutex<HashMap<RepositoryId, Vec<git2::Repository>>>,
    locks: Mutex<HashMap<RepositoryId, Arc<tokio::sync::Mutex<Projection>>>>,
}

impl Store {
    /// A store in a temporary folder, or in a given empty one.
    ///
    /// # Errors
    /// When the folder cannot be made or has something in it.
    pub fn new(folder: Option<&Path>) -> io::Result<Self> {
        // What is read here was written here: no object's hash is computed again whenever it is read.
        git2::opts::strict_hash_verification(false);
        let (root, temporary) = match folder {
            None => {
                let temporary = TempDir::with_prefix("adoxide-emulator-")?;
                (temporary.path().to_owned(), Some(temporary))
            }
            Some(folder) => {
                fs::create_dir_all(folder)?;
                if fs::read_dir(folder)?.next().is_some() {
                    let message = format!(
                        "the folder {} is not empty; give the emulator an empty one for its repositories",
                        folder.display()
                    );
                    return Err(io::Error::new(io::ErrorKind::AlreadyExists, message));
                }
                (folder.to_owned(), None)
            }
        };
        Ok(Self { root, _temporary: temporary, idle: Mutex::default(), locks: Mutex::default() })
    }

    /// Where a repository is.
    pub fn path(&self, id: RepositoryId) -> PathBuf {
        self.root.join(format!("{id}.git"))
    }

    /// The folder of all repositories.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// Works with a repository; makes it if it is not there yet.
    ///
    /// # Errors
    /// When it cannot be opened or made, and those of the work.
    pub fn with<T, E: From<git2::Error>>(
        &self,
        id: RepositoryId,
        work: impl FnOnce(&git2::Repository) -> Result<T, E>,
    ) -> Result<T, E> {
        const IDLE: usize = 4;
        let idle = lock(&self.idle).get_mut(&id).and_then(Vec::pop);
        let repository = match idle {
            Some(repository) => repository,
            None => self.open_or_create(id)?,
        };
        let done = work(&repository);
        let mut idle = lock(&self.idle);
        let idle = idle.entry(id).or_default();
        if idle.len() < IDLE {
            idle.push(repository);
        }
        done
    }

    /// Fills a new repository: its objects are gathered in memory, where nothing is looked for on disk, and go
    /// there as one pack.
    ///
    /// # Errors
    /// As [`Self::with`].
    pub fn fill<T, E: From<git2::Error>>(
        &self,
        id: RepositoryId,
        work: impl FnOnce(&git2::Repository) -> Result<T, E>,
    ) -> Result<T, E> {
        let repository = git2::Repository::from_odb(git2::Odb::new()?)?;
        let odb = repository.odb()?;
        let memory = odb.add_new_mempack_backend(1)?;
        let done = work(&repository)?;
        let mut pack = git2::Buf::new();
        memory.dump(&repository, &mut pack)?;
        let path = self.path(id);
        create(&path).map_err(|error| on_disk("a repository cannot be made", &error))?;
        let mut writer = git2::Indexer::new(None, &path.join("objects/pack"), 0, false)?;
        std::io::Write::write_all(&mut writer, &pack)
            .map_err(|error| on_disk("a pack cannot be written", &error))?;
        writer.commit()?;
        Ok(done)
    }

    fn open_or_create(&self, id: RepositoryId) -> Result<git2::Repository, git2::Error> {
        let path = self.path(id);
        match git2::Repository::open_bare(&path) {
            Err(error) if error.code() == git2::ErrorCode::NotFound => {}
            opened => return opened,
        }
        create(&path).map_err(|error| on_disk("a repository cannot be made", &error))?;
        git2::Repository::open_bare(&path)
    }

    /// The lock under which the references of a repository move.
    pub fn lock(&self, id: RepositoryId) -> Arc<tokio::sync::Mutex<Projection>> {
        Arc::clone(lock(&self.locks).entry(id).or_default())
    }

    /// Brings the references on disk in line with those of the world.
    ///
    /// All go into `packed-refs`, which is replaced at once, so a reader sees the old ones or the new ones.
    ///
    /// # Errors
    /// When the files cannot be written.
    pub fn project(&self, repository: &Repository, done: &mut Projection) -> io::Result<()> {
        if done.refs_revision == repository.refs_revision {
            return Ok(());
        }
        let path = self.path(repository.id);
        let mut packed = String::from("# pack-refs with: sorted \n");
        for (name, reference) in &repository.refs {
            packed.extend([reference.object.to_string().as_str(), " ", name, "\n"]);
        }
        replace(&path.join("packed-refs"), &packed)?;
        let head = repository.default_branch.as_deref().unwrap_or("refs/heads/main");
        replace(&path.join("HEAD"), &format!("ref: {head}\n"))?;
        // Loose references would win over the packed ones.
        let loose = path.join("refs");
        if loose.exists() {
            fs::remove_dir_all(&loose)?;
        }
        fs::create_dir_all(loose.join("heads"))?;
        fs::create_dir_all(loose.join("tags"))?;
        done.refs_revision = repository.refs_revision;
        Ok(())
    }

    /// Forgets what was projected: the `git` program moved references.
    pub fn unproject(done: &mut Projection) {
        done.refs_revision = 0;
    }

    /// How many bytes the objects of a repository take. What git takes away meanwhile does not count.
    pub fn size(&self, id: RepositoryId) -> u64 {
        fn below(folder: &Path) -> u64 {
            let Ok(entries) = fs::read_dir(folder) else {
                return 0;
            };
            let sizes = entries.flatten().map(|entry| match entry.metadata() {
                Ok(metadata) if metadata.is_dir() => below(&entry.path()),
                Ok(metadata) => metadata.len(),
                Err(_) => 0,
            });
            sizes.sum()
        }
        below(&self.path(id).join("objects"))
    }

    /// Removes a repository from disk.
    ///
    /// # Errors
    /// When that fails.
    pub fn remove(&self, id: RepositoryId) -> io::Result<()> {
        lock(&self.idle).remove(&id);
        lock(&self.locks).remove(&id);
        match fs::remove_dir_all(self.path(id)) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
            _ => Ok(()),
        }
    }

    /// Removes all repositories.
    ///
    /// # Errors
    /// When that fails.
    pub fn clear(&self) -> io::Result<()> {
        lock(&self.idle).clear();
        lock(&self.locks).clear();
        for entry in fs::read_dir(&self.root)? {
            fs::remove_dir_all(entry?.path())?;
        }
        Ok(())
    }

    /// Lets a repository have the objects of another too.
    ///
    /// # Errors
    /// When they cannot be copied.
    pub fn share(&self, from: RepositoryId, to: RepositoryId) -> Result<(), git2::Error> {
        self.with(to, |target| {
            copy_folder(&self.path(from).join("objects"), &self.path(to).join("objects"))
                .map_err(|error| on_disk("the objects cannot be copied", &error))?;
            target.odb()?.refresh()
        })
    }

    /// Copies the objects of one repository into another, and says what there is to import.
    ///
    /// # Errors
    /// When git cannot.
    pub fn copy(&self, from: &Repository, to: RepositoryId) -> Result<Imported, git2::Error> {
        self.with(to, |target| {
            copy_folder(&self.path(from.id).join("objects"), &self.path(to).join("objects"))
                .map_err(|error| on_disk("the objects cannot be copied", &error))?;
            target.odb()?.refresh()?;
            // Pull requests stay where they are, and so do their references.
            let refs = from.refs.iter().filter(|(name, _)| !name.starts_with("refs/pull/"));
            let refs: BTreeMap<_, _> =
                refs.map(|(name, reference)| (name.clone(), reference.object)).collect();
            let commits = history::reachable(target, refs.values().copied(), std::iter::empty())?;
            let default_branch = from.default_branch.clone();
            Ok(Imported { refs, default_branch, commits, size: self.size(to) })
        })
    }
}

fn on_disk(what: &str, error: &io::Error) -> git2::Error {
    git2::Error::from_str(&format!("{what}: {error}"))
}

/// Copies what is in a folder, and below, and not yet there. Objects never change, so a link will do.
fn copy_folder(from: &Path, to: &Path) -> io::Result<()> {
    fs::create_dir_all(to)?;
    if !from.exists() {
        return Ok(());
    }
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy_folder(&entry.path(), &target)?;
        } else if !target.exists() && fs::hard_link(entry.path(), &target).is_err() {
            fs::copy(entry.path(), &target)?;
        }
    }
    Ok(())
}

/// The commit that an object is or leads to, if any.
pub(crate) fn peel_to_commit(git: &git2::Repository, id: Oid) -> Option<git2::Commit<'_>> {
    git.find_object(id, None).ok()?.peel_to_commit().ok()
}

/// The name of a type of object on the wire.
pub(crate) fn object_type_name(kind: Option<ObjectType>) -> &'static str {
    match kind {
        Some(ObjectType::Commit) => "commit",
        Some(ObjectType::Tree) => "tree",
        Some(ObjectType::Blob) => "blob",
        Some(ObjectType::Tag) => "tag",
        _ => "bad",
    }
}

/// Makes an empty repository: what `git init --bare` makes, without the samples, and in a tenth of the time.
fn create(path: &Path) -> io::Result<()> {
    for folder in ["objects/info", "objects/pack", "refs/heads", "refs/tags"] {
        fs::create_dir_all(path.join(folder))?;
    }
    fs::write(path.join("config"), CONFIG)?;
    fs::write(path.join("HEAD"), "ref: refs/heads/main\n")
}

/// Puts a file in the place of another, at once.
fn replace(path: &Path, content: &str) -> io::Result<()> {
    let new = path.with_extension("new");
    fs::write(&new, content)?;
    fs::rename(new, path)
}
