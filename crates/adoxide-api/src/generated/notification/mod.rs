// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

//! `notification`: 24 operations.

pub mod meta;
#[cfg(feature = "notification")]
mod model;
#[cfg(feature = "notification")]
mod op;

#[cfg(feature = "notification")]
pub use self::{model::*, op::*};
#[cfg(feature = "notification")]
pub use crate::generated::common::{
    IdentityRef, InputValue, InputValuesError, SubscriptionDiagnostics, SubscriptionTracing,
    UpdateSubscripitonDiagnosticsParameters, UpdateSubscripitonTracingParameters
};
