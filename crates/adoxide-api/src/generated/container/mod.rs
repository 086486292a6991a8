// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

//! `container`: 5 operations.

pub mod meta;
#[cfg(feature = "container")]
mod model;
#[cfg(feature = "container")]
mod op;

#[cfg(feature = "container")]
pub use self::{model::*, op::*};
