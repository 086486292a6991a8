// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

//! `favorite`: 9 operations.

pub mod meta;
#[cfg(feature = "favorite")]
mod model;
#[cfg(feature = "favorite")]
mod op;

#[cfg(feature = "favorite")]
pub use self::{model::*, op::*};
#[cfg(feature = "favorite")]
pub use crate::generated::common::{
    IdentityRef
};
