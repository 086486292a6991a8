// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

//! `distributed_task.task_agent`: 116 operations.

pub mod meta;
#[cfg(feature = "distributed-task")]
mod model;
#[cfg(feature = "distributed-task")]
mod op;

#[cfg(feature = "distributed-task")]
pub use self::{model::*, op::*};
#[cfg(feature = "distributed-task")]
pub use crate::generated::common::{
    AuditAction, AuthorizationHeader, AzureKeyVaultVariableGroupProviderData, AzureKeyVaultVariableValue,
    DataSourceBinding, EndpointAuthorization, EnvironmentCreateParameter, EnvironmentDeploymentExecutionRecord,
    EnvironmentExpands, EnvironmentInstance, EnvironmentReference, EnvironmentResource,
    EnvironmentResourceReference, EnvironmentResourceType, EnvironmentUpdateParameter, IdentityRef, InputDataType,
    InputDescriptor, InputMode, InputValidation, InputValue, InputValues, InputValuesError, KubernetesResource,
    KubernetesResourceCreateParametersExistingEndpoint, PackageVersion, ProjectReference, TaskAgentAuthorization,
    TaskAgentCloudRequest, TaskAgentPool, TaskAgentPoolOptions, TaskAgentPoolReference, TaskAgentPoolType,
    TaskAgentPublicKey, TaskAgentQueue, TaskAgentReference, TaskAgentStatus, TaskAgentUpdate, TaskAgentUpdateReason,
    TaskAgentUpdateReasonType, TaskDefinitionReference, TaskInputValidation, TaskOrchestrationOwner, TaskReference,
    TaskResult, VariableGroup, VariableGroupProjectReference, VariableGroupProviderData, VariableValue,
    VirtualMachineGroup
};
