//! Git by REST: repositories, references, pushes, commits and what is in them.

mod branch;
mod commit;
mod file_diff;
mod fork;
mod import;
mod item;
mod object;
mod operation;
mod option;
pub(super) mod pull_request;
mod push;
mod reference;
mod repository;
mod status;
pub(super) mod subject;
mod version;

pub(super) use self::item::{Format, content_type, format};
use crate::handler::Row;

/// The rows of all Git operations.
pub(in crate::area) fn handlers() -> Vec<Row> {
    let all = [
        branch::handlers,
        commit::handlers,
        file_diff::handlers,
        fork::handlers,
        import::handlers,
        item::handlers,
        object::handlers,
        operation::handlers,
        option::handlers,
        pull_request::handlers,
        push::handlers,
        reference::handlers,
        repository::handlers,
        status::handlers,
    ];
    all.iter().flat_map(|handlers| handlers()).collect()
}
