// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

//! `ims`: 22 operations.

pub mod meta;
#[cfg(feature = "ims")]
mod model;
#[cfg(feature = "ims")]
mod op;

#[cfg(feature = "ims")]
pub use self::{model::*, op::*};
#[cfg(feature = "ims")]
pub use crate::generated::common::{
    GroupScopeType, Identity
};
