// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

//! `distributed_task.task_agent`: 57 operations.

pub mod meta;
#[cfg(feature = "distributed-task")]
mod model;
#[cfg(feature = "distributed-task")]
mod op;

#[cfg(feature = "distributed-task")]
pub use self::{model::*, op::*};
#[cfg(feature = "distributed-task")]
pub use crate::generated::common::{
    AuthorizationHeader, AzureKeyVaultVariableGroupProviderData, AzureKeyVaultVariableValue, DataSourceBinding,
    EndpointAuthorization, IdentityRef, InputDataType, InputDescriptor, InputMode, InputValidation, InputValue,
    InputValues, InputValuesError, ProjectReference, TaskAgentPool, TaskAgentPoolOptions, TaskAgentPoolReference,
    TaskAgentPoolType, TaskAgentQueue, TaskDefinitionReference, TaskInputValidation, TaskReference, TaskResult,
    VariableGroup, VariableGroupProjectReference, VariableGroupProviderData, VariableValue
};
