// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

//! `core`: 33 operations.

pub mod meta;
#[cfg(feature = "core")]
mod model;
#[cfg(feature = "core")]
mod op;

#[cfg(feature = "core")]
pub use self::{model::*, op::*};
#[cfg(feature = "core")]
pub use crate::generated::common::{
    Identity, IdentityRef, OperationReference, OperationStatus, ProjectState, ProjectVisibility,
    TeamProjectCollectionReference, TeamProjectReference
};
