// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

//! `token_admin`: 3 operations.

pub mod meta;
#[cfg(feature = "token-admin")]
mod model;
#[cfg(feature = "token-admin")]
mod op;

#[cfg(feature = "token-admin")]
pub use self::{model::*, op::*};
