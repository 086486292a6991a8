//! How pull requests look: not the same in every place.

use git2::Oid;

use super::super::repository::{repository_json, repository_without_branch};
use super::super::subject::{links, person};
use crate::base::date;
use crate::handler::{Call, View};
use crate::wire::error::Fault;
use crate::wire::json::{Json, Object};
use crate::wire::number::Number;
use crate::wire::shape::Urls;
use crate::world::Organization;
use crate::world::directory::Directory;
use crate::world::id::{IdentityId, TeamId};
use crate::world::project::Project;
use crate::world::pull_request::{CompletionOptions, MergeStatus, MergeStrategy, PullRequest, Reviewer};
use crate::world::repository::Repository;
use crate::world::team::Team;

/// The most characters of a description that a list shows: documented.
const LISTED_DESCRIPTION: usize = 400;

/// Where a pull request is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// In a list: little of the repository, no words of the merge.
    List { links: bool },
    /// By its number alone: as recorded, without links.
    ById,
    /// In its repository.
    Repository,
    /// As the answer to its creation: as recorded, with labels even if there are none.
    Created,
}

/// Everything that the shapes of a pull request need.
pub(super) struct Shape<'a> {
    pub call: &'a Call,
    pub urls: Urls<'a>,
    pub directory: &'a Directory,
    pub organization: &'a Organization,
    pub repository: &'a Repository,
    pub project: &'a Project,
}

impl<'a> Shape<'a> {
    pub fn new(view: &View<'a>, repository: &'a Repository) -> Result<Self, Fault> {
        let View { call, directory, organization } = *view;
        let project = organization.project_by_id(repository.project);
        let project = project.ok_or_else(|| Fault::project_not_found(&repository.project.to_string()))?;
        Ok(Self { call, urls: call.urls(), directory, organization, repository, project })
    }

    pub fn repository_url(&self) -> String {
        self.urls.repository(self.project.id, self.repository.id)
    }

    pub fn url(&self, pull_request: &PullRequest) -> String {
        format!("{}/pullRequests/{}", self.repository_url(), pull_request.id)
    }

    pub fn person(&self, id: IdentityId) -> Object {
        self.urls.person(self.directory, id)
    }

    /// A commit by its name.
    pub fn commit_ref(&self, id: Oid) -> Object {
        Object::new().set("commitId", id).set("url", format!("{}/commits/{id}", self.repository_url()))
    }

    /// A commit with its words, as the last merge is shown.
    fn commit_words(&self, id: Oid) -> Result<Object, Fault> {
        self.call.shared.git.with(self.repository.id, |git| {
            let commit = git.find_commit(id)?;
            Ok(Object::new()
                .set("commitId", id)
                .set("author", person(&commit.author()))
                .set("committer", person(&commit.committer()))
                .set("comment", String::from_utf8_lossy(commit.message_bytes()))
                .set("url", format!("{}/commits/{id}", self.repository_url())))
        })
    }

    pub fn pull_request(&self, known: &PullRequest, place: Place) -> Result<Object, Fault> {
        let is_listed = matches!(place, Place::List { .. });
        let merge = &known.merge;
        let merged =
            merge.commit.map(|id| if is_listed { Ok(self.commit_ref(id)) } else { self.commit_words(id) });
        let description = known.description.as_ref().map(|text| {
            if is_listed { text.chars().take(LISTED_DESCRIPTION).collect() } else { text.clone() }
        });
        let reviewers = known.reviewers.iter().map(|reviewer| self.reviewer(known, reviewer));
        let labels = known.labels.iter().map(|label| {
            Object::new().set("id", label.id).set("name", label.name.as_str()).set("active", true)
        });
        let with_labels = !known.labels.is_empty() || place == Place::Created;
        let own = self.url(known);
        let has_links = matches!(place, Place::List { links: true } | Place::Repository | Place::Created);
        let completion = known.completion.map(|completion| completion.queued);
        // As recorded: who asked for a completion is told at once, who abandoned is not.
        let closed_by = completion.filter(|_| !is_listed);
        let fork = known.fork.and_then(|id| self.fork(known, id));
        let since_5 = self.call.version.number >= Number::new(5, 0);
        Ok(Object::new()
            .set("repository", self.told_repository(is_listed))
            .set("pullRequestId", known.id)
            .set("codeReviewId", known.id)
            .set("status", known.status.name())
            .set("createdBy", self.person(known.created.actor))
            .set("creationDate", date(known.created.at))
            .set_some("closedDate", known.closed_at().map(date))
            .set("title", known.title.as_str())
            .set_some("description", description)
            .set("sourceRefName", known.source.as_str())
            .set("targetRefName", known.target.as_str())
            .set_some("mergeStatus", merge.status.map(MergeStatus::name))
            .set_if(since_5, "isDraft", || known.is_draft)
            .set_some("mergeFailureMessage", merge.failure.as_deref())
            .set("mergeId", merge.id)
            .set("lastMergeSourceCommit", self.commit_ref(merge.source))
            .set("lastMergeTargetCommit", self.commit_ref(merge.target))
            .set_some("lastMergeCommit", merged.transpose()?)
            .set("reviewers", reviewers.collect::<Json>())
            .set_if(with_labels, "labels", || labels.collect::<Json>())
            .set("url", own.as_str())
            .set_if(has_links, "_links", || self.links(known))
            .set_some("completionOptions", known.completion_options.as_ref().map(completion_options))
            .set_some("mergeOptions", known.merge_options.clone())
            .set("supportsIterations", true)
            .set_some("completionQueueTime", completion.map(|queued| date(queued.at)))
            .set_some("closedBy", closed_by.map(|closed| self.person(closed.actor)))
            .set_some("autoCompleteSetBy", known.auto_complete_by.map(|id| self.person(id)))
            .set_some("forkSource", fork)
            .set_if(!is_listed, "artifactId", || known.artifact_id(self.project.id)))
    }

    fn told_repository(&self, is_listed: bool) -> Object {
        if !is_listed {
            return repository_without_branch(&self.urls, self.project, self.repository);
        }
        // As recorded: a project that nobody looked up.
        let project = Object::new()
            .set("id", self.project.id)
            .set("name", self.project.name.as_str())
            .set("state", "unchanged")
            .set("visibility", "unchanged")
            .set("lastUpdateTime", "0001-01-01T00:00:00");
        Object::new()
            .set("id", self.repository.id)
            .set("name", self.repository.name.as_str())
            .set("url", self.repository_url())
            .set("project", project)
    }

    fn fork(&self, known: &PullRequest, id: crate::world::id::RepositoryId) -> Option<Object> {
        let repository = self.organization.repository_by_id(id)?;
        let project = self.organization.project_by_id(repository.project)?;
        let url = format!("{}/refs/{}", self.urls.repository(project.id, id), short(&known.source));
        Some(
            Object::new()
                .set("repository", repository_json(&self.urls, project, repository))
                .set("name", known.source.as_str())
                .set("url", url),
        )
    }

    fn links(&self, known: &PullRequest) -> Object {
        let (own, repository) = (self.url(known), self.repository_url());
        let source_repository = known.fork.and_then(|id| {
            let fork = self.organization.repository_by_id(id)?;
            Some(self.urls.repository(fork.project, id))
        });
        let source_repository = source_repository.as_ref().unwrap_or(&repository);
        links([
            ("self", own.clone()),
            ("repository", repository.clone()),
            ("workItems", format!("{own}/workitems")),
            ("sourceBranch", format!("{source_repository}/refs/{}", short(&known.source))),
            ("targetBranch", format!("{repository}/refs/{}", short(&known.target))),
            ("statuses", format!("{own}/statuses")),
            ("sourceCommit", format!("{source_repository}/commits/{}", known.merge.source)),
            ("targetCommit", format!("{repository}/commits/{}", known.merge.target)),
            ("createdBy", self.urls.identity(known.created.actor)),
            ("iterations", format!("{own}/iterations")),
        ])
    }

    /// A reviewer: a person as everywhere but for the descriptor, as recorded, or a group.
    pub fn reviewer(&self, known: &PullRequest, reviewer: &Reviewer) -> Object {
        let url = |id: IdentityId| format!("{}/reviewers/{id}", self.url(known));
        let since_5 = self.call.version.number >= Number::new(5, 0);
        let groups = reviewer.voted_for.iter().filter_map(|id| {
            let group = known.reviewer(*id)?;
            let json = Object::new()
                .set("reviewerUrl", url(*id))
                .set("vote", group.vote)
                .and(self.group(*id)?)
                .set("isContainer", true);
            Some(json)
        });
        let groups: Vec<_> = groups.collect();
        let start = Object::new()
            .set("reviewerUrl", url(reviewer.id))
            .set("vote", reviewer.vote)
            .set_if(!groups.is_empty(), "votedFor", || groups)
            .set_if(since_5, "hasDeclined", || reviewer.has_declined)
            .set_if(reviewer.is_required, "isRequired", || true)
            .set_if(since_5, "isFlagged", || reviewer.is_flagged);
        match self.group(reviewer.id).filter(|_| reviewer.is_container) {
            Some(group) => start.and(group).set("isContainer", true),
            None => self.urls.describe(start, self.directory, reviewer.id),
        }
    }

    /// The team of this id.
    pub fn team(&self, id: IdentityId) -> Option<(&Project, &Team)> {
        let id = TeamId(id.0);
        self.organization.projects().find_map(|project| Some((project, project.teams.get(&id)?)))
    }

    /// A team, as a reviewer.
    pub fn group(&self, id: IdentityId) -> Option<Object> {
        let (project, team) = self.team(id)?;
        let (_, subject) = crate::world::identity::group_descriptors(project.scope, team.id.0);
        let avatar = self.urls.at(format_args!("_apis/GraphProfile/MemberAvatars/{subject}"));
        Some(
            Object::new()
                .set("displayName", team_name(project, team))
                .set("url", self.urls.identity(id))
                .set("_links", links([("avatar", avatar)]))
                .set("id", id)
                .set(
                    "uniqueName",
                    format!("vstfs:///Classification/TeamProject/{}\\{}", project.id, team.name),
                )
                .set("imageUrl", self.urls.at(format_args!("_api/_common/identityImage?id={id}"))),
        )
    }
}

/// A team by its whole name.
pub(super) fn team_name(project: &Project, team: &Team) -> String {
    format!("[{}]\\{}", project.name, team.name)
}

/// A branch without the words that all have.
pub(super) fn short(name: &str) -> &str {
    name.trim_start_matches("refs/")
}

fn completion_options(options: &CompletionOptions) -> Object {
    let strategy = options.strategy;
    let squash = strategy == Some(MergeStrategy::Squash);
    let ignored = options.auto_complete_ignore_config_ids.clone();
    Object::new()
        .set_some("mergeCommitMessage", options.merge_commit_message.as_deref())
        .set_if(options.delete_source_branch, "deleteSourceBranch", || true)
        .set_if(squash, "squashMerge", || true)
        .set_some("mergeStrategy", strategy.map(MergeStrategy::name))
        .set_if(options.bypass_policy, "bypassPolicy", || true)
        .set_some("bypassReason", options.bypass_reason.as_deref())
        .set_if(options.transition_work_items, "transitionWorkItems", || true)
        .set_some("autoCompleteIgnoreConfigIds", ignored)
}
