// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

//! `tenant_policy`: 1 operations.

pub mod meta;
#[cfg(feature = "tenant-policy")]
mod model;
#[cfg(feature = "tenant-policy")]
mod op;

#[cfg(feature = "tenant-policy")]
pub use self::{model::*, op::*};
