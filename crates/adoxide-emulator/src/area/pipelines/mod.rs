//! Pipelines, their runs and previews; and what holds runs back: checks, approvals, permissions.

mod approval;
mod check;
mod permission;
mod pipeline;
mod preview;
mod run;

pub(super) use self::preview::place;
use crate::handler::Row;

/// The rows of all operations of pipelines.
pub(in crate::area) fn handlers() -> Vec<Row> {
    let all = [
        approval::handlers,
        check::handlers,
        permission::handlers,
        pipeline::handlers,
        preview::handlers,
        run::handlers,
    ];
    all.iter().flat_map(|handlers| handlers()).collect()
}
