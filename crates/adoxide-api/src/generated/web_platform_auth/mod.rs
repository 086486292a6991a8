// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

//! `web_platform_auth`: 1 operations.

pub mod meta;
#[cfg(feature = "web-platform-auth")]
mod model;
#[cfg(feature = "web-platform-auth")]
mod op;

#[cfg(feature = "web-platform-auth")]
pub use self::{model::*, op::*};
