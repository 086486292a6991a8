// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

//! `audit`: 9 operations.

pub mod meta;
#[cfg(feature = "audit")]
mod model;
#[cfg(feature = "audit")]
mod op;

#[cfg(feature = "audit")]
pub use self::{model::*, op::*};
