//! Pull requests.

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

use adoxide_api::git::ResourceRef;
use adoxide_api::git::{
    self, Comment, CommentPosition, CommentThreadContext, CommentThreadStatus, CreatePullRequest,
    CreatePullRequestLabel, DeletePullRequestLabels, GetPullRequest, GetPullRequestCommits,
    GetPullRequestIterationChanges, GetPullRequestIterations, GetPullRequestLabels, GetPullRequests,
    GetPullRequestsByProject, GetThreads, GitPullRequest, GitPullRequestChange, GitPullRequestCommentThread,
    GitPullRequestCompletionOptions, GitPullRequestIteration, GitPullRequestMergeStrategy,
    GitPullRequestQuery, GitPullRequestQueryInput, GitPullRequestQueryType, GitPullRequestStatus,
    IdentityRefWithVote, PullRequestAsyncStatus, PullRequestStatus, PullRequestTimeRangeType,
    WebApiCreateTagRequestData, WebApiTagDefinition,
};
use adoxide_api::path::{ProjectRef, PullRequestId, RepositoryId};
use adoxide_api::wire::JsonPatch;
use adoxide_api::wit;
use serde_json::json;

use super::commit::Commit;
use super::identities::{me, resolve};
use super::identity::{self, Identified, Node, Snapshot, find};
use super::listing::Listing;
use super::operation::wait;
use super::policy::{self, Evaluation};
use super::project::{Project, missing};
use super::reference::{self, Ref};
use super::repository::Repository;
use crate::client::Client;
use crate::error::{Error, ErrorKind, Result};

/// A pull request.
///
/// <https://learn.microsoft.com/en-us/rest/api/azure/devops/git/pull-requests>
#[derive(Clone)]
pub struct PullRequest {
    repository: Repository,
    number: i64,
    node: Arc<Node<GitPullRequest>>,
}

impl Identified for GitPullRequest {
    fn identity(&self) -> (Option<&str>, Option<Cow<'_, str>>) {
        (None, self.pull_request_id.map(|number| Cow::Owned(number.to_string())))
    }
}

/// What a reviewer says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Vote {
    /// Approved.
    Approve,
    /// Approved with suggestions.
    ApproveWithSuggestions,
    /// Nothing, or nothing any more.
    None,
    /// Waits for the author.
    WaitForAuthor,
    /// Rejected.
    Reject,
}

impl Vote {
    /// The number that stands for it: 10, 5, 0, -5, -10.
    pub fn value(self) -> i64 {
        match self {
            Self::Approve => 10,
            Self::ApproveWithSuggestions => 5,
            Self::None => 0,
            Self::WaitForAuthor => -5,
            Self::Reject => -10,
        }
    }
}

/// How a pull request is completed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[must_use = "nothing is completed until complete is called"]
pub struct Completion {
    strategy: Option<GitPullRequestMergeStrategy>,
    message: Option<String>,
    delete_source: Option<bool>,
    transition: Option<bool>,
    bypass: Option<String>,
}

impl Completion {
    /// As the repository does it unless told otherwise.
    pub fn new() -> Self {
        Self::default()
    }

    /// With a merge commit, as one commit, rebased, or rebased with a merge commit.
    pub fn strategy(mut self, strategy: GitPullRequestMergeStrategy) -> Self {
        self.strategy = Some(strategy);
        self
    }

    /// As one commit.
    pub fn squash(self) -> Self {
        self.strategy(GitPullRequestMergeStrategy::Squash)
    }

    /// With this message of the merge commit.
    pub fn message(mut self, message: impl Into<String>) -> Self {
        self.message = Some(message.into());
        self
    }

    /// The source branch is deleted afterwards.
    pub fn delete_source(mut self) -> Self {
        self.delete_source = Some(true);
        self
    }

    /// Work items that are linked go on to their next state.
    pub fn transition_work_items(mut self) -> Self {
        self.transition = Some(true);
        self
    }

    /// Past the policies, for a reason; one must be allowed to.
    pub fn bypass(mut self, reason: impl Into<String>) -> Self {
        self.bypass = Some(reason.into());
        self
    }

    fn options(self) -> GitPullRequestCompletionOptions {
        GitPullRequestCompletionOptions {
            merge_strategy: self.strategy,
            merge_commit_message: self.message,
            delete_source_branch: self.delete_source,
            transition_work_items: self.transition,
            bypass_policy: self.bypass.is_some().then_some(true),
            bypass_reason: self.bypass,
            ..GitPullRequestCompletionOptions::default()
        }
    }
}

impl PullRequest {
    pub(super) fn at(repository: &Repository, number: i64) -> Self {
        // The number is one of the organization; the repository is only on the way.
        let node = repository.client().known().pull_requests.at(0, &number.to_string());
        Self { repository: repository.clone(), number, node }
    }

    fn listed(repository: &Repository, entry: GitPullRequest, whole: bool) -> Option<Self> {
        let repository = match entry.repository.clone() {
            Some(known) if known.id.is_some() => Repository::listed(repository.project(), known),
            _ => repository.clone(),
        };
        let this = Self::at(&repository, entry.pull_request_id?);
        this.learn(entry, whole, None);
        Some(this)
    }

    fn learn(&self, entry: GitPullRequest, whole: bool, asked: Option<u64>) -> Arc<GitPullRequest> {
        let value = Arc::new(entry);
        let snapshot = Snapshot { value: Arc::clone(&value), whole };
        self.client().known().pull_requests.learn(0, Some(&self.node), snapshot, asked);
        value
    }

    fn client(&self) -> &Client {
        self.repository.client()
    }

    fn locator(&self) -> (ProjectRef, RepositoryId, PullRequestId) {
        let (project, repository) = self.repository.locator();
        (project, repository, self.number.into())
    }

    /// Its repository.
    pub fn repository(&self) -> &Repository {
        &self.repository
    }

    /// Its number.
    pub fn number(&self) -> i64 {
        self.number
    }

    /// Whether this is the same object as another handle.
    pub fn ptr_eq(&self, other: &Self) -> bool {
        identity::same(&self.node, &other.node)
    }

    /// All that the service says about it.
    ///
    /// # Errors
    /// [`ErrorKind::NotFound`] when there is no such pull request, and as any call.
    pub async fn snapshot(&self) -> Result<Arc<GitPullRequest>> {
        identity::load(&self.node, true, |node| async move {
            let asked = node.refreshed();
            let (project, repository, number) = self.locator();
            let op = git::get_pull_request(Some(&project), &repository, number, GetPullRequest::default());
            Ok(self.learn(Box::pin(self.client().call(op)).await?, true, Some(asked)))
        })
        .await
    }

    /// Forgets what it looked like; it is fetched again when it is next wanted.
    pub fn refresh(&self) {
        find(&self.node).refresh();
    }

    /// Fetches what it looks like now.
    ///
    /// # Errors
    /// As [`snapshot`](Self::snapshot).
    pub async fn reload(&self) -> Result<Arc<GitPullRequest>> {
        self.refresh();
        self.snapshot().await
    }

    /// Its title.
    ///
    /// # Errors
    /// As [`snapshot`](Self::snapshot).
    pub async fn title(&self) -> Result<String> {
        self.snapshot().await?.title.clone().ok_or_else(|| missing("title"))
    }

    /// Whether it is active, completed or abandoned.
    ///
    /// # Errors
    /// As [`snapshot`](Self::snapshot).
    pub async fn status(&self) -> Result<PullRequestStatus> {
        self.snapshot().await?.status.clone().ok_or_else(|| missing("status"))
    }

    /// The branch that is to be merged.
    ///
    /// # Errors
    /// As [`snapshot`](Self::snapshot).
    pub async fn source(&self) -> Result<Ref> {
        let name = self.snapshot().await?.source_ref_name.clone().ok_or_else(|| missing("sourceRefName"))?;
        Ok(self.repository.reference(name))
    }

    /// The branch that it is to be merged into.
    ///
    /// # Errors
    /// As [`snapshot`](Self::snapshot).
    pub async fn target(&self) -> Result<Ref> {
        let name = self.snapshot().await?.target_ref_name.clone().ok_or_else(|| missing("targetRefName"))?;
        Ok(self.repository.reference(name))
    }

    /// Its page.
    ///
    /// # Errors
    /// As the [snapshot](Repository::snapshot) of its repository.
    pub async fn web_url(&self) -> Result<Option<String>> {
        Ok(self.repository.web_url().await?.map(|url| format!("{url}/pullrequest/{}", self.number)))
    }

    /// What other things are linked to it by: `vstfs:///Git/PullRequestId/…`.
    ///
    /// # Errors
    /// When the ids of its project and repository can't be had.
    pub async fn artifact_uri(&self) -> Result<String> {
        let (project, repository) = (self.repository.project().id().await?, self.repository.id().await?);
        Ok(format!("vstfs:///Git/PullRequestId/{project}%2F{repository}%2F{}", self.number))
    }

    async fn patch(&self, changes: GitPullRequest) -> Result<Arc<GitPullRequest>> {
        let (project, repository, number) = self.locator();
        let op = git::update_pull_request(Some(&project), &repository, number, &changes);
        Ok(self.learn(Box::pin(self.client().call(op)).await?, true, None))
    }

    /// Changes what is set in `changes`.
    ///
    /// # Errors
    /// [`ErrorKind::Conflict`] when it is completed or abandoned already, and as any call.
    pub async fn update(&self, changes: GitPullRequest) -> Result<()> {
        Box::pin(self.patch(changes)).await.map(drop)
    }

    /// Gives it another title.
    ///
    /// # Errors
    /// As [`update`](Self::update).
    pub async fn set_title(&self, title: impl Into<String>) -> Result<()> {
        self.update(GitPullRequest { title: Some(title.into()), ..GitPullRequest::default() }).await
    }

    /// Gives it another description, in Markdown.
    ///
    /// # Errors
    /// As [`update`](Self::update).
    pub async fn set_description(&self, description: impl Into<String>) -> Result<()> {
        self.update(GitPullRequest { description: Some(description.into()), ..GitPullRequest::default() })
            .await
    }

    /// Makes it a draft, or publishes it.
    ///
    /// # Errors
    /// As [`update`](Self::update).
    pub async fn set_draft(&self, is_draft: bool) -> Result<()> {
        self.update(GitPullRequest { is_draft: Some(is_draft), ..GitPullRequest::default() }).await
    }

    /// Merges it into another branch instead.
    ///
    /// # Errors
    /// As [`update`](Self::update).
    pub async fn retarget(&self, branch: impl AsRef<str>) -> Result<()> {
        let target_ref_name = Some(reference::full(reference::HEADS, branch.as_ref()));
        self.update(GitPullRequest { target_ref_name, ..GitPullRequest::default() }).await
    }

    /// Gives it up.
    ///
    /// # Errors
    /// As [`update`](Self::update).
    pub async fn abandon(&self) -> Result<()> {
        self.update(GitPullRequest {
            status: Some(PullRequestStatus::Abandoned),
            ..GitPullRequest::default()
        })
        .await
    }

    /// Takes it up again.
    ///
    /// # Errors
    /// As [`update`](Self::update).
    pub async fn reactivate(&self) -> Result<()> {
        self.update(GitPullRequest { status: Some(PullRequestStatus::Active), ..GitPullRequest::default() })
            .await
    }

    /// Completes it as soon as nothing stands in its way.
    ///
    /// # Errors
    /// As [`update`](Self::update).
    pub async fn set_auto_complete(&self, completion: Completion) -> Result<()> {
        let me = me(self.client()).await?;
        self.update(GitPullRequest {
            auto_complete_set_by: Some(adoxide_api::git::IdentityRef { id: Some(me), ..Default::default() }),
            completion_options: Some(completion.options()),
            ..GitPullRequest::default()
        })
        .await
    }

    /// No longer completes it by itself.
    ///
    /// # Errors
    /// As [`update`](Self::update).
    pub async fn cancel_auto_complete(&self) -> Result<()> {
        const NOBODY: &str = "00000000-0000-0000-0000-000000000000";
        self.update(GitPullRequest {
            auto_complete_set_by: Some(adoxide_api::git::IdentityRef {
                id: Some(NOBODY.to_owned()),
                ..Default::default()
            }),
            ..GitPullRequest::default()
        })
        .await
    }

    /// Completes it, and waits until it is merged: the merge commit.
    ///
    /// # Errors
    /// [`ErrorKind::Conflict`] with the reason when it can't be: files conflict, a policy blocks it (each is
    /// named), or the source was pushed to meanwhile; and as any call.
    pub async fn complete(&self, completion: Completion) -> Result<Commit> {
        // What is merged is what was there now, and not what is pushed while this waits.
        self.refresh();
        let now = self.snapshot().await?;
        match now.status {
            Some(PullRequestStatus::Completed) => return Err(self.refused("is completed already")),
            Some(PullRequestStatus::Abandoned) => {
                return Err(self.refused("is abandoned").advise("reactivate it first"));
            }
            _ => {}
        }
        if now.is_draft == Some(true) {
            return Err(self.refused("is a draft").advise("publish it first"));
        }
        let (bypasses, transition) = (completion.bypass.is_some(), completion.transition == Some(true));
        let asked = Box::pin(self.patch(GitPullRequest {
            status: Some(PullRequestStatus::Completed),
            last_merge_source_commit: now.last_merge_source_commit.clone(),
            completion_options: Some(completion.options()),
            ..GitPullRequest::default()
        }))
        .await;
        if let Err(error) = asked {
            return Err(match self.blocking_policies().await {
                Ok(names) if !names.is_empty() && !bypasses => error.in_context(&blocked(&names)),
                _ => error,
            });
        }
        let merged = Box::pin(self.merged()).await?;
        if transition {
            for id in self.work_items().await? {
                self.client().work_item(id).refresh();
            }
        }
        Ok(merged)
    }

    /// Waits until it is merged: after [`set_auto_complete`](Self::set_auto_complete), by whoever and whatever
    /// completes it. The merge commit.
    ///
    /// # Errors
    /// [`ErrorKind::Conflict`] with the reason when it can't be merged or is abandoned, and
    /// [`ErrorKind::Unavailable`], with the policies in the way, when the time of a call is over first.
    pub async fn merged(&self) -> Result<Commit> {
        let what = format!("the merge of pull request {}", self.number);
        let merged = wait(self.client(), &what, || async {
            self.refresh();
            let now = self.snapshot().await?;
            let failed = matches!(
                now.merge_status,
                Some(
                    PullRequestAsyncStatus::Conflicts
                        | PullRequestAsyncStatus::Failure
                        | PullRequestAsyncStatus::RejectedByPolicy
                )
            );
            let ended =
                matches!(now.status, Some(PullRequestStatus::Completed | PullRequestStatus::Abandoned));
            let is_over = ended || failed;
            Ok(is_over.then_some(now))
        })
        .await;
        let merged = match merged {
            Ok(merged) => merged,
            // The time is over, and the service never says what it waits for.
            Err(error) if error.status().is_none() => {
                return Err(match self.blocking_policies().await {
                    Ok(names) if !names.is_empty() => error.in_context(&blocked(&names)),
                    _ => error,
                });
            }
            Err(error) => return Err(error),
        };
        match merged.status {
            Some(PullRequestStatus::Completed) => {}
            Some(PullRequestStatus::Abandoned) => return Err(self.refused("was abandoned")),
            _ => return Err(self.unmerged(&merged).await),
        }
        let commit = merged.last_merge_commit.as_ref().and_then(|commit| commit.commit_id.clone());
        self.repository.branch(merged.target_ref_name.as_deref().unwrap_or_default()).refresh();
        commit.map(|sha| self.repository.commit_by_id(sha)).ok_or_else(|| missing("lastMergeCommit"))
    }

    /// Why it was not merged.
    async fn unmerged(&self, now: &GitPullRequest) -> Error {
        let message = now.merge_failure_message.as_deref().filter(|message| !message.is_empty());
        let because =
            message.map(|message| format!(": {}", message.trim_end_matches('.'))).unwrap_or_default();
        match now.merge_status {
            Some(PullRequestAsyncStatus::Conflicts) => self
                .refused(&format!("conflicts with its target{because}"))
                .advise("merge the target into the source branch, and push"),
            Some(PullRequestAsyncStatus::RejectedByPolicy) => match self.blocking_policies().await {
                Ok(names) if !names.is_empty() => self.refused(&blocked(&names)),
                _ => self.refused(&format!("is rejected by a policy{because}")),
            },
            _ => self.refused(&format!("could not be merged{because}")),
        }
    }

    async fn blocking_policies(&self) -> Result<Vec<String>> {
        let mut evaluations = self.evaluations().await?;
        let mut names = Vec::new();
        while let Some(evaluation) = evaluations.next().await {
            let evaluation = evaluation?;
            if evaluation.blocks() {
                names.push(evaluation.policy().to_owned());
            }
        }
        Ok(names)
    }

    fn refused(&self, why: &str) -> Error {
        Error::new(ErrorKind::Conflict, format!("pull request {} {why}", self.number))
    }

    /// How it stands with the policies of its target.
    ///
    /// # Errors
    /// When the id of its project can't be had.
    pub async fn evaluations(&self) -> Result<Listing<Evaluation>> {
        let project = self.repository.project();
        let artifact = format!("vstfs:///CodeReview/CodeReviewId/{}/{}", project.id().await?, self.number);
        Ok(policy::evaluations(project, &artifact))
    }

    /// Its reviewers, and what they say.
    pub fn reviewers(&self) -> Listing<IdentityRefWithVote> {
        let (project, repository, number) = self.locator();
        let op = git::get_pull_request_reviewers(Some(&project), &repository, number);
        Listing::new(self.client().items(op), Some)
    }

    /// Asks somebody to review it: a person or group by id, sign-in address or name.
    ///
    /// # Errors
    /// [`ErrorKind::NotFound`] when nobody is called so, and as any call.
    pub async fn add_reviewer(&self, who: &str, is_required: bool) -> Result<IdentityRefWithVote> {
        let body = IdentityRefWithVote {
            id: Some(resolve(self.client(), who).await?),
            vote: Some(0),
            is_required: Some(is_required),
            ..IdentityRefWithVote::default()
        };
        self.put_reviewer(&body).await
    }

    /// Asks a reviewer no longer.
    ///
    /// # Errors
    /// As [`add_reviewer`](Self::add_reviewer).
    pub async fn remove_reviewer(&self, who: &str) -> Result<()> {
        let id = resolve(self.client(), who).await?;
        let (project, repository, number) = self.locator();
        let op = git::delete_pull_request_reviewer(Some(&project), &repository, number, &id.into());
        self.client().call(op).await?;
        self.refresh();
        Ok(())
    }

    /// Votes as who asks.
    ///
    /// # Errors
    /// As any call.
    pub async fn vote(&self, vote: Vote) -> Result<()> {
        let id = Some(me(self.client()).await?);
        let body = IdentityRefWithVote { id, vote: Some(vote.value()), ..IdentityRefWithVote::default() };
        self.put_reviewer(&body).await.map(drop)
    }

    async fn put_reviewer(&self, body: &IdentityRefWithVote) -> Result<IdentityRefWithVote> {
        let (project, repository, number) = self.locator();
        let id = body.id.as_deref().unwrap_or_default().into();
        let op = git::create_pull_request_reviewer(Some(&project), &repository, number, &id, body);
        let reviewer = self.client().call(op).await?;
        self.refresh();
        Ok(reviewer)
    }

    /// Its labels.
    pub fn labels(&self) -> Listing<WebApiTagDefinition> {
        let (project, repository, number) = self.locator();
        let op = git::get_pull_request_labels(
            Some(&project),
            &repository,
            number,
            GetPullRequestLabels::default(),
        );
        Listing::new(self.client().items(op), Some)
    }

    /// Puts a label on it.
    ///
    /// # Errors
    /// As any call.
    pub async fn add_label(&self, name: impl Into<String>) -> Result<()> {
        let (project, repository, number) = self.locator();
        let body =
            WebApiCreateTagRequestData { name: Some(name.into()), ..WebApiCreateTagRequestData::default() };
        let params = CreatePullRequestLabel::default();
        let op = git::create_pull_request_label(Some(&project), &repository, number, &body, params);
        self.client().call(op).await?;
        self.refresh();
        Ok(())
    }

    /// Takes a label off it, by name.
    ///
    /// # Errors
    /// As any call.
    pub async fn remove_label(&self, name: &str) -> Result<()> {
        let (project, repository, number) = self.locator();
        let params = DeletePullRequestLabels::default();
        let op = git::delete_pull_request_labels(Some(&project), &repository, number, &name.into(), params);
        self.client().call(op).await?;
        self.refresh();
        Ok(())
    }

    /// The commits that it would merge.
    pub fn commits(&self) -> Listing<Commit> {
        let (project, id, number) = self.locator();
        let op = git::get_pull_request_commits(Some(&project), &id, number, GetPullRequestCommits::default());
        let repository = self.repository.clone();
        Listing::new(self.client().items(op), move |entry| Commit::listed(&repository, entry))
    }

    /// What was pushed to it, push by push.
    pub fn iterations(&self) -> Listing<GitPullRequestIteration> {
        let (project, repository, number) = self.locator();
        let params = GetPullRequestIterations::default();
        let op = git::get_pull_request_iterations(Some(&project), &repository, number, params);
        Listing::new(self.client().items(op), Some)
    }

    /// The files that it changes as of an iteration, against its target or against another iteration.
    pub fn iteration_changes(&self, iteration: i64, since: Option<i64>) -> Listing<GitPullRequestChange> {
        let (project, repository, number) = self.locator();
        let params =
            GetPullRequestIterationChanges { compare_to: since, ..GetPullRequestIterationChanges::default() };
        let iteration = iteration.into();
        let op =
            git::get_pull_request_iteration_changes(Some(&project), &repository, number, iteration, params);
        Listing::new(self.client().items(op), Some)
    }

    /// The files that it changes now.
    ///
    /// # Errors
    /// As any call.
    pub async fn changes(&self) -> Result<Listing<GitPullRequestChange>> {
        let last = self.iterations().all().await?.into_iter().filter_map(|iteration| iteration.id).max();
        last.map(|last| self.iteration_changes(last, None)).ok_or_else(|| missing("iterations"))
    }

    /// What was said about it, thread by thread; the service's own are among them.
    pub fn threads(&self) -> Listing<Thread> {
        let (project, repository, number) = self.locator();
        let op = git::get_threads(Some(&project), &repository, number, GetThreads::default());
        let this = self.clone();
        Listing::new(self.client().items(op), move |thread| {
            Some(Thread { pull_request: this.clone(), thread })
        })
    }

    /// Says something about it.
    ///
    /// # Errors
    /// As any call.
    pub async fn comment(&self, text: impl Into<String>) -> Result<Thread> {
        self.new_thread(text.into(), None).await
    }

    /// Says something about a line of a file, as it is on the source side; lines count from 1.
    ///
    /// The service takes any line, of any file, whether it is there or not: such a thread is shown with the file,
    /// or only in the overview.
    ///
    /// # Errors
    /// [`ErrorKind::Invalid`] when the line is below 1, and as any call.
    pub async fn comment_on(
        &self,
        path: impl AsRef<str>,
        line: i64,
        text: impl Into<String>,
    ) -> Result<Thread> {
        if line < 1 {
            let what = format!("a comment can't be on line {line} of {}", path.as_ref());
            return Err(Error::new(ErrorKind::Invalid, what).advise("lines count from 1"));
        }
        let at = |offset| {
            Some(CommentPosition { line: Some(line), offset: Some(offset), ..CommentPosition::default() })
        };
        let context = CommentThreadContext {
            file_path: Some(super::repository::rooted(path.as_ref())),
            right_file_start: at(1),
            right_file_end: at(1),
            ..CommentThreadContext::default()
        };
        self.new_thread(text.into(), Some(context)).await
    }

    async fn new_thread(&self, text: String, context: Option<CommentThreadContext>) -> Result<Thread> {
        let body = git::CreateThreadBody::new(vec![said(text, None)]).with(|thread| {
            thread.status = Some(CommentThreadStatus::Active);
            thread.thread_context = context;
        });
        let (project, repository, number) = self.locator();
        let thread =
            self.client().call(git::create_thread(Some(&project), &repository, number, &body)).await?;
        Ok(Thread { pull_request: self.clone(), thread })
    }

    /// The statuses that builds and other tools gave it.
    pub fn statuses(&self) -> Listing<GitPullRequestStatus> {
        let (project, repository, number) = self.locator();
        Listing::new(
            self.client().items(git::get_pull_request_statuses(Some(&project), &repository, number)),
            Some,
        )
    }

    /// Gives it a status.
    ///
    /// # Errors
    /// As any call.
    pub async fn add_status(&self, status: &GitPullRequestStatus) -> Result<GitPullRequestStatus> {
        let (project, repository, number) = self.locator();
        self.client().call(git::create_pull_request_status(Some(&project), &repository, number, status)).await
    }

    /// The numbers of the work items that are linked to it.
    ///
    /// # Errors
    /// As any call.
    pub async fn work_items(&self) -> Result<Vec<i64>> {
        let (project, repository, number) = self.locator();
        let op = git::get_pull_request_work_item_refs(Some(&project), &repository, number);
        let refs: Vec<ResourceRef> = self.client().items(op).all().await?;
        Ok(refs.into_iter().filter_map(|reference| reference.id?.parse().ok()).collect())
    }

    /// Links a work item to it. The link is kept by the work item, and seen from both.
    ///
    /// # Errors
    /// [`ErrorKind::NotFound`] when there is no such work item, and as any call.
    pub async fn link_work_item(&self, id: i64) -> Result<()> {
        let patch = JsonPatch::new().add("/relations/-", link(&self.artifact_uri().await?));
        let op = wit::update_work_item(None, id.into(), &patch, wit::UpdateWorkItem::default());
        self.client().call(op).await?;
        self.refresh();
        self.client().work_item(id).refresh();
        Ok(())
    }

    /// Applies its commits on top of another branch, as a new branch.
    ///
    /// # Errors
    /// As [`Repository::cherry_pick`].
    pub async fn cherry_pick(&self, onto: &str, branch: &str) -> Result<Ref> {
        let commits = self.shas().await?;
        let commits: Vec<&str> = commits.iter().map(String::as_str).collect();
        self.repository.cherry_pick(&commits, onto, branch).await
    }

    /// Undoes its merge on top of its target, as a new branch.
    ///
    /// # Errors
    /// [`ErrorKind::Conflict`] when it is not completed; and as [`Repository::revert`].
    pub async fn revert(&self, branch: &str) -> Result<Ref> {
        let now = self.snapshot().await?;
        if now.status != Some(PullRequestStatus::Completed) {
            return Err(self.refused("is not completed: there is nothing to undo"));
        }
        let merged = now.last_merge_commit.as_ref().and_then(|commit| commit.commit_id.as_deref());
        let merged = merged.ok_or_else(|| missing("lastMergeCommit"))?;
        let target = now.target_ref_name.as_deref().ok_or_else(|| missing("targetRefName"))?;
        self.repository.revert(&[merged], target, branch).await
    }

    /// Its commits, the oldest first.
    async fn shas(&self) -> Result<Vec<String>> {
        let mut commits = self.commits().all().await?;
        commits.reverse();
        Ok(commits.iter().map(|commit| commit.sha().to_owned()).collect())
    }
}

fn blocked(names: &[String]) -> String {
    format!("is blocked by {}", names.join(", "))
}

fn link(artifact: &str) -> serde_json::Value {
    json!({"rel": "ArtifactLink", "url": artifact, "attributes": {"name": "Pull Request"}})
}

fn said(text: String, to: Option<i64>) -> Comment {
    Comment {
        content: Some(text),
        parent_comment_id: Some(to.unwrap_or(0)),
        comment_type: Some(git::CommentType::Text),
        ..Comment::default()
    }
}

impl fmt::Debug for PullRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PullRequest({} of {:?})", self.number, self.repository)
    }
}

/// What was said about one thing, as it was when it was asked for.
///
/// <https://learn.microsoft.com/en-us/rest/api/azure/devops/git/pull-request-threads>
#[derive(Clone)]
pub struct Thread {
    pull_request: PullRequest,
    thread: GitPullRequestCommentThread,
}

impl Thread {
    /// All that the service says about it.
    pub fn thread(&self) -> &GitPullRequestCommentThread {
        &self.thread
    }

    /// Its number.
    ///
    /// # Errors
    /// When the service did not say it.
    pub fn id(&self) -> Result<i64> {
        self.thread.id.ok_or_else(|| missing("id"))
    }

    /// What was said, the first first; what was taken back has no text.
    pub fn comments(&self) -> &[Comment] {
        self.thread.comments.as_deref().unwrap_or_default()
    }

    /// Whether the service made it: for a vote, a push, a policy.
    pub fn is_system(&self) -> bool {
        self.comments().first().is_some_and(|comment| comment.comment_type == Some(git::CommentType::System))
    }

    /// Answers.
    ///
    /// # Errors
    /// As any call.
    pub async fn reply(&mut self, text: impl Into<String>) -> Result<()> {
        let first = self.comments().first().and_then(|comment| comment.id);
        let (project, repository, number) = self.pull_request.locator();
        let body = said(text.into(), first);
        let op = git::create_comment(Some(&project), &repository, number, self.id()?.into(), &body);
        let comment = self.pull_request.client().call(op).await?;
        self.thread.comments.get_or_insert_default().push(comment);
        Ok(())
    }

    /// Says what became of it: fixed, won't fix, closed, active again.
    ///
    /// # Errors
    /// As any call.
    pub async fn set_status(&mut self, status: CommentThreadStatus) -> Result<()> {
        let body =
            GitPullRequestCommentThread { status: Some(status), ..GitPullRequestCommentThread::default() };
        let (project, repository, number) = self.pull_request.locator();
        let op = git::update_thread(Some(&project), &repository, number, self.id()?.into(), &body);
        self.thread = self.pull_request.client().call(op).await?;
        Ok(())
    }

    /// Says something else in a comment of one's own, by number.
    ///
    /// # Errors
    /// As any call.
    pub async fn edit(&mut self, comment: i64, text: impl Into<String>) -> Result<()> {
        let body = Comment { content: Some(text.into()), ..Comment::default() };
        let (project, repository, number) = self.pull_request.locator();
        let op = git::update_comment(
            Some(&project),
            &repository,
            number,
            self.id()?.into(),
            comment.into(),
            &body,
        );
        let edited = self.pull_request.client().call(op).await?;
        if let Some(known) = self.thread.comments.iter_mut().flatten().find(|known| known.id == Some(comment))
        {
            *known = edited;
        }
        Ok(())
    }

    /// Takes a comment of one's own back, by number.
    ///
    /// # Errors
    /// As any call.
    pub async fn delete(&mut self, comment: i64) -> Result<()> {
        let (project, repository, number) = self.pull_request.locator();
        let op = git::delete_comment(Some(&project), &repository, number, self.id()?.into(), comment.into());
        self.pull_request.client().call(op).await?;
        if let Some(known) = self.thread.comments.iter_mut().flatten().find(|known| known.id == Some(comment))
        {
            (known.is_deleted, known.content) = (Some(true), None);
        }
        Ok(())
    }
}

impl fmt::Debug for Thread {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Thread({} of {:?})", self.thread.id.unwrap_or_default(), self.pull_request)
    }
}

/// A pull request that is to be made.
#[derive(Clone, Debug)]
#[must_use = "a pull request is not made until create is called"]
pub struct NewPullRequest {
    repository: Repository,
    body: Box<GitPullRequest>,
    reviewers: Vec<(String, bool)>,
    labels: Vec<String>,
    work_items: Vec<i64>,
    auto_complete: Option<Completion>,
}

impl NewPullRequest {
    /// Into this branch, and not into the default branch.
    pub fn into_branch(mut self, branch: impl AsRef<str>) -> Self {
        self.body.target_ref_name = Some(reference::full(reference::HEADS, branch.as_ref()));
        self
    }

    /// With a description, in Markdown.
    pub fn description(mut self, description: impl Into<String>) -> Self {
        self.body.description = Some(description.into());
        self
    }

    /// As a draft.
    pub fn draft(mut self) -> Self {
        self.body.is_draft = Some(true);
        self
    }

    /// Asks somebody to review it: a person or group by id, sign-in address or name.
    pub fn reviewer(mut self, who: impl Into<String>) -> Self {
        self.reviewers.push((who.into(), false));
        self
    }

    /// As [`reviewer`](Self::reviewer), and without their vote it can't be completed.
    pub fn required_reviewer(mut self, who: impl Into<String>) -> Self {
        self.reviewers.push((who.into(), true));
        self
    }

    /// With a label.
    pub fn label(mut self, name: impl Into<String>) -> Self {
        self.labels.push(name.into());
        self
    }

    /// With a link to a work item.
    pub fn work_item(mut self, id: i64) -> Self {
        self.work_items.push(id);
        self
    }

    /// Completes itself as soon as nothing stands in its way.
    pub fn auto_complete(mut self, completion: Completion) -> Self {
        self.auto_complete = Some(completion);
        self
    }

    /// Makes it.
    ///
    /// # Errors
    /// [`ErrorKind::AlreadyExists`] when there is an active one of the same branches, [`ErrorKind::NotFound`] when a
    /// branch or a reviewer does not exist; and as any call.
    pub async fn create(self) -> Result<PullRequest> {
        let client = self.repository.client().clone();
        let mut body = self.body;
        if body.target_ref_name.is_none() {
            let default = self.repository.default_branch().await?.ok_or_else(|| {
                Error::new(ErrorKind::Invalid, format!("{:?} has no default branch", self.repository))
                    .advise("name the branch to merge into")
            })?;
            body.target_ref_name = Some(default.name().to_owned());
        }
        let mut reviewers = Vec::new();
        for (who, is_required) in &self.reviewers {
            reviewers.push(IdentityRefWithVote {
                id: Some(resolve(&client, who).await?),
                is_required: is_required.then_some(true),
                ..IdentityRefWithVote::default()
            });
        }
        body.reviewers = Some(reviewers).filter(|reviewers| !reviewers.is_empty());
        let label = |name: &String| WebApiTagDefinition {
            name: Some(name.clone()),
            ..WebApiTagDefinition::default()
        };
        body.labels =
            Some(self.labels.iter().map(label).collect()).filter(|labels: &Vec<_>| !labels.is_empty());
        let item = |id: &i64| ResourceRef { id: Some(id.to_string()), ..ResourceRef::default() };
        body.work_item_refs =
            Some(self.work_items.iter().map(item).collect()).filter(|items: &Vec<_>| !items.is_empty());
        let (project, repository) = self.repository.locator();
        // In a block of its own: the body is large, and need not be kept until the answer is there.
        let op = {
            let body = git::CreatePullRequestBody::try_from(*body).map_err(Error::unsent)?;
            git::create_pull_request(Some(&project), &repository, &body, CreatePullRequest::default())
        };
        let made = client.call(op).await?;
        let made =
            PullRequest::listed(&self.repository, made, true).ok_or_else(|| missing("pullRequestId"))?;
        // Linking them made revisions of them.
        for id in &self.work_items {
            client.work_item(*id).refresh();
        }
        if let Some(completion) = self.auto_complete {
            made.set_auto_complete(completion).await?;
        }
        Ok(made)
    }
}

/// A search for pull requests.
#[derive(Clone, Debug)]
#[must_use = "pull requests are not asked for until stream is called"]
pub struct PullRequests {
    project: Project,
    repository: Option<Repository>,
    params: GetPullRequests,
}

impl PullRequests {
    /// Active (by default), completed, abandoned, or all.
    pub fn status(mut self, status: PullRequestStatus) -> Self {
        self.params.status = Some(status);
        self
    }

    /// Made by this person, by id.
    pub fn creator(mut self, id: impl Into<String>) -> Self {
        self.params.creator_id = Some(id.into());
        self
    }

    /// Reviewed by this person or group, by id.
    pub fn reviewer(mut self, id: impl Into<String>) -> Self {
        self.params.reviewer_id = Some(id.into());
        self
    }

    /// From this branch.
    pub fn from_branch(mut self, branch: impl AsRef<str>) -> Self {
        self.params.source_ref_name = Some(reference::full(reference::HEADS, branch.as_ref()));
        self
    }

    /// Into this branch.
    pub fn into_branch(mut self, branch: impl AsRef<str>) -> Self {
        self.params.target_ref_name = Some(reference::full(reference::HEADS, branch.as_ref()));
        self
    }

    /// Closed at or after this.
    pub fn closed_since(mut self, date: jiff::Timestamp) -> Self {
        self.params.min_time = Some(date.into());
        self.params.query_time_range_type = Some(PullRequestTimeRangeType::Closed);
        self
    }

    /// Anything else that the operation can be told.
    pub fn params(mut self, change: impl FnOnce(&mut GetPullRequests)) -> Self {
        change(&mut self.params);
        self
    }

    /// The pull requests, the newest first.
    pub fn stream(self) -> Listing<PullRequest> {
        let client = self.project.client().clone();
        let items = if let Some(repository) = &self.repository {
            let (project, id) = repository.locator();
            client.items(git::get_pull_requests(Some(&project), &id, self.params))
        } else {
            let all = self.params;
            let params = GetPullRequestsByProject {
                creator_id: all.creator_id,
                include_links: all.include_links,
                max_time: all.max_time,
                min_time: all.min_time,
                query_time_range_type: all.query_time_range_type,
                repository_id: all.repository_id,
                reviewer_id: all.reviewer_id,
                source_ref_name: all.source_ref_name,
                source_repository_id: all.source_repository_id,
                status: all.status,
                target_ref_name: all.target_ref_name,
                max_comment_length: all.max_comment_length,
                skip: all.skip,
                top: all.top,
                labels: all.labels,
                tags_filter_operator: all.tags_filter_operator,
                title: all.title,
            };
            client.items(git::get_pull_requests_by_project(&self.project.locator(), params))
        };
        let (project, repository) = (self.project, self.repository);
        Listing::new(items, move |entry| {
            let id = entry.repository.as_ref().and_then(|known| known.id.clone());
            let repository = repository.clone().or_else(|| id.map(|id| project.repository(id)))?;
            // A list cuts descriptions off and leaves fields out.
            PullRequest::listed(&repository, entry, false)
        })
    }
}

impl Repository {
    /// The pull request of this number. Nothing is asked for.
    pub fn pull_request(&self, number: i64) -> PullRequest {
        PullRequest::at(self, number)
    }

    /// A search for its pull requests; active ones, unless told otherwise.
    pub fn pull_requests(&self) -> PullRequests {
        PullRequests {
            project: self.project().clone(),
            repository: Some(self.clone()),
            params: GetPullRequests::default(),
        }
    }

    /// A pull request that is to be made, from this branch into the default branch.
    ///
    /// ```
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let emulator = adoxide_emulator::Emulator::builder().build()?;
    /// # let ado = adoxide::Client::builder("http://127.0.0.1:1/fabrikam")
    /// #     .credential(adoxide::credential::Pat::new(emulator.token())?)
    /// #     .transport(adoxide::transport::InProcess::new(emulator, axum_core::body::Body::new))
    /// #     .build()?;
    /// # let project = ado.projects().next().await.ok_or("no project")??;
    /// # let repo = project.create_repository("new").await?;
    /// # repo.commit("main", "First").add("/hello.txt", "Hello\n").create().push().await?;
    /// use adoxide::resource::Completion;
    ///
    /// let main = repo.branch("main").object_id().await?;
    /// repo.branch("topic").create(&main).await?;
    /// repo.commit("topic", "Say more").edit("/hello.txt", "Hello, world\n").push().await?;
    /// let pull_request = repo.new_pull_request("topic", "Say more").label("words").create().await?;
    /// let merged = pull_request.complete(Completion::new().squash().delete_source()).await?;
    /// println!("merged as {}", merged.sha());
    /// # Ok(()) }
    /// ```
    pub fn new_pull_request(&self, branch: impl AsRef<str>, title: impl Into<String>) -> NewPullRequest {
        NewPullRequest {
            repository: self.clone(),
            body: Box::new(GitPullRequest {
                source_ref_name: Some(reference::full(reference::HEADS, branch.as_ref())),
                title: Some(title.into()),
                ..GitPullRequest::default()
            }),
            reviewers: Vec::new(),
            labels: Vec::new(),
            work_items: Vec::new(),
            auto_complete: None,
        }
    }

    /// The pull requests that a commit came in by, or that contain it.
    ///
    /// # Errors
    /// As any call.
    pub async fn pull_requests_of(&self, sha: &str) -> Result<Vec<PullRequest>> {
        let query = |kind| GitPullRequestQueryInput {
            items: Some(vec![sha.to_owned()]),
            r#type: Some(kind),
            ..GitPullRequestQueryInput::default()
        };
        let kinds = [GitPullRequestQueryType::LastMergeCommit, GitPullRequestQueryType::Commit];
        let queries = Some(kinds.map(query).into());
        let body = GitPullRequestQuery { queries, ..GitPullRequestQuery::default() };
        let (project, id) = self.locator();
        let answer = self.client().call(git::get_pull_request_query(Some(&project), &id, &body)).await?;
        let found = answer.results.into_iter().flatten().flat_map(std::collections::BTreeMap::into_values);
        let mut all: Vec<PullRequest> = Vec::new();
        for entry in found.flatten().flatten() {
            let new = |known: &PullRequest| Some(known.number) != entry.pull_request_id;
            if all.iter().all(new) {
                all.extend(PullRequest::listed(self, entry, false));
            }
        }
        Ok(all)
    }
}

impl Project {
    /// A search for the pull requests of all repositories; active ones, unless told otherwise.
    pub fn pull_requests(&self) -> PullRequests {
        PullRequests { project: self.clone(), repository: None, params: GetPullRequests::default() }
    }
}

impl Client {
    /// The pull request of this number, in whatever repository it is.
    ///
    /// # Errors
    /// [`ErrorKind::NotFound`] when there is none, and as any call.
    pub async fn pull_request(&self, number: i64) -> Result<PullRequest> {
        let found = self.call(git::get_pull_request_by_id(None, number.into())).await?;
        let repository = found.repository.as_ref();
        let project = repository
            .and_then(|repository| repository.project.as_ref())
            .and_then(|project| project.id.clone());
        let project = self.project(project.ok_or_else(|| missing("repository.project.id"))?);
        let id = repository
            .and_then(|repository| repository.id.clone())
            .ok_or_else(|| missing("repository.id"))?;
        PullRequest::listed(&project.repository(id), found, true).ok_or_else(|| missing("pullRequestId"))
    }

    /// The pull request of a URL of this organization: of its page, or the `url` of an answer.
    ///
    /// # Errors
    /// [`ErrorKind::Invalid`] when it is no such URL, or one of another organization;
    /// [`ErrorKind::NotFound`] when there is no such pull request, and as any call.
    pub async fn pull_request_at(&self, url: &str) -> Result<PullRequest> {
        self.address().locate(url)?;
        let url = crate::address::parse(url.trim())?;
        // The last one: a project or a repository may be called like that, too.
        let segments: Vec<_> = url.path_segments().into_iter().flatten().collect();
        let number = segments.windows(2).rev().find_map(|pair| {
            let is_it = ["pullrequest", "pullrequests"].iter().any(|name| pair[0].eq_ignore_ascii_case(name));
            pair[1].parse().ok().filter(|number| is_it && *number > 0)
        });
        let number = number.ok_or_else(|| {
            Error::new(ErrorKind::Invalid, "the URL is not that of a pull request")
                .advise("copy it from the browser, with the number at its end")
        })?;
        self.pull_request(number).await
    }
}
