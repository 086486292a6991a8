// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

//! `status`: 1 operations.

pub mod meta;
#[cfg(feature = "status")]
mod model;
#[cfg(feature = "status")]
mod op;

#[cfg(feature = "status")]
pub use self::{model::*, op::*};
