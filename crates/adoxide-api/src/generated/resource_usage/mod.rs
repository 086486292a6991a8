// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

//! `resource_usage`: 2 operations.

pub mod meta;
#[cfg(feature = "resource-usage")]
mod model;
#[cfg(feature = "resource-usage")]
mod op;

#[cfg(feature = "resource-usage")]
pub use self::{model::*, op::*};
