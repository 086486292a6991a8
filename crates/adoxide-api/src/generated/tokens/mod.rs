// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

//! `tokens`: 5 operations.

pub mod meta;
#[cfg(feature = "tokens")]
mod model;
#[cfg(feature = "tokens")]
mod op;

#[cfg(feature = "tokens")]
pub use self::{model::*, op::*};
