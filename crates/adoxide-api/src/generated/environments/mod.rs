// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

//! `environments`: 17 operations.

pub mod meta;
#[cfg(feature = "environments")]
mod model;
#[cfg(feature = "environments")]
mod op;

#[cfg(feature = "environments")]
pub use self::{model::*, op::*};
#[cfg(feature = "environments")]
pub use crate::generated::common::{
    EnvironmentCreateParameter, EnvironmentDeploymentExecutionRecord, EnvironmentExpands, EnvironmentInstance,
    EnvironmentReference, EnvironmentResource, EnvironmentResourceReference, EnvironmentResourceType,
    EnvironmentUpdateParameter, IdentityRef, KubernetesResource, KubernetesResourceCreateParametersExistingEndpoint,
    PackageVersion, ProjectReference, TaskAgentAuthorization, TaskAgentCloudRequest, TaskAgentPoolOptions,
    TaskAgentPoolReference, TaskAgentPoolType, TaskAgentPublicKey, TaskAgentReference, TaskAgentStatus,
    TaskAgentUpdate, TaskAgentUpdateReason, TaskAgentUpdateReasonType, TaskOrchestrationOwner, TaskResult,
    VirtualMachineGroup
};
