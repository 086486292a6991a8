//! Build definitions and builds, their folders, logs, artifacts and tags.

mod definition;
mod folder;
mod run;
pub(super) mod shape;

pub(super) use self::definition::repository as repository_of;
use crate::handler::Row;

/// The rows of all build operations.
pub(in crate::area) fn handlers() -> Vec<Row> {
    let all = [definition::handlers, folder::handlers, run::handlers, shape::handlers];
    all.iter().flat_map(|handlers| handlers()).collect()
}
