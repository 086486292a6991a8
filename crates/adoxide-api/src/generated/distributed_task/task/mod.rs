// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

//! `distributed_task.task`: 25 operations.

pub mod meta;
#[cfg(feature = "distributed-task")]
mod model;
#[cfg(feature = "distributed-task")]
mod op;

#[cfg(feature = "distributed-task")]
pub use self::{model::*, op::*};
#[cfg(feature = "distributed-task")]
pub use crate::generated::common::{
    Issue, IssueType, ProjectReference, TaskOrchestrationOwner, TaskReference, TaskResult, TimelineRecordState,
    VariableValue
};
