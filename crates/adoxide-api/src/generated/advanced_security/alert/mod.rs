// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

//! `advanced_security.alert`: 16 operations.

pub mod meta;
#[cfg(feature = "advanced-security")]
mod model;
#[cfg(feature = "advanced-security")]
mod op;

#[cfg(feature = "advanced-security")]
pub use self::{model::*, op::*};
#[cfg(feature = "advanced-security")]
pub use crate::generated::common::{
    AlertType, AlertValidityStatus, ComponentType, DismissalType, IdentityRef, Region, Severity, State
};
