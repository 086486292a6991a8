// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

//! `account`: 1 operations.

pub mod meta;
#[cfg(feature = "account")]
mod model;
#[cfg(feature = "account")]
mod op;

#[cfg(feature = "account")]
pub use self::{model::*, op::*};
