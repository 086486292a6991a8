// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

//! `processadmin`: 5 operations.

pub mod meta;
#[cfg(feature = "processadmin")]
mod model;
#[cfg(feature = "processadmin")]
mod op;

#[cfg(feature = "processadmin")]
pub use self::{model::*, op::*};
