// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

//! `service_endpoint`: 27 operations.

pub mod meta;
#[cfg(feature = "service-endpoint")]
mod model;
#[cfg(feature = "service-endpoint")]
mod op;

#[cfg(feature = "service-endpoint")]
pub use self::{model::*, op::*};
#[cfg(feature = "service-endpoint")]
pub use crate::generated::common::{
    AuthorizationHeader, DataSourceBinding, EndpointAuthorization, IdentityRef, InputDataType, InputDescriptor,
    InputMode, InputValidation, InputValue, InputValues, InputValuesError, ProjectReference
};
