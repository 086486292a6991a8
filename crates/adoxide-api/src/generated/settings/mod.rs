// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

//! `settings`: 6 operations.

pub mod meta;
#[cfg(feature = "settings")]
mod model;
#[cfg(feature = "settings")]
mod op;

#[cfg(feature = "settings")]
pub use self::{model::*, op::*};
