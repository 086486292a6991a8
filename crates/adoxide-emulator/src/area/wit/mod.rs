//! Work item tracking.

pub(super) mod classification;
mod fault;
pub(super) mod query;
mod source;
pub(super) mod wiql;
