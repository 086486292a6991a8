//! Shapes that several areas share, and the URLs in them.

use std::borrow::Cow;
use std::fmt::{Display, Write as _};

use adoxide_api::wire::Host;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

use crate::address::{Address, segment};
use crate::json::{Object, link};
use crate::version::{Number, Version};
use crate::world::World;
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
    /// Before version 5.0 there were neither links nor descriptors: the examples of 1.0 to 2.2 have none,
    /// those of 5.0 and all recordings do.
    pub fn person(&self, world: &World, id: IdentityId) -> Object {
        let person = self.describe(Object::new(), world, id);
        let identity = world.identity(id).filter(|_| self.version.number >= Number::new(5, 0));
        person.set_some("descriptor", identity.map(|identity| identity.subject_descriptor.as_str()))
    }

    /// Adds a person without the descriptor.
    pub fn describe(&self, to: Object, world: &World, id: IdentityId) -> Object {
        let Some(identity) = world.identity(id) else { return to.set("id", id) };
        let image = self.at(format_args!("_api/_common/identityImage?id={id}"));
        if self.version.number < Number::new(5, 0) {
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
    pub fn picture(&self, world: &World, mail: &str) -> Option<String> {
        let found = world.identities().find(|identity| identity.unique_name.eq_ignore_ascii_case(mail))?;
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

/// A date as most of the service writes it: up to seven digits of a second, without zeros at the end.
pub(crate) fn date(at: Timestamp) -> String {
    let beyond = SignedDuration::from_nanos(i64::from(at.subsec_nanosecond() % 100));
    at.checked_sub(beyond).unwrap_or(at).to_string()
}

/// A date that went through a `datetime` column: thirds of a hundredth of a second, as all recorded dates of
/// projects are (.893, .27, .607).
pub(crate) fn sql_date(at: Timestamp) -> String {
    let thirds = (i64::from(at.subsec_nanosecond()) * 300 + 500_000_000) / 1_000_000_000;
    // 300 is the next second.
    let (seconds, thirds) = (at.as_second() + thirds / 300, thirds % 300);
    let milliseconds = (thirds * 10 + 1) / 3;
    let rounded = Timestamp::new(seconds, i32::try_from(milliseconds * 1_000_000).unwrap_or(0));
    date(rounded.unwrap_or(at))
}

/// Reads a date of a query or body: ISO 8601 with or without time or offset (then it is UTC), the American
/// form that the documentation uses (`6/14/2018 12:00:00 AM`), or the form of HTTP that the official
/// JavaScript client sends.
pub(crate) fn parse_date(text: &str) -> Option<Timestamp> {
    use jiff::civil::DateTime;

    let text = text.trim();
    if let Ok(at) = text.parse::<Timestamp>() {
        return Some(at);
    }
    if let Ok(zoned) = jiff::fmt::rfc2822::parse(text) {
        return Some(zoned.timestamp());
    }
    let civil = text.parse::<DateTime>().ok().or_else(|| {
        let forms = ["%m/%d/%Y %I:%M:%S %p", "%m/%d/%Y %H:%M:%S", "%m/%d/%Y", "%Y-%m-%d"];
        forms.iter().find_map(|form| {
            let parsed = jiff::fmt::strtime::parse(form, text).ok()?;
            parsed.to_datetime().ok().or_else(|| Some(parsed.to_date().ok()?.into()))
        })
    });
    civil?.to_zoned(TimeZone::UTC).ok().map(|zoned| zoned.timestamp())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_have_the_digits_of_the_service() {
        let at = |text: &str| text.parse::<Timestamp>().unwrap();
        assert_eq!(date(at("2014-12-16T20:41:50.307555Z")), "2014-12-16T20:41:50.307555Z");
        assert_eq!(date(at("2014-12-16T20:41:54.057597849Z")), "2014-12-16T20:41:54.0575978Z");
        assert_eq!(date(at("2014-12-16T20:41:54Z")), "2014-12-16T20:41:54Z");
        assert_eq!(sql_date(at("2025-01-09T12:02:35.8931Z")), "2025-01-09T12:02:35.893Z");
        assert_eq!(sql_date(at("2025-01-09T12:02:35.2701Z")), "2025-01-09T12:02:35.27Z");
        assert_eq!(sql_date(at("2025-01-09T12:02:35.6061Z")), "2025-01-09T12:02:35.607Z");
        assert_eq!(sql_date(at("2025-01-09T12:02:35.9999Z")), "2025-01-09T12:02:36Z");
    }

    #[test]
    fn dates_are_read_in_every_form() {
        for (text, expected) in [
            ("2018-06-14T12:00:00Z", "2018-06-14T12:00:00Z"),
            ("2018-06-14T12:00:00+02:00", "2018-06-14T10:00:00Z"),
            ("2018-06-14T12:00:00.1234567", "2018-06-14T12:00:00.1234567Z"),
            ("2018-06-14", "2018-06-14T00:00:00Z"),
            ("2014-02-01T14:00", "2014-02-01T14:00:00Z"),
            ("6/14/2018 12:00:00 AM", "2018-06-14T00:00:00Z"),
            ("6/14/2018 1:30:00 PM", "2018-06-14T13:30:00Z"),
            ("6/14/2018", "2018-06-14T00:00:00Z"),
            ("Thu, 14 Jun 2018 13:30:00 GMT", "2018-06-14T13:30:00Z"),
        ] {
            assert_eq!(parse_date(text).map(|at| at.to_string()).as_deref(), Some(expected), "{text}");
        }
        assert!(parse_date("yesterday").is_none());
    }
}
