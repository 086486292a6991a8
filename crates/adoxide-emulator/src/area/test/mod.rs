//! Test runs, results, attachments and code coverage: the older operations on the main host, and those of the host
//! for test results, which mostly are the same ones under another path.

mod attachment;
mod body;
mod coverage;
mod fault;
mod history;
mod report;
mod result;
mod retention;
mod run;
mod shape;
mod summary;

/// The rows of all nouns.
pub(in crate::area) fn handlers() -> Vec<crate::handler::Row> {
    let nouns = [
        attachment::handlers,
        coverage::handlers,
        history::handlers,
        report::handlers,
        result::handlers,
        retention::handlers,
        run::handlers,
        summary::handlers,
    ];
    nouns.iter().flat_map(|handlers| handlers()).collect()
}
