//! Pipelines, their runs and previews.

mod pipeline;
mod preview;
mod run;

use crate::handler::Row;

/// The rows of all operations of pipelines.
pub(in crate::area) fn handlers() -> Vec<Row> {
    let all = [pipeline::handlers, preview::handlers, run::handlers];
    all.iter().flat_map(|handlers| handlers()).collect()
}
