// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

//! `git`: 129 operations.

pub mod meta;
#[cfg(feature = "git")]
mod model;
#[cfg(feature = "git")]
mod op;

#[cfg(feature = "git")]
pub use self::{model::*, op::*};
#[cfg(feature = "git")]
pub use crate::generated::common::{
    FileContentMetadata, GitVersionDescriptor, GitVersionOptions, GitVersionType, IdentityRef, ItemContent,
    ItemContentType, PolicyConfiguration, PolicyTypeRef, ProjectState, ProjectVisibility, ResourceRef,
    TeamProjectCollectionReference, TeamProjectReference, VersionControlChangeType, VersionControlRecursionType
};
