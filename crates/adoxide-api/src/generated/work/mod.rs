// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

//! `work`: 61 operations.

pub mod meta;
#[cfg(feature = "work")]
mod model;
#[cfg(feature = "work")]
mod op;

#[cfg(feature = "work")]
pub use self::{model::*, op::*};
#[cfg(feature = "work")]
pub use crate::generated::common::{
    IdentityRef, LargeTextCustomHtmlFormat, WorkItem, WorkItemCommentVersionRef, WorkItemFieldReference,
    WorkItemLink, WorkItemRelation, WorkItemTrackingWorkItemReference as WorkItemReference, WorkItemTypeReference
};
