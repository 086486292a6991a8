// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

//! `permissions_report`: 4 operations.

pub mod meta;
#[cfg(feature = "permissions-report")]
mod model;
#[cfg(feature = "permissions-report")]
mod op;

#[cfg(feature = "permissions-report")]
pub use self::{model::*, op::*};
