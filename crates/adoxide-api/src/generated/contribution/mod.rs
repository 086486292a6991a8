// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

//! `contribution`: 5 operations.

pub mod meta;
#[cfg(feature = "contribution")]
mod model;
#[cfg(feature = "contribution")]
mod op;

#[cfg(feature = "contribution")]
pub use self::{model::*, op::*};
#[cfg(feature = "contribution")]
pub use crate::generated::common::{
    Contribution, ContributionConstraint, ExtensionEventCallback, ExtensionEventCallbackCollection, ExtensionFile
};
