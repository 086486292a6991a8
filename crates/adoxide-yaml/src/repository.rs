//! Where the files of templates come from.

use std::fmt;

/// The files of the repositories that a pipeline names.
///
/// The expander does no IO of its own: implement this over folders, a git object store or a map.
pub trait Repositories {
    /// The pipeline's own repository: `self`.
    fn own(&self) -> Repository;

    /// The repository behind an entry of `resources.repositories`.
    ///
    /// # Errors
    /// The message for the user if the repository is missing or not accessible. The service's is
    /// `The repository {name} in project {guid} could not be retrieved. Verify the name and credentials being used and
    /// permissions.`
    fn declared(&self, resource: &RepositoryResource) -> Result<Repository, String>;

    /// The text of a file, or `None` if the repository has none at that path. Paths begin with `/`, are in the form
    /// `/folder/file.yml`, and are case-sensitive.
    ///
    /// # Errors
    /// The message for the user if the file cannot be read.
    fn text(&self, repository: &Repository, path: &str) -> Result<Option<String>, String>;
}

/// A repository at a version.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Repository {
    /// What [`Repositories`] finds it by. The expander only hands it back.
    pub id: String,
    /// Clone URL, for messages.
    pub url: String,
    /// The full name of the branch, for messages: `refs/heads/main`.
    pub branch: String,
    /// Commit id, for messages.
    pub version: String,
}

/// An entry of `resources.repositories`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct RepositoryResource {
    /// The name that references use after `@`.
    pub alias: String,
    /// `git`, `github`, `githubenterprise` or `bitbucket`. Empty when absent.
    pub kind: String,
    /// `repository`, `project/repository` or `owner/repository`. Empty when absent.
    pub name: String,
    /// The branch, tag or commit that is asked for: `refs/tags/v1`.
    pub reference: Option<String>,
    /// The service connection of a repository elsewhere.
    pub endpoint: Option<String>,
}

/// A template reference, `path` or `path@alias`, cut at the first `@`.
#[derive(Debug, PartialEq)]
pub(crate) struct Reference {
    pub path: String,
    pub alias: Option<String>,
}

impl Reference {
    pub(crate) fn parse(text: &str) -> Self {
        let (path, alias) = match text.split_once('@') {
            Some((path, alias)) => (path, Some(alias.to_owned())),
            None => (text, None),
        };
        Self { path: path.replace('\\', "/"), alias }
    }

    /// The full path, seen from a folder: that of the file with the reference, or none when that file is in another
    /// repository.
    ///
    /// # Errors
    /// The path as the service shows it, when it leaves the repository.
    pub(crate) fn resolve(&self, folder: &str) -> Result<String, String> {
        let whole =
            if self.path.starts_with('/') { self.path.clone() } else { format!("{folder}/{}", self.path) };
        let mut parts: Vec<&str> = Vec::new();
        for part in whole.split('/') {
            match part {
                "" | "." => {}
                ".." => _ = parts.pop().ok_or_else(|| whole.clone())?,
                part => parts.push(part),
            }
        }
        Ok(format!("/{}", parts.join("/")))
    }
}

/// The folder of a file: `/` for one at the root.
pub(crate) fn folder(path: &str) -> &str {
    match path.rfind('/') {
        Some(0) | None => "/",
        Some(end) => &path[..end],
    }
}

impl fmt::Display for Repository {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} branch {} version {}", self.url, self.branch, self.version)
    }
}
