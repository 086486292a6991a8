// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

//! `customer_intelligence`: 1 operations.

pub mod meta;
#[cfg(feature = "customer-intelligence")]
mod model;
#[cfg(feature = "customer-intelligence")]
mod op;

#[cfg(feature = "customer-intelligence")]
pub use self::{model::*, op::*};
