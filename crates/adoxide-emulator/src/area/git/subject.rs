//! Git by REST: repositories, references, pushes, commits and what is in them.

use git2::{ObjectType, Oid};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use crate::handler::View;
use crate::wire::error::Fault;
use crate::wire::json::{Object, link};
use crate::wire::shape::Urls;
use crate::world::Organization;
use crate::world::id::{ProjectId, RepositoryId};
use crate::world::repository::Repository;

/// What a request needs to know of a repository while it works with git, without holding the world.
pub(super) struct Subject {
    pub id: RepositoryId,
    pub name: String,
    pub project: ProjectId,
    pub project_name: String,
    pub default_branch: Option<String>,
}

/// The repository of the path, by name or id.
pub(super) fn find<'w>(view: &View<'w>) -> Result<&'w Repository, Fault> {
    let organization = view.organization;
    let name = view.argument("repositoryId").or_else(|| view.argument("repositoryNameOrId"));
    let name = name.ok_or_else(|| Fault::argument_null("repositoryId"))?;
    let project = view.project_of_path()?;
    let found = organization.repository(project.map(|project| project.id), name);
    found.ok_or_else(|| Fault::repository_not_found(name))
}

/// The repository of the path, if it may be used.
pub(super) fn find_enabled<'w>(view: &View<'w>) -> Result<&'w Repository, Fault> {
    enabled(find(view)?)
}

/// A repository that may be used: one that is disabled looks as if it did not exist, one that is in maintenance
/// is there later.
pub(super) fn enabled(found: &Repository) -> Result<&Repository, Fault> {
    if found.is_disabled {
        Err(Fault::repository_not_found(&found.name))
    } else if found.is_in_maintenance {
        Err(Fault::repository_in_maintenance(&found.name))
    } else {
        Ok(found)
    }
}

pub(super) fn subject(organization: &Organization, repository: &Repository) -> Subject {
    let project = organization.project_by_id(repository.project);
    Subject {
        id: repository.id,
        name: repository.name.clone(),
        project: repository.project,
        project_name: project.map(|project| project.name.clone()).unwrap_or_default(),
        default_branch: repository.default_branch.clone(),
    }
}

impl Subject {
    pub fn url(&self, urls: &Urls<'_>) -> String {
        urls.repository(self.project, self.id)
    }

    pub fn web(&self, urls: &Urls<'_>) -> String {
        urls.web(&self.project_name, &self.name)
    }
}

/// Reads an object id: 40 hexadecimal digits.
pub(in crate::area) fn object_id(text: &str) -> Option<Oid> {
    let is_whole = text.len() == 40 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
    if is_whole { Oid::from_str(text).ok() } else { None }
}

/// Somebody's part in a commit: dates are in UTC, to the second.
pub(super) fn person(signature: &git2::Signature<'_>) -> Object {
    Object::new()
        .set("name", String::from_utf8_lossy(signature.name_bytes()))
        .set("email", String::from_utf8_lossy(signature.email_bytes()))
        .set("date", time(signature.when()))
}

/// Who made an annotated tag. Recorded and documented: its date has no zone.
pub(super) fn tagger(signature: &git2::Signature<'_>) -> Object {
    let date = time(signature.when());
    Object::new()
        .set("name", String::from_utf8_lossy(signature.name_bytes()))
        .set("email", String::from_utf8_lossy(signature.email_bytes()))
        .set("date", date.trim_end_matches('Z'))
}

pub(super) fn time(time: git2::Time) -> String {
    jiff::Timestamp::from_second(time.seconds()).map(crate::base::date).unwrap_or_default()
}

/// The links that most answers about a repository end with.
pub(super) fn links(pairs: impl IntoIterator<Item = (&'static str, String)>) -> Object {
    pairs.into_iter().fold(Object::new(), |links, (name, href)| links.set(name, link(href)))
}

/// What a path keeps as it is in a URL.
const PATH: &AsciiSet = &NON_ALPHANUMERIC.remove(b'/').remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// A path for a URL.
pub(super) fn escaped(path: &str) -> String {
    utf8_percent_encode(path, PATH).to_string()
}

/// A type of object as items have it.
pub(super) fn kind_name(kind: ObjectType) -> &'static str {
    crate::git::object_type_name(Some(kind))
}
