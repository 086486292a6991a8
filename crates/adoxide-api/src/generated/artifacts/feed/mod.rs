// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

//! `artifacts.feed`: 36 operations.

pub mod meta;
#[cfg(feature = "artifacts")]
mod model;
#[cfg(feature = "artifacts")]
mod op;

#[cfg(feature = "artifacts")]
pub use self::{model::*, op::*};
#[cfg(feature = "artifacts")]
pub use crate::generated::common::{
    FeedProjectReference as ProjectReference, OperationReference, OperationStatus
};
