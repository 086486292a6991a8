//! Pull requests: what they are. How they change is in [`edit`] and [`flow`], what people say about them in
//! [`thread`].

pub mod edit;
mod flow;
pub(super) mod link;
pub mod thread;

use std::collections::{BTreeMap, BTreeSet, HashMap};

use jiff::Timestamp;
use serde_json::Value;
use uuid::Uuid;

pub use self::edit::Edit;
pub use self::flow::{Attempt, Effort, NewPullRequest, Outcome, Outside, PullRequestChange};
use self::thread::{Thread, ThreadId};
use super::id::{IdentityId, ObjectId, ProjectId, RepositoryId};
use super::journal::{Stamp, event};
use super::part::part;
use super::policy::{ChangedPath, StatusState};
use super::push::PushId;

/// The number of a pull request in its organization.
pub type PullRequestId = i64;

/// Where a pull request is in its life. The names are those of the REST API.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PullRequestStatus {
    /// Open.
    Active,
    /// Given up.
    Abandoned,
    /// Merged.
    Completed,
}

impl PullRequestStatus {
    /// The name on the wire.
    pub fn name(self) -> &'static str {
        match self {
            Self::Active => "active",
            Self::Abandoned => "abandoned",
            Self::Completed => "completed",
        }
    }
}

/// How the last attempt to merge went. The names are those of the REST API.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MergeStatus {
    /// Waiting.
    Queued,
    /// Both sides changed the same.
    Conflicts,
    /// It can be merged, or was.
    Succeeded,
    /// A policy stood in the way of the completion.
    RejectedByPolicy,
    /// It cannot be merged for another reason.
    Failure,
}

impl MergeStatus {
    /// The name on the wire.
    pub fn name(self) -> &'static str {
        match self {
            Self::Queued => "queued",
            Self::Conflicts => "conflicts",
            Self::Succeeded => "succeeded",
            Self::RejectedByPolicy => "rejectedByPolicy",
            Self::Failure => "failure",
        }
    }
}

/// How a pull request becomes part of its target. The names are those of the REST API.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum MergeStrategy {
    /// A merge commit, always.
    #[default]
    NoFastForward,
    /// One commit with everything.
    Squash,
    /// Each commit anew on top of the target.
    Rebase,
    /// The same, and a merge commit ("semi-linear").
    RebaseMerge,
}

impl MergeStrategy {
    /// All of them, with the names and numbers of the wire.
    pub const CHOICES: [(&'static str, i64, Self); 4] = [
        ("noFastForward", 1, Self::NoFastForward),
        ("squash", 2, Self::Squash),
        ("rebase", 3, Self::Rebase),
        ("rebaseMerge", 4, Self::RebaseMerge),
    ];

    /// The name on the wire.
    pub fn name(self) -> &'static str {
        match self {
            Self::NoFastForward => "noFastForward",
            Self::Squash => "squash",
            Self::Rebase => "rebase",
            Self::RebaseMerge => "rebaseMerge",
        }
    }
}

/// The last attempt to merge.
#[derive(Clone, Debug)]
pub struct Merge {
    /// The same for the whole life of a pull request.
    pub id: Uuid,
    /// None once the pull request was abandoned.
    pub status: Option<MergeStatus>,
    /// What was to be merged.
    pub source: ObjectId,
    /// What it was to be merged into.
    pub target: ObjectId,
    /// The result, if there is one.
    pub commit: Option<ObjectId>,
    /// Why there is none.
    pub failure: Option<String>,
    /// Whether the target has moved since.
    pub is_outdated: bool,
    /// Grows with every attempt: the outcome of an older one counts for nothing.
    pub(super) attempt: u64,
}

/// How a pull request is to be completed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CompletionOptions {
    /// The message of the commit, if not the usual.
    pub merge_commit_message: Option<String>,
    /// Whether the source branch goes.
    pub delete_source_branch: bool,
    /// How to merge; what the policy or the service says if none.
    pub strategy: Option<MergeStrategy>,
    /// Whether linked work items go on to their next state.
    pub transition_work_items: bool,
    /// Whether policies that stand in the way are to be bypassed, and why.
    pub bypass_policy: bool,
    /// Why.
    pub bypass_reason: Option<String>,
    /// Optional policies that auto-complete need not wait for; none if nobody said.
    pub auto_complete_ignore_config_ids: Option<Vec<i64>>,
}

/// A completion that is under way, or was the last.
#[derive(Clone, Copy, Debug)]
pub struct Completion {
    /// When it was asked for, and by whom.
    pub queued: Stamp,
    /// Whether policies did not count.
    pub bypass: bool,
}

/// Somebody, or a group, who is asked to review.
#[derive(Clone, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is a field of the REST API")]
pub struct Reviewer {
    /// Who.
    pub id: IdentityId,
    /// Whether it is a group.
    pub is_container: bool,
    /// 10 approved, 5 with suggestions, 0 none, -5 waits for the author, -10 rejected.
    pub vote: i64,
    /// Whether the pull request has to wait for the approval.
    pub is_required: bool,
    /// Whether they declined to review.
    pub has_declined: bool,
    /// Whether they flagged it for themselves.
    pub is_flagged: bool,
    /// The groups that the vote counts for too.
    pub voted_for: Vec<IdentityId>,
    /// The iterations that there was a vote on, the last one last.
    pub voted_on: Vec<i64>,
}

impl Reviewer {
    /// Somebody who has not voted.
    pub fn new(id: IdentityId) -> Self {
        Self {
            id,
            is_container: false,
            vote: 0,
            is_required: false,
            has_declined: false,
            is_flagged: false,
            voted_for: Vec::new(),
            voted_on: Vec::new(),
        }
    }
}

/// A tag on a pull request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// The same for all pull requests of the project.
    pub id: Uuid,
    /// Its name.
    pub name: String,
}

/// Why there is an iteration. The names are those of the REST API.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IterationReason {
    /// The pull request began, or commits came.
    Push,
    /// The target is another branch.
    Retarget,
}

/// The state of a pull request after a push.
#[derive(Clone, Debug)]
pub struct Iteration {
    /// From 1.
    pub id: i64,
    /// When, and by whom.
    pub stamp: Stamp,
    /// Why.
    pub reason: IterationReason,
    /// Where the source branch was.
    pub source: ObjectId,
    /// Where it was before.
    pub old_source: ObjectId,
    /// Where the target branch was.
    pub target: ObjectId,
    /// The push that made it, if one did.
    pub push: Option<PushId>,
    /// The target before and after it was changed, if that made it.
    pub retargeted: Option<(String, String)>,
}

/// What some check says of a pull request.
#[derive(Clone, Debug)]
pub struct PullRequestCheck {
    /// From 1, never used again.
    pub id: i64,
    /// The iteration that it is about, if it is about one.
    pub iteration: Option<i64>,
    /// How it stands.
    pub state: StatusState,
    /// In words.
    pub description: Option<String>,
    /// The name of the check.
    pub name: String,
    /// Whose check it is.
    pub genre: Option<String>,
    /// Where to read more.
    pub target_url: Option<String>,
    /// When and by whom.
    pub stamp: Stamp,
    /// Properties, as they came.
    pub properties: Option<Value>,
}

/// A file that was attached.
#[derive(Clone, Debug)]
pub struct Attachment {
    /// From 1.
    pub id: i64,
    /// When and by whom.
    pub stamp: Stamp,
    /// Its SHA-1, as git makes it.
    pub hash: String,
    /// What is in it.
    pub content: bytes::Bytes,
}

/// A pull request.
#[derive(Clone, Debug)]
pub struct PullRequest {
    /// Its number.
    pub id: PullRequestId,
    /// The repository that it goes into.
    pub repository: RepositoryId,
    /// The fork that it comes from, if not the same repository.
    pub fork: Option<RepositoryId>,
    /// The branch that it comes from.
    pub source: String,
    /// The branch that it goes into.
    pub target: String,
    /// Its title.
    pub title: String,
    /// What it is for, in Markdown.
    pub description: Option<String>,
    /// Where it is in its life.
    pub status: PullRequestStatus,
    /// Whether it is not ready for review.
    pub is_draft: bool,
    /// When, and by whom.
    pub created: Stamp,
    /// When it was abandoned or completed, and by whom.
    pub closed: Option<Stamp>,
    /// The last attempt to merge.
    pub merge: Merge,
    /// How it is to be completed, as far as somebody said.
    pub completion_options: Option<CompletionOptions>,
    /// The completion that is under way, or succeeded.
    pub completion: Option<Completion>,
    /// Options of merges, as they came.
    pub merge_options: Option<Value>,
    /// Who let it complete by itself as soon as it may.
    pub auto_complete_by: Option<IdentityId>,
    /// Who is asked to review.
    pub reviewers: Vec<Reviewer>,
    /// Its tags.
    pub labels: Vec<Label>,
    /// The state after each push, oldest first.
    pub iterations: Vec<Iteration>,
    /// What was said, oldest first.
    pub threads: Vec<Thread>,
    /// What checks say, oldest first.
    pub checks: Vec<PullRequestCheck>,
    /// Properties, as `{"$type": …, "$value": …}`.
    pub properties: BTreeMap<String, Value>,
    /// Files by name.
    pub attachments: BTreeMap<String, Attachment>,
    /// The work items that it is linked with.
    pub work_items: BTreeSet<i64>,
    /// The files that the source changed, as of the last attempt to merge.
    pub changes: Vec<ChangedPath>,
    pub(super) last_check: i64,
    pub(super) last_attachment: i64,
}

impl PullRequest {
    /// Whether its merge is one into what the target was before.
    pub fn is_outdated(&self) -> bool {
        self.status == PullRequestStatus::Active && self.merge.is_outdated
    }

    /// The repository that it comes from.
    pub fn source_repository(&self) -> RepositoryId {
        self.fork.unwrap_or(self.repository)
    }

    /// The reference that holds the last successful merge.
    pub fn merge_ref(&self) -> String {
        format!("refs/pull/{}/merge", self.id)
    }

    /// A reviewer.
    pub fn reviewer(&self, id: IdentityId) -> Option<&Reviewer> {
        self.reviewers.iter().find(|reviewer| reviewer.id == id)
    }

    /// A thread.
    pub fn thread(&self, id: ThreadId) -> Option<&Thread> {
        self.threads.iter().find(|thread| thread.id == id)
    }

    /// An iteration.
    pub fn iteration(&self, id: i64) -> Option<&Iteration> {
        self.iterations.iter().find(|iteration| iteration.id == id)
    }

    /// When it was closed, if it is.
    pub fn closed_at(&self) -> Option<Timestamp> {
        self.closed.map(|closed| closed.at).filter(|_| self.status != PullRequestStatus::Active)
    }
}

/// Why a pull request did not change as wished.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum PullRequestRefusal {
    /// No such pull request.
    #[error("there is no pull request {0}")]
    None(PullRequestId),
    /// One from this source to this target is open.
    #[error("an active pull request for the source and target branch exists: {0}")]
    Exists(PullRequestId),
    /// A branch is gone.
    #[error("the source or the target branch does not exist")]
    NoBranch,
    /// Source and target are the same.
    #[error("the source and the target branch are the same")]
    SameBranch,
    /// It is closed, or not closed.
    #[error("the pull request is {}", .0.name())]
    State(PullRequestStatus),
    /// A draft is not completed.
    #[error("a draft cannot be completed")]
    Draft,
    /// The source moved since the caller looked.
    #[error("the source branch moved")]
    Stale,
    /// Nobody of this id.
    #[error("there is no identity {0}")]
    NoIdentity(String),
    /// No reviewer of this id.
    #[error("{0} is no reviewer")]
    NoReviewer(IdentityId),
    /// A vote for somebody else.
    #[error("only reviewers themselves vote")]
    ForeignVote,
    /// No number of a vote.
    #[error("{0} is no vote")]
    Vote(i64),
    /// No such thread.
    #[error("there is no thread {0}")]
    NoThread(ThreadId),
    /// No such comment.
    #[error("there is no comment {0}")]
    NoComment(i64),
    /// A comment of somebody else.
    #[error("only authors change their comments")]
    ForeignComment,
    /// No such iteration.
    #[error("there is no iteration {0}")]
    NoIteration(i64),
    /// No such status.
    #[error("there is no status {0}")]
    NoCheck(i64),
    /// No such label.
    #[error("there is no label {0}")]
    NoLabel(String),
    /// No such attachment.
    #[error("there is no attachment {0}")]
    NoAttachment(String),
    /// An attachment of this name is there.
    #[error("there is an attachment {0}")]
    AttachmentExists(String),
}

/// What happened to a pull request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum PullRequestEvent {
    /// It was created.
    Created,
    /// Title, description, target, options or draft changed.
    Updated,
    /// It was completed, abandoned or reactivated.
    StatusChanged(PullRequestStatus),
    /// Commits came.
    Pushed,
    /// A merge is to be attempted.
    MergeQueued,
    /// A merge was attempted.
    MergeAttempted,
    /// Reviewers came or went.
    ReviewersChanged,
    /// Somebody voted.
    Voted,
    /// A comment was written.
    CommentAdded {
        /// The thread.
        thread: ThreadId,
        /// The comment in it.
        comment: i64,
    },
    /// A thread or a comment in it was changed, liked or deleted.
    ThreadChanged(ThreadId),
    /// Labels, statuses, properties, attachments or links changed.
    Annotated,
}

/// Something happened to a pull request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PullRequestChanged {
    /// The pull request.
    pub id: PullRequestId,
    /// What.
    pub event: PullRequestEvent,
}

/// A label was used for the first time in a project.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LabelCreated {
    /// The project.
    pub project: ProjectId,
    /// The label.
    pub id: Uuid,
}

event!(PullRequestChanged, LabelCreated);
part!(PullRequests);

/// The pull requests of an organization.
#[derive(Debug, Default)]
pub(super) struct PullRequests {
    pub by_id: BTreeMap<PullRequestId, PullRequest>,
    /// The open ones by each repository that they come from or go into.
    pub active: HashMap<RepositoryId, BTreeSet<PullRequestId>>,
    pub labels: HashMap<(ProjectId, String), Uuid>,
    pub last_id: PullRequestId,
    pub last_thread: ThreadId,
}
