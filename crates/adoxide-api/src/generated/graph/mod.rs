// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

//! `graph`: 29 operations.

pub mod meta;
#[cfg(feature = "graph")]
mod model;
#[cfg(feature = "graph")]
mod op;

#[cfg(feature = "graph")]
pub use self::{model::*, op::*};
#[cfg(feature = "graph")]
pub use crate::generated::common::{
    AadGraphMember, Avatar, AvatarSize, GraphGroup, GraphMember, GraphServicePrincipal, GraphUser, GroupScopeType
};
