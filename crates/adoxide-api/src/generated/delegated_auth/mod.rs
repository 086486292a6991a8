// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

//! `delegated_auth`: 2 operations.

pub mod meta;
#[cfg(feature = "delegated-auth")]
mod model;
#[cfg(feature = "delegated-auth")]
mod op;

#[cfg(feature = "delegated-auth")]
pub use self::{model::*, op::*};
