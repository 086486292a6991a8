//! Repositories in memory.

use std::collections::HashMap;

use adoxide_yaml::{Inventory, Repositories, Repository, RepositoryResource};

/// Files by alias (empty for the pipeline's own repository) and path.
#[derive(Default)]
pub struct Memory {
    pub files: HashMap<(String, String), String>,
    /// Repositories that cannot be had.
    pub lost: Vec<String>,
    /// What does not exist.
    pub missing: Vec<String>,
}

impl Memory {
    pub fn file(mut self, path: &str, text: impl Into<String>) -> Self {
        let (path, alias) = path.split_once('@').unwrap_or((path, ""));
        self.files.insert((alias.to_owned(), path.to_owned()), text.into());
        self
    }
}

fn repository(id: &str) -> Repository {
    Repository {
        id: id.to_owned(),
        url: format!("https://git.test/{}", if id.is_empty() { "own" } else { id }),
        branch: "refs/heads/main".to_owned(),
        version: "0123".to_owned(),
    }
}

impl Repositories for Memory {
    fn own(&self) -> Repository {
        repository("")
    }

    fn declared(&self, resource: &RepositoryResource) -> Result<Repository, String> {
        if self.lost.contains(&resource.name) {
            return Err(format!("The repository {} in project p could not be retrieved.", resource.name));
        }
        let mut found = repository(&resource.alias);
        if let Some(reference) = &resource.reference {
            found.branch.clone_from(reference);
        }
        Ok(found)
    }

    fn text(&self, repository: &Repository, path: &str) -> Result<Option<String>, String> {
        Ok(self.files.get(&(repository.id.clone(), path.to_owned())).cloned())
    }
}

impl Inventory for Memory {
    fn task(&self, name: &str, _: &str) -> bool {
        !self.missing.contains(&format!("task {name}"))
    }

    fn environment(&self, name: &str) -> bool {
        !self.missing.contains(&format!("environment {name}"))
    }

    fn variable_group(&self, name: &str) -> bool {
        !self.missing.contains(&format!("group {name}"))
    }
}
