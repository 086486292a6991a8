//! Teams at work: their settings, iterations, boards and backlogs.

mod backlog;
mod board;
mod capacity;
mod chart;
mod iteration;
mod order;
mod plan;
pub(super) mod scope;
mod settings;
mod taskboard;

use crate::handler::Row;

/// The rows of all operations of boards and teams.
pub(in crate::area) fn handlers() -> Vec<Row> {
    let all = [
        backlog::handlers,
        board::handlers,
        capacity::handlers,
        chart::handlers,
        iteration::handlers,
        order::handlers,
        plan::handlers,
        settings::handlers,
        taskboard::handlers,
    ];
    all.iter().flat_map(|handlers| handlers()).collect()
}
