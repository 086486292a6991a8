//! Pushes: how references moved.

use jiff::Timestamp;

use super::git_permission::GitPermission;
use super::id::{IdentityId, ObjectId};

/// The number of a push in its organization. It only grows.
pub type PushId = i64;

/// How one reference moved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RefUpdate {
    /// The full name (`refs/heads/main`).
    pub name: String,
    /// Where it was; zero if it did not exist.
    pub old: ObjectId,
    /// Where it is; zero if it is gone.
    pub new: ObjectId,
}

/// A push.
#[derive(Clone, Debug)]
pub struct Push {
    /// Its number.
    pub id: PushId,
    /// Who pushed.
    pub pusher: IdentityId,
    /// When.
    pub date: Timestamp,
    /// What moved.
    pub ref_updates: Vec<RefUpdate>,
    /// The commits that came with it and that no reference reached before, newest first.
    pub commits: Vec<ObjectId>,
}

/// What becomes of a wish to move a reference. The names are those of the REST API.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RefUpdateStatus {
    /// It moved, or may move.
    Succeeded,
    /// The reference is not where the wish says it is.
    StaleOldObjectId,
    /// No name for a reference.
    InvalidRefName,
    /// There is no such object.
    UnresolvableToCommit,
    /// Somebody else locked the branch.
    Locked,
    /// A reference is named like a folder of this name, or the other way round.
    RefNameConflict,
    /// A policy is against it.
    RejectedByPolicy,
    /// Who wishes it may not.
    Forbidden(GitPermission),
    /// It was to be deleted and did not exist.
    SucceededNonExistentRef,
}

impl RefUpdateStatus {
    /// The name on the wire.
    pub fn name(self) -> &'static str {
        match self {
            Self::Succeeded => "succeeded",
            Self::StaleOldObjectId => "staleOldObjectId",
            Self::InvalidRefName => "invalidRefName",
            Self::UnresolvableToCommit => "unresolvableToCommit",
            Self::Locked => "locked",
            Self::RefNameConflict => "refNameConflict",
            Self::RejectedByPolicy => "rejectedByPolicy",
            Self::Forbidden(GitPermission::ForcePush) => "forcePushRequired",
            Self::Forbidden(GitPermission::CreateBranch) => "createBranchPermissionRequired",
            Self::Forbidden(GitPermission::CreateTag) => "createTagPermissionRequired",
            Self::Forbidden(_) => "writePermissionRequired",
            Self::SucceededNonExistentRef => "succeededNonExistentRef",
        }
    }

    /// Whether the wish came true.
    pub fn is_success(self) -> bool {
        matches!(self, Self::Succeeded | Self::SucceededNonExistentRef)
    }
}
