//! Pull requests by REST.

mod annotation;
mod change;
mod commit;
mod conflict;
mod iteration;
mod list;
mod note;
mod refusal;
mod reviewer;
mod shape;
mod status;
mod target;
mod thread;

use crate::handler::Row;

/// The rows of all pull request operations.
pub(in crate::area) fn handlers() -> Vec<Row> {
    let all = [
        annotation::handlers,
        change::handlers,
        commit::handlers,
        conflict::handlers,
        iteration::handlers,
        list::handlers,
        reviewer::handlers,
        status::handlers,
        thread::handlers,
    ];
    all.iter().flat_map(|handlers| handlers()).collect()
}
