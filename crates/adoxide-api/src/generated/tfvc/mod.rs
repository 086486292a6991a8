// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

//! `tfvc`: 19 operations.

pub mod meta;
#[cfg(feature = "tfvc")]
mod model;
#[cfg(feature = "tfvc")]
mod op;

#[cfg(feature = "tfvc")]
pub use self::{model::*, op::*};
#[cfg(feature = "tfvc")]
pub use crate::generated::common::{
    FileContentMetadata, IdentityRef, ItemContent, ItemContentType, VersionControlChangeType,
    VersionControlRecursionType
};
