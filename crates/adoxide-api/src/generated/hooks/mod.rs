// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

//! `hooks`: 22 operations.

pub mod meta;
#[cfg(feature = "hooks")]
mod model;
#[cfg(feature = "hooks")]
mod op;

#[cfg(feature = "hooks")]
pub use self::{model::*, op::*};
#[cfg(feature = "hooks")]
pub use crate::generated::common::{
    IdentityRef, InputDataType, InputDescriptor, InputMode, InputValidation, InputValue, InputValues,
    InputValuesError, InputValuesQuery, SubscriptionDiagnostics, SubscriptionTracing,
    UpdateSubscripitonDiagnosticsParameters, UpdateSubscripitonTracingParameters
};
