// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

//! `security_roles`: 7 operations.

pub mod meta;
#[cfg(feature = "security-roles")]
mod model;
#[cfg(feature = "security-roles")]
mod op;

#[cfg(feature = "security-roles")]
pub use self::{model::*, op::*};
#[cfg(feature = "security-roles")]
pub use crate::generated::common::{
    IdentityRef
};
