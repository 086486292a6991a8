// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

//! `processes`: 57 operations.

pub mod meta;
#[cfg(feature = "processes")]
mod model;
#[cfg(feature = "processes")]
mod op;

#[cfg(feature = "processes")]
pub use self::{model::*, op::*};
