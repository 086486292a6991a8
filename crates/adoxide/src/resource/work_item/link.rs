//! Links of work items: to each other, to pages, to commits and builds, to files.

use std::fmt;

use adoxide_api::wire::Json;
use adoxide_api::wit::WorkItemRelation;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::json;

use super::attachment::Attachment;
use crate::error::Result;
use crate::resource::commit::Commit;
use crate::resource::pull_request::PullRequest;
use crate::resource::repository::Repository;

/// What another work item is to this one.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum LinkKind {
    /// What this one is a part of; there is at most one.
    Parent,
    /// A part of this one.
    Child,
    /// Something that has to do with it.
    Related,
    /// What must be done before this one.
    Predecessor,
    /// What can be done after this one.
    Successor,
    /// What says the same again.
    Duplicate,
    /// What says the same, and was there before.
    DuplicateOf,
    /// A test of this one.
    TestedBy,
    /// What this test tests.
    Tests,
    /// What this one has an effect on.
    Affects,
    /// What has an effect on this one.
    AffectedBy,
    /// Any other kind, by its reference name: `Microsoft.VSTS.Common.…-Forward`.
    Other(String),
}

/// The kinds, and what the service calls them.
const KINDS: [(LinkKind, &str); 11] = [
    (LinkKind::Parent, "System.LinkTypes.Hierarchy-Reverse"),
    (LinkKind::Child, "System.LinkTypes.Hierarchy-Forward"),
    (LinkKind::Related, "System.LinkTypes.Related"),
    (LinkKind::Predecessor, "System.LinkTypes.Dependency-Reverse"),
    (LinkKind::Successor, "System.LinkTypes.Dependency-Forward"),
    (LinkKind::Duplicate, "System.LinkTypes.Duplicate-Forward"),
    (LinkKind::DuplicateOf, "System.LinkTypes.Duplicate-Reverse"),
    (LinkKind::TestedBy, "Microsoft.VSTS.Common.TestedBy-Forward"),
    (LinkKind::Tests, "Microsoft.VSTS.Common.TestedBy-Reverse"),
    (LinkKind::Affects, "Microsoft.VSTS.Common.Affects-Forward"),
    (LinkKind::AffectedBy, "Microsoft.VSTS.Common.Affects-Reverse"),
];

impl LinkKind {
    /// Its reference name: `System.LinkTypes.Hierarchy-Reverse`.
    pub fn reference_name(&self) -> &str {
        match self {
            Self::Other(name) => name,
            known => KINDS.iter().find(|(kind, _)| kind == known).map_or("", |(_, name)| name),
        }
    }

    /// The kind of this reference name.
    pub fn of(reference_name: &str) -> Self {
        let known = KINDS.iter().find(|(_, name)| name.eq_ignore_ascii_case(reference_name));
        known.map_or_else(|| Self::Other(reference_name.to_owned()), |(kind, _)| kind.clone())
    }
}

impl fmt::Display for LinkKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Parent => "parent",
            Self::Child => "child",
            Self::Related => "related",
            Self::Predecessor => "predecessor",
            Self::Successor => "successor",
            Self::Duplicate => "duplicate",
            Self::DuplicateOf => "duplicate of",
            Self::TestedBy => "tested by",
            Self::Tests => "tests",
            Self::Affects => "affects",
            Self::AffectedBy => "affected by",
            Self::Other(name) => name,
        })
    }
}

/// What a link leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Target {
    /// Another work item.
    WorkItem {
        /// What it is to this one.
        kind: LinkKind,
        /// Its number.
        id: i64,
    },
    /// A work item of another organization, or anything else of a kind that is not known here.
    Remote {
        /// The reference name of the kind.
        kind: String,
        /// Its address.
        url: String,
    },
    /// A page.
    Hyperlink {
        /// Its address.
        url: String,
    },
    /// A commit, branch, pull request, build …
    Artifact {
        /// What it is: `Pull Request`, `Fixed in Commit`, `Branch`, `Build`.
        name: String,
        /// `vstfs:///…`.
        uri: String,
    },
    /// A file.
    Attachment(Attachment),
}

const HYPERLINK: &str = "Hyperlink";
const ARTIFACT: &str = "ArtifactLink";
const FILE: &str = "AttachedFile";

impl Target {
    fn rel(&self) -> &str {
        match self {
            Self::WorkItem { kind, .. } => kind.reference_name(),
            Self::Remote { kind, .. } => kind,
            Self::Hyperlink { .. } => HYPERLINK,
            Self::Artifact { .. } => ARTIFACT,
            Self::Attachment(_) => FILE,
        }
    }

    /// Whether both lead to the same, whatever else is said about it.
    pub(super) fn is_same(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Artifact { uri, .. }, Self::Artifact { uri: other, .. }) => {
                uri.eq_ignore_ascii_case(other)
            }
            (Self::Attachment(one), Self::Attachment(other)) => one.id().eq_ignore_ascii_case(other.id()),
            _ => self == other,
        }
    }
}

impl fmt::Display for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::WorkItem { kind, id } => write!(f, "{kind} {id}"),
            Self::Remote { kind, url } => write!(f, "{kind} {url}"),
            Self::Hyperlink { url } => write!(f, "hyperlink {url}"),
            Self::Artifact { name, uri } => write!(f, "{name} {uri}"),
            Self::Attachment(file) => write!(f, "file {}", file.name()),
        }
    }
}

/// A link, and what was written beside it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    target: Target,
    comment: Option<String>,
}

impl From<Target> for Link {
    fn from(target: Target) -> Self {
        Self { target, comment: None }
    }
}

impl Link {
    /// To a work item, which is this to the one that has the link.
    pub fn work_item(kind: LinkKind, id: i64) -> Self {
        Target::WorkItem { kind, id }.into()
    }

    /// To the work item that this one is a part of.
    pub fn parent(id: i64) -> Self {
        Self::work_item(LinkKind::Parent, id)
    }

    /// To a part of this work item.
    pub fn child(id: i64) -> Self {
        Self::work_item(LinkKind::Child, id)
    }

    /// To a work item that has to do with this one.
    pub fn related(id: i64) -> Self {
        Self::work_item(LinkKind::Related, id)
    }

    /// To what must be done before this one.
    pub fn predecessor(id: i64) -> Self {
        Self::work_item(LinkKind::Predecessor, id)
    }

    /// To what can be done after this one.
    pub fn successor(id: i64) -> Self {
        Self::work_item(LinkKind::Successor, id)
    }

    /// To a page.
    pub fn hyperlink(url: impl Into<String>) -> Self {
        Target::Hyperlink { url: url.into() }.into()
    }

    /// To a commit, branch, pull request, build …: what it is (`Pull Request`), and its `vstfs:///…`.
    pub fn artifact(name: impl Into<String>, uri: impl Into<String>) -> Self {
        Target::Artifact { name: name.into(), uri: uri.into() }.into()
    }

    /// To a pull request.
    ///
    /// # Errors
    /// As [`PullRequest::artifact_uri`].
    pub async fn pull_request(to: &PullRequest) -> Result<Self> {
        Ok(Self::artifact("Pull Request", to.artifact_uri().await?))
    }

    /// To a commit.
    ///
    /// # Errors
    /// When the ids of its project and repository can't be had.
    pub async fn commit(to: &Commit) -> Result<Self> {
        let place = place(to.repository()).await?;
        Ok(Self::artifact("Fixed in Commit", format!("vstfs:///Git/Commit/{place}%2F{}", to.sha())))
    }

    /// To a branch of a repository, by its name.
    ///
    /// # Errors
    /// When the ids of the repository and its project can't be had.
    pub async fn branch(repository: &Repository, name: &str) -> Result<Self> {
        let name = name.strip_prefix("refs/heads/").unwrap_or(name);
        let (place, name) = (place(repository).await?, utf8_percent_encode(name, NON_ALPHANUMERIC));
        Ok(Self::artifact("Branch", format!("vstfs:///Git/Ref/{place}%2FGB{name}")))
    }

    /// To a build, by its number.
    pub fn build(id: i64) -> Self {
        Self::artifact("Build", format!("vstfs:///Build/Build/{id}"))
    }

    /// To a file that was uploaded.
    pub fn attachment(file: Attachment) -> Self {
        Target::Attachment(file).into()
    }

    /// With something written beside it.
    pub fn comment(mut self, comment: impl Into<String>) -> Self {
        self.comment = Some(comment.into());
        self
    }

    /// What it leads to.
    pub fn target(&self) -> &Target {
        &self.target
    }

    /// What is written beside it.
    pub fn comment_text(&self) -> Option<&str> {
        self.comment.as_deref()
    }

    /// What another work item is to this one, and its number, if it leads to one.
    pub fn to_work_item(&self) -> Option<(&LinkKind, i64)> {
        match &self.target {
            Target::WorkItem { kind, id } => Some((kind, *id)),
            _ => None,
        }
    }

    /// The link that the service means; `None` without what every relation has.
    pub(super) fn read(relation: &WorkItemRelation) -> Option<Self> {
        let (rel, url) = (relation.rel.as_deref()?, relation.url.as_deref()?);
        let attribute = |name: &str| relation.attributes.as_ref()?.get(name)?.as_ref();
        let text = |name: &str| attribute(name).and_then(Json::as_str).map(str::to_owned);
        let target = match rel {
            HYPERLINK => Target::Hyperlink { url: url.to_owned() },
            ARTIFACT => Target::Artifact { name: text("name").unwrap_or_default(), uri: url.to_owned() },
            FILE => Target::Attachment(Attachment::read(
                url,
                text("name"),
                attribute("resourceSize").and_then(Json::as_u64),
            )?),
            // Remote kinds lead to another organization, where the number is of another work item.
            kind if !kind.contains(".Remote.") && number(url).is_some() => {
                Target::WorkItem { kind: LinkKind::of(kind), id: number(url)? }
            }
            kind => Target::Remote { kind: kind.to_owned(), url: url.to_owned() },
        };
        Some(Self { target, comment: text("comment").filter(|comment| !comment.is_empty()) })
    }

    /// The relation as the service takes it. `base` is the address of the organization.
    pub(super) fn relation(&self, base: &str) -> Json {
        let url = match &self.target {
            Target::WorkItem { id, .. } => format!("{base}_apis/wit/workItems/{id}"),
            Target::Remote { url, .. } | Target::Hyperlink { url } => url.clone(),
            Target::Artifact { uri, .. } => uri.clone(),
            Target::Attachment(file) => file.url().to_owned(),
        };
        let mut attributes = serde_json::Map::new();
        match &self.target {
            Target::Artifact { name, .. } => drop(attributes.insert("name".to_owned(), json!(name))),
            Target::Attachment(file) => drop(attributes.insert("name".to_owned(), json!(file.name()))),
            _ => {}
        }
        if let Some(comment) = &self.comment {
            attributes.insert("comment".to_owned(), json!(comment));
        }
        json!({"rel": self.target.rel(), "url": url, "attributes": attributes})
    }
}

/// A repository as the links of what is in it begin.
async fn place(repository: &Repository) -> Result<String> {
    Ok(format!("{}%2F{}", repository.project().id().await?, repository.id().await?))
}

/// The number at the end of a work item's address.
fn number(url: &str) -> Option<i64> {
    let path = url.split(['?', '#']).next()?.trim_end_matches('/');
    let (before, id) = path.rsplit_once('/')?;
    let is_work_item = before.rsplit('/').next()?.eq_ignore_ascii_case("workitems");
    id.parse().ok().filter(|id| is_work_item && *id > 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_is_found_by_its_name() {
        for (kind, name) in KINDS {
            assert_eq!((LinkKind::of(name), kind.reference_name()), (kind.clone(), name));
        }
        assert_eq!(LinkKind::of("Custom.Link-Forward").reference_name(), "Custom.Link-Forward");
    }

    #[test]
    fn a_work_item_of_another_organization_has_no_number_here() {
        let relation = |rel: &str| WorkItemRelation {
            rel: Some(rel.to_owned()),
            url: Some("https://dev.azure.com/other/_apis/wit/workItems/7".to_owned()),
            ..WorkItemRelation::default()
        };
        let remote = Link::read(&relation("System.LinkTypes.Remote.Related")).unwrap();
        assert_eq!(remote.to_work_item(), None);
        let near = Link::read(&relation("System.LinkTypes.Related")).unwrap();
        assert_eq!(near.to_work_item(), Some((&LinkKind::Related, 7)));
    }
}
