// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

//! `profile`: 12 operations.

pub mod meta;
#[cfg(feature = "profile")]
mod model;
#[cfg(feature = "profile")]
mod op;

#[cfg(feature = "profile")]
pub use self::{model::*, op::*};
#[cfg(feature = "profile")]
pub use crate::generated::common::{
    Avatar, AvatarSize
};
