//! What people say about a pull request, and what the service notes.

use jiff::Timestamp;
use serde_json::Value;
use uuid::Uuid;

use super::super::id::{IdentityId, ObjectId};
use super::super::journal::Stamp;
use super::PullRequestStatus;

/// The number of a thread in its organization.
pub type ThreadId = i64;

/// Where a discussion is. The names are those of the REST API.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ThreadStatus {
    /// Unknown.
    Unknown,
    /// Open.
    Active,
    /// Resolved.
    Fixed,
    /// Will not be.
    WontFix,
    /// Over.
    Closed,
    /// Meant to be so.
    ByDesign,
    /// Waiting.
    Pending,
}

impl ThreadStatus {
    /// All of them, with the names and numbers of the wire.
    pub const CHOICES: [(&'static str, i64, Self); 7] = [
        ("unknown", 0, Self::Unknown),
        ("active", 1, Self::Active),
        ("fixed", 2, Self::Fixed),
        ("wontFix", 3, Self::WontFix),
        ("closed", 4, Self::Closed),
        ("byDesign", 5, Self::ByDesign),
        ("pending", 6, Self::Pending),
    ];

    /// The name on the wire.
    pub fn name(self) -> &'static str {
        Self::CHOICES.iter().find(|(_, _, status)| *status == self).map_or("unknown", |(name, _, _)| *name)
    }

    /// Whether somebody still has to do something.
    pub fn is_open(self) -> bool {
        matches!(self, Self::Active | Self::Pending)
    }
}

/// What a comment is. The names are those of the REST API.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CommentType {
    /// Unknown.
    Unknown,
    /// Somebody said it.
    Text,
    /// About a change of code.
    CodeChange,
    /// The service noted it.
    System,
}

impl CommentType {
    /// All of them, with the names and numbers of the wire.
    pub const CHOICES: [(&'static str, i64, Self); 4] = [
        ("unknown", 0, Self::Unknown),
        ("text", 1, Self::Text),
        ("codeChange", 2, Self::CodeChange),
        ("system", 3, Self::System),
    ];

    /// The name on the wire.
    pub fn name(self) -> &'static str {
        Self::CHOICES.iter().find(|(_, _, kind)| *kind == self).map_or("unknown", |(name, _, _)| *name)
    }
}

/// What the service notes by itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SystemEvent {
    /// Somebody voted.
    Vote {
        /// What.
        vote: i64,
    },
    /// The source branch moved.
    RefUpdate {
        /// The branch.
        name: String,
        /// The new commits, newest first.
        commits: Vec<ObjectId>,
        /// Where it is now.
        head: ObjectId,
    },
    /// It was completed, abandoned or reactivated.
    Status {
        /// What it is now.
        status: PullRequestStatus,
        /// The merge, if it was completed.
        commit: Option<ObjectId>,
        /// Whether policies were bypassed, and why.
        bypass: bool,
        /// Why.
        bypass_reason: Option<String>,
    },
    /// Reviewers came or went.
    Reviewers {
        /// Who came.
        added: Vec<IdentityId>,
        /// Who went.
        removed: Vec<IdentityId>,
    },
    /// A merge was attempted, and failed.
    MergeAttempt {
        /// The state on the wire, with a capital.
        status: &'static str,
        /// What was merged.
        source: ObjectId,
        /// Into what.
        target: ObjectId,
    },
    /// It became a draft, or is none any more.
    Draft {
        /// Whether it is one.
        is_draft: bool,
    },
    /// It is to complete by itself, or not any more.
    AutoComplete {
        /// Whether it is.
        is_set: bool,
    },
    /// It goes into another branch.
    TargetChanged {
        /// From.
        from: String,
        /// To.
        to: String,
    },
    /// The votes do not count any more, since something was pushed.
    VotesReset {
        /// Whose.
        voters: Vec<IdentityId>,
    },
}

/// A comment of a thread.
#[derive(Clone, Debug)]
pub struct Comment {
    /// From 1.
    pub id: i64,
    /// The comment that it answers; 0 for none.
    pub parent: i64,
    /// Who.
    pub author: IdentityId,
    /// What; none once it was deleted.
    pub content: Option<String>,
    /// When.
    pub published: Timestamp,
    /// When anything about it last changed.
    pub updated: Timestamp,
    /// When its text last changed.
    pub content_updated: Timestamp,
    /// What it is.
    pub kind: CommentType,
    /// Whether it was deleted.
    pub is_deleted: bool,
    /// Who likes it.
    pub liked_by: Vec<IdentityId>,
}

/// A comment that is to be made.
#[derive(Clone, Debug)]
pub struct NewComment {
    /// The comment that it answers; 0 for none.
    pub parent: i64,
    /// What.
    pub content: String,
    /// What it is.
    pub kind: CommentType,
}

/// A discussion, or a note of the service.
#[derive(Clone, Debug)]
pub struct Thread {
    /// Its number.
    pub id: ThreadId,
    /// When it began, and who began it.
    pub stamp: Stamp,
    /// When anything about it last changed.
    pub updated: Timestamp,
    /// What was said. A note of the service has none here: its text follows from the event.
    pub comments: Vec<Comment>,
    /// Where it is; none where nobody said.
    pub status: Option<ThreadStatus>,
    /// The place in a file, as it came.
    pub context: Option<Value>,
    /// The iterations that were compared, as they came.
    pub iteration_context: Option<Value>,
    /// Properties, as `{"$type": …, "$value": …}`.
    pub properties: serde_json::Map<String, Value>,
    /// What the service notes, if it is such a note.
    pub event: Option<SystemEvent>,
    /// A name that never changes.
    pub unique_id: Uuid,
}

impl Thread {
    /// A comment.
    pub fn comment(&self, id: i64) -> Option<&Comment> {
        self.comments.iter().find(|comment| comment.id == id)
    }

    /// Whether all of it was deleted.
    pub fn is_deleted(&self) -> bool {
        self.event.is_none() && self.comments.iter().all(|comment| comment.is_deleted)
    }
}
