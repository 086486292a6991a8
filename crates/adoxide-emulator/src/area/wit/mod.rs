//! Work item tracking.

pub(super) mod attachment;
pub(super) mod batch;
pub(super) mod classification;
pub(super) mod comment;
mod fault;
pub(super) mod model;
mod patch;
pub(super) mod query;
pub(super) mod reporting;
mod shape;
mod source;
pub(super) mod tag;
mod update;
pub(super) mod wiql;
pub(super) mod work_item;
