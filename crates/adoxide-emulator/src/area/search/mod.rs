//! Search: code, pages of wikis, work items, commits. Nothing is indexed: what there is now is looked through, as if
//! the service had just indexed it.

mod code;
mod commit;
mod package;
mod query;
mod status;
mod text;
mod wiki;
mod work_item;

/// The rows of all nouns.
pub(in crate::area) fn handlers() -> Vec<crate::handler::Row> {
    let nouns = [
        code::handlers,
        commit::handlers,
        package::handlers,
        status::handlers,
        wiki::handlers,
        work_item::handlers,
    ];
    nouns.iter().flat_map(|handlers| handlers()).collect()
}
