// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

//! `organization_policy`: 1 operations.

pub mod meta;
#[cfg(feature = "organization-policy")]
mod model;
#[cfg(feature = "organization-policy")]
mod op;

#[cfg(feature = "organization-policy")]
pub use self::{model::*, op::*};
