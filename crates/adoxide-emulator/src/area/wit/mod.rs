//! Work item tracking.

pub(super) mod classification;
mod fault;
mod patch;
pub(super) mod reporting;
mod shape;
mod update;
pub(super) mod work_item;
