// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

//! `operations`: 1 operations.

pub mod meta;
#[cfg(feature = "operations")]
mod model;
#[cfg(feature = "operations")]
mod op;

#[cfg(feature = "operations")]
pub use self::{model::*, op::*};
#[cfg(feature = "operations")]
pub use crate::generated::common::{
    OperationStatus
};
