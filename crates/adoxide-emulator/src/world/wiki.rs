//! Wikis: Markdown files of a repository, read as pages.

use std::collections::BTreeMap;

use uuid::Uuid;

use super::id::{ProjectId, RepositoryId};
use super::journal::event;
use super::name::same_name;
use super::organization::{Organization, Recorded, Transaction};
use super::part::part;
use super::project::Project;
use super::refusal::Refusal;

/// The branch of a project's own wiki.
pub const WIKI_BRANCH: &str = "wikiMaster";

/// What a wiki is made of. The names are those of the REST API.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WikiKind {
    /// The project's own, in a repository that is not listed.
    Project,
    /// A folder of a repository, published.
    Code,
}

impl WikiKind {
    /// The name on the wire.
    pub fn name(self) -> &'static str {
        match self {
            Self::Project => "projectWiki",
            Self::Code => "codeWiki",
        }
    }
}

/// A wiki.
#[derive(Clone, Debug)]
pub struct Wiki {
    /// Its id; a project's own wiki has that of its repository.
    pub id: Uuid,
    /// Its project.
    pub project: ProjectId,
    /// Its name.
    pub name: String,
    /// What it is made of.
    pub kind: WikiKind,
    /// The repository that it is in.
    pub repository: RepositoryId,
    /// The folder that is published (`/docs`).
    pub mapped_path: String,
    /// The branches that are published; the first is shown if none is named.
    pub versions: Vec<String>,
    /// The numbers of its pages: each page that was seen has one.
    pages: BTreeMap<i64, String>,
}

impl Wiki {
    /// The path of a page by its number.
    pub fn page(&self, id: i64) -> Option<&str> {
        self.pages.get(&id).map(String::as_str)
    }

    /// The number of a page, if it was seen.
    pub fn page_id(&self, path: &str) -> Option<i64> {
        self.pages.iter().find(|(_, known)| *known == path).map(|(id, _)| *id)
    }
}

/// What a wiki is created with.
#[derive(Clone, Debug)]
pub struct NewWiki {
    /// Its project.
    pub project: ProjectId,
    /// Its name.
    pub name: String,
    /// What it is made of.
    pub kind: WikiKind,
    /// The repository of a published one.
    pub repository: Option<RepositoryId>,
    /// The folder of a published one.
    pub mapped_path: String,
    /// The branch of a published one.
    pub version: Option<String>,
}

/// What happens to a wiki.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
#[allow(missing_docs, reason = "the fields are what their names say")]
pub enum WikiEvent {
    /// It was created.
    Created(Uuid),
    /// It was renamed, or other branches of it are published.
    Updated(Uuid),
    /// It was deleted.
    Deleted(Uuid),
    /// A page was asked for the first time, and has a number.
    PageNumbered { wiki: Uuid, page: i64 },
    /// A page, with those below it, is at another path, or gone.
    PagesMoved { wiki: Uuid, from: String, to: Option<String> },
}

/// The wikis of an organization.
#[derive(Debug, Default)]
struct Wikis {
    all: Vec<Wiki>,
}

part!(Wikis);
event!(WikiEvent);

impl Organization {
    /// The wikis of projects that are ready, in the order of their creation by project.
    pub fn wikis(&self) -> impl Iterator<Item = &Wiki> {
        let is_ready = |wiki: &&Wiki| self.project_by_id(wiki.project).is_some_and(Project::is_ready);
        self.part::<Wikis>().all.iter().filter(is_ready)
    }

    /// A wiki by its id, or by its name in a project.
    pub fn wiki(&self, project: Option<ProjectId>, name_or_id: &str) -> Option<&Wiki> {
        let id = name_or_id.parse::<Uuid>().ok();
        self.wikis().find(|wiki| {
            project.is_none_or(|project| project == wiki.project)
                && (Some(wiki.id) == id || (project.is_some() && same_name(&wiki.name, name_or_id)))
        })
    }
}

impl Transaction<'_> {
    /// Creates a wiki.
    ///
    /// # Errors
    /// When the project has one of its own already or one of the name, or there is no such project, repository
    /// or branch.
    pub fn create_wiki(&mut self, new: NewWiki) -> Result<Recorded<Uuid>, Refusal> {
        let project = self.project_by_id(new.project).ok_or(Refusal::NoProject(new.project))?;
        let of_project = |wiki: &&Wiki| wiki.project == new.project;
        let taken = self.part::<Wikis>().all.iter().filter(of_project).any(|wiki| {
            same_name(&wiki.name, &new.name)
                || (new.kind == WikiKind::Project && wiki.kind == WikiKind::Project)
        });
        if taken {
            return Err(Refusal::WikiExists(new.name));
        }
        let (id, repository, version) = match (new.kind, new.repository) {
            (WikiKind::Project, _) => {
                let name = format!("{}.wiki", project.name);
                let repository = self.create_repository(new.project, name)?.into_inner();
                self.hide_repository(repository);
                (repository.0, repository, WIKI_BRANCH.to_owned())
            }
            (WikiKind::Code, repository) => {
                let repository = repository.ok_or(Refusal::NoRepository(RepositoryId(Uuid::nil())))?;
                let found = self.repository_by_id(repository).ok_or(Refusal::NoRepository(repository))?;
                let version = new.version.unwrap_or_default();
                let branch = format!("refs/heads/{version}");
                found.tip(&branch).ok_or(Refusal::NoBranch(branch))?;
                (self.uuid(), repository, version)
            }
        };
        let mapped_path = format!("/{}", new.mapped_path.trim_matches('/'));
        self.part_mut::<Wikis>().all.push(Wiki {
            id,
            project: new.project,
            name: new.name,
            kind: new.kind,
            repository,
            mapped_path,
            versions: vec![version],
            pages: BTreeMap::new(),
        });
        Ok(self.record(WikiEvent::Created(id)).with(id))
    }

    /// Renames a wiki, or publishes other branches of it.
    ///
    /// # Errors
    /// When there is none, its name is taken, or there is no such branch.
    pub fn update_wiki(
        &mut self,
        id: Uuid,
        name: Option<String>,
        versions: Option<Vec<String>>,
    ) -> Result<Recorded, Refusal> {
        let wiki = self.wiki(None, &id.to_string()).ok_or(Refusal::NoWiki(id))?;
        if let Some(name) = &name {
            let taken = |other: &&Wiki| {
                other.id != id && other.project == wiki.project && same_name(&other.name, name)
            };
            if self.part::<Wikis>().all.iter().any(|other| taken(&other)) {
                return Err(Refusal::WikiExists(name.clone()));
            }
        }
        let repository = self.repository_by_id(wiki.repository);
        for version in versions.iter().flatten() {
            let branch = format!("refs/heads/{version}");
            let tip = repository.and_then(|repository| repository.tip(&branch));
            tip.ok_or(Refusal::NoBranch(branch))?;
        }
        if let Some(wiki) = self.part_mut::<Wikis>().all.iter_mut().find(|wiki| wiki.id == id) {
            wiki.name = name.unwrap_or_else(|| std::mem::take(&mut wiki.name));
            if let Some(mut versions) = versions.filter(|versions| !versions.is_empty()) {
                let mut seen = std::collections::BTreeSet::new();
                versions.retain(|version| seen.insert(version.clone()));
                wiki.versions = versions;
            }
        }
        Ok(self.record(WikiEvent::Updated(id)))
    }

    /// Deletes a wiki: a project's own with its repository, a published one without.
    ///
    /// # Errors
    /// When there is none.
    pub fn delete_wiki(&mut self, id: Uuid) -> Result<Recorded, Refusal> {
        let wikis = &mut self.part_mut::<Wikis>().all;
        let at = wikis.iter().position(|wiki| wiki.id == id).ok_or(Refusal::NoWiki(id))?;
        let wiki = wikis.remove(at);
        if wiki.kind == WikiKind::Project {
            self.delete_repository(wiki.repository)?;
        }
        Ok(self.record(WikiEvent::Deleted(id)))
    }

    /// The number of a page; a new one if it has none yet. 0 if there is no such wiki.
    ///
    /// # Errors
    /// None.
    pub fn wiki_page_id(&mut self, wiki: Uuid, path: &str) -> Result<Recorded<i64>, Refusal> {
        let wikis = &mut self.part_mut::<Wikis>().all;
        // Pages are counted in the organization.
        let last = wikis.iter().filter_map(|wiki| wiki.pages.keys().next_back()).max();
        let page = last.copied().unwrap_or(0) + 1;
        let Some(found) = wikis.iter_mut().find(|known| known.id == wiki) else {
            return Ok(self.unchanged(0));
        };
        if let Some(known) = found.page_id(path) {
            return Ok(self.unchanged(known));
        }
        found.pages.insert(page, path.to_owned());
        Ok(self.record(WikiEvent::PageNumbered { wiki, page }).with(page))
    }

    /// A page, with those below it, is at another path, or gone.
    ///
    /// # Errors
    /// When there is no such wiki.
    pub fn move_wiki_pages(&mut self, wiki: Uuid, from: &str, to: Option<&str>) -> Result<Recorded, Refusal> {
        let found = self.part_mut::<Wikis>().all.iter_mut().find(|known| known.id == wiki);
        let found = found.ok_or(Refusal::NoWiki(wiki))?;
        let below = format!("{from}/");
        let is_in = |path: &str| path == from || path.starts_with(&below);
        match to {
            Some(to) => {
                for path in found.pages.values_mut().filter(|path| is_in(path)) {
                    *path = format!("{to}{}", &path[from.len()..]);
                }
            }
            None => found.pages.retain(|_, path| !is_in(path)),
        }
        let (from, to) = (from.to_owned(), to.map(str::to_owned));
        Ok(self.record(WikiEvent::PagesMoved { wiki, from, to }))
    }
}
