//! Work item tracking.

pub(super) mod classification;
mod fault;
