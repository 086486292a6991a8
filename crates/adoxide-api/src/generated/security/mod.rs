// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

//! `security`: 10 operations.

pub mod meta;
#[cfg(feature = "security")]
mod model;
#[cfg(feature = "security")]
mod op;

#[cfg(feature = "security")]
pub use self::{model::*, op::*};
