//! Work item tracking.

pub(super) mod classification;
mod fault;
mod patch;
pub(super) mod query;
pub(super) mod reporting;
mod shape;
mod source;
mod update;
pub(super) mod wiql;
pub(super) mod work_item;
