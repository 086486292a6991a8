//! Wikis and their pages.

mod attachment;
mod comment;
mod list;
mod page;
mod store;

use crate::handler::Row;

/// The rows of all wiki operations.
pub(in crate::area) fn handlers() -> Vec<Row> {
    let all = [page::handlers, list::handlers, attachment::handlers, comment::handlers];
    all.iter().flat_map(|handlers| handlers()).collect()
}
