// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

//! `symbol`: 14 operations.

pub mod meta;
#[cfg(feature = "symbol")]
mod model;
#[cfg(feature = "symbol")]
mod op;

#[cfg(feature = "symbol")]
pub use self::{model::*, op::*};
