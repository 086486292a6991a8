// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

//! `policy`: 12 operations.

pub mod meta;
#[cfg(feature = "policy")]
mod model;
#[cfg(feature = "policy")]
mod op;

#[cfg(feature = "policy")]
pub use self::{model::*, op::*};
#[cfg(feature = "policy")]
pub use crate::generated::common::{
    IdentityRef, PolicyConfiguration, PolicyTypeRef
};
