//! Work item tracking.

pub(super) mod classification;
