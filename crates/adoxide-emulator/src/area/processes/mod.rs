//! Processes: those of the system, and those that the organization derives from them.

mod admin;
mod layout;
mod list;
mod process;
mod work_item_type;

use crate::handler::Row;

/// The rows of all process operations.
pub(in crate::area) fn handlers() -> Vec<Row> {
    let all =
        [admin::handlers, layout::handlers, list::handlers, work_item_type::handlers, process::handlers];
    all.iter().flat_map(|handlers| handlers()).collect()
}
