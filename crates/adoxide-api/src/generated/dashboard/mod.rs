// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

//! `dashboard`: 16 operations.

pub mod meta;
#[cfg(feature = "dashboard")]
mod model;
#[cfg(feature = "dashboard")]
mod op;

#[cfg(feature = "dashboard")]
pub use self::{model::*, op::*};
