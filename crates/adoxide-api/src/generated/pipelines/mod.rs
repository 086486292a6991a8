// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

//! `pipelines`: 12 operations.

pub mod meta;
#[cfg(feature = "pipelines")]
mod model;
#[cfg(feature = "pipelines")]
mod op;

#[cfg(feature = "pipelines")]
pub use self::{model::*, op::*};
