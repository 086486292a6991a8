// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

//! `extension_management`: 25 operations.

pub mod meta;
#[cfg(feature = "extension-management")]
mod model;
#[cfg(feature = "extension-management")]
mod op;

#[cfg(feature = "extension-management")]
pub use self::{model::*, op::*};
#[cfg(feature = "extension-management")]
pub use crate::generated::common::{
    Contribution, ContributionConstraint, ExtensionEventCallback, ExtensionEventCallbackCollection, ExtensionFile,
    IdentityRef
};
