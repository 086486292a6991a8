// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

//! `artifacts.provenance`: 1 operations.

pub mod meta;
#[cfg(feature = "artifacts")]
mod model;
#[cfg(feature = "artifacts")]
mod op;

#[cfg(feature = "artifacts")]
pub use self::{model::*, op::*};
