//! What a table is read by: an organization, a project or a repository.

use std::fmt;
use std::sync::Arc;

/// How far down a unit is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// The whole organization, or the collection of a Server.
    Organization,
    /// One project.
    Project,
    /// One repository.
    Repository,
}

impl fmt::Display for Level {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Organization => "organization",
            Self::Project => "project",
            Self::Repository => "repository",
        })
    }
}

/// A project or a repository: its id, and its name as far as it is known.
#[derive(Clone, PartialEq, Eq, Hash)]
struct Part {
    id: Arc<str>,
    name: Option<Arc<str>>,
}

impl Part {
    fn new(id: &str, name: Option<&str>) -> Self {
        Self { id: id.into(), name: name.map(Into::into) }
    }

    fn text(&self) -> &str {
        self.name.as_deref().unwrap_or(&self.id)
    }
}

/// One unit of work: what a feed is pulled for, what a cursor belongs to, what fails on its own.
#[derive(Clone)]
pub struct Unit {
    organization: Arc<str>,
    project: Option<Part>,
    repository: Option<Part>,
}

impl Unit {
    /// An organization, in whatever letter case: the service takes its name in any, so it is in small letters here.
    pub fn organization(name: &str) -> Self {
        Self { organization: name.to_lowercase().into(), project: None, repository: None }
    }

    /// A project of this organization.
    pub fn project(&self, id: &str, name: Option<&str>) -> Self {
        Self { organization: self.organization.clone(), project: Some(Part::new(id, name)), repository: None }
    }

    /// A repository of this project. Below an organization its project has no id.
    pub fn repository(&self, id: &str, name: Option<&str>) -> Self {
        Self {
            organization: self.organization.clone(),
            project: Some(self.project.clone().unwrap_or_else(|| Part::new("", None))),
            repository: Some(Part::new(id, name)),
        }
    }

    /// How far down it is.
    pub fn level(&self) -> Level {
        match (&self.project, &self.repository) {
            (_, Some(_)) => Level::Repository,
            (Some(_), None) => Level::Project,
            (None, None) => Level::Organization,
        }
    }

    /// What names it for as long as it lives: `organization/project id/repository id`. Names change, so
    /// none but the organization's is in it.
    pub fn key(&self) -> String {
        let mut key = self.organization.to_string();
        for part in self.project.iter().chain(&self.repository) {
            key.push('/');
            key.push_str(&part.id);
        }
        key
    }

    /// The unit of a [`Self::key`]; its names are not known.
    pub fn from_key(key: &str) -> Self {
        let mut parts = key.splitn(3, '/');
        let organization = Self::organization(parts.next().unwrap_or_default());
        let project = parts.next().map(|id| organization.project(id, None));
        match (project, parts.next()) {
            (Some(project), Some(id)) => project.repository(id, None),
            (Some(project), None) => project,
            (None, _) => organization,
        }
    }

    /// The same unit, whose project has this name.
    pub(crate) fn with_project_name(&self, name: Option<&str>) -> Self {
        let project =
            self.project.as_ref().map(|project| Part::new(&project.id, name.or(project.name.as_deref())));
        Self { project, ..self.clone() }
    }

    /// The unit of that level that this one is in, or is.
    pub(crate) fn ancestor(&self, level: Level) -> Self {
        Self {
            organization: self.organization.clone(),
            project: self.project.clone().filter(|_| level >= Level::Project),
            repository: self.repository.clone().filter(|_| level >= Level::Repository),
        }
    }

    /// The name of the organization, in small letters.
    pub fn organization_name(&self) -> &str {
        &self.organization
    }

    /// The id of the project.
    pub fn project_id(&self) -> Option<&str> {
        self.project.as_ref().map(|part| &*part.id)
    }

    /// The name of the project.
    pub fn project_name(&self) -> Option<&str> {
        self.project.as_ref()?.name.as_deref()
    }

    /// The id of the repository.
    pub fn repository_id(&self) -> Option<&str> {
        self.repository.as_ref().map(|part| &*part.id)
    }

    /// The name of the repository.
    pub fn repository_name(&self) -> Option<&str> {
        self.repository.as_ref()?.name.as_deref()
    }
}

/// Two units are the same if their ids are.
impl PartialEq for Unit {
    fn eq(&self, other: &Self) -> bool {
        self.organization == other.organization
            && self.project_id() == other.project_id()
            && self.repository_id() == other.repository_id()
    }
}

impl Eq for Unit {}

/// For people: names where they are known.
impl fmt::Display for Unit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (&self.project, &self.repository) {
            (Some(project), Some(repository)) => {
                write!(f, "repository {}/{}", project.text(), repository.text())
            }
            (Some(project), None) => write!(f, "project {}", project.text()),
            _ => write!(f, "organization {}", self.organization),
        }
    }
}

impl fmt::Debug for Unit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self} ({})", self.key())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_outlives_renames_and_names_the_unit() {
        let project = Unit::organization("fabrikam").project("p1", Some("Old"));
        let repository = project.repository("r1", Some("web"));
        assert_eq!(repository.key(), "fabrikam/p1/r1");
        assert_eq!(Unit::organization("Fabrikam").project("p1", None).repository("r1", None), repository);
        assert_eq!(Unit::organization("Fabrikam").key(), "fabrikam");
        assert_eq!(Unit::from_key("fabrikam/p1/r1"), repository);
        assert_eq!(Unit::from_key("fabrikam/p1").level(), Level::Project);
        assert_eq!(Unit::from_key("fabrikam").level(), Level::Organization);
        assert_eq!(project, Unit::organization("fabrikam").project("p1", Some("New")));
        assert_eq!(repository.ancestor(Level::Project), project);
    }

    #[test]
    fn people_read_names() {
        let project = Unit::organization("fabrikam").project("p1", Some("Shop"));
        assert_eq!(project.repository("r1", None).to_string(), "repository Shop/r1");
        assert_eq!(project.to_string(), "project Shop");
    }
}
