//! Work item tracking.

pub(super) mod attachment;
pub(super) mod batch;
pub(super) mod classification;
pub(super) mod comment;
mod fault;
mod mine;
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

use crate::handler::Row;

/// The rows of all work item operations.
pub(in crate::area) fn handlers() -> Vec<Row> {
    let all = [
        attachment::handlers,
        batch::handlers,
        classification::handlers,
        comment::handlers,
        mine::handlers,
        model::handlers,
        query::handlers,
        reporting::handlers,
        tag::handlers,
        wiql::handlers,
        work_item::handlers,
    ];
    all.iter().flat_map(|handlers| handlers()).collect()
}
