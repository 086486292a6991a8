// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

//! `release`: 80 operations.

pub mod meta;
#[cfg(feature = "release")]
mod model;
#[cfg(feature = "release")]
mod op;

#[cfg(feature = "release")]
pub use self::{model::*, op::*};
#[cfg(feature = "release")]
pub use crate::generated::common::{
    AgentSpecification, AuditAction, AuthorizationHeader, AzureKeyVaultVariableGroupProviderData,
    AzureKeyVaultVariableValue, DataSourceBindingBase, IdentityRef, InputDataType, InputDescriptor, InputMode,
    InputValidation, InputValue, InputValues, InputValuesError, InputValuesQuery, ProcessParameters,
    ProjectReference, ScheduleDays, TaskInputDefinitionBase, TaskInputValidation, TaskSourceDefinitionBase,
    VariableGroup, VariableGroupProjectReference, VariableGroupProviderData, VariableValue
};
