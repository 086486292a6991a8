// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

//! `distributed_task.elastic`: 7 operations.

pub mod meta;
#[cfg(feature = "distributed-task")]
mod model;
#[cfg(feature = "distributed-task")]
mod op;

#[cfg(feature = "distributed-task")]
pub use self::{model::*, op::*};
#[cfg(feature = "distributed-task")]
pub use crate::generated::common::{
    IdentityRef, TaskAgentPool, TaskAgentPoolOptions, TaskAgentPoolReference, TaskAgentPoolType, TaskAgentQueue
};
