// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

//! `wit`: 86 operations.

pub mod meta;
#[cfg(feature = "wit")]
mod model;
#[cfg(feature = "wit")]
mod op;

#[cfg(feature = "wit")]
pub use self::{model::*, op::*};
#[cfg(feature = "wit")]
pub use crate::generated::common::{
    IdentityRef, WorkItemFieldReference, WorkItemLink, WorkItemTrackingWorkItemReference as WorkItemReference,
    WorkItemTypeReference
};
