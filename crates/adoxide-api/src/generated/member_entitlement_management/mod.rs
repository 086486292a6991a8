// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

//! `member_entitlement_management`: 21 operations.

pub mod meta;
#[cfg(feature = "member-entitlement-management")]
mod model;
#[cfg(feature = "member-entitlement-management")]
mod op;

#[cfg(feature = "member-entitlement-management")]
pub use self::{model::*, op::*};
#[cfg(feature = "member-entitlement-management")]
pub use crate::generated::common::{
    AadGraphMember, GraphGroup, GraphMember, GraphServicePrincipal, GraphUser, OperationStatus
};
