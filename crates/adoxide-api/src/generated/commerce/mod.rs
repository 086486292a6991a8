// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

//! `commerce`: 2 operations.

pub mod meta;
#[cfg(feature = "commerce")]
mod model;
#[cfg(feature = "commerce")]
mod op;

#[cfg(feature = "commerce")]
pub use self::{model::*, op::*};
