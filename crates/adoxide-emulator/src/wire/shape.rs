//! Shapes that several areas share, and the URLs in them.

use std::borrow::Cow;
use std::fmt::{Display, Write as _};

use adoxide_api::wire::Host;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

use crate::base::sql_date;
use crate::wire::address::{Address, segment};
use crate::wire::json::{Object, link};
use crate::wire::number::Number;
use crate::wire::version::Version;
use crate::world::directory::Directory;
use crate::world::id::{IdentityId, ProjectId, RepositoryId};
use crate::world::project::Project;
use crate::world::repository::Repository;

/// Few URLs are longer.
const URL: usize = 160;

/// The URLs of an organization as a client sees them.
#[derive(Clone, Copy)]
pub(crate) struct Urls<'a> {
    pub address: &'a Address,
    pub organization: &'a str,
    /// Where the organization is on its main host.
    pub base: &'a str,
    pub version: Version,
}

impl Urls<'_> {
    /// A path on the organization's main host.
    pub fn at(&self, path: impl Display) -> String {
        let mut url = String::with_capacity(URL);
        // To write into text never fails.
        let _ = write!(url, "{}/{path}", self.base);
        url
    }

    pub fn project(&self, id: ProjectId) -> String {
        self.at(format_args!("_apis/projects/{id}"))
    }

    pub fn repository(&self, project: ProjectId, id: RepositoryId) -> String {
        self.at(format_args!("{project}/_apis/git/repositories/{id}"))
    }

    /// Where a repository is looked at and cloned from.
    pub fn web(&self, project: &str, repository: &str) -> String {
        self.at(format_args!("{}/_git/{}", segment(project), segment(repository)))
    }

    /// As the service says where to clone from: with the organization as user name.
    pub fn remote(&self, project: &str, repository: &str) -> String {
        let user: Cow<'_, str> = utf8_percent_encode(self.organization, NON_ALPHANUMERIC).into();
        let Some((scheme, base)) = self.base.split_once("://") else { return self.web(project, repository) };
        let [project, repository] = [project, repository].map(segment);
        [scheme, "://", &user, "@", base, "/", &project, "/_git/", &repository].concat()
    }

    pub fn ssh(&self, project: &str, repository: &str) -> String {
        let authority = self.address.authority();
        let (user, host) = match self.address {
            Address::Cloud(_) => ("git", "ssh.dev.azure.com"),
            Address::Named(..) => (self.organization, "vs-ssh.visualstudio.com"),
            // There is no SSH here; at least it does not lead to the real service.
            Address::Single(_) => ("git", authority.split(':').next().unwrap_or_default()),
        };
        let [organization, project, repository] = [self.organization, project, repository].map(segment);
        [user, "@", host, ":v3/", &organization, "/", &project, "/", &repository].concat()
    }

    pub fn identity(&self, id: impl Display) -> String {
        format!("{}/_apis/Identities/{id}", self.address.organization(Host::Vssps, self.organization))
    }

    fn avatar(&self, descriptor: &str) -> String {
        self.at(format_args!("_apis/GraphProfile/MemberAvatars/{descriptor}"))
    }

    /// A person, as most answers name one.
    ///
    /// Before version 4.1 there were neither links nor descriptors: the examples of 1.0 to 2.2 have none,
    /// recordings of 4.1 (builds and releases of 2019) and later do.
    pub fn person(&self, directory: &Directory, id: IdentityId) -> Object {
        let person = self.describe(Object::new(), directory, id);
        let identity = directory.identity(id).filter(|_| self.version.number >= Number::new(4, 1));
        person.set_some("descriptor", identity.map(|identity| identity.subject_descriptor.as_str()))
    }

    /// Adds a person without the descriptor.
    pub fn describe(&self, to: Object, directory: &Directory, id: IdentityId) -> Object {
        let Some(identity) = directory.identity(id) else { return to.set("id", id) };
        let image = self.at(format_args!("_api/_common/identityImage?id={id}"));
        if self.version.number < Number::new(4, 1) {
            return to
                .set("id", id)
                .set("displayName", identity.display_name.as_str())
                .set("uniqueName", identity.unique_name.as_str())
                .set("url", self.identity(id))
                .set("imageUrl", image);
        }
        let avatar = link(self.avatar(&identity.subject_descriptor));
        to.set("displayName", identity.display_name.as_str())
            .set("url", self.identity(id))
            .set("_links", Object::new().set("avatar", avatar))
            .set("id", id)
            .set("uniqueName", identity.unique_name.as_str())
            .set("imageUrl", image)
    }

    /// The picture of the person with this address, if there is one.
    pub fn picture(&self, directory: &Directory, mail: &str) -> Option<String> {
        let found =
            directory.identities().find(|identity| identity.unique_name.eq_ignore_ascii_case(mail))?;
        Some(self.avatar(&found.subject_descriptor))
    }

    /// A project, as lists and other answers name one.
    pub fn project_reference(&self, project: &Project) -> Object {
        Object::new()
            .set("id", project.id)
            .set("name", project.name.as_str())
            .set_some("description", project.description.as_deref())
            .set("url", format_args!("{}/_apis/projects/{}", self.base, project.id))
            .set("state", project.state.name())
            .set("revision", project.revision)
            .set("visibility", project.visibility.name())
            .set("lastUpdateTime", sql_date(project.last_update))
    }

    /// A repository without its links.
    pub fn repository_reference(&self, project: &Project, repository: &Repository) -> Object {
        let url = self.repository(project.id, repository.id);
        self.repository_fields(project, repository, url, repository.default_branch.as_deref())
    }

    /// A repository with the URL and the default branch that the place wants.
    pub fn repository_fields(
        &self,
        project: &Project,
        repository: &Repository,
        url: String,
        default_branch: Option<&str>,
    ) -> Object {
        Object::new()
            .set("id", repository.id)
            .set("name", repository.name.as_str())
            .set("url", url)
            .set("project", self.project_reference(project))
            .set_some("defaultBranch", default_branch)
            .set("size", repository.size)
            .set("remoteUrl", self.remote(&project.name, &repository.name))
            .set("sshUrl", self.ssh(&project.name, &repository.name))
            .set("webUrl", self.web(&project.name, &repository.name))
    }
}
