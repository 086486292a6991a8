// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

//! `organization`: 2 operations.

pub mod meta;
#[cfg(feature = "organization")]
mod model;
#[cfg(feature = "organization")]
mod op;

#[cfg(feature = "organization")]
pub use self::{model::*, op::*};
