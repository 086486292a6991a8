//! Test runs, results, attachments, code coverage and what else belongs to tests: the older operations on the main host, and those of the host
//! for test results, which mostly are the same ones under another path.

mod attachment;
mod body;
mod coverage;
mod custom;
mod fault;
mod history;
pub(in crate::area) mod kept;
mod link;
mod log;
mod query;
mod report;
mod result;
mod retention;
mod run;
mod session;
mod shape;
mod summary;

/// The rows of all nouns.
pub(in crate::area) fn handlers() -> Vec<crate::handler::Row> {
    let nouns = [
        attachment::handlers,
        coverage::handlers,
        custom::handlers,
        history::handlers,
        link::handlers,
        log::handlers,
        query::handlers,
        report::handlers,
        result::handlers,
        retention::handlers,
        run::handlers,
        session::handlers,
        summary::handlers,
    ];
    nouns.iter().flat_map(|handlers| handlers()).collect()
}
