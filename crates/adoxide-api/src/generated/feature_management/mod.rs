// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

//! `feature_management`: 9 operations.

pub mod meta;
#[cfg(feature = "feature-management")]
mod model;
#[cfg(feature = "feature-management")]
mod op;

#[cfg(feature = "feature-management")]
pub use self::{model::*, op::*};
