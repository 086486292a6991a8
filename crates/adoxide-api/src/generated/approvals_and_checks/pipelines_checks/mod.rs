// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

//! `approvals_and_checks.pipelines_checks`: 9 operations.

pub mod meta;
#[cfg(feature = "approvals-and-checks")]
mod model;
#[cfg(feature = "approvals-and-checks")]
mod op;

#[cfg(feature = "approvals-and-checks")]
pub use self::{model::*, op::*};
#[cfg(feature = "approvals-and-checks")]
pub use crate::generated::common::{
    ApprovalExecutionOrder, IdentityRef, Resource
};
