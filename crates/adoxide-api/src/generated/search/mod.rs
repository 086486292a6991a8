// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

//! `search`: 8 operations.

pub mod meta;
#[cfg(feature = "search")]
mod model;
#[cfg(feature = "search")]
mod op;

#[cfg(feature = "search")]
pub use self::{model::*, op::*};
#[cfg(feature = "search")]
pub use crate::generated::common::{
    FeedProjectReference as ProjectReference
};
