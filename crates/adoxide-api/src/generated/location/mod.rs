// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

//! `location`: 7 operations.

pub mod meta;
#[cfg(feature = "location")]
mod model;
#[cfg(feature = "location")]
mod op;

#[cfg(feature = "location")]
pub use self::{model::*, op::*};
