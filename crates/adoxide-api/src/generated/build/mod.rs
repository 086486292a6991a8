// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

//! `build`: 93 operations.

pub mod meta;
#[cfg(feature = "build")]
mod model;
#[cfg(feature = "build")]
mod op;

#[cfg(feature = "build")]
pub use self::{model::*, op::*};
#[cfg(feature = "build")]
pub use crate::generated::common::{
    AgentSpecification, AuthorizationHeader, DataSourceBindingBase, IdentityRef, Issue, IssueType,
    ProcessParameters, ProjectState, ProjectVisibility, ResourceRef, ScheduleDays, TaskDefinitionReference,
    TaskInputDefinitionBase, TaskInputValidation, TaskResult, TaskSourceDefinitionBase, TeamProjectReference,
    TimelineRecordState
};
