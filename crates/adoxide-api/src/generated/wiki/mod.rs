// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

//! `wiki`: 27 operations.

pub mod meta;
#[cfg(feature = "wiki")]
mod model;
#[cfg(feature = "wiki")]
mod op;

#[cfg(feature = "wiki")]
pub use self::{model::*, op::*};
#[cfg(feature = "wiki")]
pub use crate::generated::common::{
    CommentReactionType, CommentSortOrder, GitVersionDescriptor, GitVersionOptions, GitVersionType, IdentityRef,
    VersionControlRecursionType
};
