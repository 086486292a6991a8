// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

//! `wit`: 96 operations.

pub mod meta;
#[cfg(feature = "wit")]
mod model;
#[cfg(feature = "wit")]
mod op;

#[cfg(feature = "wit")]
pub use self::{model::*, op::*};
#[cfg(feature = "wit")]
pub use crate::generated::common::{
    CommentReactionType, CommentSortOrder, IdentityRef, LargeTextCustomHtmlFormat, WorkItem,
    WorkItemCommentVersionRef, WorkItemFieldReference, WorkItemLink, WorkItemRelation,
    WorkItemTrackingWorkItemReference as WorkItemReference, WorkItemTypeReference
};
