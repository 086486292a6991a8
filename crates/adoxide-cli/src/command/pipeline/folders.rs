//! Repositories for the expansion of a pipeline, as folders of this machine.

use std::cell::Cell;
use std::collections::HashMap;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use adoxide_yaml::{Repositories, Repository, RepositoryResource};

/// Git's id of what is in no commit: files are read as they are in the folder.
const NOT_COMMITTED: &str = "0000000000000000000000000000000000000000";
/// The project that the service would name.
const NO_PROJECT: &str = "00000000-0000-0000-0000-000000000000";
/// The largest file that is read, in bytes; the service takes smaller ones.
const MAX_BYTES: u64 = 16 << 20;

/// The folder of the pipeline, and those of other repositories by their alias.
pub struct Folders {
    own: PathBuf,
    branch: String,
    /// By alias in lower case.
    others: HashMap<String, PathBuf>,
    /// Whether a file was wanted from a repository that has no folder.
    lacks: Cell<bool>,
}

impl Folders {
    /// The folder of `self`, on a branch by its full name.
    pub fn new(own: PathBuf, branch: String) -> Self {
        Self { own, branch, others: HashMap::new(), lacks: Cell::new(false) }
    }

    /// Adds the folder of another repository. Returns false if its alias has one.
    pub fn add(&mut self, alias: &str, folder: PathBuf) -> bool {
        self.others.insert(alias.to_lowercase(), folder).is_none()
    }

    /// Whether the expansion ended because a repository has no folder.
    pub fn lacks(&self) -> bool {
        self.lacks.get()
    }

    fn folder(&self, id: &str) -> Option<&Path> {
        if id.is_empty() { Some(&self.own) } else { self.others.get(id).map(PathBuf::as_path) }
    }
}

impl Repositories for Folders {
    fn own(&self) -> Repository {
        Repository {
            id: String::new(),
            url: self.own.display().to_string(),
            branch: self.branch.clone(),
            version: NOT_COMMITTED.to_owned(),
        }
    }

    /// A repository without a folder exists as long as no file of it is wanted: most are only checked out.
    fn declared(&self, resource: &RepositoryResource) -> Result<Repository, String> {
        let id = resource.alias.to_lowercase();
        let url = match self.folder(&id) {
            Some(folder) => folder.display().to_string(),
            None => resource.name.clone(),
        };
        let reference = resource.reference.as_deref().unwrap_or("refs/heads/main");
        let branch = if reference.starts_with("refs/") {
            reference.to_owned()
        } else {
            format!("refs/heads/{reference}")
        };
        Ok(Repository { id, url, branch, version: NOT_COMMITTED.to_owned() })
    }

    fn text(&self, repository: &Repository, path: &str) -> Result<Option<String>, String> {
        let Some(folder) = self.folder(&repository.id) else {
            self.lacks.set(true);
            return Err(format!(
                "The repository {} in project {NO_PROJECT} could not be retrieved. Verify the name and \
                 credentials being used and permissions.",
                repository.url
            ));
        };
        let file = folder.join(path.trim_start_matches('/'));
        match read(&file) {
            Ok(text) => Ok(Some(text)),
            Err(error) => match error.kind() {
                std::io::ErrorKind::NotFound
                | std::io::ErrorKind::NotADirectory
                | std::io::ErrorKind::IsADirectory => Ok(None),
                _ => Err(format!("The file {} can't be read: {error}", file.display())),
            },
        }
    }
}

/// The text of a file.
pub fn read(path: &Path) -> std::io::Result<String> {
    let mut file = std::fs::File::open(path)?;
    if file.metadata()?.is_dir() {
        return Err(std::io::ErrorKind::IsADirectory.into());
    }
    let mut text = String::new();
    file.by_ref().take(MAX_BYTES).read_to_string(&mut text)?;
    if file.read(&mut [0])? > 0 {
        return Err(std::io::Error::other(format!("it has more than {MAX_BYTES} bytes")));
    }
    Ok(text)
}
