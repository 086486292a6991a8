// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

//! `test_plan`: 46 operations.

pub mod meta;
#[cfg(feature = "test-plan")]
mod model;
#[cfg(feature = "test-plan")]
mod op;

#[cfg(feature = "test-plan")]
pub use self::{model::*, op::*};
#[cfg(feature = "test-plan")]
pub use crate::generated::common::{
    IdentityRef, LastResultDetails, ProjectState, ProjectVisibility, TeamProjectReference
};
