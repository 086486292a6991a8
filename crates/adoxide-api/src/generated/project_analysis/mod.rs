// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

//! `project_analysis`: 4 operations.

pub mod meta;
#[cfg(feature = "project-analysis")]
mod model;
#[cfg(feature = "project-analysis")]
mod op;

#[cfg(feature = "project-analysis")]
pub use self::{model::*, op::*};
