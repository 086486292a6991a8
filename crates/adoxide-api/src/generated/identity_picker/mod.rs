// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

//! `identity_picker`: 1 operations.

pub mod meta;
#[cfg(feature = "identity-picker")]
mod model;
#[cfg(feature = "identity-picker")]
mod op;

#[cfg(feature = "identity-picker")]
pub use self::{model::*, op::*};
